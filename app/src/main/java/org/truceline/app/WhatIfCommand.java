package org.truceline.app;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.CandidateFile;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.Tolerance;
import org.truceline.app.whatif.Change;
import org.truceline.app.whatif.Proposal;
import org.truceline.app.whatif.WhatIfJson;
import org.truceline.app.whatif.WhatIfPage;
import org.truceline.app.whatif.WhatIfReport;
import org.truceline.app.whatif.WhatIfTable;
import org.truceline.line.DatedRule;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Version;
import org.truceline.terms.Nearest;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline what-if}: what a proposal would have meant over an archive. */
@Command(name = "what-if")
final class WhatIfCommand extends OverTracks implements Callable<Integer> {
  @Parameters(paramLabel = "MISSION", descriptionKey = "MISSION", index = "0")
  Path mission = Path.of(".");

  @Parameters(paramLabel = "ARCHIVE", descriptionKey = "ARCHIVE", index = "1..*", arity = "0..*")
  List<String> archive = new ArrayList<>();

  @Option(names = "--line", paramLabel = "FILE")
  String line = "";

  @Option(names = "--beside")
  boolean beside;

  @Option(names = "--rule", paramLabel = "RULE")
  String rule = "";

  @Option(names = "--tolerance", paramLabel = "KEY=NUMBER")
  List<String> tolerances = new ArrayList<>();

  @Option(names = "--html", paramLabel = "FILE")
  List<Path> html = new ArrayList<>();

  @Override
  public Integer call() {
    checkNumbers();
    checkOptions();
    try (Resumption resumption = resumption()) {
      return judgeTwice(resumption);
    }
  }

  private int judgeTwice(Resumption resumption) {
    Mission read = mission(mission);
    Proposal proposal = proposal(read);
    TrackFiles tracks = TrackFiles.named(archive, words(), err());
    Circumstances circumstances = read.circumstances().with(links(read.links()));
    // One time for both: a report must not be ahead of now under one of them alone.
    InstantSource clock = InstantSource.fixed(clock(resumption.clock()).instant());
    JudgedBy inForce =
        new JudgedBy(read.book(), read.policy(), read.zone(), circumstances, clock, knownAt());
    JudgedBy proposed =
        new JudgedBy(
            proposal.book(), proposal.policy(), read.zone(), circumstances, clock, knownAt());
    html.forEach(this::checkWritable);
    Words words = words().at(read.zone());
    Basemap basemap = Basemap.read(read.basemap());
    PlaceNames names = new PlaceNames(basemap.names());
    PrintWriter out =
        new PrintWriter(new BufferedWriter(resumption.printing(out()), 1 << 16), false);
    WhatIfRun run =
        new WhatIfRun(
            inForce,
            proposed,
            tracks,
            threads,
            matter -> {
              if (json && matter.change() != Change.STAYS) {
                out.println(WhatIfJson.of(matter, names, language()));
              }
            },
            words,
            err());
    run(
        new Course(tracks, read.files(), line.isEmpty() ? List.of() : List.of(Path.of(line))),
        json,
        words,
        resumption,
        (setAside, progress, stop) -> {
          Tally tally = new Tally(setAside, words, err());
          if (!run.run(tally, progress, out::flush, stop, resumption)) {
            return;
          }
          if (tally.reports() == 0) {
            return;
          }
          boolean whole = !stop.asked();
          say(
              new WhatIfReport(
                  read, proposal, run.outcomes(), tally.reports(), tally.setAside(), whole, names),
              basemap,
              words,
              out);
        });
    if (run.readNothing()) {
      throw Wrong.found(words.say("app.what-if.no-reports"));
    }
    return 0;
  }

  private void say(WhatIfReport report, Basemap basemap, Words words, PrintWriter out) {
    if (json) {
      out.println(WhatIfJson.of(report));
    } else {
      WhatIfTable.print(report, words, out);
    }
    out.flush();
    html.forEach(
        file -> write(file, to -> Files.writeString(to, WhatIfPage.of(report, basemap, words))));
  }

  private void checkOptions() {
    if (line.isEmpty() && rule.isEmpty() && tolerances.isEmpty()) {
      throw Wrong.usage(words().say("app.what-if.nothing-proposed"));
    }
    boolean sigma = spec.commandLine().getParseResult().hasMatchedOption("--line-sigma");
    if (line.isEmpty() && (sigma || beside)) {
      throw Wrong.usage(
          words().say("app.what-if.with-line", text(beside ? "--beside" : "--line-sigma")));
    }
    if (!line.isEmpty() && !rule.isEmpty() && !beside) {
      throw Wrong.usage(words().say("app.what-if.rule-of-one"));
    }
  }

