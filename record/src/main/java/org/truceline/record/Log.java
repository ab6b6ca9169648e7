package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Frontier;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;
import org.truceline.record.tree.Subtrees;
import org.truceline.record.tree.Tile;
import org.truceline.terms.Because;

/**
 * A record that is being kept: entries are appended and Written, and what is Written is Sealed from
 * time to time. After a crash it holds every entry that was Written, in the same order.
 *
 * <p>Several threads may use it: one appends while another seals.
 */
public final class Log implements AutoCloseable {
  private static final String JOURNAL = "written";
  private static final String LOCK = "lock";

  private final Disk disk;
  private final TileFolder files;
  private final SigningKey key;
  private final Path highWater;
  private final FileChannel lockFile;
  private final Journal journal;
  private final Object sealing = new Object();
  private final Frontier frontier;
  private final TileRows rows;

  /** Entries from the beginning of the bundle in which the sealed ones end. */
  private final List<byte[]> tail;

  private long tailStart;
  private @Nullable SignedCheckpoint checkpoint;
  private @Nullable Because broken;

  private Log(
      Disk disk,
      TileFolder files,
      SigningKey key,
      Path highWater,
      FileChannel lockFile,
      Journal journal,
      @Nullable SignedCheckpoint checkpoint,
      List<byte[]> written) {
    this.disk = disk;
    this.files = files;
    this.key = key;
    this.highWater = highWater;
    this.lockFile = lockFile;
    this.journal = journal;
    this.checkpoint = checkpoint;
    long sealed = checkpoint == null ? 0 : checkpoint.checkpoint().size();
    this.frontier = Frontier.of(sealed, files.subtrees(sealed));
    this.rows = TileRows.of(sealed, files.subtrees(sealed));
    this.tailStart = sealed / Tile.FULL * Tile.FULL;
    this.tail =
        new ArrayList<>(
            tailStart < sealed ? files.entries(Tile.over(tailStart, sealed)) : List.of());
    written.forEach(entry -> take(entry, Hash.ofLeaf(entry)));
  }

  private void take(byte[] entry, Hash hash) {
    frontier.append(hash);
    rows.append(hash);
    tail.add(entry);
  }

  /** What is found when a record is opened. */
  public sealed interface Opening {}

  /**
   * It can go on.
   *
   * @param log the record
   * @param notes what is worth knowing, such as a torn end that was set aside
   */
  public record Opened(Log log, List<Because> notes) implements Opening {
    public Opened {
      notes = List.copyOf(notes);
    }
  }

  /** It cannot go on, and nothing was changed. */
  public record Refused(Because because) implements Opening {}

