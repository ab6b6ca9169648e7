package org.truceline.sources.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of bytes into lines; of a line that is too long only the beginning is kept. */
final class NmeaLines {
  private final byte[] buffer = new byte[NmeaSentence.LONGEST];
  private int filled;
  private boolean tooLong;

  /**
   * A line without its end.
   *
   * @param tooLong whether this is its beginning only
   */
  record Line(String text, boolean tooLong) {}

  /** Takes bytes, and gives the lines that they end. */
  List<Line> put(byte[] from, int length) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      if (from[i] == '\n') {
        lines.add(new Line(new String(buffer, 0, filled, StandardCharsets.ISO_8859_1), tooLong));
        filled = 0;
        tooLong = false;
      } else if (filled == buffer.length) {
        tooLong = true;
      } else {
        buffer[filled++] = from[i];
      }
    }
    return lines;
  }
}
