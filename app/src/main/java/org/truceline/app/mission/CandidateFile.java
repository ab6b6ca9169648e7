package org.truceline.app.mission;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.line.Comparer;
import org.truceline.line.Comparison;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Purpose;
import org.truceline.line.Version;
import org.truceline.terms.Because;

/** Reads a line that somebody proposes, and holds it against the line in force. */
public final class CandidateFile {
  private static final double STEP_METRES = 200;

  /** Stations on a long line: some seconds of work at most. */
  private static final int MOST_STATIONS = 20_000;

  /** A line that is shorter than the one in force by less is as long. */
  private static final double LEAST_MISSING = 0.01;

  private CandidateFile() {}

  /**
   * What reading one gave.
   *
   * @param findings everything found, errors or not
   * @param versions the candidate, or nothing where an error stands in its way
   */
  public record Reading(List<Finding> findings, List<Version> versions) {
    public Reading {
      findings = List.copyOf(findings);
      versions = List.copyOf(versions);
    }

    /** The candidate, where no error stands in its way. */
    public Optional<Version> find() {
      return versions.stream().findFirst();
    }
  }

  /**
   * Reads a candidate; it is named by its file.
   *
   * @param sigmaMetres its standard deviation
   * @param inForce the line in force: the candidate runs the same way as its first version, and
   *     ranks after all of them
   */
  public static Reading read(Path file, double sigmaMetres, LineBook inForce) {
    LineFile.Alone alone = LineFile.read(file);
    if (alone.places().isEmpty()) {
      return new Reading(alone.findings(), List.of());
    }
    Version candidate =
        new Version(
            LineFile.id(file),
            Line.of(alone.places()),
            Purpose.PROPOSED,
            LocalDate.MIN,
            LocalDate.MAX,
            sigmaMetres,
            List.of(),
            inForce.versions().getLast().precedence() + 1);
    Findings findings = new Findings();
    Version first = inForce.versions().getFirst();
    String name = file.toString();
    new DrawingChecks(findings, List.of(), name).pair(first, candidate);
    if (!findings.anyError()) {
      ends(first, candidate, name, findings);
    }
    List<Finding> all = new ArrayList<>(alone.findings());
    all.addAll(findings.all());
    return new Reading(all, findings.anyError() ? List.of() : List.of(candidate));
  }

  /** Says how much of the line in force lies beyond the candidate's ends. */
  private static void ends(Version first, Version candidate, String name, Findings findings) {
    double step = Math.max(STEP_METRES, first.line().lengthMetres() / MOST_STATIONS);
    Comparison comparison = Comparer.compare(first, candidate, step);
    double stations = comparison.samples().size() + comparison.beyond();
    double missing = comparison.beyond() / stations;
    if (missing > LEAST_MISSING) {
      findings.warning(
          name,
          0,
          "",
          "mission.candidate-short",
          Because.percent(missing),
          Because.text(first.id().text()),
          Because.text(candidate.id().text()));
    }
  }
}
