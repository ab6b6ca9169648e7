package org.truceline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.app.episode.EpisodePages;
import org.truceline.app.episode.Setting;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.LineFile;
import org.truceline.app.mission.Mission;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline judge}: what tracks mean against the line. */
@Command(name = "judge")
final class JudgeCommand extends OverTracks implements Callable<Integer> {
  @Parameters(paramLabel = "MISSION|TRACKS", descriptionKey = "INPUTS", arity = "0..*")
  List<String> inputs = new ArrayList<>();

  @Option(names = "--line", paramLabel = "FILE")
  List<Path> lineFiles = new ArrayList<>();

  @Option(names = "--past", paramLabel = "SIDE", defaultValue = "right")
  Side past = Side.RIGHT;

  @Option(names = "--every-fix")
  boolean everyFix;

  @Option(names = "--pages", paramLabel = "DIR")
  List<Path> pages = new ArrayList<>();

  @Override
  public Integer call() {
    checkNumbers();
    try (Resumption resumption = resumption()) {
      return judge(resumption);
    }
  }

  private int judge(Resumption resumption) {
    for (String option : List.of("--line-sigma", "--past")) {
      if (lineFiles.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw Wrong.usage(words().say("app.judge.with-line", text(option)));
      }
    }
    Task task = task(resumption.clock());
    Words words = words().at(task.by().zone());
    JudgeRun.Form form = new JudgeRun.Form(language(), json, everyFix);
    EpisodePages kept =
        pages.isEmpty() ? EpisodePages.none() : EpisodePages.ofGravest(EpisodePages.MOST_PAGES);
    JudgeRun run =
        new JudgeRun(task, form, threads, words, kept, resumption.printing(out()), err());
    run(
        new Course(task.tracks(), task.missionFiles(), lineFiles),
        json || everyFix,
        words,
        resumption,
        (setAside, progress, stop) -> {
          boolean over = run.run(setAside, progress, stop, resumption);
          for (Path folder : over ? pages : List.<Path>of()) {
            write(kept, folder, task, words);
          }
        });
    if (run.readNothing()) {
      throw Wrong.found(words.say("app.judge.no-reports"));
    }
    return 0;
  }

  private void write(EpisodePages kept, Path folder, Task task, Words words) {
    try {
      List<Path> files = kept.write(folder, task.setting(), task.names(), words);
      err()
          .println(
              words.say("app.judge.pages", Because.count(files.size()), text(folder.toString())));
    } catch (IOException | UncheckedIOException failed) {
      throw Wrong.found(
          words.say("app.not-written", text(folder.toString()), text(reason(failed))));
    }
    if (kept.without() > 0) {
      err()
          .println(
              words.say(
                  "app.judge.no-page",
                  Because.count(kept.without()),
                  Because.count(EpisodePages.MOST_PAGES)));
    }
  }

  /** What to judge by, and what; and what its pages say beside the judgements. */
  record Task(
      JudgedBy by, PlaceNames names, TrackFiles tracks, Setting setting, List<Path> missionFiles) {}

  private Task task(InstantSource system) {
    if (!lineFiles.isEmpty()) {
      List<Version> versions = new ArrayList<>();
      for (Path file : lineFiles) {
        Version version = version(file);
        if (versions.stream().anyMatch(one -> one.id().equals(version.id()))) {
          throw Wrong.usage(words().say("app.judge.line-twice", text(version.id().text())));
        }
        versions.add(version);
      }
      if (lineSigma == 0) {
        err().println("truceline: " + words().say("app.judge.default-sigma"));
      }
      LineBook book = LineBook.of(versions, new Rule.EveryVersion());
      Policy policy = Policy.plain(past);
      TrackFiles tracks = TrackFiles.named(inputs, words(), err());
      Circumstances circumstances = Circumstances.none().with(links(List.of()));
      return new Task(
          new JudgedBy(book, policy, ZoneOffset.UTC, circumstances, clock(system), knownAt()),
          new PlaceNames(List.of()),
          tracks,
          Setting.alone(book, policy),
          List.of());
    }
    if (inputs.isEmpty() || !Files.isDirectory(Path.of(inputs.getFirst()))) {
      throw Wrong.usage(words().say("app.judge.no-line"));
    }
    Mission mission = mission(Path.of(inputs.getFirst()));
    Basemap basemap = Basemap.read(mission.basemap());
    TrackFiles tracks = TrackFiles.named(inputs.subList(1, inputs.size()), words(), err());
    Circumstances circumstances = mission.circumstances().with(links(mission.links()));
    return new Task(
        new JudgedBy(
            mission.book(),
            mission.policy(),
            mission.zone(),
            circumstances,
            clock(system),
            knownAt()),
        new PlaceNames(basemap.names()),
        tracks,
        Setting.of(mission, basemap),
        mission.files());
  }

  private Version version(Path file) {
    LineFile.Alone alone = LineFile.read(file);
    if (alone.places().isEmpty()) {
      findings(alone.findings(), err(), Finding.Severity.ERROR);
      throw Wrong.found(words().say("app.judge.line-unusable", text(file.toString())));
    }
    return Version.always(LineFile.id(file), Line.of(alone.places()), lineSigma);
  }
}
