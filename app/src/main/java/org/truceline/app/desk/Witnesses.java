package org.truceline.app.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truceline.console.view.RecordView.CheckpointShown;
import org.truceline.console.view.RecordView.CosignerShown;
import org.truceline.console.view.RecordView.KeyShown;
import org.truceline.console.view.Said;
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

  private final TileFolder files;
  private final VerifierKey log;
  private final TrustPolicy policy;

  private Witnesses(TileFolder files, VerifierKey log, TrustPolicy policy) {
    this.files = files;
    this.log = log;
    this.policy = policy;
  }

  /** What is found when the policy is read. */
  sealed interface Reading {}

  /** It can be used; where there is none, nobody else is known. */
  record Known(Witnesses witnesses) implements Reading {}

  /** It cannot. */
  record Unknown(Because because) implements Reading {}

  /** The witnesses of a record by a policy's file, which need not be there. */
  static Reading by(TileFolder files, VerifierKey log, Path policy) throws IOException {
    if (!Files.exists(policy)) {
      return new Known(new Witnesses(files, log, TrustPolicy.ofLog(log)));
    }
    return switch (TrustPolicy.read(Files.readString(policy))) {
      case TrustPolicy.Read(var read) -> new Known(new Witnesses(files, log, read));
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

  private List<SignedCheckpoint> cosigned() {
    if (!Files.isDirectory(files.cosignedFolder())) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(files.cosignedFolder())) {
      return found
          .filter(file -> file.getFileName().toString().matches("[0-9]{1,19}"))
          .sorted(java.util.Comparator.reverseOrder())
          .limit(MOST)
          .map(this::read)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private Optional<SignedCheckpoint> read(Path file) {
    try {
      return SignedCheckpoint.verify(Files.readAllBytes(file), log, policy.cosigners())
                  instanceof SignedCheckpoint.Good(var good)
              && !good.cosignatures().isEmpty()
          ? Optional.of(good)
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The keys of all witnesses that are known. */
  List<KeyShown> keys() {
    return policy.cosigners().stream()
        .map(key -> new KeyShown(key.text(), Said.same(key.name()), false))
        .toList();
  }
}
