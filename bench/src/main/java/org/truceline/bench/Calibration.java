package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.truceline.app.mission.LineFile;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Locator;
import org.truceline.line.Normal;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Outcome;
import org.truceline.watch.Policy;
import org.truceline.watch.Watcher;

/**
 * How far stated probabilities of being past a real line are borne out: simulated bodies near it,
 * with receivers of many kinds, judged report by report. Prints tables of reliability, Brier scores
 * and alarms beside those of the half-plane normal formula on the single fix and of a plain
 * geofence. docs/inside/judging.md says how to read them.
 */
public final class Calibration {
  private static final long SEED = 20_261_125L;
  private static final int SECONDS = 1_200;

  /** One judgement in so many seconds is scored: neighbours say the same thing twice. */
  private static final int SCORED_EVERY = 60;

  /** Only judgements about bodies this near the line are scored: the rest is easy. */
  private static final double NEAR_METRES = 100;

  /** Probabilities at which an alarm may be raised. */
  private static final List<Double> SWEEP = List.of(0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99);

  private static final int DECILES = 10;
  private static final int FULL = 500;
  private static final int[] EVERY_SECONDS = {1, 5, 30};
  private static final double METRES_IN_DEGREE = 111_195;

  private final Line line;
  private final Locator locator;
  private final int tracks;

  private Calibration(Line line, int tracks) {
    this.line = line;
    this.locator = line.locator();
    this.tracks = tracks;
  }

