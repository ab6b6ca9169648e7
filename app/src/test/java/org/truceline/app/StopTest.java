package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, stopped as an operator stops it. */
class StopTest {
  @TempDir Path temporary = Path.of("never");

  private Process start(Path err, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.truceline.app.Main"));
    command.addAll(List.of(args));
    command.addAll(List.of("--set-aside", temporary.resolve("aside").toString(), "-"));
    return new ProcessBuilder(command).redirectError(err.toFile()).start();
  }

  /** Gives it a row and a bad one, waits until it has read both, and asks it to stop. */
  private static void stopAfter(Process process, String row, Path err) throws Exception {
    var to = process.getOutputStream();
    to.write(("track,time,lon,lat,sigma_m,party\n" + row + "\nthis row is bad\n").getBytes(UTF_8));
    to.flush();
    while (!Files.readString(err).contains("set aside")) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }
    // The handle leaves what was printed to be read; the process itself would close it.
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
    close(to);
  }

  @Test
  @Timeout(120)
  void askedToStopTheJudgePrintsWhatItHasAndSaysHowFarItCame() throws Exception {
    Path line = temporary.resolve("road.geojson");
    Files.writeString(
        line, "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.1,38],[127.2,38]]}");
    Path err = temporary.resolve("err");
    Process process = start(err, "judge", "--line", line.toString(), "--line-sigma", "5");
    // A crossing that is not over: the episode is still open when the work is stopped.
    stopAfter(process, "walker,2026-01-01T00:00:00Z,127.05,37.9990,3,", err);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(out).contains("walker: ");
    assertThat(Files.readString(err))
        .contains("1 fix read, 1 episode, 1 row set aside")
        .contains("Stopped as asked after 1 fix");
    assertThat(Files.readString(temporary.resolve("aside"))).contains("this row is bad");
  }

  @Test
  @Timeout(120)
  void askedToStopWhatIfSaysWhatItHasAndThatItIsNotAll() throws Exception {
    Path mission = Path.of("..", "missions", "example-line");
    Path err = temporary.resolve("err");
    Path page = temporary.resolve("page.html");
    Process process =
        start(
            err,
            "what-if",
            mission.toString(),
            "--line",
            mission.resolve("proposals/talks.geojson").toString(),
            "--json",
            "--html",
            page.toString());
    stopAfter(process, "walker,2026-04-02T09:00:00Z,-29.935,45.000025,3,west", err);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(out).contains("\"change\":\"vanishes\"").contains("\"whole\":false");
    assertThat(Files.readString(err))
        .contains("1 report read and judged twice, 1 row set aside")
        .contains("Stopped as asked after 1 fix");
    assertThat(Files.readString(page)).contains("Stopped before the end of the archive");
    assertThat(Files.readString(temporary.resolve("aside"))).contains("this row is bad");
  }

  private static void close(AutoCloseable pipe) throws Exception {
    try {
      pipe.close();
    } catch (IOException broken) {
      assertThat(broken).hasMessageContaining("pipe");
    }
  }
}
