package org.truceline.record;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truceline.record.note.SigningKey;

/**
 * A program that appends from several threads and seals all the while, and says of each entry when
 * it is acknowledged, until it is killed.
 */
final class KilledWriter {
  private static final int THREADS = 4;

  private KilledWriter() {}

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    String run = args[1];
    SigningKey key = SigningKey.parse(Files.readString(home.resolve("secret"))).orElseThrow();
    switch (Log.open(Disk.REAL, home.resolve("record"), key, home.resolve("high"))) {
      case Log.Refused(var because) -> {
        System.out.println("refused " + because);
        System.exit(1);
      }
      case Log.Opened(var log, var notes) -> write(log, run);
    }
  }

  private static void write(Log log, String run) {
    PrintStream out = System.out;
    GroupCommit commit = new GroupCommit(log);
    out.println("ready");
    for (int t = 0; t < THREADS; t++) {
      String name = run + "-" + t + "-";
      Thread.ofPlatform()
          .start(() -> {
            for (int i = 0; true; i++) {
              String entry = name + i;
              if (commit.append(entry.getBytes(StandardCharsets.UTF_8))
                  instanceof Log.Written(long index)) {
                out.println(index + " " + entry);
              } else {
                out.println("not written");
                System.exit(1);
              }
            }
          });
    }
    while (log.seal() instanceof Log.Sealed(var checkpoint)) {
      out.println("sealed " + checkpoint.checkpoint().size());
    }
    out.println("not sealed");
    System.exit(1);
  }
}
