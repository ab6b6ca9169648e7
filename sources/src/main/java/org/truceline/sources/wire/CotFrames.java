package org.truceline.sources.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.truceline.terms.Because;

/**
 * Cuts a stream of bytes into messages of Cursor-on-Target, told apart message by message: XML up
 * to the token {@code </event>}; a message of the TAK protocol by its length; and, at the very
 * beginning of a stream, one of the mesh, which goes to the stream's end.
 */
final class CotFrames {
  private static final byte MAGIC = (byte) 0xbf;

  private static final byte[] EVENT_END = "</event>".getBytes(StandardCharsets.US_ASCII);

  /** Bytes of a length: 32 bits, seven to a byte. */
  private static final int LONGEST_LENGTH = 5;

  private final int longest;
  private final byte[] buffer;
  private int start;
  private int end;
  private int searched;
  private boolean first = true;
  private boolean finished;

  /** One message, or why there is none. */
  sealed interface Frame {
    /** An event as XML, perhaps with something before it. */
    record Xml(Original bytes) implements Frame {}

    /** The payload of a message of the TAK protocol. */
    record Tak(Original payload) implements Frame {}

    /** It is not whole yet. */
    record NotYet() implements Frame {}

    /** It can never be read, and nothing behind it. */
    record Lost(Because reason, Original beginning) implements Frame {}
  }

  CotFrames(int longest) {
    this.longest = longest;
    this.buffer = new byte[longest + LONGEST_LENGTH + 1];
  }

  /** How many more bytes it takes before {@link #next} must be asked; never 0 then. */
  int room() {
    return buffer.length - (end - start);
  }

  /** Takes bytes, at most {@link #room} of them. */
  void put(byte[] from, int length) {
    if (buffer.length - end < length) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      searched -= start;
      end -= start;
      start = 0;
    }
    System.arraycopy(from, 0, buffer, end, length);
    end += length;
  }

  /** Nothing more comes. */
  void finish() {
    finished = true;
  }

  /** Whether a message has begun and is not whole. */
  boolean begun() {
    skipBlank();
    return end > start;
  }

  /** The next message. */
  Frame next() {
    skipBlank();
    if (start == end) {
      return new Frame.NotYet();
    }
    return buffer[start] == MAGIC ? tak() : xml();
  }

  private void skipBlank() {
    while (start < end && blank(buffer[start])) {
      start++;
    }
    searched = Math.max(searched, start);
  }

  private static boolean blank(byte one) {
    return one == ' ' || one == '\n' || one == '\r' || one == '\t' || one == 0;
  }

  private Frame xml() {
    for (int at = searched; at + EVENT_END.length <= end; at++) {
      if (Arrays.equals(buffer, at, at + EVENT_END.length, EVENT_END, 0, EVENT_END.length)) {
        int next = at + EVENT_END.length;
        if (next - start > longest) {
          return tooLong();
        }
        Frame whole = new Frame.Xml(taken(start, next));
        first = false;
        return whole;
      }
      searched = at + 1;
    }
    if (end - start > longest) {
      return tooLong();
    }
    return unfinished();
  }

  private Frame tak() {
    if (first && finished && meshHeader()) {
      return new Frame.Tak(taken(start + 3, end));
    }
    if (first && (end - start < 3 || meshHeader())) {
      return end - start > longest ? tooLong() : unfinished();
    }
    long length = 0;
    for (int i = 0; i < LONGEST_LENGTH; i++) {
      int at = start + 1 + i;
      if (at >= end) {
        return unfinished();
      }
      length |= (long) (buffer[at] & 0x7f) << (7 * i);
      if (buffer[at] >= 0) {
        if (length > longest) {
          // Its header alone, however much of the rest has come.
          return tooLong(at + 1);
        }
        int from = at + 1;
        if (end - from < length) {
          return unfinished();
        }
        first = false;
        return new Frame.Tak(taken(from, from + (int) length));
      }
    }
    return new Frame.Lost(Because.of("sources.cot.length"), beginning(start + 1 + LONGEST_LENGTH));
  }

  /** Version 1 between two magic bytes; as a length it would be that of one stray byte. */
  private boolean meshHeader() {
    return end - start >= 3 && buffer[start + 1] == 1 && buffer[start + 2] == MAGIC;
  }

  private Original taken(int from, int to) {
    Original bytes = Original.of(Arrays.copyOfRange(buffer, from, to));
    start = to;
    searched = to;
    return bytes;
  }

  private Frame unfinished() {
    return finished
        ? new Frame.Lost(Because.of("sources.cot.cut"), beginning(start + longest))
        : new Frame.NotYet();
  }

  private Frame tooLong() {
    return tooLong(start + longest);
  }

  private Frame tooLong(int to) {
    return new Frame.Lost(
        Because.of("sources.wire.too-long", Because.count(longest)), beginning(to));
  }

  private Original beginning(int to) {
    return Original.of(Arrays.copyOfRange(buffer, start, Math.min(end, to)));
  }
}
