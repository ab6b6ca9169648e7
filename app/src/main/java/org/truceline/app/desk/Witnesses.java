package org.truceline.app.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truceline.console.view.RecordView.CheckpointShown;
import org.truceline.console.view.RecordView.CosignerShown;
import org.truceline.console.view.RecordView.KeyShown;
import org.truceline.console.view.Said;
import org.truceline.record.CosignedFolder;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;

/**
 * Who has cosigned the record, as the desk's own trust policy knows them: what lies beside the
 * record and is signed by nobody known is not shown.
 */
final class Witnesses {
  /** Rows that a page shows. */
  private static final int MOST = 20;

  private final Log log;
  private final VerifierKey key;
  private final TrustPolicy policy;
  private String seen = "";
  private List<SignedCheckpoint> latest = List.of();

  private Witnesses(Log log, VerifierKey key, TrustPolicy policy) {
    this.log = log;
    this.key = key;
    this.policy = policy;
  }

  /** What is found when the policy is read. */
  sealed interface Reading {}

  /** It can be used; where there is none, nobody else is known. */
  record Known(Witnesses witnesses) implements Reading {}

  /** It cannot. */
  record Unknown(Because because) implements Reading {}

  /** The witnesses of a record by a policy's file, which need not be there. */
  static Reading by(Log log, VerifierKey key, Path policy) throws IOException {
    if (!Files.exists(policy)) {
      return new Known(new Witnesses(log, key, TrustPolicy.ofLog(key)));
    }
    return switch (TrustPolicy.read(Files.readString(policy))) {
      case TrustPolicy.Read(var read) -> new Known(new Witnesses(log, key, read));
      case TrustPolicy.Unreadable(var line, var because) ->
          new Unknown(
              Because.of(
                  "app.serve.policy",
                  Because.text(policy.toString()),
                  Because.count(line),
                  new Because.Phrase(because)));
    };
  }

  /** Entries below this are Witnessed; 0 where nobody is asked for. */
  long witnessed() {
    return policy.asksForWitnesses()
        ? cosigned().stream()
            .filter(policy::witnessed)
            .mapToLong(one -> one.checkpoint().size())
            .max()
            .orElse(0)
        : 0;
  }

  /** The latest checkpoints that others have cosigned, the newest first. */
  List<CheckpointShown> checkpoints() {
    List<CheckpointShown> shown = new ArrayList<>();
    for (SignedCheckpoint one : cosigned()) {
      List<CosignerShown> cosigners =
          one.cosignatures().stream()
              .map(by ->
                  new CosignerShown(
                      by.key().name(),
                      Said.same(by.key().name()),
                      Instant.ofEpochSecond(by.seconds())))
              .toList();
      Instant sealed =
          cosigners.stream().map(CosignerShown::time).min(Instant::compareTo).orElse(Instant.EPOCH);
      shown.add(
          new CheckpointShown(
              one.checkpoint().size(), one.checkpoint().root().base64(), sealed, cosigners));
    }
    return shown;
  }

  /** The newest first; read anew only when the folder has changed. */
  private synchronized List<SignedCheckpoint> cosigned() {
    try {
      String now = state();
      if (!now.equals(seen)) {
        List<SignedCheckpoint> found =
            new ArrayList<>(
                new CosignedFolder(Disk.REAL, log.files(), key)
                    .ofThisPast(policy.cosigners(), log.sealed()));
        found.removeIf(one -> one.cosignatures().isEmpty());
        latest = List.copyOf(found.reversed().subList(0, Math.min(MOST, found.size())));
        seen = now;
      }
    } catch (IOException | TileFolder.Damaged unreadable) {
      // What could be read before stands; the verifiers say what is wrong.
    }
    return latest;
  }

  /** The names in the folder with their times: whoever keeps a checkpoint there replaces a file. */
  private String state() throws IOException {
    Path folder = log.files().cosignedFolder();
    if (!Files.isDirectory(folder)) {
      return "";
    }
    StringBuilder state = new StringBuilder();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.sorted().toList()) {
        state.append(file.getFileName()).append(' ').append(Files.getLastModifiedTime(file));
      }
    }
    return state.toString();
  }

  /** The keys of all witnesses that are known. */
  List<KeyShown> keys() {
    return policy.cosigners().stream()
        .map(one -> new KeyShown(one.text(), Said.same(one.name()), false))
        .toList();
  }
}
