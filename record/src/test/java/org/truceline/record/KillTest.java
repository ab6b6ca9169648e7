package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;

/**
 * A process that appends and seals is killed at moments drawn from a seed, as often as {@code
 * -Dkill.times} says: what was acknowledged is there, the record verifies, and goes on.
 */
class KillTest {
  private static final int TIMES = Integer.getInteger("kill.times", 20);
  private static final long SEED = Long.getLong("kill.seed", 20261125);

  /** A record is begun anew after so many kills, so that checking it whole stays short. */
  private static final int FRESH_AFTER = 25;

  private static final int LONGEST_MS = 250;

  private static final SigningKey KEY =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(71));

  @TempDir Path temporary;

  @Test
  void nothingAcknowledgedIsLostWheneverTheProcessIsKilled() throws Exception {
    SplittableRandom chance = new SplittableRandom(SEED);
    long acknowledged = 0;
    long seals = 0;
    long torn = 0;
    for (int kill = 0; kill < TIMES; ) {
      Path home = temporary.resolve("record-" + kill);
      Files.createDirectories(home);
      Files.writeString(home.resolve("secret"), KEY.secretLine());
      long sealed = 0;
      for (int i = 0; i < FRESH_AFTER && kill < TIMES; i++, kill++) {
        String as = "seed " + SEED + " kill " + kill;
        Map<Long, String> said = new HashMap<>();
        sealed = Math.max(sealed, runAndKill(home, kill, chance.nextInt(LONGEST_MS), said, as));
        switch (Log.open(Disk.REAL, home.resolve("record"), KEY, home.resolve("high"))) {
          case Log.Refused(var because) -> throw new AssertionError(as + ": " + because);
          case Log.Opened(var log, var notes) -> {
            torn += notes.size();
            try (log) {
              assertThat(log.sealed()).as(as).isGreaterThanOrEqualTo(sealed);
              said.forEach((index, entry) ->
                  assertThat(new String(log.entry(index), StandardCharsets.UTF_8))
                      .as(as)
                      .isEqualTo(entry));
              assertThat(log.seal()).as(as).isInstanceOf(Log.Sealed.class);
            }
          }
        }
        Verification verification =
            Verification.of(
                new TileFolder(home.resolve("record")),
                TrustPolicy.ofLog(KEY.verifier()),
                looked -> {});
        assertThat(verification.broken()).as(as).isEmpty();
        acknowledged += said.size();
        seals += sealed > 0 ? 1 : 0;
      }
    }
    System.out.printf(
        "%d kills, %d entries acknowledged and all there, %d records sealed before the kill,"
            + " %d torn ends%n",
        TIMES, acknowledged, seals, torn);
    assertThat(acknowledged).isGreaterThan(TIMES);
  }

  /** Answers how many entries it said were sealed. */
  private static long runAndKill(
      Path home, int kill, int afterMs, Map<Long, String> said, String as) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                home.toString(),
                "run" + kill)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).as(as).isEqualTo("ready");
      Thread killer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  // A moment, and no matter which: that is what is tried.
                  if (!process.waitFor(afterMs, TimeUnit.MILLISECONDS)) {
                    kill(process);
                  }
                } catch (InterruptedException ended) {
                  kill(process);
                }
              });
      long sealed = read(lines, said, as);
      killer.join();
      assertThat(process.waitFor()).as(as + ": killed, not ended").isEqualTo(137);
      return sealed;
    }
  }

  /** By its number: ended through its own handle it would take what it said with it. */
  private static void kill(Process process) {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static long read(BufferedReader lines, Map<Long, String> said, String as)
      throws IOException {
    long sealed = 0;
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      // Only whole lines count: the last one may be torn too.
      String whole = line.toString();
      line.setLength(0);
      assertThat(whole).as(as).doesNotStartWith("not").doesNotStartWith("Exception");
      int space = whole.indexOf(' ');
      if (whole.startsWith("sealed ")) {
        sealed = Long.parseLong(whole.substring(space + 1));
      } else {
        said.put(Long.parseLong(whole.substring(0, space)), whole.substring(space + 1));
      }
    }
    return sealed;
  }
}
