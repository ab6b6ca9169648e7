package org.truceline.app.mission;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.truceline.line.Side;
import org.truceline.terms.PartyId;
import org.truceline.watch.Policy;

/** A figure of the policy, by its key in the mission folder. */
public enum Tolerance {
  NEAR("nearMetres", 0, 10_000),
  CLEAR("clearBelow", 0, 1),
  PROBABLE("probableAt", 0, 1),
  NEAR_CERTAIN("nearCertainAt", 0, 1),
  UNSTATED("unstatedSigmaMetres", 0.01, 10_000),
  LEAST("leastSigmaMetres", 0, 1_000),
  VAGUE("vagueSigmaMetres", 1, 100_000),
  LEAVE("leaveBelow", 0, 1),
  LEAVE_AFTER("leaveAfterFixes", 1, 1_000),
  SILENT("silentAfterSeconds", 1, 86_400);

  private final String key;
  private final double least;
  private final double most;

  Tolerance(String key, double least, double most) {
    this.key = key;
    this.least = least;
    this.most = most;
  }

  /** The tolerance of a key. */
  public static Optional<Tolerance> find(String key) {
    return Stream.of(values()).filter(one -> one.key.equals(key)).findFirst();
  }

  /** All keys. */
  public static List<String> keys() {
    return Stream.of(values()).map(Tolerance::key).toList();
  }

  /** Its key in the mission folder. */
  public String key() {
    return key;
  }

  /** The least that it may be. */
  public double least() {
    return least;
  }

  /** The most that it may be. */
  public double most() {
    return most;
  }

  /** Whether it may be this; fixes are counted in whole numbers. */
  public boolean holds(double value) {
    boolean whole = value == Math.rint(value);
    return value >= least && value <= most && (whole || this != LEAVE_AFTER);
  }

  /** A number as people write it. */
  public static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** What it is in a policy. */
  public double of(Policy policy) {
    return switch (this) {
      case NEAR -> policy.nearMetres();
      case CLEAR -> policy.clearBelow();
      case PROBABLE -> policy.probableAt();
      case NEAR_CERTAIN -> policy.nearCertainAt();
      case UNSTATED -> policy.unstatedSigmaMetres();
      case LEAST -> policy.leastSigmaMetres();
      case VAGUE -> policy.vagueSigmaMetres();
      case LEAVE -> policy.leaveBelow();
      case LEAVE_AFTER -> policy.leaveAfterFixes();
      case SILENT -> policy.silentAfterSeconds();
    };
  }

  /** All tolerances of a policy. */
  public static Map<Tolerance, Double> allOf(Policy policy) {
    Map<Tolerance, Double> all = new EnumMap<>(Tolerance.class);
    for (Tolerance one : values()) {
      all.put(one, one.of(policy));
    }
    return all;
  }

  /** Whether the probabilities among them rise as they must. */
  static boolean rise(Map<Tolerance, Double> all) {
    return value(all, CLEAR) <= value(all, PROBABLE)
        && value(all, PROBABLE) <= value(all, NEAR_CERTAIN);
  }

  /**
   * The policy that all of them make; no crossing is left at a probability at which it would begin
   * again.
   */
  static Policy policy(Side past, Map<PartyId, Side> homes, Map<Tolerance, Double> all) {
    return new Policy(
        past,
        homes,
        value(all, NEAR),
        value(all, PROBABLE),
        value(all, NEAR_CERTAIN),
        value(all, CLEAR),
        value(all, UNSTATED),
        value(all, LEAST),
        value(all, VAGUE),
        Math.min(value(all, LEAVE), value(all, PROBABLE)),
        (int) value(all, LEAVE_AFTER),
        value(all, SILENT));
  }

  /**
   * The policy with some of its tolerances changed; none where the probabilities would not rise.
   */
  public static Optional<Policy> changed(Policy policy, Map<Tolerance, Double> changes) {
    Map<Tolerance, Double> all = allOf(policy);
    all.putAll(changes);
    return rise(all) ? Optional.of(policy(policy.past(), policy.homes(), all)) : Optional.empty();
  }

  private static double value(Map<Tolerance, Double> all, Tolerance one) {
    Double value = all.get(one);
    if (value == null) {
      throw new IllegalArgumentException("a policy without " + one.key);
    }
    return value;
  }
}
