package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * A full copy of another party's record, by which its checkpoints are cosigned: only what is held
 * whole is cosigned, and only what goes on from all that was held before. Two checkpoints that
 * cannot both be true are a fork; both are kept as evidence, and that record is never cosigned
 * again. It remembers a record by its name in our own policy, never by what the other side calls
 * it.
 */
public final class Mirror {
  private static final String EVIDENCE = "evidence";
  private static final String OLDER = "older";

  /** So often an older checkpoint is a late stick; from then on it is shown as a rollback. */
  public static final int ROLLBACK_AFTER = 3;

  private final Disk disk;
  private final TileFolder held;
  private final VerifierKey log;

  /**
   * A mirror of one record.
   *
   * @param folder where the copy is kept; it need not be there yet
   * @param log the record's key as our policy names it
   */
  public Mirror(Disk disk, Path folder, VerifierKey log) {
    this.disk = disk;
    this.held = new TileFolder(folder);
    this.log = log;
  }

  /** What becomes of a record's folder that is brought to us. */
  public sealed interface Bringing {}

  /**
   * It goes on from what we held, and is now held whole and cosigned.
   *
   * @param checkpoint with our cosignatures
   * @param before entries that were held before
   */
  public record Cosigned(Note checkpoint, long before) implements Bringing {}

  /**
   * It is older than what we hold, and agrees with it: a late copy, or a rollback.
   *
   * @param times how often in a row
   */
  public record Older(long size, long held, int times) implements Bringing {}

  /** Two checkpoints were signed that cannot both be true; the evidence is kept. */
  public record Forked(Because because, Path evidence) implements Bringing {}

  /** It proves nothing, for or against; nothing is cosigned. */
  public record Refused(Because because) implements Bringing {}

  /** The checkpoint that is held, where any is. */
  public Optional<SignedCheckpoint> held() throws IOException {
    if (!Files.exists(held.checkpointFile())) {
      return Optional.empty();
    }
    return switch (SignedCheckpoint.verify(disk.read(held.checkpointFile()), log, List.of())) {
      case SignedCheckpoint.Good(var good) -> Optional.of(good);
      case SignedCheckpoint.Bad(var because) ->
          throw new IOException(held.checkpointFile() + ": " + because.message());
    };
  }

  /** The folder of the copy. */
  public TileFolder files() {
    return held;
  }

