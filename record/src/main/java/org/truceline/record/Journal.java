package org.truceline.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;

/**
 * Where entries are written first: files that only grow, in groups that are flushed as one. What is
 * sealed has its place in the tiles and is forgotten here.
 */
final class Journal implements AutoCloseable {
  /** A file grows to about this, so that what is sealed can be forgotten in pieces. */
  private static final long ROLL_BYTES = 4 << 20;

  private static final Pattern SEGMENT = Pattern.compile("[0-9]{19}");

  private final Disk disk;
  private final Path folder;
  private final Deque<Long> older = new ArrayDeque<>();
  private Disk.@Nullable Growing file;
  private long fileStart;
  private long fileEnd;
  private long next;

  private Journal(Disk disk, Path folder, long next, List<Long> older) {
    this.disk = disk;
    this.folder = folder;
    this.next = next;
    this.older.addAll(older);
  }

  /**
   * What a journal held when it was opened.
   *
   * @param journal goes on behind the last entry
   * @param entries those not sealed yet, in order
   * @param tornBytes bytes at its end that no flush had covered, now kept beside it
   */
  record Recovered(Journal journal, List<byte[]> entries, long tornBytes) {}

  /** A journal that holds what it must not, or not what it must. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final Path file;
    private final String message;

    Broken(Path file, String message) {
      super(file + ": " + message);
      this.file = file;
      this.message = message;
    }

    Because because() {
      return Because.of(message, Because.text(file.toString()));
    }
  }

  /** Opens the journal of a record of which so many entries are sealed. */
  static Recovered open(Disk disk, Path folder, long sealed) throws IOException, Broken {
    disk.makeFolder(folder);
    // What is flushed in a folder lasts only if the folder's own name does.
    disk.flushFolder(Objects.requireNonNull(folder.getParent(), "a journal lies in a record"));
    List<Long> starts = starts(folder);
    List<byte[]> entries = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    long next = sealed;
    long torn = 0;
    for (int i = 0; i < starts.size(); i++) {
      long start = starts.get(i);
      Path segment = segment(folder, start);
      if (start > next) {
        throw new Broken(segment, "record.journal.gap");
      }
      byte[] bytes = disk.read(segment);
      long index = start;
      int at = 0;
      for (var group = JournalGroup.find(bytes, start, at);
          group.isPresent();
          group = JournalGroup.find(bytes, start, at)) {
        for (byte[] entry : group.get().entries()) {
          if (index == next) {
            entries.add(entry);
            next++;
          }
          index++;
        }
        at = group.get().end();
      }
      if (at < bytes.length) {
        boolean last = i == starts.size() - 1;
        if (!last || index < sealed || JournalGroup.anyBegins(bytes, start, at)) {
          throw new Broken(segment, "record.journal.damaged");
        }
        torn = (long) bytes.length - at;
        disk.replace(
            folder.resolve("torn-" + segment.getFileName() + "-" + at),
            Arrays.copyOfRange(bytes, at, bytes.length));
        disk.replace(segment, Arrays.copyOf(bytes, at));
      }
      if (start == next) {
        // Nothing whole is in it; the next file to grow has its name.
        continue;
      }
      kept.add(start);
    }
    return new Recovered(new Journal(disk, folder, next, kept), entries, torn);
  }

  private static List<Long> starts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> SEGMENT.matcher(name).matches())
          .map(Long::parseLong)
          .sorted()
          .toList();
    }
  }

  private static Path segment(Path folder, long start) {
    return folder.resolve("%019d".formatted(start));
  }

  /** Nothing was written: the disk would not take it, and what was begun is undone. */
  static final class NotWritten extends Exception {
    private static final long serialVersionUID = 1;

    NotWritten(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Writes entries and flushes them.
   *
   * @throws NotWritten where nothing was written, and one may try again
   * @throws IOException where it is not known what was written; nothing more may be
   */
  void append(List<byte[]> entries) throws NotWritten, IOException {
    Disk.Growing growing = growing();
    ByteBuffer group = JournalGroup.bytes(fileStart, fileEnd, entries);
    try {
      disk.write(growing, group, fileEnd);
    } catch (IOException refused) {
      disk.cut(growing, fileEnd);
      disk.flush(growing);
      throw new NotWritten(refused);
    }
    // A flush that failed may not be tried again: the pages it could not write may be gone.
    disk.flush(growing);
    fileEnd += group.capacity();
    next += entries.size();
  }

  private Disk.Growing growing() throws NotWritten, IOException {
    if (file == null || fileEnd >= ROLL_BYTES) {
      Disk.Growing begun;
      try {
        begun = disk.grow(segment(folder, next));
        disk.flushFolder(folder);
      } catch (IOException refused) {
        throw new NotWritten(refused);
      }
      close();
      file = begun;
      fileStart = next;
      fileEnd = 0;
    }
    return file;
  }

  /** Forgets files of which every entry is sealed. */
  void forget(long sealed) throws IOException {
    while (!older.isEmpty()) {
      long end = older.size() > 1 ? second() : (file == null ? next : fileStart);
      if (end > sealed) {
        return;
      }
      disk.remove(segment(folder, older.getFirst()));
      older.removeFirst();
    }
  }

  private long second() {
    var starts = older.iterator();
    starts.next();
    return starts.next();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      older.addLast(fileStart);
      file = null;
    }
  }
}