  /**
   * Opens a record, or begins one in an empty folder. It looks at its own high-water mark first: a
   * record that was put back from an older copy signs nothing, since it could contradict what it
   * has signed before.
   *
   * @param folder the record's folder
   * @param key the record's own key, by whose name it is known
   * @param highWater a file kept elsewhere, which remembers the last checkpoint that was signed
   */
  public static Opening open(Disk disk, Path folder, SigningKey key, Path highWater) {
    FileChannel lockFile = null;
    boolean opened = false;
    try {
      disk.makeFolder(folder);
      disk.flushFolder(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
      lockFile =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lockFile)) {
        return new Refused(Because.of("record.open.in-use", Because.text(folder.toString())));
      }
      Opening opening = open(disk, new TileFolder(folder), key, highWater, lockFile);
      opened = opening instanceof Opened;
      return opening;
    } catch (Journal.Broken broken) {
      return new Refused(broken.because());
    } catch (TileFolder.Damaged damaged) {
      return new Refused(damaged.because());
    } catch (IOException | UncheckedIOException unreadable) {
      return new Refused(
          Because.of(
              "record.open.unreadable",
              Because.text(folder.toString()),
              Because.text(String.valueOf(unreadable.getMessage()))));
    } finally {
      if (!opened && lockFile != null) {
        closeQuietly(lockFile);
      }
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  private static void closeQuietly(FileChannel file) {
    try {
      file.close();
    } catch (IOException nothingToSave) {
      // The lock ends with the process at the latest.
    }
  }

  private static Opening open(
      Disk disk, TileFolder files, SigningKey key, Path highWater, FileChannel lockFile)
      throws IOException, Journal.Broken {
    SignedCheckpoint checkpoint = null;
    if (Files.exists(files.checkpointFile())) {
      switch (SignedCheckpoint.verify(
          disk.read(files.checkpointFile()), key.verifier(), List.of())) {
        case SignedCheckpoint.Bad(var because) -> {
          return new Refused(because);
        }
        case SignedCheckpoint.Good(var good) -> checkpoint = good;
      }
    }
    long sealed = checkpoint == null ? 0 : checkpoint.checkpoint().size();
    if (checkpoint != null
        && !Proofs.root(sealed, files.subtrees(sealed)).equals(checkpoint.checkpoint().root())) {
      return new Refused(Because.of("record.open.root", Because.count(sealed)));
    }
    Optional<Because> behind = behind(disk, files, checkpoint, highWater, key.verifier().name());
    if (behind.isPresent()) {
      return new Refused(behind.get());
    }
    Optional<Because> other = otherTail(files, sealed);
    if (other.isPresent()) {
      return new Refused(other.get());
    }
    Journal.Recovered recovered = Journal.open(disk, files.path().resolve(JOURNAL), sealed);
    List<Because> notes =
        recovered.tornBytes() == 0
            ? List.of()
            : List.of(Because.of("record.open.torn", Because.count(recovered.tornBytes())));
    return new Opened(
        new Log(
            disk,
            files,
            key,
            highWater,
            lockFile,
            recovered.journal(),
            checkpoint,
            recovered.entries()),
        notes);
  }

  /** What is wrong with the entries of the bundle that will be written again when it grows. */
  private static Optional<Because> otherTail(TileFolder files, long sealed) {
    long start = sealed / Tile.FULL * Tile.FULL;
    if (start == sealed) {
      return Optional.empty();
    }
    Tile tile = Tile.over(start, sealed);
    Subtrees hashes = files.subtrees(sealed);
    List<byte[]> entries = files.entries(tile);
    for (int i = 0; i < entries.size(); i++) {
      if (!Hash.ofLeaf(entries.get(i)).equals(hashes.read(0, start + i))) {
        return Optional.of(
            Because.of(
                "record.verify.entry", Because.count(start + i), Because.text(tile.entriesPath())));
      }
    }
    return Optional.empty();
  }

  /** Why nothing may be signed, where the record is older than what it once signed. */
  private static Optional<Because> behind(
      Disk disk,
      TileFolder files,
      @Nullable SignedCheckpoint checkpoint,
      Path highWater,
      String origin)
      throws IOException {
    if (!Files.exists(highWater)) {
      return Optional.empty();
    }
    Optional<Checkpoint> highest =
        Checkpoint.parse(new String(disk.read(highWater), StandardCharsets.UTF_8));
    if (highest.isEmpty() || !highest.get().origin().equals(origin)) {
      return Optional.of(Because.of("record.open.high-water", Because.text(highWater.toString())));
    }
    long size = checkpoint == null ? 0 : checkpoint.checkpoint().size();
    // Not by the size alone: a copy that went its own way since is another past too.
    boolean other =
        size >= highest.get().size()
            && !Proofs.root(highest.get().size(), files.subtrees(size))
                .equals(highest.get().root());
    return size < highest.get().size() || other
        ? Optional.of(
            Because.of(
                "record.open.behind", Because.count(size), Because.count(highest.get().size())))
        : Optional.empty();
  }

  /** What becomes of entries that are to be appended. */
  public sealed interface Appending {}

  /**
   * They are Written.
   *
   * @param first index of the first of them
   */
  public record Written(long first) implements Appending {}

  /** Nothing was written, and one may try again when the cause is gone. */
  public record NotWritten(Because because) implements Appending {}

  /**
   * It is not known whether they will be there when the record is opened again; until then no more.
   */
  public record Unknown(Because because) implements Appending {}

  /** Appends entries, all or none; they are Written when this returns {@link Written}. */
  public synchronized Appending append(List<byte[]> entries) {
    if (broken != null) {
      return new Unknown(broken);
    }
    for (byte[] entry : entries) {
      if (entry.length > TileFolder.LONGEST_ENTRY) {
        return new NotWritten(
            Because.of(
                "record.append.long",
                Because.count(entry.length),
                Because.count(TileFolder.LONGEST_ENTRY)));
      }
    }
    long first = frontier.size();
    if (entries.isEmpty()) {
      return new Written(first);
    }
    if (JournalGroup.length(entries) > JournalGroup.MOST_BYTES) {
      return new NotWritten(
          Because.of("record.append.group", Because.count(JournalGroup.MOST_BYTES)));
    }
    List<Hash> hashes = entries.stream().map(Hash::ofLeaf).toList();
    try {
      journal.append(entries);
    } catch (Journal.NotWritten refused) {
      return new NotWritten(
          Because.of("record.append.refused", Because.text(String.valueOf(refused.getMessage()))));
    } catch (IOException failed) {
      broken =
          Because.of("record.append.unknown", Because.text(String.valueOf(failed.getMessage())));
      return new Unknown(broken);
    }
    for (int i = 0; i < entries.size(); i++) {
      take(entries.get(i), hashes.get(i));
    }
    return new Written(first);
  }

  /** What becomes of a seal. */
  public sealed interface Sealing {}

  /** Every entry that was Written when it began is Sealed. */
  public record Sealed(SignedCheckpoint checkpoint) implements Sealing {}

  /** Nothing is sealed that was not before; what is Written stays so. */
  public record NotSealed(Because because) implements Sealing {}

  /** What there is to seal, as it stood at one moment. */
  private record Work(long from, long to, Hash root, List<Tile> tiles, List<byte[]> bytes) {}

  /**
   * Seals what is Written: the tiles are written and flushed, read back and hashed anew, and only
   * then is the checkpoint signed.
   */
  public Sealing seal() {
    synchronized (sealing) {
      if (!lockFile.isOpen()) {
        return new NotSealed(Because.of("record.append.closed"));
      }
      Work work = work();
      try {
        SignedCheckpoint now = checkpoint;
        if (now != null && work.from() == work.to()) {
          return new Sealed(now);
        }
        writeTiles(work);
        Optional<Because> wrong = wrong(work);
        if (wrong.isPresent()) {
          return new NotSealed(wrong.get());
        }
        SignedCheckpoint sealed = sign(work);
        settle(work, sealed);
        return new Sealed(sealed);
      } catch (IOException | UncheckedIOException failed) {
        return new NotSealed(
            Because.of("record.seal.failed", Because.text(String.valueOf(failed.getMessage()))));
      } catch (TileFolder.Damaged damaged) {
        return new NotSealed(damaged.because());
      }
    }
  }

  private synchronized Work work() {
    long from = sealed();
    long to = frontier.size();
    List<Tile> tiles = Tile.grown(from, to);
    List<byte[]> bytes = new ArrayList<>();
    for (Tile tile : tiles) {
      bytes.add(rows.bytes(tile));
      if (tile.level() == 0) {
        bytes.add(bundle(tile));
      }
    }
    return new Work(from, to, frontier.root(), tiles, bytes);
  }

  private byte[] bundle(Tile tile) {
    int first = Math.toIntExact(tile.index() * Tile.FULL - tailStart);
    return TileFolder.bundle(tail.subList(first, first + tile.width()));
  }

  private void writeTiles(Work work) throws IOException {
    TileWriter writer = new TileWriter(disk, files);
    int next = 0;
    for (Tile tile : work.tiles()) {
      writer.write(tile.path(), work.bytes().get(next++));
      if (tile.level() == 0) {
        writer.write(tile.entriesPath(), work.bytes().get(next++));
      }
    }
    writer.flush();
  }

  /** What is wrong with what was written, read back from the disk. */
  private Optional<Because> wrong(Work work) {
    // From the beginning of the first bundle on: it was written anew with what it held before.
    long from = work.from() / Tile.FULL * Tile.FULL;
    Frontier again = Frontier.of(from, files.subtrees(work.from()));
    for (long at = from; at < work.to(); ) {
      Tile tile = Tile.over(at, work.to());
      List<byte[]> entries = files.entries(tile);
      long start = tile.index() * Tile.FULL;
      for (; at < start + tile.width(); at++) {
        again.append(Hash.ofLeaf(entries.get((int) (at - start))));
      }
    }
    boolean same =
        again.root().equals(work.root())
            && Proofs.root(work.to(), files.subtrees(work.to())).equals(work.root());
    return same
        ? Optional.empty()
        : Optional.of(
            Because.of("record.seal.other", Because.count(work.from()), Because.count(work.to())));
  }

  private SignedCheckpoint sign(Work work) throws IOException {
    Checkpoint head = new Checkpoint(key.verifier().name(), work.to(), work.root());
    Note note = head.sign(key);
    disk.replace(files.checkpointFile(), note.bytes());
    disk.replace(highWater, head.text().getBytes(StandardCharsets.UTF_8));
    return switch (SignedCheckpoint.verify(note, key.verifier(), List.of())) {
      case SignedCheckpoint.Good(var good) -> good;
      case SignedCheckpoint.Bad(var because) ->
          throw new IllegalStateException("our own signature fails: " + because.message());
    };
  }

  private synchronized void settle(Work work, SignedCheckpoint sealed) {
    checkpoint = sealed;
    rows.forget(work.to());
    long start = work.to() / Tile.FULL * Tile.FULL;
    tail.subList(0, Math.toIntExact(start - tailStart)).clear();
    tailStart = start;
    try {
      journal.forget(work.to());
    } catch (IOException keptLonger) {
      // It is sealed all the same; what could not be removed is tried again at the next seal.
    }
  }

  /** What becomes of a checkpoint that others have cosigned. */
  public sealed interface Joining {}

  /** It is kept beside the record. */
  public record Joined(SignedCheckpoint checkpoint) implements Joining {}

  /** It is not ours, or not good, or could not be kept. */
  public record NotJoined(Because because) implements Joining {}

  /**
   * Keeps a checkpoint of ours that others have cosigned, with the cosignatures that are kept
   * already.
   *
   * @param cosigners keys of those who may have cosigned
   */
  public Joining join(Note cosigned, Collection<VerifierKey> cosigners) {
    synchronized (sealing) {
      return new CosignedFolder(disk, files, key.verifier())
          .join(cosigned.bytes(), cosigners, sealed());
    }
  }

  /** Number of entries Written. */
  public synchronized long written() {
    return frontier.size();
  }

  /** Number of entries Sealed. */
  public synchronized long sealed() {
    return checkpoint == null ? 0 : checkpoint.checkpoint().size();
  }

  /** The newest checkpoint, where there is one. */
  public synchronized Optional<SignedCheckpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** The root over every entry Written. */
  public synchronized Hash root() {
    return frontier.root();
  }

  /** An entry that is Written. */
  public byte[] entry(long index) {
    long size;
    synchronized (this) {
      if (index < 0 || index >= frontier.size()) {
        throw new IllegalArgumentException("entry " + index + " of " + frontier.size());
      }
      if (index >= tailStart) {
        return tail.get(Math.toIntExact(index - tailStart)).clone();
      }
      size = sealed();
    }
    return files.entry(index, size);
  }

  /** Takes entries one after another. */
  public interface Each {
    /** Takes an entry. */
    void take(long index, byte[] entry) throws IOException;
  }

  /** Hands out every entry that is Written, in order: those in the tiles a bundle at a time. */
  public void each(Each each) throws IOException {
    long inTiles;
    long sealed;
    List<byte[]> rest;
    synchronized (this) {
      inTiles = tailStart;
      sealed = sealed();
      rest = List.copyOf(tail);
    }
    long index = 0;
    while (index < inTiles) {
      for (byte[] entry : files.entries(Tile.over(index, sealed))) {
        each.take(index++, entry);
      }
    }
    for (byte[] entry : rest) {
      each.take(index++, entry);
    }
  }

  /** The record's folder as anybody can read it: what is Sealed. */
  public TileFolder files() {
    return files;
  }

  /** Lets the record go; what is Written and not Sealed stays Written. */
  @Override
  public void close() throws IOException {
    synchronized (sealing) {
      synchronized (this) {
        broken = Because.of("record.append.closed");
        journal.close();
        lockFile.close();
      }
    }
  }
}
