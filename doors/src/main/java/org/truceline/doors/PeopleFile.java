package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.truceline.terms.Because;

/**
 * The file that holds {@link Accounts}. It is read whole or not at all, and written beside itself,
 * flushed and renamed, so that a cut at any moment leaves the old one or the new one. Only its
 * owner may read it. Changes by several processes come one after another, by a lock on a file
 * beside it.
 */
public final class PeopleFile {
  /** Two thousand accounts with all their passkeys fill a quarter of it. */
  static final long MOST_BYTES = 64L << 20;

  /** One at a time in this process; the lock on the file keeps other processes out. */
  private static final ReentrantLock HERE = new ReentrantLock();

  private final Path file;
  private final Consumer<Step> watching;

  /** What was just done while writing: tests cut the power there. */
  enum Step {
    WRITTEN,
    FLUSHED,
    RENAMED
  }

  /** What a file says. */
  public sealed interface Reading {
    /** It was read whole. */
    record Read(Accounts accounts, Stamp stamp) implements Reading {}

    /** There is no file yet. */
    record None() implements Reading {}

    /** It is there and cannot be used. */
    record Damaged(Because why) implements Reading {}
  }

  /**
   * What tells one writing of a file from the next without reading it.
   *
   * @param text its key on the disk, size and time
   */
  public record Stamp(String text) {}

  /** What became of a change to the file. */
  public sealed interface Kept {
    /** It was made, and is on the disk. */
    record Done(Accounts accounts, Stamp stamp) implements Kept {}

    /** Nothing was changed. */
    record NotDone(Because why) implements Kept {}
  }

  /** The file of people at this place, which need not be there yet. */
  public PeopleFile(Path file) {
    this(file, step -> {});
  }

  PeopleFile(Path file, Consumer<Step> watching) {
    this.file = file;
    this.watching = watching;
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** Reads it. */
  public Reading read() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile() || attributes.size() > MOST_BYTES) {
        return damaged("doors.people-not-a-file", Because.count(MOST_BYTES));
      }
      if (isOpenToOthers()) {
        return damaged("doors.people-open-to-others");
      }
      byte[] bytes = Files.readAllBytes(file);
      return switch (PeopleText.read(bytes)) {
        case PeopleText.Reading.Read(var accounts) -> new Reading.Read(accounts, stamp(attributes));
        case PeopleText.Reading.Damaged(var why) ->
            damaged("doors.people-damaged", new Because.Phrase(why));
      };
    } catch (NoSuchFileException none) {
      return new Reading.None();
    } catch (IOException failed) {
      return damaged("doors.people-unreadable", Because.text(String.valueOf(failed)));
    }
  }

  /** What the file is like now, without reading it; another text than before means another file. */
  Stamp stamp() {
    try {
      return stamp(Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException unreadable) {
      return new Stamp("none");
    }
  }

  private static Stamp stamp(BasicFileAttributes attributes) {
    return new Stamp(
        attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime());
  }

  /**
   * Reads the file, changes what it says, and writes it, while nobody else does. Where there is
   * none, {@link Accounts#NOBODY} is changed.
   */
  public Kept change(java.util.function.Function<Accounts, Accounts.Change> change) {
    HERE.lock();
    try (FileChannel channel =
            FileChannel.open(
                beside(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly());
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock was lost");
      }
      Accounts before;
      switch (read()) {
        case Reading.Damaged(var why) -> {
          return new Kept.NotDone(why);
        }
        case Reading.None() -> before = Accounts.NOBODY;
        case Reading.Read(var accounts, _) -> before = accounts;
      }
      return switch (change.apply(before)) {
        case Accounts.Change.NotMade(var why) -> new Kept.NotDone(why);
        case Accounts.Change.Made(var after) -> {
          if (!after.equals(before)) {
            write(PeopleText.write(after));
          }
          yield new Kept.Done(after, stamp());
        }
      };
    } catch (IOException failed) {
      return new Kept.NotDone(
          Because.of(
              "doors.people-not-written",
              Because.text(file.toString()),
              Because.text(String.valueOf(failed))));
    } finally {
      HERE.unlock();
    }
  }

  /** A change that is always made. */
  Kept settle(UnaryOperator<Accounts> change) {
    return change(accounts -> new Accounts.Change.Made(change.apply(accounts)));
  }

  private void write(String text) throws IOException {
    Path next = beside(".new");
    Files.deleteIfExists(next); // Of a writer that was cut: under the lock there is no other.
    try (FileChannel channel =
        FileChannel.open(
            next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      watching.accept(Step.WRITTEN);
      channel.force(true);
    }
    watching.accept(Step.FLUSHED);
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException cannot) {
      throw new IOException("this file system renames in two steps", cannot);
    }
    watching.accept(Step.RENAMED);
    flushFolder();
  }

  /** The new name is on the disk only once its folder is. */
  private void flushFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " is in no folder");
    }
    return folder;
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private boolean isOpenToOthers() throws IOException {
    return isPosix() && !MODE.containsAll(Files.getPosixFilePermissions(file));
  }

  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

  private boolean isPosix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MODE)}
        : new FileAttribute<?>[0];
  }

  private Reading damaged(String message, Because.Value... values) {
    java.util.List<Because.Value> all = new java.util.ArrayList<>();
    all.add(Because.text(file.toString()));
    all.addAll(java.util.List.of(values));
    return new Reading.Damaged(new Because(message, all, java.util.List.of()));
  }
}
