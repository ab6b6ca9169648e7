package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truceline.app.episode.Radio;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Activities;
import org.truceline.watch.Circumstances;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Policy;
import org.truceline.watch.Watcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One sentence that can be said over a radio, for every judgement and in both languages. */
class RadioTest {
  private static final Path MISSIONS = Path.of("..", "missions");

  @TempDir Path temporary = Path.of("never");

  private static List<JsonNode> judged(
      Language language, Path mission, Path tracks, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "judge",
                mission.toString(),
                tracks.toString(),
                "--json",
                "--lang",
                language.code(),
                "--set-aside",
                tracks.resolveSibling("aside.ndjson").toString()));
    args.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(out, true),
            new PrintStream(new ByteArrayOutputStream(), true),
            args.toArray(String[]::new));
    assertThat(status).isZero();
    List<JsonNode> rows = new ArrayList<>();
    out.toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(row -> rows.add(new JsonMapper().readTree(row)));
    return rows;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyGradeIsOneShortSentence(Language language) {
    Set<String> grades = new TreeSet<>();
    for (String mission : List.of("korea-mdl", "example-line", "blue-line")) {
      Path folder = MISSIONS.resolve(mission);
      Path tracks = folder.resolve("tracks/made-up.csv");
      List<JsonNode> rows = judged(language, folder, tracks);
      rows.addAll(judged(language, folder, tracks, "--every-fix"));
      for (JsonNode row : rows) {
        String said = row.path("radio").asString();
        grades.add(row.path("grade").asString());
        assertThat(said)
            .startsWith(row.path("track").asString() + ": ")
            .endsWith(".")
            .doesNotContain("\n")
            .doesNotContain("{");
        assertThat(said.length()).as(said).isLessThanOrEqualTo(Radio.MOST_LETTERS);
        // It says what is known, and never what should be done.
        assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain("should", "must", "fire", "십시오");
      }
    }
    assertThat(grades)
        .containsExactlyInAnyOrder(
            "clear", "near", "cannot-tell", "in-strip", "probable", "near-certain");
  }

  @Test
  void theSentenceHasTheClockTimeTheDepthThePlaceAndTheVersions() {
    Path mission = MISSIONS.resolve("korea-mdl");
    Path tracks = mission.resolve("tracks/made-up.csv");
    assertThat(judged(Language.EN, mission, tracks).getFirst().path("radio").asString())
        .matches(
            "made-up-work-party-1: near certainly past the line between 08:11 and 08:29,"
                + " deepest about \\d+0 m \\(\\d+0 m to \\d+0 m\\), 5\\.4 km from Geundong-myeon,"
                + " station 120\\.6 km of lsib-2017, by both versions\\.");
    assertThat(judged(Language.KO, mission, tracks).getFirst().path("radio").asString())
        .matches(
            "made-up-work-party-1: 08:11 ~ 08:29 사이에 선을 넘은 것이 거의 확실함,"
                + " 가장 깊은 곳 약 \\d+0 m\\(\\d+0 m ~ \\d+0 m\\), 근동면에서 5\\.4 km,"
                + " lsib-2017 120\\.6 km 지점, 두 표시선 모두 기준\\.");
  }

  @Test
  void aLongNameIsCutAndTheLastReportIsSaid() throws IOException {
    Path mission = MISSIONS.resolve("korea-mdl");
    Path tracks = temporary.resolve("long.csv");
    String name = "x".repeat(200);
    Files.writeString(
        tracks,
        "track,time,lon,lat,sigma_m\n" + name + ",2026-06-09T08:22:00Z,127.4808,38.3034,5\n");
    String said = judged(Language.EN, mission, tracks).getFirst().path("radio").asString();
    assertThat(said)
        .startsWith("x".repeat(40) + "…: near certainly past the line at 17:22")
        .contains("nothing heard since");
    assertThat(said.length()).isLessThanOrEqualTo(Radio.MOST_LETTERS);
  }

  @Test
  void inFullItNamesTheRuleTheThresholdTheDoubtAndTheModel() {
    Path mission = MISSIONS.resolve("korea-mdl");
    Path tracks = mission.resolve("tracks/made-up.csv");
    assertThat(judged(Language.EN, mission, tracks).getFirst().path("because").asString())
        .contains(
            "Rule markers-first",
            "nearCertainAt",
            "lsib-2017: ",
            "osm-2026: ",
            " m to its right at 120.64 km along it",
            "drawing 100 m; the versions lie 15 m apart",
            "Silence before it",
            "First judged in the strip at 2026-06-09 08:15:00 +09:00",
            "Model:");
    assertThat(judged(Language.KO, mission, tracks).getFirst().path("because").asString())
        .contains("규칙 markers-first", "nearCertainAt", "도면 100 m", "침묵", "모형");
  }

  @Test
  void expectedActivitiesInterferenceAndSilenceAreSaid() {
    Judge judge =
        new Judge(
            LineBook.of(
                List.of(
                    Version.always(
                        new VersionId("road"),
                        Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(127.1, 38))),
                        2)),
                new Rule.EveryVersion()),
            Policy.plain(Side.RIGHT),
            ZoneOffset.UTC);
    Activities activities =
        new Activities(
            ZoneOffset.UTC,
            List.of(
                new Activities.Activity(
                    "dig-7",
                    "",
                    new Because.InLanguages(Map.of("en", "digging")),
                    List.of(
                        Place.lonLat(127, 37.9),
                        Place.lonLat(127.1, 37.9),
                        Place.lonLat(127.05, 38.1)),
                    LocalDate.of(2026, 6, 1),
                    LocalDate.of(2026, 7, 1),
                    LocalTime.MIDNIGHT,
                    LocalTime.MIDNIGHT)));
    List<String> said = new ArrayList<>();
    Watcher watcher =
        new Watcher(
            judge,
            new Circumstances(
                activities, Circumstances.none().posts(), Circumstances.none().links()),
            ErrorModel.usual(),
            episode -> said.add(Radio.say(episode, Optional.empty(), Words.in(Language.EN))));
    for (int minute : new int[] {0, 1, 12}) {
      watcher.take(fix("a", minute, Fix.Alarm.NONE));
      watcher.take(fix("b", minute, Fix.Alarm.SPOOFING));
    }
    watcher.finish();
    assertThat(said).hasSize(2);
    assertThat(said.getFirst())
        .startsWith("a: near certainly past the line between 08:00 and 08:12, deepest about ")
        .endsWith(
            "station 4.4 km of road, by road, expected activity dig-7, with a silence in between,"
                + " nothing heard since.");
    assertThat(said.getLast())
        .startsWith("b: cannot tell whether past the line from 08:00 to 08:12, station 4.4 km")
        .contains("expected activity dig-7, interference suspected");
  }

  private static Fix fix(String track, int minute, Fix.Alarm alarm) {
    return new Fix(
        track,
        Instant.parse("2026-06-09T08:00:00Z").plusSeconds(60L * minute),
        Place.lonLat(127.05, 37.999),
        Accuracy.stated(ErrorEllipse.circle(5)),
        "",
        "",
        alarm);
  }
}
