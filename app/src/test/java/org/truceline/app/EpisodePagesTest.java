package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The pages of episodes: whole, safe, bounded, and silent about what came after the last report.
 */
class EpisodePagesTest {
  private static final Path EXAMPLE = Path.of("..", "missions", "example-line");
  private static final String HEADER = "track,time,lon,lat,sigma_m,party,source\n";

  @TempDir Path temporary = Path.of("never");

  /** What a run printed as an error, and the pages that it wrote by the names of their files. */
  record Run(String err, List<Path> pages) {
    String page(String name) throws IOException {
      for (Path page : pages) {
        if (String.valueOf(page.getFileName()).contains(name)) {
          return Files.readString(page);
        }
      }
      throw new AssertionError(name + " is not among " + pages);
    }
  }

  private Run run(Path mission, Path tracks, String... more) throws IOException {
    Path folder = temporary.resolve("pages");
    List<String> args =
        new ArrayList<>(
            List.of(
                "judge",
                mission.toString(),
                tracks.toString(),
                "--json",
                "--pages",
                folder.toString()));
    args.addAll(List.of(more));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(new ByteArrayOutputStream(), true),
            new PrintStream(err, true),
            args.toArray(String[]::new));
    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    try (Stream<Path> pages = Files.list(folder)) {
      return new Run(err.toString(StandardCharsets.UTF_8), pages.sorted().toList());
    }
  }

  private Path tracks(String rows) throws IOException {
    Path file = temporary.resolve("tracks.csv");
    Files.writeString(file, HEADER + rows);
    return file;
  }

  /** Rows of a track that stays where it is, some 20 m past both drawings. */
  private static String rows(String track, String from, int count, int everySeconds) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Instant time = Instant.parse(from).plusSeconds((long) i * everySeconds);
      rows.append(track).append(',').append(time);
      rows.append(",-29.9594,45.0020,5,east,a patrol\n");
    }
    return rows.toString();
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> timesOfTable(String page) {
    String table = page.substring(page.indexOf("id=\"fixes\""), page.indexOf("</main>"));
    return found("datetime=\"[^\"]+", table);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aPageHoldsEverythingItNeedsAndRunsNothing(Language language)
      throws IOException, ParserConfigurationException, SAXException {
    Run run = run(EXAMPLE, EXAMPLE.resolve("tracks/made-up.csv"), "--lang", language.code());
    assertThat(run.pages()).hasSize(4);
    for (Path file : run.pages()) {
      String page = Files.readString(file);
      assertThat(page)
          .contains("<html lang=\"" + language.code() + "\">", "default-src 'none'")
          .contains("<title>", "<h1>", "<h2 id=\"map\">", "<h2 id=\"chart\">", "<h2 id=\"doubt\">")
          .contains("<h2 id=\"reasons\">", "<h2 id=\"fixes\">", "<h2 id=\"rests-on\">")
          .contains("nearCertainAt", "silentAfterSeconds", "charter", "survey", "Apache-2.0")
          .doesNotContain("<script", "src=", "url(", "href=\"h", "NaN", "Infinity");
      List<String> drawings = found("<svg.*?</svg>", page);
      assertThat(drawings).hasSizeGreaterThan(2);
      for (String drawing : drawings) {
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawing)));
        assertThat(drawing.contains("role=\"img\" aria-label=") || drawing.contains("aria-hidden"))
            .isTrue();
      }
    }
  }

  @Test
  void thePageSaysTheSentenceInBothLanguagesAndThatItIsMadeUp() throws IOException {
    String page = run(EXAMPLE, EXAMPLE.resolve("tracks/made-up.csv")).page("in-strip");
    assertThat(page)
        .contains("made-up-in-the-strip: in the strip between 09:00 and 09:05")
        .contains("<p class=\"radio\" lang=\"ko\">made-up-in-the-strip: 09:00 ~ 09:05 사이에")
        .contains("Made up for learning", "Invented and not authoritative.")
        .contains("lower side (past the line)", "upper side");
  }

  @Test
  void hostileNamesStayWords() throws IOException {
    Path mission = temporary.resolve("mission");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path copy = mission.resolve(EXAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path definition = mission.resolve("mission.yaml");
    String hostile = "<script>alert('&')</script>";
    String text = Files.readString(definition);
    for (String name : List.of("Charter map", "lower side", "Eastland")) {
      assertThat(text).contains(name);
      text = text.replace(name, hostile);
    }
    Files.writeString(definition, text);
    Path tracks =
        tracks(
            rows("\"<script>x</script>/../../\"\"'\"", "2026-04-10T00:00:00Z", 4, 30)
                .replace("a patrol", "<img src=x onerror=alert(1)>"));
    Run run = run(mission, tracks);
    assertThat(run.pages()).hasSize(1);
    assertThat(String.valueOf(run.pages().getFirst().getFileName()))
        .matches("[A-Za-z0-9.-]+")
        .endsWith("-en.html");
    assertThat(Files.readString(run.pages().getFirst()))
        .doesNotContain("<script", "<img")
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)", "&lt;script&gt;x&lt;/script&gt;")
        .contains("&lt;img src=x onerror=alert(1)&gt;");
  }

  @Test
  void onlyTheGravestGetAPageAndTheRestIsCounted() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 53; i++) {
      rows.append(rows("t" + i, "2026-04-10T00:00:00Z", 3, 30));
    }
    rows.append("beside,2026-04-10T00:00:00Z,-29.9594,45.0029,5,east,a patrol\n");
    Run run = run(EXAMPLE, tracks(rows.toString()));
    assertThat(run.pages()).hasSize(50);
    assertThat(run.pages()).noneMatch(page -> page.toString().contains("beside"));
    assertThat(run.err())
        .contains("50 pages of episodes were written")
        .contains("4 more episodes have no page: the gravest 50 of a run have one.");
  }

  @Test
  void nothingLaterThanTheLastReportIsShownAndEveryFixShownIsInTheTable() throws IOException {
    String rows =
        rows("t", "2026-04-10T00:00:00Z", 5, 60) + rows("t", "2026-04-10T00:29:00Z", 5, 60);
    String page = run(EXAMPLE, tracks(rows)).page("-t-");
    List<String> times = timesOfTable(page);
    assertThat(times).hasSize(10).isSorted().endsWith("datetime=\"2026-04-10T00:33:00Z");
    assertThat(found("<circle class=\"fix [^>]*r=\"3.4\"", page)).hasSize(10);
    assertThat(page).contains("class=\"hatch\"", "Nothing had been heard for 1,500 seconds");
    // The axis of time ends with the last report.
    assertThat(found(">\\d\\d:\\d\\d</text>", page))
        .allMatch(tick -> tick.compareTo(">00:33<") <= 0);
  }

  @Test
  void ofALongTrackEverySecondJudgementGoesAndThatIsSaid() throws IOException {
    String page = run(EXAMPLE, tracks(rows("t", "2026-04-10T00:00:00Z", 4_500, 1))).page("-t-");
    assertThat(page).containsPattern("[\\d,]+ fixes of this episode are not shown");
    assertThat(found("<circle class=\"fix [^>]*r=\"2.4\"", page)).hasSizeBetween(900, 2_001);
    assertThat(timesOfTable(page))
        .hasSizeLessThanOrEqualTo(403)
        .contains("datetime=\"2026-04-10T01:14:59Z");
    assertThat(page.length()).isLessThan(1_000_000);
  }

  @Test
  void aLineWithoutAMissionFolderHasPagesToo() throws IOException {
    Path line = temporary.resolve("road.geojson");
    Files.writeString(line, "{\"type\":\"LineString\",\"coordinates\":[[179.9,10],[-179.9,10]]}");
    Path tracks = temporary.resolve("t.csv");
    Files.writeString(
        tracks,
        """
        track,time,lon,lat
        a,2026-06-09T08:05:00Z,179.9999,9.9995
        a,2026-06-09T08:05:30Z,-179.9999,9.9994
        """);
    Path folder = temporary.resolve("alone");
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true);
    assertThat(
            Main.run(
                nowhere,
                nowhere,
                "judge",
                "--line",
                line.toString(),
                tracks.toString(),
                "--pages",
                folder.toString(),
                "--lang",
                "ko"))
        .isZero();
    try (Stream<Path> pages = Files.list(folder)) {
      String page = Files.readString(pages.findFirst().orElseThrow());
      assertThat(page)
          .contains("오른쪽(선을 넘은 쪽)", "임무 폴더 없이 준 선 파일")
          .doesNotContain("NaN", "Infinity", "20000.0");
    }
  }
}
