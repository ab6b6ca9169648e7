package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed and kept does not depend on how many threads judge. */
@Timeout(120)
class ThreadsTest {
  @TempDir Path temporary = Path.of("never");
  private Path line = Path.of("never");
  private Path tracks = Path.of("never");

  /** What a run printed, kept and ended with. */
  record Run(int status, String out, String err, String aside) {}

  @BeforeEach
  void aLineAndTracksAboutIt() throws IOException {
    line = temporary.resolve("road.geojson");
    Files.writeString(
        line, "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.1,38.0005],[127.2,38]]}");
    tracks = Files.writeString(temporary.resolve("t.csv"), rows());
  }

  private static String rows() {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder rows = new StringBuilder("track,time,lon,lat,sigma_m\n");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int second = 0; second < 700; second++) {
      for (int track = 0; track < 23; track++) {
        int odd = random.nextInt(1_000);
        long late = odd < 20 ? 5 : odd == 20 ? 600 : 0;
        double shift = second > 300 && second < 500 && track < 5 ? 0.002 : 0;
        double lat = 38.0003 + 0.0012 * Math.sin((second + 31 * track) / 50.0) + shift;
        rows.append("walker-").append(track).append(',').append(start.plusSeconds(second - late));
        rows.append(',').append(127.02 + track / 200.0).append(',').append(lat).append(",4\n");
        if (odd == 30) {
          rows.append("this row is bad\n");
        }
      }
    }
    return rows.toString();
  }

  private Run judge(int threads, String... more) throws IOException {
    Path aside = temporary.resolve("aside");
    List<String> args = new ArrayList<>(List.of("judge", "--line", line.toString()));
    args.addAll(List.of("--line-sigma", "5", "--set-aside", aside.toString()));
    args.addAll(List.of("--threads", Integer.toString(threads), tracks.toString()));
    args.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new PrintStream(out, true), new PrintStream(err, true), args.toArray(String[]::new));
    return new Run(status, out.toString(UTF_8), err.toString(UTF_8), Files.readString(aside));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 64})
  void soManyThreadsPrintAndKeepWhatOneDoes(int threads) throws IOException {
    for (String form : List.of("--json", "--every-fix", "--lang=ko")) {
      Run expected = judge(1, form);
      assertThat(expected.out()).as(expected.err()).isNotBlank();
      assertThat(expected.aside()).contains("field-count", "watch.too-late");
      assertThat(judge(threads, form)).isEqualTo(expected);
    }
  }

  @Test
  void pagesAreTheSameOnManyThreadsAsOnOne() throws IOException {
    judge(1, "--pages", temporary.resolve("one").toString());
    judge(5, "--pages", temporary.resolve("five").toString());
    List<Path> pages;
    try (var files = Files.list(temporary.resolve("one"))) {
      pages = files.toList();
    }
    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      assertThat(temporary.resolve("five").resolve(page.getFileName()))
          .hasSameTextualContentAs(page);
    }
  }

  @Test
  void everyFixStaysInTheOrderOfTheInput() throws IOException {
    List<String> input =
        Files.readAllLines(tracks).stream()
            .skip(1)
            .filter(row -> row.startsWith("walker"))
            .map(row -> row.split(",", -1))
            .map(fields -> fields[0] + " " + fields[1])
            .toList();
    Run run = judge(4, "--every-fix");
    List<String> aside = run.aside().lines().filter(one -> one.contains("too-late")).toList();
    List<String> printed = run.out().lines().map(row -> row.replaceAll("Z .*", "Z")).toList();
    assertThat(printed).hasSize(input.size() - aside.size());
    int at = 0;
    for (String row : input) {
      at += at < printed.size() && printed.get(at).equals(row) ? 1 : 0;
    }
    assertThat(at).isEqualTo(printed.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65})
  void anotherNumberOfThreadsIsRefused(int threads) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            System.out,
            new PrintStream(err, true),
            "judge",
            "--line",
            line.toString(),
            "--threads",
            Integer.toString(threads),
            tracks.toString());
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--threads must be a whole number from 1 to 64.");
  }
}
