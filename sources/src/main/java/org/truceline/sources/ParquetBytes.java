package org.truceline.sources;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The bytes of a Parquet file as its library asks for them. They are read, not mapped: a mapped
 * file that is cut while it is read would end the process, and its pages would count as memory.
 */
final class ParquetBytes implements InputFile {
  /** A piece of a column is asked for whole; an honest one is a few megabytes. */
  private static final int LONGEST_PIECE = 256 << 20;

  /**
   * Whoever asks for a file so many times over, and a little more for small ones, goes round in a
   * circle: a changed size of a page can lead back to where it stands.
   */
  private static final int MOST_TIMES = 4;

  private static final long LITTLE_BYTES = 1 << 20;

  /** Asking costs something too: a circle may ask for nothing again and again. */
  private static final int EACH_BYTES = 256;

  private final String name;
  private final FileChannel channel;
  private final LongConsumer counted;
  private final AtomicLong asked = new AtomicLong();

  ParquetBytes(String name, FileChannel channel, LongConsumer counted) {
    this.name = name;
    this.channel = channel;
    this.counted = counted;
  }

  static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    fill(channel, offset, ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static void fill(FileChannel channel, long offset, ByteBuffer into) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("the file ends before byte " + (offset + into.limit()));
      }
      at += read;
    }
  }

  @Override
  public void open() {}

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || length > LONGEST_PIECE || offset + length > channel.size()) {
      throw new IOException("no " + length + " bytes from byte " + offset);
    }
    if (asked.addAndGet(length + EACH_BYTES) > MOST_TIMES * channel.size() + LITTLE_BYTES) {
      throw new IOException("its sizes lead round in a circle");
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(length);
    fill(channel, offset, bytes);
    counted.accept(length);
    return bytes.flip();
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public String name() {
    return name;
  }

  /** The channel belongs to the reader. */
  @Override
  public void close() {}
}
