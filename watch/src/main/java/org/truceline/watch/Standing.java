package org.truceline.watch;

import java.time.Instant;
import java.util.List;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;

/**
 * What can be said of a track at a time, which may be long after its last report. Silence is a
 * finding: what was clear or open near the line becomes cannot tell, never stays clear on old news.
 *
 * @param track the body
 * @param heard time of its last report
 * @param grade the grade now
 * @param belief the belief now, with the doubt grown since
 * @param silenceSeconds how long nothing has been heard
 * @param silent whether that is longer than the mission's policy lets stand
 */
public record Standing(
    String track,
    Instant heard,
    Grade grade,
    SideBelief belief,
    double silenceSeconds,
    boolean silent) {
  /** Why. */
  public Because because() {
    Because grown =
        silent
            ? Because.of(
                "watch.silent", new Because.Time(heard), Because.count((long) silenceSeconds))
            : Because.of("watch.heard", new Because.Time(heard));
    return Because.of("watch.grade." + grade.word(), Because.percent(belief.pastByRule()))
        .with(List.of(grown, belief.because()));
  }
}
