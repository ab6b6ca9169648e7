package org.truceline.app.resume;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows, of which can be said how far it has come, and which can be taken back to
 * there: whatever a run wrote after that is not lost but written again.
 */
public final class GrowingFile extends OutputStream {
  private static final int CHUNK = 1 << 16;

  private final FileChannel channel;
  private final ByteBuffer waiting = ByteBuffer.allocate(CHUNK);
  private CRC32C checksum = new CRC32C();
  private final AtomicReference<@Nullable IOException> failed = new AtomicReference<>();
  private long bytes;

  private GrowingFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * How far a file has come.
   *
   * @param bytes its length
   * @param checksum the CRC-32C of all of it
   */
  public record Extent(long bytes, long checksum) {
    /** Nothing has been written. */
    public static final Extent NOTHING = new Extent(0, 0);
  }

  /** Opens a file, which is made where there is none; to be begun or taken back before use. */
  public static GrowingFile open(Path path) throws IOException {
    return new GrowingFile(
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Keeps others out until it is closed, or the process ends; false where another keeps it. */
  public boolean lock() throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      return false;
    }
  }

  /** Begins it anew: what was in it is gone. */
  public void begin() throws IOException {
    channel.truncate(0);
    channel.position(0);
  }

  /**
   * Takes it back to where it had come; to be called before anything is written.
   *
   * @return false where it does not begin with what was written then; it is left as it is
   */
  public boolean takeBack(Extent extent) throws IOException {
    if (channel.size() < extent.bytes()) {
      return false;
    }
    channel.position(0);
    InputStream in = Channels.newInputStream(channel);
    byte[] chunk = new byte[CHUNK];
    long left = extent.bytes();
    while (left > 0) {
      int read = in.read(chunk, 0, (int) Math.min(left, CHUNK));
      if (read < 0) {
        return false;
      }
      checksum.update(chunk, 0, read);
      left -= read;
    }
    if (checksum.getValue() != extent.checksum()) {
      checksum = new CRC32C();
      return false;
    }
    bytes = extent.bytes();
    channel.truncate(bytes);
    channel.position(bytes);
    return true;
  }

  /** Says what it holds, text in UTF-8; to be called before anything more is written. */
  public void copyTo(Writer out) throws IOException {
    channel.position(0);
    // Neither is closed: the channel stays open, and the writer is somebody else's.
    new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8).transferTo(out);
  }

  /** How far it has come, once all of it is on the disk. */
  public Extent extent() throws IOException {
    flush();
    channel.force(true);
    return new Extent(bytes, checksum.getValue());
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    checksum.update(from, offset, length);
    bytes += length;
    int done = 0;
    while (done < length) {
      if (!waiting.hasRemaining()) {
        flush();
      }
      int part = Math.min(length - done, waiting.remaining());
      waiting.put(from, offset + done, part);
      done += part;
    }
  }

  @Override
  public void flush() throws IOException {
    if (failed.get() != null) {
      throw new IOException("failed before", failed.get());
    }
    try {
      waiting.flip();
      while (waiting.hasRemaining()) {
        channel.write(waiting);
      }
      waiting.clear();
    } catch (IOException full) {
      // Who writes through others may not hear of it: then it is said where it counts.
      failed.set(full);
      throw full;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (failed.get() == null) {
        flush();
      }
    }
  }
}
