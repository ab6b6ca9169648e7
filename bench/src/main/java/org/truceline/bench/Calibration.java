package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

  /** Probabilities at which an alarm may be raised; the first is the mission's. */
  private static final List<Double> AT = List.of(0.5, 0.3, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99);

  /** And below which it is dropped. */
  private static final double LEFT_BELOW = 0.2;

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
    Map<String, Scores> byBody = new TreeMap<>();
    Map<Integer, Scores> byEvery = new TreeMap<>();
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
    byEvery.forEach((k, v) -> out.append(v.row("every " + k + " s")));
    out.append(all.alarmTable());
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
    List<Alarms> ours = AT.stream().map(at -> new Alarms(at, LEFT_BELOW, SECONDS)).toList();
    Alarms fence = new Alarms(0.5, 0.5, SECONDS);
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
      ours.forEach(one -> one.truth(second, past));
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
      ours.forEach(one -> one.says(second, pPast));
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
      double byFixes = 0;
      for (int second = from; second <= to; second++) {
        byFixes = Math.max(byFixes, alone[second]);
      }
      boolean truly = fence.trulyPast(from, to);
      scores.ever.add(episode.everPast(), truly);
      scores.everAlone.add(byFixes, truly);
    }
    scores.nearHours += near / 3_600.0;
    for (int i = 0; i < AT.size(); i++) {
      ours.get(i).finish();
      scores.alarms.get(i).add(ours.get(i));
    }
    fence.finish();
    scores.fenceAlarms.add(fence);
  }

  private static double past(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Judged(var judgement) -> judgement.belief().pastByRule();
      case Outcome.Revised(var judgement, var _, var _) -> judgement.belief().pastByRule();
      default -> 0;
    };
  }

  private static final class Scores {
    private final Reliability now = new Reliability();
    private final Reliability alone = new Reliability();
    private final Reliability fence = new Reliability();
    private final Reliability ever = new Reliability();
    private final Reliability everAlone = new Reliability();
    private final List<AlarmSum> alarms = AT.stream().map(_ -> new AlarmSum()).toList();
    private final AlarmSum fenceAlarms = new AlarmSum();
    private double nearHours;

    void add(Scores other) {
      now.add(other.now);
      alone.add(other.alone);
      fence.add(other.fence);
      ever.add(other.ever);
      everAlone.add(other.everAlone);
      fenceAlarms.add(other.fenceAlarms);
      for (int i = 0; i < AT.size(); i++) {
        alarms.get(i).add(other.alarms.get(i));
      }
      nearHours += other.nearHours;
    }

    /** What raising the alarm earlier or later would cost and gain. */
    String alarmTable() {
      StringBuilder text =
          new StringBuilder("| alarm at | false alarms/100 h | median delay s | mean | missed |\n");
      for (int i = 0; i < AT.size(); i++) {
        text.append(alarms.get(i).row(String.valueOf(AT.get(i)), nearHours));
      }
      return text.append(fenceAlarms.row("geofence", nearHours)).append('\n').toString();
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.4f | %.4f | %.4f | %+.3f | %.4f | %.4f | %+.3f | %.1f | %.1f | %d | %d |%n",
          name,
          now.all(),
          now.brier(),
          alone.brier(),
          fence.brier(),
          now.worst(),
          ever.brier(),
          everAlone.brier(),
          ever.worst(),
          alarms.getFirst().falseIn100Hours(nearHours),
          fenceAlarms.falseIn100Hours(nearHours),
          alarms.getFirst().medianDelay(),
          fenceAlarms.medianDelay());
    }
  }
}
