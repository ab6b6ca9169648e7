package org.truceline.app.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.truceline.line.Line;
import org.truceline.line.Side;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.Policy;

/**
 * A working day that somebody made up, for people who want to see a desk at work: patrols along the
 * line, people who mow beside it, a work party that goes over it and comes back, a device that
 * falls silent. Nobody of it exists. The same seed gives the same day.
 */
final class MadeUpDay {
  /** Each device speaks so often. */
  static final Duration EACH = Duration.ofSeconds(20);

  private static final double SIGMA_METRES = 5;

  private final Line line;
  private final Side past;
  private final String own;
  private final String others;
  private final List<Walker> walkers = new ArrayList<>();
  private final SplittableRandom chance;

  /**
   * A body on its way.
   *
   * @param name its track
   * @param station metres along the line, by the seconds of the day
   * @param before metres short of the line on its own side, by the seconds of the day; below zero
   *     past it
   * @param silentAfter from this second on it says nothing
   * @param other whether its own side is the other party's
   */
  private record Walker(
      String name,
      DoubleUnaryOperator station,
      DoubleUnaryOperator before,
      double silentAfter,
      boolean other) {}

  /**
   * A day along a line.
   *
   * @param line where it happens
   * @param policy which side each party holds
   */
  MadeUpDay(Line line, Policy policy, long seed) {
    this.line = line;
    this.past = policy.past();
    this.own = holder(policy, past.other());
    this.others = holder(policy, past);
    this.chance = new SplittableRandom(seed);
    double middle = line.lengthMetres() * 0.42;
    double ever = Double.MAX_VALUE;
    walk(
        "made-up-patrol-1",
        s -> middle - 2_000 + 1.2 * s,
        s -> 170 + 40 * Math.sin(s / 400),
        ever,
        false);
    walk(
        "made-up-patrol-2",
        s -> middle + 3_000 - 1.1 * s,
        s -> 320 + 60 * Math.sin(s / 500),
        ever,
        true);
    walk(
        "made-up-mowers",
        s -> middle + 400 + 0.02 * s,
        s -> 110 + 15 * Math.sin(s / 300),
        ever,
        false);
    walk("made-up-work-party", s -> middle + 900 + 0.1 * s, MadeUpDay::overAndBack, ever, false);
    walk(
        "made-up-lorry",
        s -> middle - 9_000 + 6 * s,
        s -> 900 + 100 * Math.sin(s / 600),
        ever,
        false);
    walk(
        "made-up-handheld",
        s -> middle + 1_600 + 0.1 * s,
        s -> 60 + 10 * Math.sin(s / 200),
        1_500,
        true);
    for (int i = 1; i <= 12; i++) {
      double at = line.lengthMetres() * i / 13;
      double phase = i;
      walk(
          "made-up-post-" + i,
          s -> at + 30 * Math.sin(s / 700 + phase),
          s -> 700 + 200 * Math.sin(s / 900 + phase),
          ever,
          i % 2 == 0);
    }
  }

  /** The party that holds a side, or the empty text where none is said to. */
  private static String holder(Policy policy, Side side) {
    return policy.homes().entrySet().stream()
        .filter(one -> one.getValue() == side)
        .map(one -> one.getKey().text())
        .sorted()
        .findFirst()
        .orElse("");
  }

  private void walk(
      String name,
      DoubleUnaryOperator station,
      DoubleUnaryOperator before,
      double silentAfter,
      boolean other) {
    // Without a party of its own, whoever stands on the other side would be past the line there.
    walkers.add(new Walker(name, station, before, silentAfter, other && !others.isEmpty()));
  }

  /** Works its way up to the line for ten minutes, is over it for six, and goes back. */
  private static double overAndBack(double second) {
    if (second < 600) {
      return 380 - second * 0.55;
    }
    return second < 960
        ? 50 - 300 * Math.sin((second - 600) / 360 * Math.PI)
        : Math.min(400, 50 + (second - 960) * 0.5);
  }

  /** What all devices say at a moment of the day. */
  List<Fix> at(Instant begun, Instant now) {
    double second = Duration.between(begun, now).toMillis() / 1000.0;
    List<Fix> fixes = new ArrayList<>();
    for (Walker walker : walkers) {
      if (second < walker.silentAfter()) {
        fixes.add(fix(walker, second, now));
      }
    }
    return fixes;
  }

  private Fix fix(Walker walker, double second, Instant now) {
    double station =
        Math.floorMod((long) walker.station().applyAsDouble(second), (long) line.lengthMetres());
    Place on = line.placeAt(station);
    Place next = line.placeAt(Math.min(line.lengthMetres(), station + 50));
    GeodesicData along =
        Geodesic.WGS84.Inverse(
            on.latDegrees(), on.lonDegrees(), next.latDegrees(), next.lonDegrees());
    boolean left = (past == Side.RIGHT) != walker.other();
    double azimuth = along.azi1 + (left ? -90 : 90);
    double metres = walker.before().applyAsDouble(second);
    GeodesicData at = Geodesic.WGS84.Direct(on.latDegrees(), on.lonDegrees(), azimuth, metres);
    GeodesicData noisy =
        Geodesic.WGS84.Direct(
            at.lat2,
            at.lon2,
            chance.nextDouble(360),
            Math.abs(chance.nextGaussian()) * SIGMA_METRES);
    return new Fix(
        walker.name(),
        now,
        Place.lonLat(noisy.lon2, noisy.lat2),
        Accuracy.stated(ErrorEllipse.circle(SIGMA_METRES)),
        walker.other() ? others : own,
        "made up");
  }
}
