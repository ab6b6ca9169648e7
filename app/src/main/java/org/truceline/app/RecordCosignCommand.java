package org.truceline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.truceline.record.Disk;
import org.truceline.record.Mirror;
import org.truceline.record.Stick;
import org.truceline.record.TileFolder;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.Note;
import org.truceline.record.note.SigningKey;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline record cosign}: another party's record is mirrored, checked and cosigned. */
@Command(name = "cosign")
final class RecordCosignCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "STICK", descriptionKey = "STICK")
  Path stick = Path.of(".");

  @Option(names = "--mirror", paramLabel = "DIR", required = true)
  Path mirror = Path.of(".");

  @Option(names = "--log", paramLabel = "KEY", required = true)
  String log = "";

  @Option(names = "--keys", paramLabel = "FILE", required = true)
  Path keys = Path.of(".");

  @Override
  public Integer call() {
    List<SigningKey> ours = Trust.secrets(keys, words());
    if (ours.isEmpty() || ours.stream().anyMatch(key -> key.verifier().kind() == KeyKind.LOG)) {
      throw Wrong.usage(words().say("app.record.no-witness-key", text(keys.toString())));
    }
    TileFolder brought = new TileFolder(stick);
    Mirror held = new Mirror(Disk.REAL, mirror, Trust.logKey(log, words()));
    return switch (held.take(brought, ours, Instant.now().getEpochSecond())) {
      case Mirror.Refused(var because) -> throw Wrong.found(words().sayAll(because));
      case Mirror.Forked(var because, var evidence) ->
          throw Wrong.found(
              words().sayAll(because)
                  + " "
                  + words().say("app.record.evidence", text(evidence.toString())));
      case Mirror.Older(long size, long had, int times) -> {
        out()
            .println(
                words()
                    .say(
                        times < Mirror.ROLLBACK_AFTER
                            ? "app.record.older"
                            : "app.record.rolled-back",
                        Because.count(size),
                        Because.count(had),
                        Because.count(times)));
        yield 1;
      }
      case Mirror.Cosigned(var checkpoint, long before) -> cosigned(brought, checkpoint, before);
    };
  }

  private int cosigned(TileFolder brought, Note checkpoint, long before) {
    Checkpoint head =
        Objects.requireNonNull(Checkpoint.parse(checkpoint.text()).orElse(null), "a checkpoint");
    try {
      Stick.add(Disk.REAL, brought, head.size(), checkpoint);
    } catch (IOException failed) {
      throw Wrong.found(
          words().say("app.not-written", text(stick.toString()), text(reason(failed))));
    }
    out()
        .println(
            words()
                .say(
                    "app.record.cosigned-now",
                    text(head.origin()),
                    Because.count(head.size()),
                    Because.count(head.size() - before)));
    return 0;
  }
}
