package org.truceline.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The packed side of a packed file: counts its bytes, remembers its end, and holds what comes out
 * of it against what went in.
 */
final class Archive extends WholePieces {
  /** A zip file's list of contents ends with a record of 22 bytes and a remark below 64 KiB. */
  private static final int TAIL = (1 << 16) + 22;

  private final Limits limits;
  private final byte[] tail = new byte[TAIL];
  private long packed;
  private long unpacked;

  Archive(InputStream in, Limits limits) {
    super(in);
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      remember(into, offset, read);
    }
    return read;
  }

  private void remember(byte[] from, int offset, int length) {
    int kept = Math.min(length, TAIL);
    int start = offset + length - kept;
    packed += length;
    int slot = (int) ((packed - kept) % TAIL);
    int first = Math.min(kept, TAIL - slot);
    System.arraycopy(from, start, tail, slot, first);
    System.arraycopy(from, start + first, tail, 0, kept - first);
  }

  /** At least one while the file goes on: a slow pipe is not the end of a file. */
  @Override
  public int available() throws IOException {
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more ? 1 : 0;
  }

  @Override
  public void close() {}

  /** Reads what nobody asked for. */
  void finish() throws IOException {
    byte[] rest = new byte[1 << 13];
    while (read(rest, 0, rest.length) >= 0) {}
  }

  /**
   * The number of entries that the list of contents at the end of a zip names; -1 without a list.
   */
  int listedEntries() {
    long first = Math.max(0, packed - TAIL);
    for (long at = packed - 22; at >= first; at--) {
      if (tail(at) == 'P' && tail(at + 1) == 'K' && tail(at + 2) == 5 && tail(at + 3) == 6) {
        return tail(at + 10) | tail(at + 11) << 8;
      }
    }
    return -1;
  }

  private int tail(long at) {
    return tail[(int) (at % TAIL)] & 0xff;
  }

  /** A stream that comes out of this file. */
  InputStream guard(InputStream out) {
    return new Guarded(out);
  }

  /** A gzip stream of this file. */
  Gzip gzip() throws IOException {
    return new Gzip();
  }

  /** A compressed file unpacks to more than any honest one would. */
  static final class Bomb extends IOException {
    private static final long serialVersionUID = 1L;

    Bomb() {
      super("bomb");
    }
  }

  /** Stops when unpacking gives more than its ratio allows; never closes what it reads from. */
  private final class Guarded extends FilterInputStream {
    /** What broke it; it is as broken when it is asked again. */
    private @Nullable IOException failure;

    Guarded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }
      try {
        if (unpacked > limits.bombFreeBytes() && unpacked > packed * limits.bombRatio()) {
          throw new Bomb();
        }
        int read = super.read(into, offset, length);
        unpacked += Math.max(0, read);
        return read;
      } catch (IOException broken) {
        failure = broken;
        throw broken;
      }
    }

    /** Nobody reads on at once: what has come is handed out before the next may turn out broken. */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** Members of gzip one after another, which tells whether anything else follows them. */
  final class Gzip extends GZIPInputStream {
    /** The check sum and the length that end a member. */
    private static final int TRAILER = 8;

    private long packedWhenFilled = packed;

    Gzip() throws IOException {
      super(Archive.this, 1 << 16);
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      packedWhenFilled = packed;
    }

    /** Once the end is reached: whether bytes came after it that are no gzip. */
    boolean followed() throws IOException {
      return packed - packedWhenFilled + inf.getRemaining() > TRAILER
          || Archive.this.available() > 0;
    }
  }
}
