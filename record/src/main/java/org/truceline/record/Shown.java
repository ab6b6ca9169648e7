package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;
import org.truceline.terms.Because;

/**
 * A record as a reader sees it: its newest checkpoint and those that others have cosigned. An entry
 * is shown only if it is proved to stand under the newest checkpoint, and is Sealed; with those who
 * cosigned a checkpoint over it, it is Witnessed by them.
 */
public final class Shown {
  private final TileFolder files;
  private final TrustPolicy policy;
  private final SignedCheckpoint newest;
  private final List<SignedCheckpoint> all;

  private Shown(
      TileFolder files, TrustPolicy policy, SignedCheckpoint newest, List<SignedCheckpoint> all) {
    this.files = files;
    this.policy = policy;
    this.newest = newest;
    this.all = List.copyOf(all);
  }

  /** Something of the record cannot be read, or is not what was signed. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Because because;

    private Unreadable(Because because) {
      super(because.message());
      this.because = because;
    }

    /** What is wrong. */
    public Because because() {
      return because;
    }
  }

  /** Opens a record's folder for reading. */
  public static Shown of(TileFolder files, TrustPolicy policy, VerifierKey log) throws Unreadable {
    try {
      return switch (SignedCheckpoint.verify(files.checkpoint(), log, policy.cosigners())) {
        case SignedCheckpoint.Bad(var because) -> throw new Unreadable(because);
        case SignedCheckpoint.Good(var good) -> {
          long size = good.checkpoint().size();
          List<SignedCheckpoint> all = new ArrayList<>(List.of(good));
          all.addAll(
              new CosignedFolder(Disk.REAL, files, log).ofThisPast(policy.cosigners(), size));
          yield new Shown(files, policy, good, all);
        }
      };
    } catch (TileFolder.Damaged damaged) {
      throw new Unreadable(damaged.because());
    } catch (IOException | UncheckedIOException failed) {
      throw new Unreadable(
          Because.of("record.verify.unreadable", Because.text(String.valueOf(failed))));
    }
  }

  /** The newest checkpoint. */
  public SignedCheckpoint newest() {
    return newest;
  }

  /** Entries that are Sealed. */
  public long size() {
    return newest.checkpoint().size();
  }

  /** The checkpoints over an entry. */
  public List<SignedCheckpoint> over(long index) {
    return all.stream().filter(one -> one.checkpoint().size() > index).toList();
  }

  /** Names on the keys of those who cosigned a checkpoint over an entry. */
  public Set<String> witnesses(long index) {
    Set<String> names = new TreeSet<>();
    over(index)
        .forEach(one -> one.cosignatures().forEach(cosigned -> names.add(cosigned.key().name())));
    return names;
  }

  /** Whether those whom the policy asks for cosigned a checkpoint over an entry. */
  public boolean witnessed(long index) {
    return policy.asksForWitnesses() && over(index).stream().anyMatch(policy::witnessed);
  }

  /** An entry, proved to stand under the newest checkpoint. */
  public byte[] entry(long index) throws Unreadable {
    try {
      byte[] entry = files.entry(index, size());
      List<Hash> path = Proofs.inclusion(index, size(), files.subtrees(size()));
      if (!Proofs.included(Hash.ofLeaf(entry), index, size(), path, newest.checkpoint().root())) {
        throw new Unreadable(Because.of("record.proof.wrong", Because.count(index)));
      }
      return entry;
    } catch (TileFolder.Damaged damaged) {
      throw new Unreadable(damaged.because());
    }
  }

  /** The proof of an entry by a checkpoint over it, out of the tiles as they are now. */
  public EntryProof proof(long index, SignedCheckpoint checkpoint) throws Unreadable {
    try {
      long size = checkpoint.checkpoint().size();
      return new EntryProof(
          index, Proofs.inclusion(index, size, files.subtrees(size())), checkpoint.note());
    } catch (TileFolder.Damaged damaged) {
      throw new Unreadable(damaged.because());
    }
  }
}
