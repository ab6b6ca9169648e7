package org.truceline.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.record.Disk;
import org.truceline.record.Stick;
import org.truceline.record.TileFolder;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code truceline record export}: what is sealed of a record, in a folder to be carried. */
@Command(name = "export")
final class RecordExportCommand extends Speaking implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
  Path folder = Path.of(".");

  @Parameters(index = "1", paramLabel = "STICK", descriptionKey = "STICK")
  Path stick = Path.of(".");

  @Mixin Trust trust = new Trust();

  @Override
  public Integer call() {
    VerifierKey log = trust.log(words());
    Stick.Exporting exporting;
    try (Progress progress = Progress.on(err(), false, List.of())) {
      long[] before = new long[1];
      exporting =
          Stick.export(
              Disk.REAL,
              new TileFolder(folder),
              log,
              trust.policyText(words()),
              stick,
              copied -> {
                progress.step(copied - before[0]);
                before[0] = copied;
              });
    }
    return switch (exporting) {
      case Stick.NotExported(var because) -> throw Wrong.found(words().sayAll(because));
      case Stick.Exported(var checkpoint) -> {
        out()
            .println(
                words()
                    .say(
                        "app.record.exported",
                        Because.count(checkpoint.checkpoint().size()),
                        text(stick.toString())));
        yield 0;
      }
    };
  }
}
