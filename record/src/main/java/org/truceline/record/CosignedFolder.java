package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignatureLine;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Proofs;
import org.truceline.terms.Because;

/**
 * The checkpoints of a record that others have cosigned, one file for each size. Nothing secret is
 * needed to keep one, so that a visitor's stick can be read beside a running desk: whoever writes
 * here holds the lock beside the folder for as long as it takes.
 */
public final class CosignedFolder {
  private static final String LOCK = "lock-cosigned";

  private final Disk disk;
  private final TileFolder files;
  private final VerifierKey log;

  /**
   * The cosigned checkpoints of a record.
   *
   * @param log the record's key
   */
  public CosignedFolder(Disk disk, TileFolder files, VerifierKey log) {
    this.disk = disk;
    this.files = files;
    this.log = log;
  }

  /** Files of cosigned checkpoints, in the order of their names. */
  static List<Path> files(TileFolder files) throws IOException {
    if (!Files.isDirectory(files.cosignedFolder())) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(files.cosignedFolder())) {
      return found.filter(file -> !file.toString().endsWith(".new")).sorted().toList();
    }
  }

  /** Those that are good, by the keys of these cosigners; the others are passed over. */
  public List<SignedCheckpoint> good(Collection<VerifierKey> cosigners) throws IOException {
    List<SignedCheckpoint> good = new ArrayList<>();
    for (Path file : files(files)) {
      if (SignedCheckpoint.verify(TileFolder.note(file), log, cosigners)
          instanceof SignedCheckpoint.Good(var one)) {
        good.add(one);
      }
    }
    return good;
  }

  /**
   * Those that are good and of this record's own past: a cosigned checkpoint of a fork lies beside
   * it as proof, and says nothing about its entries.
   *
   * @param sealed entries that are sealed
   */
  public List<SignedCheckpoint> ofThisPast(Collection<VerifierKey> cosigners, long sealed)
      throws IOException {
    List<SignedCheckpoint> own = new ArrayList<>();
    for (SignedCheckpoint one : good(cosigners)) {
      if (ofThisPast(one.checkpoint(), sealed)) {
        own.add(one);
      }
    }
    return own;
  }

  private boolean ofThisPast(Checkpoint head, long sealed) {
    return head.size() <= sealed
        && Proofs.root(head.size(), files.subtrees(sealed)).equals(head.root());
  }

  /** The notes themselves, unread. */
  public List<byte[]> notes() throws IOException {
    List<byte[]> notes = new ArrayList<>();
    for (Path file : files(files)) {
      notes.add(TileFolder.note(file));
    }
    return notes;
  }

  /**
   * Keeps a cosigned checkpoint of the record, with the cosignatures that are kept already.
   *
   * @param cosigners keys of those who may have cosigned
   * @param sealed entries that are sealed
   */
  public Log.Joining join(byte[] cosigned, Collection<VerifierKey> cosigners, long sealed) {
    return switch (SignedCheckpoint.verify(cosigned, log, cosigners)) {
      case SignedCheckpoint.Bad(var because) -> new Log.NotJoined(because);
      case SignedCheckpoint.Good(var good) -> join(good, cosigners, sealed);
    };
  }

  private Log.Joining join(SignedCheckpoint good, Collection<VerifierKey> cosigners, long sealed) {
    Checkpoint head = good.checkpoint();
    try {
      if (!ofThisPast(head, sealed)) {
        return new Log.NotJoined(
            Because.of("record.join.other", Because.count(head.size()), Because.count(sealed)));
      }
      return new Log.Joined(keep(good, cosigners));
    } catch (TileFolder.Damaged damaged) {
      return new Log.NotJoined(damaged.because());
    } catch (IOException | UncheckedIOException failed) {
      return new Log.NotJoined(
          Because.of("record.join.failed", Because.text(String.valueOf(failed.getMessage()))));
    }
  }

  private SignedCheckpoint keep(SignedCheckpoint cosigned, Collection<VerifierKey> cosigners)
      throws IOException {
    disk.makeFolder(files.cosignedFolder());
    try (FileChannel lockFile =
            FileChannel.open(
                files.file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lockFile.lock()) {
      Path file = file(files, cosigned.checkpoint().size());
      Note note = cosigned.verified();
      if (Files.exists(file)
          && SignedCheckpoint.verify(disk.read(file), log, cosigners)
              instanceof SignedCheckpoint.Good(var before)
          && before.checkpoint().equals(cosigned.checkpoint())) {
        // The cosignature that is kept is the earlier one, and says more: not after.
        for (SignatureLine line : before.verified().signatures()) {
          note = note.signatures().contains(line) ? note : note.with(line);
        }
      }
      disk.replace(file, note.bytes());
      return SignedCheckpoint.verify(note, log, cosigners)
              instanceof SignedCheckpoint.Good(var good)
          ? good
          : cosigned;
    }
  }

  /** File of the cosigned checkpoint of a size. */
  static Path file(TileFolder files, long size) {
    return files.cosignedFolder().resolve("%019d".formatted(size));
  }
}
