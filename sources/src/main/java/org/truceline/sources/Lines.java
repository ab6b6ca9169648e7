package org.truceline.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.truceline.terms.Because;

/** The lines of a stream of bytes, one after another in one buffer of fixed size. */
final class Lines {
  private final InputStream in;
  private final int longest;
  private byte[] buffer;
  private int position;
  private int filled;
  private int start;
  private int end;
  private long number;
  private boolean tooLong;
  private boolean finished;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(1_024);

  Lines(InputStream in, int longestLineBytes) {
    this.in = in;
    this.longest = longestLineBytes;
    this.buffer = new byte[Math.max(1 << 16, longestLineBytes + 2)];
  }

  /** Steps to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    tooLong = false;
    start = position;
    int at = position;
    while (true) {
      while (at < filled) {
        if (buffer[at] == '\n') {
          return found(at, at + 1);
        }
        at++;
      }
      // One more than the longest may still be the carriage return before a line's end.
      if (at - start > longest + 1) {
        tooLong = true;
        return skipRest();
      }
      if (finished) {
        return at > start && found(at, at);
      }
      if (filled == buffer.length) {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        at -= start;
        start = 0;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      finished = true;
    } else {
      filled += read;
    }
  }

  private boolean found(int lineEnd, int nextPosition) {
    number++;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    position = nextPosition;
    tooLong = end - start > longest;
    return true;
  }

  private boolean skipRest() throws IOException {
    number++;
    end = start + Math.min(longest, 2_000);
    byte[] kept = java.util.Arrays.copyOfRange(buffer, start, end);
    while (true) {
      filled = 0;
      fill();
      for (int i = 0; i < filled; i++) {
        if (buffer[i] == '\n') {
          return keep(kept, i + 1);
        }
      }
      if (finished) {
        return keep(kept, 0);
      }
    }
  }

  /** Puts the beginning of a line that was too long before what follows it. */
  private boolean keep(byte[] kept, int rest) {
    int after = filled - rest;
    byte[] joined = after + kept.length > buffer.length ? new byte[after + kept.length] : buffer;
    System.arraycopy(buffer, rest, joined, kept.length, Math.max(0, after));
    System.arraycopy(kept, 0, joined, 0, kept.length);
    buffer = joined;
    start = 0;
    end = kept.length;
    position = kept.length;
    filled = kept.length + Math.max(0, after);
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  long number() {
    return number;
  }

  boolean tooLong() {
    return tooLong;
  }

  boolean blank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Why nothing can be read of the line, if so. */
  Optional<Because> unfit() {
    if (tooLong) {
      return Optional.of(Because.of("sources.line-too-long", Because.count(longest)));
    }
    return utf8() ? Optional.empty() : Optional.of(Because.of("sources.line-not-utf8"));
  }

  /**
   * Whether the line is UTF-8 text; a name with other bytes would be read as another name, and zero
   * is in no text.
   */
  private boolean utf8() {
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      if (buffer[i] == 0) {
        return false;
      }
      ascii &= buffer[i] >= 0;
    }
    if (ascii) {
      return true;
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, start, end - start);
    decoder.reset();
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(bytes, decoded.clear(), true);
    }
    return !result.isError();
  }

  String text(int most) {
    return new String(buffer, start, Math.min(end - start, most), StandardCharsets.UTF_8);
  }
}