  /** Where evidence of a fork lies, if there is any. */
  public Optional<Path> evidence() throws IOException {
    Path folder = held.path().resolve(EVIDENCE);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.findAny().isPresent() ? Optional.of(folder) : Optional.empty();
    }
  }

  /**
   * Takes a record's folder as it was brought, and cosigns it if it may be.
   *
   * @param keys our keys as a cosigner
   * @param seconds the time now, in seconds since 1970
   */
  public Bringing take(TileFolder brought, List<SigningKey> keys, long seconds) {
    try {
      Optional<Path> evidence = evidence();
      if (evidence.isPresent()) {
        return new Forked(
            Because.of("record.mirror.forked-before", Because.text(log.name())), evidence.get());
      }
      if (!Files.exists(brought.checkpointFile())) {
        return refused(
            "record.verify.no-checkpoint", Because.text(brought.checkpointFile().toString()));
      }
      return switch (SignedCheckpoint.verify(brought.checkpoint(), log, List.of())) {
        case SignedCheckpoint.Bad(var because) -> new Refused(because);
        case SignedCheckpoint.Good(var good) -> take(brought, good, keys, seconds);
      };
    } catch (TileFolder.Damaged damaged) {
      return new Refused(damaged.because());
    } catch (IOException | UncheckedIOException failed) {
      return refused("record.mirror.failed", Because.text(String.valueOf(failed.getMessage())));
    }
  }

  private static Refused refused(String message, Because.Value... values) {
    return new Refused(Because.of(message, values));
  }

  private Bringing take(
      TileFolder brought, SignedCheckpoint now, List<SigningKey> keys, long seconds)
      throws IOException {
    SignedCheckpoint before = held().orElse(null);
    Checkpoint head = now.checkpoint();
    long had = before == null ? 0 : before.checkpoint().size();
    if (before != null
        && !Proofs.root(had, held.subtrees(had)).equals(before.checkpoint().root())) {
      return refused("record.mirror.own", Because.count(had));
    }
    if (before != null && head.size() <= had) {
      List<Hash> path = Proofs.beginning(head.size(), had, held.subtrees(had));
      Hash root = rootOfBeginning(head.size(), before.checkpoint(), path);
      if (!root.equals(head.root())) {
        return fork(before, now, path);
      }
      if (head.size() < had) {
        return older(head.size(), had);
      }
    }
    Subtrees theirs = brought.subtrees(head.size());
    if (!Proofs.root(head.size(), theirs).equals(head.root())) {
      return refused("record.verify.root", Because.count(head.size()));
    }
    if (before != null) {
      // Hashes that do not give the root that was signed are a damaged copy's, and prove nothing.
      List<Hash> path = Proofs.beginning(had, head.size(), theirs);
      Hash root = rootOfBeginning(had, head, path);
      if (!root.equals(before.checkpoint().root())) {
        return fork(before, now, path);
      }
    }
    if (!entriesGive(head, brought, had)) {
      return refused("record.mirror.entries", Because.count(had), Because.count(head.size()));
    }
    if (!copy(brought, had, head.size()).equals(head.root())) {
      return refused("record.mirror.copy", Because.count(head.size()));
    }
    // Held before it is said: a crash from here on forgets a cosignature, never what was cosigned.
    disk.replace(held.checkpointFile(), now.verified().bytes());
    forgetOlder();
    Note cosigned = now.verified();
    for (SigningKey key : keys) {
      cosigned = cosigned.with(key.cosign(head, seconds));
    }
    disk.replace(held.checkpointFile(), cosigned.bytes());
    return new Cosigned(cosigned, had);
  }

  private static Hash rootOfBeginning(long size, Checkpoint later, List<Hash> path) {
    return size == 0
        ? Hash.OF_NOTHING
        : Proofs.rootOfBeginning(size, later.size(), later.root(), path)
            .orElseThrow(() -> new TileFolder.Damaged("tile", 0, "record.mirror.tiles"));
  }

  /** Whether the entries themselves, put behind those held, give the root that was signed. */
  private boolean entriesGive(Checkpoint head, TileFolder brought, long from) {
    // From the beginning of a bundle on: it is copied as a whole.
    long start = from / Tile.FULL * Tile.FULL;
    Frontier frontier = Frontier.of(start, held.subtrees(from));
    for (long at = start; at < head.size(); ) {
      Tile tile = Tile.over(at, head.size());
      List<byte[]> entries = brought.entries(tile);
      for (; at < tile.index() * Tile.FULL + tile.width(); at++) {
        frontier.append(Hash.ofLeaf(entries.get((int) (at % Tile.FULL))));
      }
    }
    return frontier.root().equals(head.root());
  }

  /** Copies what is new and says the root over it; nothing of it counts before its checkpoint. */
  private Hash copy(TileFolder brought, long from, long to) throws IOException {
    TileWriter writer = new TileWriter(disk, held);
    TileRows rows = TileRows.of(from, held.subtrees(from));
    long start = from / Tile.FULL * Tile.FULL;
    Frontier frontier = Frontier.of(start, held.subtrees(from));
    for (long at = start; at < to; ) {
      long before = Math.max(at, from);
      Tile tile = Tile.over(at, to);
      List<byte[]> entries = brought.entries(tile);
      for (; at < tile.index() * Tile.FULL + tile.width(); at++) {
        Hash leaf = Hash.ofLeaf(entries.get((int) (at % Tile.FULL)));
        if (at >= from) {
          rows.append(leaf);
        }
        frontier.append(leaf);
      }
      writer.write(tile.entriesPath(), TileFolder.bundle(entries));
      write(writer, rows, Tile.grown(before, at), true);
      rows.forget(at);
    }
    // Those that are not full yet are the same whatever step they grew in.
    write(writer, rows, Tile.grown(from, to), false);
    writer.flush();
    return frontier.root();
  }

  private static void write(TileWriter writer, TileRows rows, List<Tile> tiles, boolean full)
      throws IOException {
    for (Tile tile : tiles) {
      if (tile.full() == full) {
        writer.write(tile.path(), rows.bytes(tile));
      }
    }
  }

  private Bringing older(long size, long had) throws IOException {
    Path file = held.path().resolve(OLDER);
    int times =
        Files.exists(file)
            ? Integer.parseInt(new String(disk.read(file), StandardCharsets.UTF_8).strip()) + 1
            : 1;
    disk.replace(file, (times + "\n").getBytes(StandardCharsets.UTF_8));
    return new Older(size, had, times);
  }

  private void forgetOlder() throws IOException {
    Path file = held.path().resolve(OLDER);
    if (Files.exists(file)) {
      disk.remove(file);
    }
  }

  private Bringing fork(SignedCheckpoint before, SignedCheckpoint now, List<Hash> path)
      throws IOException {
    Path evidence = held.path().resolve(EVIDENCE);
    disk.makeFolder(evidence);
    disk.replace(evidence.resolve("held-" + before.checkpoint().size()), before.note().bytes());
    disk.replace(evidence.resolve("brought-" + now.checkpoint().size()), now.note().bytes());
    StringBuilder hashes = new StringBuilder();
    path.forEach(hash -> hashes.append(hash.base64()).append('\n'));
    disk.replace(evidence.resolve("hashes"), hashes.toString().getBytes(StandardCharsets.UTF_8));
    return new Forked(
        Because.of(
            "record.mirror.fork",
            Because.text(log.name()),
            Because.count(before.checkpoint().size()),
            Because.count(now.checkpoint().size())),
        evidence);
  }
}
