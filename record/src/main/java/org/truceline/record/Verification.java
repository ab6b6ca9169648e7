package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.Cosignature;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Frontier;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;
import org.truceline.record.tree.Subtrees;
import org.truceline.record.tree.Tile;
import org.truceline.terms.Because;

/**
 * Verifies a record's folder with nothing but its files and the reader's keys, in memory that does
 * not grow with it: from the signature down to each entry, so that the first place where it breaks
 * is the place that is named.
 *
 * @param proved what is proved, in the order in which it was
 * @param notProved what is not, and why
 * @param broken why the record breaks, if it does; nothing behind that place was looked at
 * @param place the file below the record's folder in which it breaks; {@code tile} where it is one
 *     of those that the root rests on, and nobody can say which
 * @param witnessed how many entries are witnessed by all whom the policy asks for; nothing where it
 *     asks for nobody, or they have not cosigned
 * @param checkpoint the checkpoint on which it rests, if it is signed
 */
public record Verification(
    List<Because> proved,
    List<Because> notProved,
    Optional<Because> broken,
    Optional<String> place,
    OptionalLong witnessed,
    Optional<SignedCheckpoint> checkpoint) {
  public Verification {
    proved = List.copyOf(proved);
    notProved = List.copyOf(notProved);
  }

  /** Whether nothing is broken. */
  public boolean holds() {
    return broken.isEmpty();
  }

  /**
   * Verifies a record.
   *
   * @param policy whom the reader trusts
   * @param progress is told how many entries have been looked at
   */
  public static Verification of(TileFolder files, TrustPolicy policy, LongConsumer progress) {
    return new Run(files, policy, progress).run();
  }

  private static final class Run {
    private final TileFolder files;
    private final TrustPolicy policy;
    private final LongConsumer progress;
    private final List<Because> proved = new ArrayList<>();
    private final List<Because> notProved = new ArrayList<>();
    private Optional<Because> broken = Optional.empty();
    private Optional<SignedCheckpoint> checkpoint = Optional.empty();
    private OptionalLong seen = OptionalLong.empty();
    private String at = "checkpoint";

    private Run(TileFolder files, TrustPolicy policy, LongConsumer progress) {
      this.files = files;
      this.policy = policy;
      this.progress = progress;
    }

    Verification run() {
      try {
        signature();
        if (broken.isEmpty() && checkpoint.isPresent()) {
          tree(checkpoint.get().checkpoint());
        }
      } catch (TileFolder.Damaged damaged) {
        broken = Optional.of(damaged.because());
        at = damaged.file();
      } catch (IOException | UncheckedIOException unreadable) {
        breaks("record.verify.unreadable", text(String.valueOf(unreadable.getMessage())));
      }
      return new Verification(proved, notProved, broken, broken.map(why -> at), seen, checkpoint);
    }

    private void breaks(String message, Because.Value... values) {
      broken = Optional.of(Because.of(message, values));
    }

    private static Because.Value text(String text) {
      return Because.text(text);
    }

    private void signature() throws IOException {
      if (!Files.exists(files.checkpointFile())) {
        breaks("record.verify.no-checkpoint", text(files.checkpointFile().toString()));
        return;
      }
      switch (newest()) {
        case SignedCheckpoint.Bad(var because) -> broken = Optional.of(because);
        case SignedCheckpoint.Good(var good) -> {
          checkpoint = Optional.of(good);
          proved.add(
              Because.of(
                  "record.verify.signed",
                  text(good.checkpoint().origin()),
                  Because.count(good.checkpoint().size())));
        }
      }
    }

    /** The checkpoint by the key that the policy knows its record by. */
    private SignedCheckpoint.Verified newest() throws IOException {
      return switch (Note.read(files.checkpoint())) {
        case Note.Unreadable(var because) -> new SignedCheckpoint.Bad(because);
        case Note.Read(var note) -> {
          Checkpoint head = Checkpoint.parse(note.text()).orElse(null);
          if (head == null) {
            yield new SignedCheckpoint.Bad(Because.of("record.checkpoint.form"));
          }
          VerifierKey log = policy.log(head.origin()).orElse(null);
          yield log == null
              ? new SignedCheckpoint.Bad(Because.of("record.verify.other-log", text(head.origin())))
              : SignedCheckpoint.verify(note, log, policy.cosigners());
        }
      };
    }

    private void tree(Checkpoint head) throws IOException {
      at = "tile";
      long size = head.size();
      Subtrees subtrees = files.subtrees(size);
      if (!Proofs.root(size, subtrees).equals(head.root())) {
        breaks("record.verify.root", Because.count(size));
        return;
      }
      if (!tiles(size, subtrees) || !entries(size)) {
        return;
      }
      proved.add(Because.of("record.verify.entries", Because.count(size)));
      cosigned(size, subtrees);
    }

    /** Each full tile against the hash of it in the level above, from the top down. */
    private boolean tiles(long size, Subtrees subtrees) {
      int top = 0;
      while (top + 1 < Tile.MOST_LEVELS && size >> (8 * (top + 1)) > 0) {
        top++;
      }
      for (int level = top - 1; level >= 0; level--) {
        long full = size >> (8 * (level + 1));
        for (long index = 0; index < full; index++) {
          Tile tile = new Tile(level, index, Tile.FULL);
          if (!rootOf(files.tile(tile)).equals(subtrees.read(8 * (level + 1), index))) {
            at = tile.path();
            breaks("record.verify.tile", text(at));
            return false;
          }
        }
      }
      return true;
    }

    private static Hash rootOf(byte[] tile) {
      Frontier frontier = new Frontier();
      for (int i = 0; i < Tile.FULL; i++) {
        frontier.append(hash(tile, i));
      }
      return frontier.root();
    }

    private static Hash hash(byte[] tile, int i) {
      return Hash.of(java.util.Arrays.copyOfRange(tile, i * Hash.BYTES, (i + 1) * Hash.BYTES));
    }

    private boolean entries(long size) {
      for (long start = 0; start < size; start += Tile.FULL) {
        Tile tile = Tile.over(start, size);
        byte[] hashes = files.tile(tile);
        List<byte[]> entries = files.entries(tile);
        for (int i = 0; i < entries.size(); i++) {
          if (!Hash.ofLeaf(entries.get(i)).equals(hash(hashes, i))) {
            at = tile.entriesPath();
            breaks("record.verify.entry", Because.count(start + i), text(at));
            return false;
          }
        }
        progress.accept(start + entries.size());
      }
      return true;
    }

    /** What others have cosigned, of the newest checkpoint and of those before it. */
    private void cosigned(long size, Subtrees subtrees) throws IOException {
      Set<String> parties = new TreeSet<>();
      long witnessed = policy.witnessed(checkpoint.orElseThrow()) ? size : -1;
      List<SignedCheckpoint> all = new ArrayList<>(List.of(checkpoint.orElseThrow()));
      // Of this record only: a checkpoint of another says nothing of a fork of this.
      VerifierKey log = policy.log(all.getFirst().checkpoint().origin()).orElseThrow();
      for (Path file : CosignedFolder.files(files)) {
        at = "cosigned/" + name(file);
        switch (SignedCheckpoint.verify(TileFolder.note(file), log, policy.cosigners())) {
          case SignedCheckpoint.Bad(var because) -> {
            broken =
                Optional.of(
                    Because.of("record.verify.cosigned-bad", text(name(file)))
                        .with(List.of(because)));
            return;
          }
          case SignedCheckpoint.Good(var good) -> {
            Checkpoint head = good.checkpoint();
            if (head.size() > size) {
              breaks("record.verify.behind", Because.count(size), Because.count(head.size()));
              return;
            }
            if (!Proofs.root(head.size(), subtrees).equals(head.root())) {
              breaks("record.verify.fork", text(name(file)), Because.count(head.size()));
              return;
            }
            all.add(good);
            if (policy.witnessed(good)) {
              witnessed = Math.max(witnessed, head.size());
            }
          }
        }
      }
      for (SignedCheckpoint one : all) {
        for (Cosignature cosignature : one.cosignatures()) {
          if (parties.add(cosignature.key().name() + one.checkpoint().size())) {
            proved.add(
                Because.of(
                    "record.verify.cosigned",
                    text(cosignature.key().name()),
                    Because.count(one.checkpoint().size()),
                    new Because.Time(java.time.Instant.ofEpochSecond(cosignature.seconds()))));
          }
        }
      }
      witnesses(size, witnessed);
    }

    private void witnesses(long size, long witnessed) {
      if (!policy.asksForWitnesses()) {
        notProved.add(Because.of("record.verify.no-quorum"));
      } else if (witnessed < 0) {
        notProved.add(Because.of("record.verify.not-witnessed"));
      } else {
        seen = OptionalLong.of(witnessed);
        proved.add(Because.of("record.verify.witnessed", Because.count(witnessed)));
        if (witnessed < size) {
          notProved.add(
              Because.of("record.verify.witnessed-part", Because.count(size - witnessed)));
        }
      }
      notProved.add(Because.of("record.verify.not-truth"));
    }

    private static String name(Path file) {
      return file.getFileName().toString();
    }
  }
}
