package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.TrackReader;

/** Reads a track file and does nothing with it, to say what reading alone costs. */
public final class ReadRows {
  private ReadRows() {}

  /** Argument: the file. */
  @SuppressWarnings("SystemOut") // a benchmark's answer
  public static void main(String[] args) throws IOException {
    long[] rows = new long[1];
    long begun = System.nanoTime();
    TrackReader.read(
        args[0],
        Path.of(args[0]),
        _ -> {},
        Limits.USUAL,
        item -> rows[0] += item instanceof Item.Brought ? 1 : 0);
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("%,d rows read in %.1f s%n", rows[0], seconds);
  }
}
