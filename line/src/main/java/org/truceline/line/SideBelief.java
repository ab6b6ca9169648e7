package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/**
 * What is believed about one doubtful place against every version that holds.
 *
 * @param past the side that counts as past the line
 * @param versions one for each version, by precedence
 * @param pastAll probability of being past every version
 * @param pastAny probability of being past at least one
 * @param pastByRule probability of being past the line by the rule in force
 * @param beyond greatest share of the place's doubt that lies beyond an end of a version that the
 *     rule needs, where nobody can tell
 * @param rule the rule applied
 * @param decidedBy number of the identified marker that decided, or the empty text
 * @param ruled whether the mission names a rule for the day; without one {@link Rule} has a default
 */
public record SideBelief(
    Side past,
    List<OfVersion> versions,
    double pastAll,
    double pastAny,
    double pastByRule,
    double beyond,
    Rule rule,
    String decidedBy,
    boolean ruled) {
  /** A verdict is given where its probability reaches this; else the versions leave it open. */
  public static final double SURE = 0.5;

  /** With more of the doubt than this beyond an end, nobody can tell. */
  public static final double BEYOND_LIMIT = 0.05;

  public SideBelief {
    versions = List.copyOf(versions);
  }

  /**
   * One of several beliefs about one thing, of which one is right.
   *
   * @param belief the belief
   * @param weight the probability that it is the right one
   */
  public record Weighted(SideBelief belief, double weight) {}

  /**
   * What several beliefs, of which one is right, come to; offsets and stations are those of the
   * first. Their versions are the same, in the same order.
   *
   * @param each the beliefs, at least one; their weights sum to 1
   */
  public static SideBelief blend(List<Weighted> each) {
    SideBelief first = each.getFirst().belief();
    if (each.size() == 1) {
      return first;
    }
    double all = 0;
    double any = 0;
    double byRule = 0;
    double beyond = 0;
    for (Weighted one : each) {
      all += one.weight() * one.belief().pastAll();
      any += one.weight() * one.belief().pastAny();
      byRule += one.weight() * one.belief().pastByRule();
      beyond += one.weight() * one.belief().beyond();
    }
    List<OfVersion> versions = new ArrayList<>(first.versions().size());
    for (int i = 0; i < first.versions().size(); i++) {
      double past = 0;
      double outside = 0;
      double square = 0;
      for (Weighted one : each) {
        OfVersion version = one.belief().versions().get(i);
        past += one.weight() * version.pastProbability();
        outside += one.weight() * version.beyond();
        square += one.weight() * version.sigmaMetres() * version.sigmaMetres();
      }
      OfVersion of = first.versions().get(i);
      versions.add(
          new OfVersion(
              of.version(),
              of.offsetMetres(),
              of.stationMetres(),
              of.stretch(),
              of.end(),
              past,
              outside,
              Math.sqrt(square)));
    }
    return new SideBelief(
        first.past(),
        versions,
        all,
        any,
        byRule,
        beyond,
        first.rule(),
        first.decidedBy(),
        first.ruled());
  }

  /** The answer in one word. */
  public Verdict verdict() {
    if (beyond > BEYOND_LIMIT) {
      return Verdict.CANNOT_TELL;
    }
    if (pastByRule >= SURE && pastAll >= SURE) {
      return Verdict.PAST_ALL;
    }
    return pastAny >= SURE || pastByRule >= SURE ? Verdict.PAST_SOME : Verdict.PAST_NONE;
  }

  /** Why, in the reader's language. */
  public Because because() {
    List<Because> parts = new ArrayList<>();
    parts.add(
        decidedBy.isEmpty()
            ? ruleReason(rule)
            : Because.of("line.rule.marker", Because.text(decidedBy)));
    if (!ruled) {
      parts.add(Because.of("line.rule.none"));
    }
    for (SideBelief.OfVersion one : versions) {
      parts.add(versionReason(one));
    }
    String key =
        switch (verdict()) {
          case PAST_ALL -> "line.belief.past-all";
          case PAST_SOME -> "line.belief.past-some";
          case PAST_NONE -> "line.belief.past-none";
          case CANNOT_TELL -> "line.belief.cannot-tell";
        };
    return Because.of(key, Because.percent(pastByRule)).with(parts);
  }

  private static Because ruleReason(Rule rule) {
    return switch (rule) {
      case Rule.MarkersFirst() -> Because.of("line.rule.markers-first");
      case Rule.EveryVersion() -> Because.of("line.rule.every-version");
      case Rule.AnyVersion() -> Because.of("line.rule.any-version");
      case Rule.OneVersion(var id) -> Because.of("line.rule.one-version", Because.text(id.text()));
    };
  }

  private static Because versionReason(SideBelief.OfVersion one) {
    Because.Value id = Because.text(one.version().text());
    Because.Value away = Because.metres(Math.abs(one.offsetMetres()));
    if (one.end() != End.NONE) {
      return Because.of("line.version.beyond", id, away);
    }
    return Because.of(
        one.offsetMetres() >= 0 ? "line.version.left" : "line.version.right",
        id,
        away,
        Because.metres(one.stationMetres()),
        Because.percent(one.pastProbability()),
        Because.metres(one.sigmaMetres()));
  }

  /**
   * The belief against one version.
   *
   * @param version the version
   * @param offsetMetres signed distance, positive on the left
   * @param stationMetres station of the nearest point
   * @param stretch name of the stretch there, or the empty text
   * @param end whether the place lies beyond an end
   * @param pastProbability probability of being past it
   * @param beyond share of the doubt beyond an end
   * @param sigmaMetres standard deviation of the offset, across the line
   */
  public record OfVersion(
      VersionId version,
      double offsetMetres,
      double stationMetres,
      String stretch,
      End end,
      double pastProbability,
      double beyond,
      double sigmaMetres) {}

  /** Past all, past some (in the strip), past none, or nobody can tell. */
  public enum Verdict {
    PAST_ALL,
    PAST_SOME,
    PAST_NONE,
    CANNOT_TELL
  }
}