  private Proposal proposal(Mission inForce) {
    Map<Tolerance, Double> changes = changes();
    Optional<Policy> policy = Tolerance.changed(inForce.policy(), changes);
    if (policy.isEmpty()) {
      throw Wrong.usage(words().say("app.what-if.do-not-rise"));
    }
    List<Proposal.Changed> changed = new ArrayList<>();
    changes.forEach(
        (one, value) -> changed.add(new Proposal.Changed(one, one.of(inForce.policy()), value)));
    List<Version> candidates = line.isEmpty() ? List.of() : List.of(candidate(inForce));
    List<Rule> rules = rule.isEmpty() ? List.of() : List.of(rule(inForce, candidates));
    return new Proposal(
        book(inForce, candidates, rules), policy.get(), candidates, beside, rules, changed);
  }

  private LineBook book(Mission inForce, List<Version> candidates, List<Rule> rules) {
    if (!candidates.isEmpty() && !beside) {
      return LineBook.of(candidates, new Rule.EveryVersion());
    }
    LineBook book = inForce.book();
    List<Version> versions = new ArrayList<>(book.versions());
    versions.addAll(candidates);
    for (Rule one : rules) {
      // A drawing that is shown only may be proposed as the one that decides.
      inForce.drawings().stream()
          .map(Mission.Drawing::version)
          .filter(version -> one.equals(new Rule.OneVersion(version.id())))
          .filter(version -> !versions.contains(version))
          .forEach(versions::add);
    }
    List<DatedRule> dated =
        rules.isEmpty()
            ? book.rules()
            : rules.stream().map(one -> new DatedRule(one, LocalDate.MIN, LocalDate.MAX)).toList();
    return new LineBook(versions, book.markers(), dated, book.markerReachMetres());
  }

  private Version candidate(Mission inForce) {
    CandidateFile.Reading reading = CandidateFile.read(Path.of(line), lineSigma, inForce.book());
    findings(reading.findings(), err(), Finding.Severity.WARNING);
    if (reading.find().isEmpty()) {
      throw Wrong.found(words().say("app.judge.line-unusable", text(line)));
    }
    Version candidate = reading.find().get();
    boolean taken =
        inForce.drawings().stream().anyMatch(one -> one.version().id().equals(candidate.id()));
    if (beside && taken) {
      throw Wrong.usage(words().say("app.what-if.name-taken", text(candidate.id().text())));
    }
    if (lineSigma == 0) {
      err().println("truceline: " + words().say("app.judge.default-sigma"));
    }
    return candidate;
  }

  private Rule rule(Mission inForce, List<Version> candidates) {
    List<String> known = new ArrayList<>(Rule.WORDS);
    inForce.drawings().forEach(one -> known.add(new Rule.OneVersion(one.version().id()).name()));
    candidates.forEach(one -> known.add(new Rule.OneVersion(one.id()).name()));
    Optional<Rule> named = Rule.find(rule).filter(one -> known.contains(one.name()));
    return named.orElseThrow(() ->
        Wrong.usage(
            words().say("app.what-if.no-rule", text(rule), text(String.join(", ", known)))));
  }

  private Map<Tolerance, Double> changes() {
    Map<Tolerance, Double> changes = new EnumMap<>(Tolerance.class);
    for (String text : tolerances) {
      int equals = text.indexOf('=');
      String key = text.substring(0, Math.max(0, equals)).strip();
      Optional<Tolerance> tolerance = Tolerance.find(key);
      if (tolerance.isEmpty()) {
        throw Wrong.usage(
            words()
                .say(
                    "app.what-if.no-tolerance",
                    text(text),
                    text(String.join(", ", Tolerance.keys())),
                    text(Nearest.of(key, Tolerance.keys()))));
      }
      changes.put(tolerance.get(), number(tolerance.get(), text.substring(equals + 1)));
    }
    return changes;
  }

  private double number(Tolerance tolerance, String text) {
    try {
      double number = Double.parseDouble(text.strip());
      if (tolerance.holds(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, together with a number out of range.
    }
    throw Wrong.usage(
        words()
            .say(
                "app.what-if.not-within",
                text(tolerance.key()),
                text(text),
                text(Tolerance.plain(tolerance.least())),
                text(Tolerance.plain(tolerance.most()))));
  }

  /** Refuses at once what would be refused after hours of work. */
  private void checkWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean room = folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!room || Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
      throw Wrong.found(words().say("app.what-if.page-nowhere", text(file.toString())));
    }
  }
}
