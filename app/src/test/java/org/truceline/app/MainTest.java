package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
  private static final Path MISSIONS = Path.of("..", "missions");

  @TempDir Path temporary = Path.of("never");

  @ParameterizedTest
  @ValueSource(strings = {"korea-mdl", "example-line", "blue-line"})
  void theMissionFoldersAreUsable(String mission) {
    Run run = Run.of("check", MISSIONS.resolve(mission).toString());
    assertThat(run.status()).as(run.out()).isZero();
  }

  @Test
  void compareGivesTheFiguresOfThePair() {
    Run run = Run.of("compare", MISSIONS.resolve("korea-mdl").toString(), "--json");
    JsonNode pair = new JsonMapper().readTree(run.out()).path("pairs").path(0);
    assertThat(pair.path("a").asString()).isEqualTo("lsib-2017");
    assertThat(pair.path("b").asString()).isEqualTo("osm-2026");
    assertThat(pair.path("samples").asInt()).isGreaterThan(2_300);
    assertThat(pair.path("medianMetres").asDouble()).isBetween(1.0, 500.0);
    assertThat(pair.path("maxMetres").asDouble())
        .isGreaterThanOrEqualTo(pair.path("p95Metres").asDouble());
    assertThat(pair.path("stripHectares").asDouble()).isPositive();
  }

  @Test
  void judgeWithALineFileSaysOffsetsByItsName() throws IOException {
    Path line = temporary.resolve("road.geojson");
    Files.writeString(
        line, "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.1,38],[127.2,38]]}");
    Path tracks = temporary.resolve("t.csv");
    Files.writeString(
        tracks,
        """
        track,time,lon,lat,sigma_m
        a,2026-06-09T08:05:00Z,127.1,38.0009,5
        a,2026-06-09T08:06:00,127.1,38.0009,5
        a,2026-06-09T08:07:00Z,127.1,37.9991,5
        """);
    Path aside = temporary.resolve("aside.ndjson");
    Run run =
        Run.of(
            "judge",
            "--line",
            line.toString(),
            tracks.toString(),
            "--every-fix",
            "--json",
            "--set-aside",
            aside.toString());
    assertThat(run.status()).isZero();
    String[] rows = run.out().strip().split("\n", -1);
    assertThat(rows).hasSize(2);
    JsonNode left = new JsonMapper().readTree(rows[0]);
    JsonNode right = new JsonMapper().readTree(rows[1]);
    assertThat(left.path("offsetMetres").path("road").asDouble()).isBetween(99.0, 101.0);
    // A receiver may be grossly wrong from the start: nothing is quite impossible.
    assertThat(left.path("pPast").path("road").asDouble()).isBetween(0.0001, 0.005);
    assertThat(right.path("offsetMetres").path("road").asDouble()).isBetween(-101.0, -99.0);
    assertThat(right.path("pPastAll").asDouble()).isBetween(0.95, 0.9999);
    assertThat(right.path("grade").asString()).isEqualTo("near-certain");
    assertThat(right.path("rule").asString()).isEqualTo("every-version");
    assertThat(Files.readString(aside)).contains("time-without-zone").contains("\"line\":3");
  }

  @Test
  void episodesOfTheMadeUpTracksAreOneObjectALine() {
    Path mission = MISSIONS.resolve("korea-mdl");
    Run run =
        Run.of(
            "judge",
            mission.toString(),
            mission.resolve("tracks/made-up.csv").toString(),
            "--json");
    assertThat(run.status()).isZero();
    for (String row : run.out().strip().split("\n", -1)) {
      JsonNode episode = new JsonMapper().readTree(row);
      for (String key :
          new String[] {
            "track", "from", "to", "grade", "pPastAll", "depthMetres", "versions", "rule", "because"
          }) {
        assertThat(episode.has(key)).as(key).isTrue();
      }
    }
  }

  @Test
  void theDemoSpeaksBothLanguages() {
    String mission = MISSIONS.resolve("korea-mdl").toString();
    assertThat(Run.of("demo", mission, "--print").out()).contains("Where do the versions differ?");
    assertThat(Run.of("demo", mission, "--print", "--lang", "ko").out())
        .contains("군사분계선")
        .contains("돌출부");
  }

  @ParameterizedTest
  @CsvSource({
    "judge nowhere x.csv, 2",
    "judge, 2",
    "compare nowhere, 1",
    "check nowhere, 1",
    "nonsense, 2"
  })
  void wrongUseEndsWithItsStatusAndAWord(String line, int status) {
    Run run = Run.of(line.split(" ", -1));
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out() + run.err()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeZone: UTC|timeZone: Mars|mission.zone",
        "timeZone: UTC|timezone: UTC|mission.unknown-key",
        "purpose: legal|purpose: legl|mission.not-a-word",
        "file: lines/survey.geojson|file: lines/gone.geojson|mission.file-missing",
        "until: 2026-03-01|until: 2026-04-01|mission.rules-overlap",
        "until: 2026-03-01|until: 2026-02-01|mission.rules-gap",
        "from: 2026-03-01|from: March|mission.not-a-date",
        "party: west|party: vest|mission.party-unknown",
        "rule: every-version|rule: 'one-version: gone'|mission.version-unknown",
        "ko: \"위쪽\"|jp: \"위쪽\"|mission.language-missing",
        "status: not authoritative|status: final|mission.status",
        "languages: [en, ko]|languages: {|mission.yaml-broken",
        "clearBelow: 0.05|clearBelow: 0.9|mission.thresholds",
        "nearMetres: 50|nearMetres: near|mission.not-a-number"
      })
  void eachFlawOfADefinitionIsNamed(String from, String to, String code) throws IOException {
    Path folder = copyOfExample();
    Path definition = folder.resolve("mission.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains(from);
    Files.writeString(definition, text.replace(from, to));
    assertThat(Run.of("check", folder.toString(), "--json").out()).contains("\"" + code + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[45,-130],[46,-130.5]]|mission.line.swapped",
        "[[1,1],[1,1]]|mission.line.too-few",
        "[[-30,45],[-29.9,45],[-29.9,45],[-29.8,45]]|mission.line.duplicate",
        "[[-30,45],[-29.9,45],[-29.95,45.1],[-29.95,44.9]]|mission.line.crosses",
        "[[-30,45],[-29.9,45],[-29.95,45]]|mission.line.folds-back",
        "[[-29.85,45],[-30,45]]|mission.line.reversed",
        "[[10,10],[11,11]]|mission.line.no-overlap",
        "[[-30,45],[-29.9,|mission.json-broken"
      })
  void eachFlawOfALineIsNamed(String coordinates, String code) throws IOException {
    Path folder = copyOfExample();
    Files.writeString(
        folder.resolve("lines/survey.geojson"),
        "{\"type\":\"LineString\",\"coordinates\":" + coordinates + "}");
    assertThat(Run.of("check", folder.toString(), "--json").out()).contains("\"" + code + "\"");
  }

  private Path copyOfExample() throws IOException {
    Path from = MISSIONS.resolve("example-line");
    Path to = temporary.resolve("mission");
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }
}
