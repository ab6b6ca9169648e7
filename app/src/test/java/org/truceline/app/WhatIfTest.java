package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a proposal would have meant over an archive. */
class WhatIfTest {
  private static final Path EXAMPLE = Path.of("..", "missions", "example-line");
  private static final String TALKS = EXAMPLE.resolve("proposals/talks.geojson").toString();
  private static final String MADE_UP = EXAMPLE.resolve("tracks/made-up.csv").toString();

  @TempDir Path temporary = Path.of("never");
  private Path aside = Path.of("never");

  @BeforeEach
  void aside() {
    aside = temporary.resolve("aside.ndjson");
  }

  private Run whatIf(String... more) {
    List<String> args = new ArrayList<>(List.of("what-if", EXAMPLE.toString()));
    args.addAll(List.of("--set-aside", aside.toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private static List<JsonNode> rows(Run run) {
    assertThat(run.status()).as(run.err()).isZero();
    return run.out().lines().map(row -> new JsonMapper().readTree(row)).toList();
  }

  @Test
  void anotherLineMakesEpisodesVanishAndChangeTheirGrade() {
    Run run = whatIf("--line", TALKS, "--line-sigma", "2", MADE_UP);
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("talks alone is the line, with an error of 2.00 m")
        .contains("4 episodes under what is in force, 2 under what is proposed, from 54 reports.")
        .contains("0 episodes appear, 2 vanish, 1 becomes graver, 1 milder, 0 stay as grave.")
        .contains("made-up-short-cut vanishes, 2026-04-02 09:00 to 09:03,")
        .contains("made-up-crossing becomes milder")
        .contains("proposed: near the line, past the line with < 0.1 %, depth -")
        .containsPattern("in the strip +→ near certain +1");
    assertThat(run.err())
        .contains("1.5 % of charter lies beyond the ends of talks")
        .contains("54 reports read and judged twice, 0 rows set aside");
    assertThat(whatIf("--line", TALKS, "--lang", "ko", MADE_UP).out())
        .contains("제안:", "없어짐 2건", "등급의 변화");
  }

  @Test
  void whatIsInForceAlreadyChangesNothing() {
    Run run = whatIf("--tolerance", "nearMetres=50", "--rule", "markers-first", MADE_UP);
    assertThat(run.out())
        .contains("0 episodes appear, 0 vanish, 0 become graver, 0 milder, 4 stay as grave.")
        .doesNotContain("The gravest changes");
  }

  @Test
  void aLineBesideTheOthersIsOneMoreVersion() {
    List<JsonNode> rows = rows(whatIf("--line", TALKS, "--beside", "--json", MADE_UP));
    assertThat(rows.getLast().path("proposed").path("beside").asBoolean()).isTrue();
    assertThat(rows.subList(0, rows.size() - 1))
        .isNotEmpty()
        .allMatch(row -> row.path("proposed").path("grade").asString().equals("in-strip"));
  }

  @Test
  void aDrawingThatIsShownOnlyMayBeProposedAsTheOneThatDecides() throws IOException {
    Path mission =
        copyOfExample(
            "use: judging\n    validFrom: 2026-01-01\n    accuracyMetres: 3",
            "use: shown\n    validFrom: 2026-01-01\n    accuracyMetres: 3");
    Run run =
        Run.of("what-if", mission.toString(), MADE_UP, "--rule", "one-version:survey", "--json");
    assertThat(rows(run).getFirst().path("track").asString()).isEqualTo("made-up-in-the-strip");
    assertThat(rows(run).getFirst().path("inForce").path("grade").asString()).isEqualTo("near");
    assertThat(rows(run).getFirst().path("proposed").path("grade").asString())
        .isEqualTo("near-certain");
  }

  /** Under each of the two, what-if sees the episodes that judge finds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rule|any-version|rule: markers-first|rule: any-version",
        "--tolerance|nearMetres=200|nearMetres: 50|nearMetres: 200",
        "--tolerance|leaveAfterFixes=9|leaveAfterFixes: 2|leaveAfterFixes: 9",
        "--tolerance|probableAt=0.06|probableAt: 0.5|probableAt: 0.06",
      })
  void underEachTheEpisodesAreThoseThatJudgeFinds(
      String option, String value, String from, String to) throws IOException {
    String archive = walks().toString();
    Path changed = copyOfExample(from, to);
    List<JsonNode> found = rows(whatIf(option, value, "--json", archive));
    JsonNode sum = found.getLast();
    List<JsonNode> inForce = judged(EXAMPLE, archive);
    List<JsonNode> proposed = judged(changed, archive);
    assertThat(sum.path("episodesInForce").asInt()).isEqualTo(inForce.size()).isGreaterThan(20);
    assertThat(sum.path("episodesProposed").asInt()).isEqualTo(proposed.size());
    assertThat(found).as("something changes").hasSizeGreaterThan(1);
    for (JsonNode row : found.subList(0, found.size() - 1)) {
      assertThat(within(inForce, row)).isEqualTo(row.path("inForce").path("episodes").asLong());
      assertThat(within(proposed, row)).isEqualTo(row.path("proposed").path("episodes").asLong());
    }
  }

  private List<JsonNode> judged(Path mission, String archive) {
    return rows(
        Run.of("judge", mission.toString(), archive, "--json", "--set-aside", aside.toString()));
  }

  /** How many episodes of a matter's body lie in its time. */
  private static long within(List<JsonNode> episodes, JsonNode matter) {
    Instant from = Instant.parse(matter.path("from").asString());
    Instant to = Instant.parse(matter.path("to").asString());
    return episodes.stream()
        .filter(one -> one.path("track").equals(matter.path("track")))
        .filter(one -> !Instant.parse(one.path("to").asString()).isBefore(from))
        .filter(one -> !Instant.parse(one.path("from").asString()).isAfter(to))
        .count();
  }

  /** Walkers to and fro by the line for so long that what was found settles on the way. */
  private Path walks() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder rows = new StringBuilder("track,time,lon,lat,sigma_m,party\n");
    Instant start = Instant.parse("2026-05-01T00:00:00Z");
    for (long second = 0; second < 600; second++) {
      for (int track = 0; track < 12; track++) {
        long late = random.nextInt(60) == 0 ? 4 : 0;
        double wave = Math.sin((second + 40L * track) / 45.0) + 0.3 * Math.sin(second / 4.0);
        double lat = 45.0022 + 0.0003 * track + 0.0015 * wave;
        rows.append("walker-")
            .append(track)
            .append(',')
            .append(start.plusSeconds(5 * (second - late)));
        rows.append(',')
            .append(-29.96 + track / 5_000.0)
            .append(',')
            .append(lat)
            .append(",4,east\n");
      }
    }
    return Files.writeString(temporary.resolve("walks.csv"), rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 64})
  void soManyThreadsSayWhatOneDoes(int threads) throws IOException {
    String archive = walks().toString();
    Run one = whatIf("--line", TALKS, "--json", "--threads", "1", archive);
    assertThat(one.out().lines().count()).as(one.err()).isGreaterThan(10);
    assertThat(whatIf("--line", TALKS, "--json", "--threads", Integer.toString(threads), archive))
        .isEqualTo(one);
  }

  @Test
  void anArchiveMayBePackedAndInSeveralFiles() throws IOException {
    Path packed = temporary.resolve("walks.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(walks()));
    }
    Run run = whatIf("--rule", "any-version", packed.toString(), MADE_UP);
    assertThat(run.err()).contains("7,254 reports read and judged twice");
  }

  @Test
  void thePageIsWrittenBesideTheTable() throws IOException {
    for (String language : List.of("en", "ko")) {
      Path page = temporary.resolve("page-" + language + ".html");
      Run run = whatIf("--lang", language, "--line", TALKS, "--html", page.toString(), MADE_UP);
      assertThat(run.out()).contains("made-up-short-cut");
      assertThat(run.err()).contains(page.toString());
      assertThat(Files.readString(page))
          .contains("<html lang=\"" + language + "\">", "default-src 'none'")
          .contains("class=\"version vp\"", "class=\"mark hollow\"", "class=\"mark full\"")
          .contains("made-up-short-cut", "role=\"img\"")
          .doesNotContain("<script", "src=", "url(", "href=");
    }
    assertThat(Files.readString(temporary.resolve("page-en.html")))
        .contains("0 episodes appear, 2 vanish")
        .contains("The tracks are made up for learning")
        .contains("talks: as it was given to this run");
    assertThat(Files.readString(temporary.resolve("page-ko.html"))).contains("없어짐 2건");
  }

  @Test
  void thePageOfAProposalThatChangesNothingSaysSo() throws IOException {
    Path page = temporary.resolve("page.html");
    whatIf("--tolerance", "nearMetres=50", "--html", page.toString(), MADE_UP);
    assertThat(Files.readString(page)).contains("Nothing changes.").doesNotContain("<span");
  }

  @Test
  void hostileNamesStayWords() throws IOException {
    Path tracks =
        Files.writeString(
            temporary.resolve("t.csv"),
            Files.readString(Path.of(MADE_UP)).replace("made-up-short-cut", "<script>x</script>"));
    Path page = temporary.resolve("page.html");
    Run run = whatIf("--line", TALKS, "--html", page.toString(), tracks.toString());
    assertThat(run.status()).isZero();
    assertThat(Files.readString(page)).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACKS|2|Propose something: another line (--line FILE)",
        "TRACKS --rule any|2|--rule cannot be \"any\"; it is one of markers-first, every-version",
        "TRACKS --rule one-version:x|2|one-version: charter, one-version: survey.",
        "TRACKS --tolerance near=5|2|Write KEY=NUMBER with one of nearMetres,",
        "TRACKS --tolerance nearMetre=5|2|Did you mean nearMetres?",
        "TRACKS --tolerance nearMetres|2|--tolerance cannot be \"nearMetres\".",
        "TRACKS --tolerance nearMetres=far|2|nearMetres cannot be \"far\"; it is a number from 0 to",
        "TRACKS --tolerance nearMetres=NaN|2|nearMetres cannot be \"NaN\"",
        "TRACKS --tolerance clearBelow=2|2|clearBelow cannot be \"2\"; it is a number from 0 to 1.",
        "TRACKS --tolerance leaveAfterFixes=1.5|2|leaveAfterFixes cannot be \"1.5\"",
        "TRACKS --tolerance probableAt=0.01|2|the probabilities would not rise",
        "TRACKS --beside --rule any-version|2|--beside goes with --line only.",
        "TRACKS --line-sigma 5 --rule any-version|2|--line-sigma goes with --line only.",
        "TRACKS --line TALKS --rule any-version|2|A line that stands alone needs no rule.",
        "TRACKS --line TALKS --line-sigma -1|2|--line-sigma must be a number of metres",
        "TRACKS --line TALKS --line TALKS|2|--line may stand only once.",
        "TRACKS --line SURVEY --beside|2|The mission has a drawing that is called survey already.",
        "TRACKS --line none.geojson|1|The line none.geojson cannot be used.",
        "TRACKS --line TRACKS|1|made-up.csv cannot be used.",
        "TRACKS --line REVERSED|1|reversed runs against charter: its sides would be exchanged.",
        "TRACKS --line ELSEWHERE|1|do not run beside each other",
        "TRACKS --line TALKS --threads 0|2|--threads must be a whole number from 1 to 64.",
        "TRACKS --line TALKS --now noon|2|--now cannot be \"noon\".",
        "TRACKS --line TALKS --html ..|1|.. cannot be written: there is no such folder",
        "TRACKS --line TALKS --html /none/x.html|1|/none/x.html cannot be written",
        "TRACKS --line TALKS --jsn|2|There is no option --jsn.",
        "--line TALKS|2|Name at least one track file",
        "none.csv --line TALKS|2|There is no file none.csv.",
        "EMPTY --line TALKS|1|No report could be read, so nothing can be said of the proposal.",
      })
  void whatCannotBeDoneIsSaidWithoutATrace(String line, int status, String said)
      throws IOException {
    String[] args =
        line.replace("TRACKS", MADE_UP)
            .replace("TALKS", TALKS)
            .replace("SURVEY", EXAMPLE.resolve("lines/survey.geojson").toString())
            .replace("REVERSED", reversed().toString())
            .replace("ELSEWHERE", elsewhere().toString())
            .replace("EMPTY", Files.writeString(temporary.resolve("empty.csv"), "").toString())
            .split(" ", -1);
    Run run = whatIf(args);
    assertThat(run.err()).contains(said);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
  }

  private Path reversed() throws IOException {
    return Files.writeString(
        temporary.resolve("reversed.geojson"),
        "{\"type\":\"LineString\",\"coordinates\":[[-29.9,45],[-30,45]]}");
  }

  private Path elsewhere() throws IOException {
    return Files.writeString(
        temporary.resolve("elsewhere.geojson"),
        "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.2,38]]}");
  }

  @Test
  void aMissionThatCannotBeUsedIsSaid() {
    Run run = Run.of("what-if", temporary.toString(), MADE_UP, "--rule", "any-version");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cannot be used until");
    assertThat(Run.of("what-if").err()).contains("MISSION is missing.");
  }

  @Test
  void anArchiveThatCannotBeOpenedIsSaidAndTheNextIsRead() throws IOException {
    // A link to itself can be opened by nobody, not even by the superuser.
    Path link = temporary.resolve("a.csv");
    Files.createSymbolicLink(link, link);
    Files.copy(Path.of(MADE_UP), temporary.resolve("b.csv"));
    Run run = whatIf("--line", TALKS, temporary.resolve("*.csv").toString());
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("set aside " + link + ": The file cannot be opened")
        .contains("54 reports read and judged twice, 1 row set aside");
    assertThat(run.out()).contains("2 vanish");
    assertThat(Files.readString(aside)).contains("app.judge.not-opened");
  }

  @Test
  void aRowIsSetAsideOnceThoughItIsJudgedTwice() throws IOException {
    Path tracks =
        Files.writeString(
            temporary.resolve("t.csv"),
            Files.readString(Path.of(MADE_UP)).strip()
                + "\nx,2026-04-03T09:00:00Z,-29.96,45,1,,\n");
    Run run = whatIf("--line", TALKS, "--now", "2026-04-01T12:00:00Z", tracks.toString());
    assertThat(run.err()).contains("29 rows set aside");
    assertThat(Files.readString(aside).lines().filter(one -> one.contains("watch.ahead")))
        .hasSize(29);
  }

  private Path copyOfExample(String from, String to) throws IOException {
    Path folder = temporary.resolve("mission");
    try (var files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(EXAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path definition = folder.resolve("mission.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains(from);
    Files.writeString(definition, text.replace(from, to));
    return folder;
  }
}
