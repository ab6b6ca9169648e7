package org.truceline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.record.CosignedFolder;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.Shown;
import org.truceline.record.TileFolder;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code truceline record import}: cosignatures that came back on a stick are kept beside the
 * record. It needs no private key, and may run beside the desk that keeps the record.
 */
@Command(name = "import")
final class RecordImportCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "STICK", descriptionKey = "STICK")
  Path stick = Path.of(".");

  @Option(names = "--record", paramLabel = "DIR", required = true)
  Path record = Path.of(".");

  @Mixin Trust trust = new Trust();

  @Override
  public Integer call() {
    TrustPolicy policy = trust.read(words());
    VerifierKey log = trust.log(words());
    if (policy.cosigners().isEmpty()) {
      throw Wrong.usage(words().say("app.record.no-cosigners"));
    }
    Shown shown = RecordShowCommand.shown(record, policy, log, words());
    List<byte[]> notes;
    try {
      notes = new CosignedFolder(Disk.REAL, new TileFolder(stick), log).notes();
    } catch (IOException unreadable) {
      throw Wrong.found(
          words().say("app.record.unreadable", text(stick.toString()), text(reason(unreadable))));
    }
    CosignedFolder kept = new CosignedFolder(Disk.REAL, new TileFolder(record), log);
    int status = 0;
    for (byte[] note : notes) {
      switch (kept.join(note, policy.cosigners(), shown.size())) {
        case Log.NotJoined(var because) -> {
          err().println("truceline: " + words().sayAll(because));
          status = 1;
        }
        case Log.Joined(var joined) ->
            out()
                .println(
                    words()
                        .say(
                            "app.record.joined",
                            Because.count(joined.checkpoint().size()),
                            text(
                                String.join(
                                    ", ",
                                    joined.cosignatures().stream()
                                        .map(one -> one.key().name())
                                        .distinct()
                                        .toList()))));
      }
    }
    if (notes.isEmpty()) {
      throw Wrong.found(words().say("app.record.nothing-cosigned", text(stick.toString())));
    }
    return status;
  }
}
