package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, stopped as an operator stops it. */
class StopTest {
  @TempDir Path temporary = Path.of("never");

  @Test
  @Timeout(120)
  void askedToStopTheJudgePrintsWhatItHasAndSaysHowFarItCame() throws Exception {
    Path line = temporary.resolve("road.geojson");
    Files.writeString(
        line, "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.1,38],[127.2,38]]}");
    Path err = temporary.resolve("err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.truceline.app.Main",
                "judge",
                "--line",
                line.toString(),
                "--line-sigma",
                "5",
                "--set-aside",
                temporary.resolve("aside").toString(),
                "-")
            .redirectError(err.toFile())
            .start();
    var to = process.getOutputStream();
    // A crossing that is not over: the episode is still open when the work is stopped.
    to.write(
        """
        track,time,lon,lat,sigma_m
        walker,2026-01-01T00:00:00Z,127.05,37.9990,3
        this row is bad
        """
            .getBytes(StandardCharsets.UTF_8));
    to.flush();
    while (!Files.readString(err).contains("set aside")) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }
    // The handle leaves what was printed to be read; the process itself would close it.
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).contains("walker: ");
    assertThat(Files.readString(err))
        .contains("1 fixes read, 1 episodes, 1 rows set aside")
        .contains("Stopped as asked after 1 fixes");
    assertThat(Files.readString(temporary.resolve("aside"))).contains("this row is bad");
    close(to);
  }

  private static void close(AutoCloseable pipe) throws Exception {
    try {
      pipe.close();
    } catch (IOException broken) {
      assertThat(broken).hasMessageContaining("pipe");
    }
  }
}
