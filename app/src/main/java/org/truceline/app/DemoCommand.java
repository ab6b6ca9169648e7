package org.truceline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.truceline.app.compare.CompareReport;
import org.truceline.app.compare.CompareTable;
import org.truceline.app.desk.MadeUpFeed;
import org.truceline.app.desk.Serving;
import org.truceline.app.episode.EpisodePages;
import org.truceline.app.episode.Setting;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.MissionReader;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Judge;
import org.truceline.watch.Outcome;
import org.truceline.watch.Watcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline demo}: check, compare and judge on the real line. */
@Command(name = "demo")
final class DemoCommand extends Speaking implements Callable<Integer> {
  /** Where the demo leaves its page; not kept in the repository. */
  private static final Path OUT = Path.of("out");

  /** The demo is to be read in a minute: so many of the deepest salients, and where the rest is. */
  private static final int MOST_SALIENTS = 5;

  @Parameters(paramLabel = "MISSION", descriptionKey = "MISSION", arity = "0..1")
  Path folder = home().resolve("missions/korea-mdl").normalize();

  /** The project's folder as the launcher names it, so that the demo runs from anywhere. */
  private static Path home() {
    return Path.of(System.getProperty("truceline.home", "."));
  }

  @Option(names = "--print")
  boolean print;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = ServeCommand.PORT)
  int port;

  @Option(names = "--for", paramLabel = "SECONDS")
  long seconds = Long.MAX_VALUE;

  @Override
  public Integer call() throws IOException {
    Mission mission = mission(folder);
    if (print) {
      return print(mission);
    }
    MadeUpFeed.DayClock clock = new MadeUpFeed.DayClock(InstantSource.system());
    try (Stop stop = Stop.onRequest(Stop.PATIENCE_WITH_DESK)) {
      Path data = Files.createTempDirectory("truceline-demo-");
      Serving.Settings settings =
          new Serving.Settings(data, port, false, true, List.of(), Main.VERSION);
      try (Serving serving = ServeCommand.start(this, mission, settings, clock);
          MadeUpFeed _ = MadeUpFeed.start(serving.desk(), mission, clock)) {
        out().println(words().say("app.demo.made-up"));
        stop.await(seconds);
      } finally {
        delete(data);
      }
    }
    return 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }

  private int print(Mission mission) throws IOException {
    Words words = words().at(mission.zone());
    out().println(words.say("app.demo.title", text(mission.name().in(language()))));
    out().println();
    out().println(words.say("app.demo.check"));
    var findings = MissionReader.read(folder).findings();
    findings(findings, out(), Finding.Severity.WARNING);
    long warnings =
        findings.stream().filter(one -> one.severity() == Finding.Severity.WARNING).count();
    out()
        .println(
            words.say(
                "app.check.usable",
                text(folder.toString()),
                Because.count(0),
                Because.count(warnings)));
    out().println();
    out().println(words.say("app.demo.compare"));
    CompareReport report = CompareCommand.report(mission, 100, false, (a, b) -> {});
    CompareTable.print(report, words, out(), MOST_SALIENTS);
    Files.createDirectories(OUT);
    Path page = OUT.resolve("compare-" + mission.id() + "-" + language().code() + ".html");
    CompareCommand.page(report, words, page);
    out().println(words.say("compare.page.written", text(page.toString())));
    out().println();
    out().println(words.say("app.demo.judge"));
    judge(mission, words);
    out().println();
    out().println(words.say("app.demo.next", text(folder.toString())));
    return 0;
  }

  private void judge(Mission mission, Words words) throws IOException {
    Judge judge = new Judge(mission.book(), mission.policy(), mission.zone());
    Basemap basemap = Basemap.read(mission.basemap());
    PlaceNames names = new PlaceNames(basemap.names());
    EpisodePages pages = EpisodePages.ofGravest(1);
    Watcher watcher =
        new Watcher(
            judge,
            mission.circumstances(),
            ErrorModel.usual(),
            episode -> {
              pages.take(episode);
              EpisodeText.print(episode, names, mission.policy(), words, out());
            },
            pages::judged);
    for (Path track : mission.tracks()) {
      TrackReader.read(
          track.getFileName() + "",
          track,
          bytes -> {},
          Limits.USUAL,
          item -> {
            switch (item) {
              case Item.Brought(var origin, var report, var _) -> {
                // Made-up tracks may be of any time.
                if (watcher.take(report, Instant.MAX) instanceof Outcome.SetAside(var why)) {
                  say("app.judge.unreadable", origin, why, words);
                }
              }
              case Item.Unreadable(var origin, Because reason, var original) ->
                  say("app.judge.unreadable", origin, reason, words);
              case Item.Noted(var origin, Because note) ->
                  say("app.judge.noted", origin, note, words);
            }
          });
    }
    watcher.finish();
    for (Path page : pages.write(OUT, Setting.of(mission, basemap), names, words)) {
      out().println(words.say("app.demo.page", text(page.toString())));
    }
  }

  private void say(String key, Origin origin, Because what, Words words) {
    err().println(words.say(key, text(origin.toString()), new Because.Phrase(what)));
  }
}
