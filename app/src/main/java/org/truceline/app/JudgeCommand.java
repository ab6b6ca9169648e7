package org.truceline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.app.episode.EpisodePages;
import org.truceline.app.episode.Setting;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.LineFile;
import org.truceline.app.mission.LinkFile;
import org.truceline.app.mission.Mission;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Lanes;
import org.truceline.watch.Links;
import org.truceline.watch.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline judge}: what tracks mean against the line. */
@Command(name = "judge")
final class JudgeCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "MISSION|TRACKS", descriptionKey = "INPUTS", arity = "0..*")
  List<String> inputs = new ArrayList<>();

  @Option(names = "--line", paramLabel = "FILE")
  List<Path> lineFiles = new ArrayList<>();

  @Option(names = "--line-sigma", paramLabel = "METRES", defaultValue = "0")
  double lineSigma;

  @Option(names = "--past", paramLabel = "SIDE", defaultValue = "right")
  Side past = Side.RIGHT;

  @Option(names = "--every-fix")
  boolean everyFix;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--threads", paramLabel = "N")
  int threads = allCores();

  @Option(names = "--pages", paramLabel = "DIR")
  List<Path> pages = new ArrayList<>();

  @Option(names = "--set-aside", paramLabel = "FILE", defaultValue = "truceline.setaside.ndjson")
  Path setAsideFile = Path.of("truceline.setaside.ndjson");

  @Option(names = "--links", paramLabel = "FILE")
  List<Path> linkFiles = new ArrayList<>();

  @Option(names = "--now", paramLabel = "TIME")
  String now = "";

  /** As many threads as the machine has cores, and as there are lanes for. */
  static int allCores() {
    return Math.min(Lanes.COUNT, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public Integer call() {
    if (threads < 1 || threads > Lanes.COUNT) {
      throw Wrong.usage(words().say("app.judge.threads", Because.count(Lanes.COUNT)));
    }
    if (!(lineSigma >= 0 && Double.isFinite(lineSigma))) {
      throw Wrong.usage(words().say("app.judge.line-sigma"));
    }
    for (String option : List.of("--line-sigma", "--past")) {
      if (lineFiles.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw Wrong.usage(words().say("app.judge.with-line", text(option)));
      }
    }
    Task task = task();
    if (task.tracks().isEmpty()) {
      throw Wrong.usage(words().say("app.judge.no-input"));
    }
    Words words = words().at(task.zone());
    Stop stop = Stop.onRequest();
    try (stop;
        SetAside setAside = new SetAside(setAsideFile, words);
        Progress progress = Progress.on(err(), json || everyFix, task.tracks())) {
      JudgeRun.Form form = new JudgeRun.Form(language(), json, everyFix);
      EpisodePages kept =
          pages.isEmpty() ? EpisodePages.none() : EpisodePages.ofGravest(EpisodePages.MOST_PAGES);
      new JudgeRun(task, form, threads, words, kept, out(), err()).run(setAside, progress, stop);
      for (Path folder : pages) {
        write(kept, folder, task, words);
      }
      return 0;
    } catch (IOException | UncheckedIOException full) {
      throw Wrong.found(
          words.say(
              "app.judge.set-aside-failed", text(setAsideFile.toString()), text(reason(full))));
    }
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

  /** What to judge against, and what; and what its pages say beside the judgements. */
  record Task(
      LineBook book,
      Policy policy,
      ZoneId zone,
      PlaceNames names,
      List<String> tracks,
      Setting setting,
      Circumstances circumstances,
      InstantSource clock) {}

  private Task task() {
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
      return new Task(
          book,
          policy,
          ZoneOffset.UTC,
          new PlaceNames(List.of()),
          expanded(inputs),
          Setting.alone(book, policy),
          Circumstances.none().with(new Links(links())),
          clock());
    }
    if (inputs.isEmpty() || !Files.isDirectory(Path.of(inputs.getFirst()))) {
      throw Wrong.usage(words().say("app.judge.no-line"));
    }
    Mission mission = mission(Path.of(inputs.getFirst()));
    Basemap basemap = Basemap.read(mission.basemap());
    return new Task(
        mission.book(),
        mission.policy(),
        mission.zone(),
        new PlaceNames(basemap.names()),
        expanded(inputs.subList(1, inputs.size())),
        Setting.of(mission, basemap),
        mission.circumstances().with(Links.of(mission.links(), links())),
        clock());
  }

  /** What tells the time now: the system's clock, or what was said. */
  private InstantSource clock() {
    if (now.isEmpty()) {
      return InstantSource.system();
    }
    try {
      return InstantSource.fixed(OffsetDateTime.parse(now).toInstant());
    } catch (DateTimeException noTime) {
      throw Wrong.usage(words().say("app.judge.now", text(now)));
    }
  }

  /** What the files of links say; a word that cannot be read is a judgement that would be lost. */
  private List<Links.Link> links() {
    List<Links.Link> links = new ArrayList<>();
    for (Path file : linkFiles) {
      LinkFile.Alone alone = LinkFile.read(file);
      if (!alone.findings().isEmpty()) {
        findings(alone.findings(), err(), Finding.Severity.ERROR);
        throw Wrong.found(words().say("app.judge.links-unusable", text(file.toString())));
      }
      links.addAll(alone.links());
    }
    return links;
  }

  private Version version(Path file) {
    LineFile.Alone alone = LineFile.read(file);
    if (alone.places().isEmpty()) {
      findings(alone.findings(), err(), Finding.Severity.ERROR);
      throw Wrong.found(words().say("app.judge.line-unusable", text(file.toString())));
    }
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    VersionId id = new VersionId(dot > 0 ? name.substring(0, dot) : name);
    return Version.always(id, Line.of(alone.places()), lineSigma);
  }

  private List<String> expanded(List<String> names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      Path path = Path.of(name);
      if (name.equals("-") || Files.isRegularFile(path)) {
        files.add(name);
        continue;
      }
      if (Files.isDirectory(path)) {
        throw Wrong.usage(words().say("app.judge.folder", text(name)));
      }
      Path folder = path.getParent() == null ? Path.of(".") : path.getParent();
      List<String> matching = new ArrayList<>();
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(folder, String.valueOf(path.getFileName()))) {
        for (Path one : found) {
          if (Files.isDirectory(one)) {
            err().println(words().say("app.judge.folder-passed-over", text(one.toString())));
          } else {
            matching.add(one.toString());
          }
        }
      } catch (IOException
          | DirectoryIteratorException
          | java.util.regex.PatternSyntaxException none) {
        matching.clear();
      }
      if (matching.isEmpty()) {
        throw Wrong.usage(words().say("app.judge.no-file", text(name)));
      }
      matching.sort(String::compareTo);
      files.addAll(matching);
    }
    return files;
  }

  /** What the system says of a failure: the kind of it, and its words. */
  static String reason(Exception failed) {
    Throwable cause = failed instanceof UncheckedIOException ? failed.getCause() : failed;
    return String.valueOf(cause);
  }
}
