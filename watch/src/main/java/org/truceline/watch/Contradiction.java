package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/** That two fixes put one body in two places at one time, by more than their errors. */
final class Contradiction {
  /** Nearer than this two fixes of one moment are no contradiction: clocks are often whole. */
  private static final double AT_ONCE_METRES = 50;

  /** Nor are two that are no further apart than so many of their standard deviations together. */
  private static final double AT_ONCE_SIGMAS = 5;

  private Contradiction() {}

  /** Whether there is one. */
  static boolean between(Judge judge, Fix one, Fix other) {
    if (!one.time().equals(other.time())) {
      return false;
    }
    double sigmas =
        judge.believed(one.accuracy()).semiMajorMetres()
            + judge.believed(other.accuracy()).semiMajorMetres();
    return apart(one, other) > Math.max(AT_ONCE_METRES, AT_ONCE_SIGMAS * sigmas);
  }

  /** What is said where there is one. */
  static Because remark(Fix one, Fix other) {
    return Because.of(
        "watch.two-places", new Because.Time(other.time()), Because.metres(apart(one, other)));
  }

  /**
   * A judgement that says so. Without a past that tells which fix is right neither decides.
   *
   * @param other the fix that its own contradicts
   * @param unsure whether the past does not tell
   */
  static Judgement said(
      Judge judge, Judgement judgement, Fix other, boolean unsure, Because remark) {
    boolean lowered =
        unsure && judgement.grade().crossing() && !judge.judge(other).grade().crossing();
    List<Because> remarks = new ArrayList<>(judgement.remarks());
    remarks.addFirst(remark);
    return new Judgement(
        judgement.fix(),
        lowered ? Grade.CANNOT_TELL : judgement.grade(),
        judgement.belief(),
        judgement.error(),
        judgement.believed(),
        judgement.causes(),
        remarks);
  }

  private static double apart(Fix one, Fix other) {
    Ground ground = new Ground(one.place());
    return Math.hypot(ground.x(other.place()), ground.y(other.place()));
  }
}
