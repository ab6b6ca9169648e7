package org.truceline.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a stream whose parser takes in more for one item than any honest item holds: parsers keep
 * one item whole, and a file without an end would fill the memory.
 */
final class Leash extends FilterInputStream {
  private final long most;
  private long taken;

  Leash(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  /** One item has ended; the next may be as long again. */
  void slacken() {
    taken = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (taken > most) {
      throw new TooLong();
    }
    int read = super.read(into, offset, length);
    taken += Math.max(0, read);
    return read;
  }

  /** What is read from belongs to another. */
  @Override
  public void close() {}

  /** One item is longer than the leash. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("one item is too long");
    }
  }
}
