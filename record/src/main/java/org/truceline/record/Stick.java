package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignatureLine;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Tile;
import org.truceline.terms.Because;

/**
 * A folder that is carried: a record as anybody may see it, with its key and the reader's policy.
 * Nothing private is on it: no entries that are not sealed, no bodies that lie outside, no key but
 * public ones.
 */
public final class Stick {
  /** File of the record's key. */
  public static final String KEY = "key";

  /** File of the policy. */
  public static final String POLICY = "policy";

  private Stick() {}

  /** What becomes of an export. */
  public sealed interface Exporting {}

  /** The folder holds the record up to this checkpoint. */
  public record Exported(SignedCheckpoint checkpoint) implements Exporting {}

  /** It does not. */
  public record NotExported(Because because) implements Exporting {}

  /**
   * Writes what is sealed of a record into a folder, the checkpoint last.
   *
   * @param policy the text of a policy, or nothing
   * @param progress is told how many entries have been copied
   */
  public static Exporting export(
      Disk disk,
      TileFolder record,
      VerifierKey log,
      String policy,
      Path to,
      LongConsumer progress) {
    try {
      if (!Files.exists(record.checkpointFile())) {
        return new NotExported(
            Because.of(
                "record.verify.no-checkpoint", Because.text(record.checkpointFile().toString())));
      }
      return switch (SignedCheckpoint.verify(record.checkpoint(), log, List.of())) {
        case SignedCheckpoint.Bad(var because) -> new NotExported(because);
        case SignedCheckpoint.Good(var good) -> {
          disk.makeFolder(to);
          copy(disk, record, good, new TileFolder(to), progress);
          disk.replace(to.resolve(KEY), (log.text() + "\n").getBytes(StandardCharsets.UTF_8));
          if (!policy.isEmpty()) {
            disk.replace(to.resolve(POLICY), policy.getBytes(StandardCharsets.UTF_8));
          }
          disk.replace(new TileFolder(to).checkpointFile(), good.note().bytes());
          yield new Exported(good);
        }
      };
    } catch (TileFolder.Damaged damaged) {
      return new NotExported(damaged.because());
    } catch (IOException | UncheckedIOException failed) {
      return new NotExported(
          Because.of("record.export.failed", Because.text(String.valueOf(failed.getMessage()))));
    }
  }

  private static void copy(
      Disk disk, TileFolder from, SignedCheckpoint checkpoint, TileFolder to, LongConsumer progress)
      throws IOException {
    long size = checkpoint.checkpoint().size();
    TileWriter writer = new TileWriter(disk, to);
    for (Tile tile : Tile.grown(0, size)) {
      writer.write(tile.path(), Arrays.copyOf(from.tile(tile), tile.width() * Hash.BYTES));
      if (tile.level() == 0) {
        writer.write(tile.entriesPath(), TileFolder.bundle(from.entries(tile)));
        progress.accept(tile.index() * Tile.FULL + tile.width());
      }
    }
    writer.flush();
    for (Path file : CosignedFolder.files(from)) {
      disk.makeFolder(to.cosignedFolder());
      disk.replace(to.cosignedFolder().resolve(file.getFileName()), TileFolder.note(file));
    }
  }

  /** Puts a cosigned checkpoint onto a stick, beside what others have cosigned there. */
  public static void add(Disk disk, TileFolder stick, long size, Note cosigned) throws IOException {
    disk.makeFolder(stick.cosignedFolder());
    Path file = CosignedFolder.file(stick, size);
    Note note = cosigned;
    if (Files.exists(file)
        && Note.read(TileFolder.note(file)) instanceof Note.Read(var there)
        && there.text().equals(note.text())) {
      for (SignatureLine line : there.signatures()) {
        boolean ours =
            note.signatures().stream()
                .anyMatch(one -> one.name().equals(line.name()) && one.id().equals(line.id()));
        note = ours ? note : note.with(line);
      }
    }
    disk.replace(file, note.bytes());
  }
}
