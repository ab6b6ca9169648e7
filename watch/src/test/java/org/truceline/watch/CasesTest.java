package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** The stories in src/test/cases; README.md there says what their words mean. */
class CasesTest {
  private static final Path CASES = Path.of("src/test/cases");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".case")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachStoryEndsAsItIsTold(Path file) throws IOException {
    Story story = new Story();
    List<String> expectations = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("expect ")) {
        expectations.add(line);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        story.tell(line);
      }
    }
    assertThat(expectations).as("a story without an end: %s", file).isNotEmpty();
    story.run();
    for (String expectation : expectations) {
      story.hold(expectation);
    }
  }

  /** One file as it is told and judged. */
  private static final class Story {
    private static final double METRES_IN_DEGREE = 111_195;

    private double lon = 127;
    private double lat = 38;
    private Instant start = Instant.parse("2026-06-09T00:00:00Z");
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Errors> errors = new HashMap<>();
    private final List<Fix> fixes = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Judgement> judgements = new ArrayList<>();
    private final Map<String, List<Instant>> heard = new HashMap<>();
    private int repeated;
    private int aside;
    private Watcher watcher = new Watcher(judge(List.of()), one -> {});

    private static Judge judge(List<Version> versions) {
      List<Version> used =
          versions.isEmpty()
              ? List.of(
                  Version.always(
                      new VersionId("none"),
                      Line.of(List.of(Place.lonLat(0, 0), Place.lonLat(1, 0))),
                      0))
              : versions;
      return new Judge(
          LineBook.of(used, new Rule.EveryVersion()), Policy.plain(Side.RIGHT), ZoneOffset.UTC);
    }

    void tell(String line) {
      String[] words = line.strip().split("[ ,]+", -1);
      double[] figures = new double[words.length];
      for (int i = 2; i < words.length; i++) {
        figures[i] = words[i].matches("-?[0-9.]+") ? Double.parseDouble(words[i]) : Double.NaN;
      }
      switch (words[0]) {
        case "origin" -> {
          lon = Double.parseDouble(words[1]);
          lat = figures[2];
        }
        case "start" -> start = Instant.parse(words[1]);
        case "line" -> {
          List<Place> places = new ArrayList<>();
          for (int i = 3; i < words.length; i += 2) {
            places.add(place(figures[i], figures[i + 1]));
          }
          versions.add(Version.always(new VersionId(words[1]), Line.of(places), figures[2]));
        }
        case "errors" ->
            errors.put(words[1], new Errors((long) figures[2], figures[3], figures[4], figures[5]));
        case "stay" ->
            move(
                words[1],
                figures[2],
                figures[3],
                figures[4],
                new double[] {figures[5], figures[6], figures[5], figures[6]},
                figures[7]);
        case "move" ->
            move(
                words[1],
                figures[2],
                figures[3],
                figures[4],
                Arrays.copyOfRange(figures, 5, 9),
                figures[9]);
        case "fix" ->
            fix(
                words[1],
                figures[2],
                figures[3],
                figures[4],
                figures[5],
                words.length > 6
                    ? Fix.Alarm.valueOf(words[6].toUpperCase(java.util.Locale.ROOT))
                    : Fix.Alarm.NONE);
        default -> throw new IllegalArgumentException(line);
      }
    }

    private Place place(double x, double y) {
      double there = lon + x / (METRES_IN_DEGREE * Math.cos(Math.toRadians(lat)));
      return Place.lonLat(Math.IEEEremainder(there, 360), lat + y / METRES_IN_DEGREE);
    }

    private void move(
        String track, double from, double to, double every, double[] way, double sigma) {
      for (double at = from; at <= to; at += every) {
        double share = to > from ? (at - from) / (to - from) : 0;
        fix(
            track,
            at,
            way[0] + share * (way[2] - way[0]),
            way[1] + share * (way[3] - way[1]),
            sigma,
            Fix.Alarm.NONE);
      }
    }

    private void fix(String track, double at, double x, double y, double sigma, Fix.Alarm alarm) {
      double[] off = errors.containsKey(track) ? errors.get(track).at(at) : new double[2];
      fixes.add(
          new Fix(
              track,
              start.plusMillis(Math.round(1_000 * at)),
              place(x + off[0], y + off[1]),
              Accuracy.stated(ErrorEllipse.circle(sigma)),
              "",
              "",
              alarm));
    }

    void run() {
      watcher = new Watcher(judge(versions), episodes::add);
      for (Fix fix : fixes) {
        heard.computeIfAbsent(fix.track(), track -> new ArrayList<>()).add(fix.time());
        switch (watcher.take(fix)) {
          case Outcome.PlainlyClear() -> {}
          case Outcome.Judged(var judgement) -> judgements.add(judgement);
          case Outcome.Revised(var judgement, var latest, var _) -> {
            judgements.add(judgement);
            judgements.add(latest);
          }
          case Outcome.Repeated() -> repeated++;
          case Outcome.SetAside(var _) -> aside++;
        }
      }
    }

    void hold(String expectation) {
      String[] words = expectation.strip().split(" +", -1);
      if (words[1].equals("standing")) {
        Standing standing = watcher.standing(words[2], at(words[3])).orElseThrow();
        assertThat(standing.grade().word()).as(expectation).isEqualTo(words[4]);
        return;
      }
      watcher.finish();
      if (words[1].equals("repeated")) {
        assertThat(repeated).as(expectation).isEqualTo(Integer.parseInt(words[2]));
        return;
      }
      if (words[1].equals("aside")) {
        assertThat(aside).as(expectation).isEqualTo(Integer.parseInt(words[2]));
        return;
      }
      List<Episode> own = episodes.stream().filter(one -> one.track().equals(words[2])).toList();
      List<Episode> crossings = own.stream().filter(one -> one.grade().crossing()).toList();
      Optional<Episode> gravest = own.stream().max((a, b) -> a.grade().compareTo(b.grade()));
      List<String> rest = List.of(words).subList(3, words.length);
      switch (words[1]) {
        case "episodes" ->
            assertThat(own.size())
                .as("%s: %s", expectation, own)
                .isBetween(Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        case "crossings" ->
            assertThat(crossings.size())
                .as("%s: %s", expectation, crossings)
                .isBetween(Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        case "gravest" ->
            assertThat(gravest.map(one -> one.grade().word()).orElse("none"))
                .as("%s: %s", expectation, gravest)
                .isIn(rest);
        case "never" ->
            assertThat(judgements)
                .as(expectation)
                .filteredOn(one -> one.fix().track().equals(words[2]))
                .filteredOn(one -> rest.contains(one.grade().word()))
                .isEmpty();
        case "ever" ->
            assertThat(own.stream().mapToDouble(Episode::everPast).max().orElse(0))
                .as(expectation)
                .isBetween(Double.parseDouble(words[3]), Double.parseDouble(words[4]));
        case "depth" ->
            assertThat(Double.parseDouble(words[3]))
                .as("%s: %s", expectation, gravest.map(Episode::depth))
                .isBetween(
                    gravest.orElseThrow().depth().low(), gravest.orElseThrow().depth().high());
        case "crossed" -> {
          var crossed = (Episode.CrossedWithin) gravest.orElseThrow().crossing();
          assertThat(at(words[3])).as(expectation).isBetween(crossed.from(), crossed.to());
          assertThat(Double.parseDouble(words[4]))
              .as("%s: %s", expectation, crossed)
              .isBetween(crossed.fromMetres() - 1, crossed.toMetres() + 1);
        }
        case "left" -> assertThat(crossings.getLast().to()).as(expectation).isBefore(at(words[3]));
        case "remark" -> {
          List<String> said = new ArrayList<>();
          own.forEach(one -> one.remarks().forEach(remark -> said.add(remark.message())));
          judgements.stream()
              .filter(one -> one.fix().track().equals(words[2]))
              .flatMap(one -> one.remarks().stream())
              .map(Because::message)
              .forEach(said::add);
          assertThat(said).as(expectation).contains(words[3]);
        }
        default -> throw new IllegalArgumentException(expectation);
      }
    }

    private Instant at(String second) {
      return start.plusMillis(Math.round(1_000 * Double.parseDouble(second)));
    }
  }

  /** What a receiver adds to the true place. */
  private static final class Errors {
    private final SplittableRandom random;
    private final double white;
    private final double slow;
    private final double memory;
    private final double[] wander = new double[2];
    private double last = Double.NaN;

    Errors(long seed, double white, double slow, double memory) {
      this.random = new SplittableRandom(seed);
      this.white = white;
      this.slow = slow;
      this.memory = memory;
    }

    double[] at(double second) {
      double keeps = Double.isNaN(last) ? 0 : Math.exp(-Math.abs(second - last) / memory);
      last = second;
      double[] off = new double[2];
      for (int axis = 0; axis < 2; axis++) {
        wander[axis] =
            keeps * wander[axis] + slow * Math.sqrt(1 - keeps * keeps) * random.nextGaussian();
        off[axis] = wander[axis] + white * random.nextGaussian();
      }
      return off;
    }
  }
}
