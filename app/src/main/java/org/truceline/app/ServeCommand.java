package org.truceline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.truceline.app.desk.Serving;
import org.truceline.app.mission.Mission;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline serve}: a running operations desk. */
@Command(name = "serve")
final class ServeCommand extends Speaking implements Callable<Integer> {
  /** Where the console listens unless another port is named. */
  static final String PORT = "8420";

  @Parameters(paramLabel = "MISSION", descriptionKey = "MISSION")
  Path folder = Path.of(".");

  @Option(names = "--data", paramLabel = "DIR")
  Path data = Path.of("desk-data");

  @Option(names = "--port", paramLabel = "PORT", defaultValue = PORT)
  int port;

  @Mixin WireOptions wires = new WireOptions();

  @Override
  public Integer call() throws IOException {
    Mission mission = mission(folder);
    Serving.Settings settings =
        new Serving.Settings(
            data.resolve(mission.id()), port, true, false, wires.wires(words()), Main.VERSION);
    try (Stop stop = Stop.onRequest(Stop.PATIENCE_WITH_DESK);
        Serving _ = start(this, mission, settings, InstantSource.system())) {
      stop.await(Long.MAX_VALUE);
    }
    return 0;
  }

  /** Starts a desk and says where it is, or says why it cannot be started. */
  static Serving start(
      Speaking speaking, Mission mission, Serving.Settings settings, InstantSource clock)
      throws IOException {
    Words words = speaking.words().at(mission.zone());
    return switch (Serving.start(mission, settings, clock)) {
      case Serving.Refused(var because) ->
          throw Wrong.found(words.say("app.serve.not", new Because.Phrase(because)));
      case Serving.Serves(var serving) -> {
        serving.notes().forEach(note -> speaking.err().println(words.say(note)));
        speaking
            .out()
            .println(
                words.say(
                    "app.serve.at",
                    text("http://127.0.0.1:" + serving.port() + "/"),
                    text(settings.data().toString())));
        serving
            .firstLink()
            .ifPresent(link ->
                speaking
                    .out()
                    .println(
                        words.say(
                            "app.serve.first", text("http://127.0.0.1:" + serving.port() + link))));
        yield serving;
      }
    };
  }
}
