package org.truceline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truceline.app.desk.Replay;
import org.truceline.app.mission.Mission;
import org.truceline.record.Bodies;
import org.truceline.record.Disk;
import org.truceline.record.TileFolder;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.Note;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline replay}: whether a record comes out again as it was written. */
@Command(name = "replay")
final class ReplayCommand extends Speaking implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RECORD", descriptionKey = "RECORD")
  Path record = Path.of(".");

  @Option(names = "--mission", paramLabel = "MISSION", required = true)
  Path folder = Path.of(".");

  @Option(names = "--bodies", paramLabel = "DIR")
  Path bodies = Path.of("");

  @Override
  public Integer call() throws IOException {
    Mission mission = mission(folder);
    TileFolder files = new TileFolder(record);
    Checkpoint head = head(files);
    Path outside = bodies.toString().isEmpty() ? record.resolveSibling("bodies") : bodies;
    Replay.Found found =
        Replay.of(mission, files, new Bodies(Disk.REAL, outside), head.size(), looked -> {});
    Words words = words().at(mission.zone());
    if (found.difference().isPresent()) {
      out().println(words.say(found.difference().get()));
      return 1;
    }
    out()
        .println(
            words.say(
                "app.replay.same", Because.count(found.entries()), Because.count(found.again())));
    if (found.erased() > 0) {
      out().println(words.say("app.replay.erased", Because.count(found.erased())));
    }
    boolean sameRoot = found.root().equals(head.root());
    out()
        .println(
            words.say(sameRoot ? "app.replay.root" : "app.replay.other-root", text(head.origin())));
    return sameRoot ? 0 : 1;
  }

  /** The checkpoint as it stands there; whether it is signed is for the verifiers to say. */
  private Checkpoint head(TileFolder files) throws IOException {
    if (Files.exists(files.checkpointFile())
        && Note.read(Files.readAllBytes(files.checkpointFile())) instanceof Note.Read(var note)) {
      var head = Checkpoint.parse(note.text());
      if (head.isPresent()) {
        return head.get();
      }
    }
    throw Wrong.found(
        words().say("record.verify.no-checkpoint", text(files.checkpointFile().toString())));
  }
}
