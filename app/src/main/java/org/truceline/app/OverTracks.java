package org.truceline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.LinkFile;
import org.truceline.app.resume.Condition;
import org.truceline.app.resume.Digests;
import org.truceline.line.LineBook;
import org.truceline.sources.Item;
import org.truceline.terms.Because;
import org.truceline.watch.Lanes;
import org.truceline.watch.Links;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** What every command has that judges files of reports. */
abstract class OverTracks extends Speaking {
  @Option(names = "--threads", paramLabel = "N")
  int threads = allCores();

  @Option(names = "--set-aside", paramLabel = "FILE", defaultValue = "truceline.setaside.ndjson")
  Path setAsideFile = Path.of("truceline.setaside.ndjson");

  @Option(names = "--links", paramLabel = "FILE")
  List<Path> linkFiles = new ArrayList<>();

  @Option(names = "--now", paramLabel = "TIME")
  String now = "";

  /** Options that change nothing of what is printed. */
  private static final Set<String> INDIFFERENT =
      Set.of("--threads", "--resume", "--lang", "--help", "--version");

  /** As many threads as the machine has cores, and as there are lanes for. */
  static int allCores() {
    return Math.min(Lanes.COUNT, Runtime.getRuntime().availableProcessors());
  }

  @Option(names = "--line-sigma", paramLabel = "METRES", defaultValue = "0")
  double lineSigma;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--known-at", paramLabel = "TIME")
  String knownAt = "";

  @Option(names = "--resume", paramLabel = "FILE")
  String resume = "";

  /** One run over the files, which can be stopped. */
  interface Run {
    /** Runs to the end, or until it is stopped. */
    void run(SetAside setAside, Progress progress, Stop stop);
  }

  /**
   * What a run reads and judges by.
   *
   * @param tracks the files of reports
   * @param missionFiles the files of the mission folder
   * @param lines files of lines beside it
   */
  record Course(TrackFiles tracks, List<Path> missionFiles, List<Path> lines) {}

  /** Refuses numbers that cannot be meant. */
  void checkNumbers() {
    if (!(lineSigma >= 0 && Double.isFinite(lineSigma))) {
      throw Wrong.usage(words().say("app.judge.line-sigma"));
    }
    if (threads < 1 || threads > Lanes.COUNT) {
      throw Wrong.usage(words().say("app.judge.threads", Because.count(Lanes.COUNT)));
    }
  }

  /**
   * Runs, with somewhere to set rows aside.
   *
   * @param quiet whether what is printed is the work itself, so that no progress is shown beside it
   */
  void run(Course course, boolean quiet, Words words, Resumption resumption, Run run) {
    Stop stop =
        Stop.onRequest(resume.isEmpty() ? Stop.USUAL_PATIENCE : Stop.PATIENCE_WITH_BOOKMARK);
    try (stop;
        SetAside setAside = new SetAside(setAsideFile, words, !resume.isEmpty());
        Progress progress = Progress.on(err(), quiet, course.tracks().names())) {
      if (!resume.isEmpty()) {
        resumption.check(conditions(course), setAside);
      }
      run.run(setAside, progress, stop);
      resumption.end();
    } catch (IOException | UncheckedIOException full) {
      throw Wrong.found(
          words.say(
              "app.judge.set-aside-failed", text(setAsideFile.toString()), text(reason(full))));
    }
  }

  /** How this run is taken up again, if it can be. */
  Resumption resumption() {
    if (resume.isEmpty()) {
      return Resumption.none();
    }
    return Resumable.at(Path.of(resume), commandLine(), main().pace, words(), out(), err());
  }

  private String commandLine() {
    List<String> typed = new ArrayList<>(List.of("./truceline"));
    for (String one : spec.root().commandLine().getParseResult().originalArgs()) {
      typed.add(one.matches("[A-Za-z0-9_./:=,+-]+") ? one : "'" + one.replace("'", "'\\''") + "'");
    }
    return String.join(" ", typed);
  }

  /** All that what is printed and kept depends on. */
  private List<Condition> conditions(Course course) {
    List<Condition> all = new ArrayList<>();
    String program =
        Digests.ofProgram(
            List.of(Main.class, Item.class, Lanes.class, LineBook.class, Because.class));
    all.add(new Condition(Condition.Kind.PROGRAM, "", program));
    all.add(new Condition(Condition.Kind.COMMAND, "", spec.name()));
    all.add(new Condition(Condition.Kind.OPTION, "--lang", language().code()));
    for (OptionSpec option : spec.options()) {
      if (!INDIFFERENT.contains(option.longestName())) {
        String value = String.valueOf(option.<Object>getValue());
        all.add(new Condition(Condition.Kind.OPTION, option.longestName(), value));
      }
    }
    List<String> names = course.tracks().names();
    all.add(new Condition(Condition.Kind.INPUTS, "", String.join(", ", names)));
    if (!course.missionFiles().isEmpty()) {
      String folder = String.valueOf(course.missionFiles().getFirst().getParent());
      String digest = Digests.of(course.missionFiles());
      all.add(new Condition(Condition.Kind.MISSION, folder, digest));
    }
    for (String name : names) {
      all.add(new Condition(Condition.Kind.FILE, name, sizeAndTime(name)));
    }
    for (Path file : Stream.of(course.lines(), linkFiles).flatMap(List::stream).toList()) {
      String digest = Digests.of(List.of(file));
      all.add(new Condition(Condition.Kind.FILE, file.toString(), digest));
    }
    return all;
  }

  private String sizeAndTime(String name) {
    Path file = Path.of(name);
    try {
      if (!name.equals("-") && Files.isRegularFile(file)) {
        return words()
            .say(
                "app.resume.size-and-time",
                Because.count(Files.size(file)),
                text(Files.getLastModifiedTime(file).toString()));
      }
    } catch (IOException gone) {
      // Said below, like all that cannot be read twice.
    }
    throw Wrong.usage(words().say("app.resume.read-once", text(name)));
  }

  /**
   * What tells the time now: what was said, or the time asked about.
   *
   * @param system what tells it where nothing was said
   */
  InstantSource clock(InstantSource system) {
    if (!now.isEmpty()) {
      return InstantSource.fixed(time("--now", now));
    }
    return knownAt.isEmpty() ? system : InstantSource.fixed(knownAt());
  }

  /** The time of which is asked what was known. */
  Instant knownAt() {
    return knownAt.isEmpty() ? Instant.MAX : time("--known-at", knownAt);
  }

  private Instant time(String option, String said) {
    try {
      return OffsetDateTime.parse(said).toInstant();
    } catch (DateTimeException noTime) {
      throw Wrong.usage(words().say("app.judge.time", text(option), text(said)));
    }
  }

  /**
   * Who is linked with whom by these words and by those of the files of links, as far as they had
   * been said by then. A word that cannot be read is a judgement that would be lost.
   */
  Links links(List<Links.Link> known) {
    List<Links.Link> links = new ArrayList<>(known);
    for (Path file : linkFiles) {
      LinkFile.Alone alone = LinkFile.read(file);
      if (!alone.findings().isEmpty()) {
        findings(alone.findings(), err(), Finding.Severity.ERROR);
        throw Wrong.found(words().say("app.judge.links-unusable", text(file.toString())));
      }
      links.addAll(alone.links());
    }
    Instant by = knownAt();
    links.removeIf(link -> link.time().isAfter(by));
    return new Links(links);
  }
}
