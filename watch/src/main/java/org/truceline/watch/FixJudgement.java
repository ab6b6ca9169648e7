package org.truceline.watch;

import java.util.List;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;

/**
 * What one fix says by itself.
 *
 * @param fix the fix
 * @param grade the grade by the mission's policy
 * @param belief the belief it rests on
 * @param error the error it was judged with: the stated one, or what the policy makes of it
 */
public record FixJudgement(Fix fix, Grade grade, SideBelief belief, ErrorEllipse error) {
  /** Why. */
  public Because because() {
    return Because.of("watch.grade." + grade.word(), Because.percent(belief.pastByRule()))
        .with(List.of(belief.because(), accuracyReason()));
  }

  private Because accuracyReason() {
    return switch (fix.accuracy()) {
      case Accuracy.Unstated() ->
          Because.of("watch.error.unstated", Because.metres(error.semiMajorMetres()));
      case Accuracy.Stated(var stated) ->
          stated.equals(error)
              ? Because.of("watch.error.stated", Because.metres(stated.semiMajorMetres()))
              : Because.of(
                  "watch.error.raised",
                  Because.metres(stated.semiMinorMetres()),
                  Because.metres(error.semiMinorMetres()));
    };
  }
}
