package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * What is judged when a fix has come in: from all that its track has said so far.
 *
 * @param fix the fix
 * @param grade the grade by the mission's policy
 * @param belief the belief it rests on; its offsets are those of the believed place
 * @param error the error taken for the fix: the stated one, or what the policy makes of it
 * @param believed where the body is believed to be
 * @param causes the doubt, by what causes it
 * @param remarks what else bears on it, the weightiest first
 */
public record Judgement(
    Fix fix,
    Grade grade,
    SideBelief belief,
    ErrorEllipse error,
    Place believed,
    Causes causes,
    List<Because> remarks) {
  public Judgement {
    remarks = List.copyOf(remarks);
  }

  /**
   * How far past the line by the rule the believed place lies, in metres; below zero short of it.
   */
  public double depthMetres() {
    return Depths.of(belief).metres();
  }

  /** What was seen, where the report is a sighting. */
  public Optional<SightingReport> sighting() {
    return fix.accuracy() instanceof Accuracy.Sighted sighted
        ? Optional.of(sighted.sighting())
        : Optional.empty();
  }

  /** The same with another grade. */
  Judgement with(Grade other) {
    return new Judgement(fix, other, belief, error, believed, causes, remarks);
  }

  /** Why. */
  public Because because() {
    List<Because> parts = new ArrayList<>();
    parts.add(belief.because());
    parts.addAll(remarks);
    parts.add(accuracyReason());
    return Because.of("watch.grade." + grade.word(), Because.percent(belief.pastByRule()))
        .with(parts);
  }

  private Because accuracyReason() {
    return switch (fix.accuracy()) {
      case Accuracy.Unstated() ->
          Because.of("watch.error.unstated", Because.metres(error.semiMajorMetres()));
      case Accuracy.Stated(var stated) when stated.semiMajorMetres() > Judge.WIDEST_SIGMA_METRES ->
          Because.of("watch.error.anywhere", Because.metres(stated.semiMajorMetres()));
      case Accuracy.Stated(var stated) ->
          stated.equals(error)
              ? Because.of("watch.error.stated", Because.metres(stated.semiMajorMetres()))
              : Because.of(
                  "watch.error.raised",
                  Because.metres(stated.semiMinorMetres()),
                  Because.metres(error.semiMinorMetres()));
      case Accuracy.Sighted sighted ->
          Because.of(
              "watch.error.sighting",
              new Because.Figure(sighted.bearingSigmaDegrees()),
              Because.metres(sighted.rangeSigmaMetres()),
              Because.metres(error.semiMajorMetres()),
              Because.metres(error.semiMinorMetres()));
    };
  }
}
