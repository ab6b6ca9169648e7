package org.truceline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.LinkFile;
import org.truceline.terms.Because;
import org.truceline.watch.Lanes;
import org.truceline.watch.Links;
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

  /** One run over the files, which can be stopped. */
  interface Run {
    /** Runs to the end, or until it is stopped. */
    void run(SetAside setAside, Progress progress, Stop stop);
  }

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
  void run(TrackFiles files, boolean quiet, Words words, Run run) {
    Stop stop = Stop.onRequest();
    try (stop;
        SetAside setAside = new SetAside(setAsideFile, words);
        Progress progress = Progress.on(err(), quiet, files.names())) {
      run.run(setAside, progress, stop);
    } catch (IOException | UncheckedIOException full) {
      throw Wrong.found(
          words.say(
              "app.judge.set-aside-failed", text(setAsideFile.toString()), text(reason(full))));
    }
  }

  /** What tells the time now: what was said, the time asked about, or the system's clock. */
  InstantSource clock() {
    if (!now.isEmpty()) {
      return InstantSource.fixed(time("--now", now));
    }
    return knownAt.isEmpty() ? InstantSource.system() : InstantSource.fixed(knownAt());
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