  /** Arguments: a line file, and the number of tracks for each kind of receiver (default 600). */
  @SuppressWarnings("SystemOut") // a benchmark's answer
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "missions/korea-mdl/lines/lsib-2017.geojson");
    int tracks = args.length > 1 ? Integer.parseInt(args[1]) : 600;
    if (!Files.isRegularFile(file)) {
      throw new IOException("no line file " + file);
    }
    System.out.println(new Calibration(Line.of(LineFile.read(file).places()), tracks).run());
  }

  private String run() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "Seed %d, %d tracks of %d s for each kind of receiver%n%n",
            SEED,
            tracks,
            SECONDS));
    Scores assumed = new Scores();
    Scores foreign = new Scores();
    Scores all = new Scores();
    java.util.Map<String, Scores> byBody = new java.util.TreeMap<>();
    java.util.Map<Integer, Scores> byEvery = new java.util.TreeMap<>();
    out.append("| receiver | judgements | Brier: track | fix alone | geofence | worst decile | ")
        .append(
            "ever past: Brier | fix alone | worst decile | false alarms/100 h | geofence | delay s | geofence |\n")
        .append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Receiver.Kind kind : Receiver.Kind.values()) {
      Scores scores = new Scores();
      SplittableRandom random = new SplittableRandom(SEED + kind.name().hashCode());
      for (int i = 0; i < tracks; i++) {
        Scores own = new Scores();
        track(kind, i, random.split(), own);
        scores.add(own);
        byBody.computeIfAbsent(kindOf(i).name(), k -> new Scores()).add(own);
        byEvery.computeIfAbsent(everySeconds(i), k -> new Scores()).add(own);
      }
      out.append(scores.row(kind.said + (kind.assumed ? "" : " *")));
      (kind.assumed ? assumed : foreign).add(scores);
      all.add(scores);
    }
    out.append(assumed.row("all assumed")).append(foreign.row("all not assumed *"));
    out.append(all.row("all")).append('\n');
    byBody.forEach((k, v) -> out.append(v.row(k)));
    byBody.forEach((k, v) -> out.append(k).append('\n').append(v.ever.table()));
    byEvery.forEach((k, v) -> out.append(v.row("every " + k + " s")));
    out.append(all.sweepTable());
    out.append("Past now, assumed:\n").append(assumed.now.table());
    out.append("Past now, not assumed:\n").append(foreign.now.table());
    out.append("Ever past, all:\n").append(all.ever.table());
    return out.toString();
  }

  private static Body.Kind kindOf(int number) {
    List<Body.Kind> kinds = List.of(Body.Kind.values());
    return kinds.get(number % kinds.size());
  }

  private static int everySeconds(int number) {
    return EVERY_SECONDS[number / Body.Kind.values().length % EVERY_SECONDS.length];
  }

  private void track(Receiver.Kind kind, int number, SplittableRandom random, Scores scores) {
    Place home = line.placeAt(random.nextDouble(0.02, 0.98) * line.lengthMetres());
    locator.locate(home.lonDegrees(), home.latDegrees());
    Place on = line.placeAt(locator.stationMetres() + 20);
    double cos = Math.cos(Math.toRadians(home.latDegrees()));
    double heading =
        Math.atan2(
            on.latDegrees() - home.latDegrees(), cos * (on.lonDegrees() - home.lonDegrees()));
    Body body = new Body(kindOf(number), heading, random.split());
    Receiver receiver = new Receiver(kind, random.split());
    int every = everySeconds(number);
    List<Episode> episodes = new ArrayList<>();
    Judge judge =
        new Judge(
            LineBook.of(
                List.of(Version.always(new VersionId("line"), line, 0)), new Rule.EveryVersion()),
            Policy.plain(Side.RIGHT),
            ZoneOffset.UTC);
    Watcher watcher = new Watcher(judge, episodes::add);
    Alarms ours = new Alarms(0.5, 0.2);
    List<Alarms> sweep = SWEEP.stream().map(at -> new Alarms(at, 0.2)).toList();
    Alarms fence = new Alarms(0.5, 0.5);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    double[] alone = new double[SECONDS];
    int near = 0;
    for (int s = 0; s < SECONDS; s++) {
      int second = s;
      body.second();
      receiver.second();
      double lon = home.lonDegrees() + body.x() / (METRES_IN_DEGREE * cos);
      double lat = home.latDegrees() + body.y() / METRES_IN_DEGREE;
      locator.locate(lon, lat);
      double offset = locator.offsetMetres();
      boolean past = offset < 0;
      near += Math.abs(offset) < NEAR_METRES ? 1 : 0;
      ours.truth(second, past);
      sweep.forEach(one -> one.truth(second, past));
      fence.truth(second, past);
      if (second % every != 0 || receiver.silent()) {
        continue;
      }
      Place given =
          Place.lonLat(
              home.lonDegrees() + receiver.x(body.x()) / (METRES_IN_DEGREE * cos),
              home.latDegrees() + receiver.y(body.y()) / METRES_IN_DEGREE);
      double stated = receiver.statedSigmaMetres();
      Fix fix =
          new Fix(
              "t" + number,
              start.plusSeconds(second),
              given,
              Accuracy.stated(ErrorEllipse.circle(stated)),
              "",
              "");
      double pPast = past(watcher.take(fix));
      locator.locate(given.lonDegrees(), given.latDegrees());
      double fixOffset = locator.offsetMetres();
      alone[second] = Normal.below(-fixOffset / stated);
      ours.says(second, pPast);
      sweep.forEach(one -> one.says(second, pPast));
      fence.says(second, fixOffset < 0 ? 1 : 0);
      if (second % SCORED_EVERY == 0 && second > 0 && Math.abs(offset) < NEAR_METRES) {
        scores.now.add(pPast, past);
        scores.alone.add(Normal.below(-fixOffset / stated), past);
        scores.fence.add(fixOffset < 0 ? 1 : 0, past);
      }
    }
    watcher.finish();
    for (Episode episode : episodes) {
      int from = (int) (episode.from().getEpochSecond() - start.getEpochSecond());
      int to = (int) (episode.to().getEpochSecond() - start.getEpochSecond());
      boolean truly = false;
      double byFixes = 0;
      for (int second = from; second <= to; second++) {
        truly |= ours.truth[second];
        byFixes = Math.max(byFixes, alone[second]);
      }
      scores.ever.add(episode.everPast(), truly);
      scores.everAlone.add(byFixes, truly);
    }
    scores.nearHours += near / 3_600.0;
    ours.finish();
    for (int i = 0; i < sweep.size(); i++) {
      sweep.get(i).finish();
      scores.sweep.get(i).add(sweep.get(i));
    }
    fence.finish();
    scores.alarms.add(ours);
    scores.fenceAlarms.add(fence);
  }

  private static double past(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Judged(var judgement) -> judgement.belief().pastByRule();
      case Outcome.Revised(var judgement, var _, var _) -> judgement.belief().pastByRule();
      default -> 0;
    };
  }

  /** Alarms that one way of judging raises over one track, held against what was true. */
  private static final class Alarms {
    /** An alarm this near in time to a true crossing is none that is false. */
    private static final int SLACK_SECONDS = 60;

    private final double on;
    private final double off;
    private final boolean[] truth = new boolean[SECONDS];
    private final List<int[]> raised = new ArrayList<>();
    private boolean up;
    private int since;
    private int falseAlarms;
    private final List<Integer> delays = new ArrayList<>();

    Alarms(double on, double off) {
      this.on = on;
      this.off = off;
    }

    void truth(int second, boolean past) {
      truth[second] = past;
    }

    void says(int second, double probability) {
      if (!up && probability >= on) {
        up = true;
        since = second;
      } else if (up && probability < off) {
        up = false;
        raised.add(new int[] {since, second});
      }
    }

    void finish() {
      if (up) {
        raised.add(new int[] {since, SECONDS - 1});
      }
      for (int[] one : raised) {
        boolean any = false;
        int from = Math.max(0, one[0] - SLACK_SECONDS);
        for (int s = from; s <= Math.min(SECONDS - 1, one[1] + SLACK_SECONDS); s++) {
          any |= truth[s];
        }
        falseAlarms += any ? 0 : 1;
      }
      for (int s = 1; s < SECONDS; s++) {
        // A crossing that lasts some seconds; how long until the alarm that covers it.
        if (truth[s] && !truth[s - 1] && lasts(s)) {
          delay(s);
        }
      }
    }

    private boolean lasts(int second) {
      for (int s = second; s < second + 15; s++) {
        if (s >= SECONDS || !truth[s]) {
          return false;
        }
      }
      for (int s = second - 15; s < second; s++) {
        if (s < 0 || truth[s]) {
          return false;
        }
      }
      return true;
    }

    private void delay(int second) {
      int best = SECONDS;
      for (int[] one : raised) {
        if (one[1] >= second) {
          best = Math.min(best, Math.max(-SLACK_SECONDS, one[0] - second));
        }
      }
      delays.add(best);
    }
  }

  private static final class AlarmSum {
    private int falseAlarms;
    private final List<Integer> delays = new ArrayList<>();

    void add(Alarms one) {
      falseAlarms += one.falseAlarms;
      delays.addAll(one.delays);
    }

    void add(AlarmSum other) {
      falseAlarms += other.falseAlarms;
      delays.addAll(other.delays);
    }

    String rest() {
      return String.format(
          Locale.ROOT,
          "%.1f | %d of %d |",
          delays.stream().mapToInt(d -> Math.min(d, 120)).average().orElse(0),
          delays.stream().filter(d -> d >= 120).count(),
          delays.size());
    }

    int medianDelay() {
      List<Integer> sorted = delays.stream().sorted().toList();
      return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
  }

  /** Stated probabilities and what came true. */
  private static final class Reliability {
    private final long[] count = new long[DECILES];
    private final double[] stated = new double[DECILES];
    private final long[] came = new long[DECILES];
    private double brier;
    private long all;

    void add(double probability, boolean happened) {
      int decile = Math.min(DECILES - 1, (int) (DECILES * probability));
      count[decile]++;
      stated[decile] += probability;
      came[decile] += happened ? 1 : 0;
      double off = probability - (happened ? 1 : 0);
      brier += off * off;
      all++;
    }

    void add(Reliability other) {
      for (int i = 0; i < DECILES; i++) {
        count[i] += other.count[i];
        stated[i] += other.stated[i];
        came[i] += other.came[i];
      }
      brier += other.brier;
      all += other.all;
    }

    double brier() {
      return brier / Math.max(1, all);
    }

    /** The largest difference of stated and true in a decile that is full enough to tell. */
    double worst() {
      double worst = Double.NaN;
      for (int i = 0; i < DECILES; i++) {
        if (count[i] >= FULL) {
          double off = (stated[i] - came[i]) / count[i];
          worst = Double.isNaN(worst) || Math.abs(off) > Math.abs(worst) ? off : worst;
        }
      }
      return worst;
    }

    String table() {
      StringBuilder text =
          new StringBuilder("| stated | judgements | came true |\n|---:|---:|---:|\n");
      for (int i = 0; i < DECILES; i++) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %.3f | %d | %.3f |%n",
                stated[i] / Math.max(1, count[i]),
                count[i],
                (double) came[i] / Math.max(1, count[i])));
      }
      return text.append('\n').toString();
    }
  }

  private static final class Scores {
    private final Reliability now = new Reliability();
    private final Reliability alone = new Reliability();
    private final Reliability fence = new Reliability();
    private final Reliability ever = new Reliability();
    private final Reliability everAlone = new Reliability();
    private final AlarmSum alarms = new AlarmSum();
    private final AlarmSum fenceAlarms = new AlarmSum();
    private final List<AlarmSum> sweep = SWEEP.stream().map(_ -> new AlarmSum()).toList();
    private double nearHours;

    void add(Scores other) {
      now.add(other.now);
      alone.add(other.alone);
      fence.add(other.fence);
      ever.add(other.ever);
      everAlone.add(other.everAlone);
      alarms.add(other.alarms);
      fenceAlarms.add(other.fenceAlarms);
      for (int i = 0; i < sweep.size(); i++) {
        sweep.get(i).add(other.sweep.get(i));
      }
      nearHours += other.nearHours;
    }

    /** What raising the alarm earlier or later would cost and gain. */
    String sweepTable() {
      StringBuilder text =
          new StringBuilder("| alarm at | false alarms/100 h | median delay s | mean | missed |\n");
      for (int i = 0; i < sweep.size(); i++) {
        AlarmSum one = sweep.get(i);
        text.append(
            String.format(
                Locale.ROOT,
                "| %.2f | %.1f | %d | %s%n",
                SWEEP.get(i),
                100 * one.falseAlarms / nearHours,
                one.medianDelay(),
                one.rest()));
      }
      return text.append(
              String.format(
                  Locale.ROOT,
                  "| fence | %.1f | %d | %s%n%n",
                  100 * fenceAlarms.falseAlarms / nearHours,
                  fenceAlarms.medianDelay(),
                  fenceAlarms.rest()))
          .toString();
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.4f | %.4f | %.4f | %+.3f | %.4f | %.4f | %+.3f | %.1f | %.1f | %d | %d |%n",
          name,
          now.all,
          now.brier(),
          alone.brier(),
          fence.brier(),
          now.worst(),
          ever.brier(),
          everAlone.brier(),
          ever.worst(),
          100 * alarms.falseAlarms / nearHours,
          100 * fenceAlarms.falseAlarms / nearHours,
          alarms.medianDelay(),
          fenceAlarms.medianDelay());
    }
  }
}
