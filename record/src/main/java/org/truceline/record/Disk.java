package org.truceline.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * What a record does to a disk, one call for each thing that can fail: so that a test can make each
 * of them fail.
 */
public interface Disk {
  /** The disk of this machine. */
  Disk REAL = new Disk() {};

  /** A file that only grows. */
  final class Growing implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private Growing(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    /** Where it lies. */
    public Path path() {
      return path;
    }

    FileChannel channel() {
      return channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Makes a new file that grows; one of that name is emptied. */
  default Growing grow(Path file) throws IOException {
    return new Growing(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /** Writes bytes at a place of a growing file, all of them. */
  default void write(Growing file, ByteBuffer bytes, long at) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    long place = at;
    while (rest.hasRemaining()) {
      place += file.channel().write(rest, place);
    }
  }

  /** Flushes a growing file. */
  default void flush(Growing file) throws IOException {
    file.channel().force(false);
  }

  /** Cuts a growing file. */
  default void cut(Growing file, long size) throws IOException {
    file.channel().truncate(size);
  }

  /** Writes a whole new file and flushes it; one of that name is overwritten. */
  default void writeWhole(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(false);
    }
  }

  /** Gives a file another name in place of the one that has it: all or nothing. */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes a folder and those above it. */
  default void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  /** Flushes a folder, so that the names in it last. */
  default void flushFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Reads a whole file. */
  default byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** Removes a file. */
  default void remove(Path file) throws IOException {
    Files.delete(file);
  }

  /** Puts a whole file in place of the one of that name, so that it lasts: all or nothing. */
  default void replace(Path file, byte[] bytes) throws IOException {
    Path folder =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    writeWhole(beside, bytes);
    rename(beside, file);
    flushFolder(folder);
  }
}
