package org.truceline.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Locator;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Outcome;
import org.truceline.watch.Policy;
import org.truceline.watch.Watcher;

/**
 * Judges report by report as a live desk does: many tracks interleaved, one fix a second each, two
 * versions of a line of 10,000 vertices. Prints reports a second of processor time on one thread,
 * the share that was plainly clear, and bytes a track.
 */
public final class LiveBenchmark {
  private static final int TRACKS = 10_000;
  private static final int ROUNDS = 300;
  private static final int WARM_ROUNDS = 60;
  private static final double WITHIN_METRES = 5_000;
  private static final double METRES_IN_DEGREE = 111_195;

  private LiveBenchmark() {}

  /** Argument: how far from the line tracks begin at most, in metres (default 5000). */
  @SuppressWarnings("SystemOut") // a benchmark's answer
  public static void main(String[] args) {
    double within = args.length > 0 ? Double.parseDouble(args[0]) : WITHIN_METRES;
    Line one = Line.of(MadeUp.course(10_000, 0));
    Line two = Line.of(MadeUp.course(10_000, 40));
    Judge judge =
        new Judge(
            LineBook.of(
                List.of(
                    Version.always(new VersionId("one"), one, 8),
                    Version.always(new VersionId("two"), two, 8)),
                new Rule.EveryVersion()),
            atHome(),
            ZoneOffset.UTC);
    long[] episodes = new long[1];
    Watcher watcher = new Watcher(judge, episode -> episodes[0]++);
    SplittableRandom random = new SplittableRandom(MadeUp.SEED + 5);
    double[] places = MadeUp.fixes(one, TRACKS, within);
    String[] parties = new String[TRACKS];
    Locator locator = one.locator();
    for (int i = 0; i < TRACKS; i++) {
      locator.locate(places[2 * i], places[2 * i + 1]);
      parties[i] = locator.offsetMetres() >= 0 ? "left" : "right";
    }
    double[] courses = random.doubles(TRACKS, 0, 2 * Math.PI).toArray();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Accuracy accuracy = Accuracy.stated(ErrorEllipse.circle(5));
    long used = 0;
    long clear = 0;
    long judged = 0;
    long before = memory();
    for (int round = 0; round < ROUNDS; round++) {
      List<Fix> fixes = new ArrayList<>(TRACKS);
      for (int i = 0; i < TRACKS; i++) {
        courses[i] += 0.1 * random.nextGaussian();
        double cos = Math.cos(Math.toRadians(places[2 * i + 1]));
        places[2 * i] += 1.3 * Math.cos(courses[i]) / (METRES_IN_DEGREE * cos);
        places[2 * i + 1] += 1.3 * Math.sin(courses[i]) / METRES_IN_DEGREE;
        Place given =
            Place.lonLat(
                places[2 * i] + 0.5 * random.nextGaussian() / (METRES_IN_DEGREE * cos),
                places[2 * i + 1] + 0.5 * random.nextGaussian() / METRES_IN_DEGREE);
        fixes.add(new Fix("track-" + i, start.plusSeconds(round), given, accuracy, parties[i], ""));
      }
      long begun = cpuNanos();
      for (Fix fix : fixes) {
        Outcome outcome = watcher.take(fix);
        if (round >= WARM_ROUNDS) {
          judged++;
          clear += outcome instanceof Outcome.PlainlyClear ? 1 : 0;
        }
      }
      used += round >= WARM_ROUNDS ? cpuNanos() - begun : 0;
    }
    long after = memory();
    System.out.printf(
        Locale.ROOT,
        "%,d tracks, one fix a second, within %,.0f m of the line at first; seed %d%n"
            + "%,.0f reports a second of processor time on one thread; %.1f %% plainly clear%n"
            + "%,d bytes a track in memory, %,d episodes ended%n",
        TRACKS,
        within,
        MadeUp.SEED + 5,
        judged / (used / 1e9),
        100.0 * clear / judged,
        (after - before) / TRACKS,
        episodes[0]);
    watcher.finish();
  }

  /** Both sides have tracks, each of the party that is at home there. */
  private static Policy atHome() {
    Policy plain = Policy.plain(Side.RIGHT);
    return new Policy(
        plain.past(),
        Map.of(new PartyId("left"), Side.LEFT, new PartyId("right"), Side.RIGHT),
        plain.nearMetres(),
        plain.probableAt(),
        plain.nearCertainAt(),
        plain.clearBelow(),
        plain.unstatedSigmaMetres(),
        plain.leastSigmaMetres(),
        plain.vagueSigmaMetres(),
        plain.leaveBelow(),
        plain.leaveAfterFixes(),
        plain.silentAfterSeconds());
  }

  private static long cpuNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long memory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
