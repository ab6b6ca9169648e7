package org.truceline.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** A disk on which the n-th thing that is done to it fails, once, in one of four ways. */
final class FailingDisk implements Disk {
  enum Way {
    /** Nothing is done. */
    NO_SPACE,
    /** Half is done. */
    SHORT,
    /** All is done, and it is said that nothing was. */
    DONE_AND_DENIED,
    /** From then on nothing works: the machine has stopped. */
    STOPPED
  }

  private final long failing;
  private final Way way;
  private long done;

  FailingDisk(long failing, Way way) {
    this.failing = failing;
    this.way = way;
  }

  private interface Doing {
    void run() throws IOException;
  }

  /** How much was asked of it. */
  long done() {
    return done;
  }

  private void doing(Doing whole, Doing half) throws IOException {
    long now = ++done;
    if (way == Way.STOPPED && now > failing) {
      throw new IOException("the machine has stopped");
    }
    if (now != failing) {
      whole.run();
      return;
    }
    switch (way) {
      case NO_SPACE -> {}
      case SHORT, STOPPED -> half.run();
      case DONE_AND_DENIED -> whole.run();
    }
    throw new IOException("failed on purpose: " + way);
  }

  @Override
  public Growing grow(Path file) throws IOException {
    Growing[] grown = new Growing[1];
    doing(() -> grown[0] = Disk.super.grow(file), () -> {});
    return grown[0];
  }

  @Override
  public void write(Growing file, ByteBuffer bytes, long at) throws IOException {
    ByteBuffer half = bytes.duplicate();
    half.limit(half.position() + half.remaining() / 2);
    doing(() -> Disk.super.write(file, bytes, at), () -> Disk.super.write(file, half, at));
  }

  @Override
  public void flush(Growing file) throws IOException {
    doing(() -> Disk.super.flush(file), () -> {});
  }

  @Override
  public void cut(Growing file, long size) throws IOException {
    doing(() -> Disk.super.cut(file, size), () -> {});
  }

  @Override
  public void writeWhole(Path file, byte[] bytes) throws IOException {
    byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
    doing(() -> Disk.super.writeWhole(file, bytes), () -> Disk.super.writeWhole(file, half));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    doing(() -> Disk.super.rename(from, to), () -> {});
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    doing(() -> Disk.super.makeFolder(folder), () -> {});
  }

  @Override
  public void flushFolder(Path folder) throws IOException {
    doing(() -> Disk.super.flushFolder(folder), () -> {});
  }

  @Override
  public byte[] read(Path file) throws IOException {
    byte[][] read = new byte[1][];
    doing(() -> read[0] = Disk.super.read(file), () -> {});
    return read[0];
  }

  @Override
  public void remove(Path file) throws IOException {
    doing(() -> Disk.super.remove(file), () -> {});
  }
}
