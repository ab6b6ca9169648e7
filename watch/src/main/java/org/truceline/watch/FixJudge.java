package org.truceline.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.truceline.line.Believer;
import org.truceline.line.End;
import org.truceline.line.LineBook;
import org.truceline.line.Locator;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.ErrorEllipse;

/**
 * Judges fixes one by one, each from itself, against the versions and the rule of its own day. Not
 * for two threads at once.
 */
public final class FixJudge {
  /** A fix further off than this many standard deviations needs no integral. */
  private static final double FAR_SIGMAS = 6;

  /** Days whose pages are kept ready; more are built again. */
  private static final int MOST_DAYS = 4_096;

  private final LineBook book;
  private final Policy policy;
  private final ZoneId zone;
  private final double largestLineSigma;
  private final Map<LocalDate, Believer> byDay = new HashMap<>();
  private final Map<LineBook.Page, Believer> byPage = new HashMap<>();
  private long hourOfLast = Long.MIN_VALUE;
  private Believer ofLast;

  /**
   * A judge by this book and policy.
   *
   * @param zone the zone in which the mission's days begin
   */
  public FixJudge(LineBook book, Policy policy, ZoneId zone) {
    this.book = book;
    this.policy = policy;
    this.zone = zone;
    this.ofLast = new Believer(book.on(LocalDate.EPOCH));
    double largest = 0;
    for (var version : book.versions()) {
      largest = Math.max(largest, version.sigmaMetres());
      for (var stretch : version.stretches()) {
        largest = Math.max(largest, stretch.sigmaMetres());
      }
    }
    largestLineSigma = largest;
  }

  /** The policy it judges by. */
  public Policy policy() {
    return policy;
  }

  /**
   * Whether a fix is plainly clear: so far from every version, on its own side of all of them, that
   * its error does not matter. The cheap answer for most fixes of an archive; a fix that is not
   * plainly clear may still be graded clear.
   */
  public boolean plainlyClear(Fix fix) {
    Believer believer = believerAt(fix.time());
    ErrorEllipse error = believed(fix.accuracy());
    return plainlyClear(
        believer,
        fix.place().lonDegrees(),
        fix.place().latDegrees(),
        error.semiMajorMetres(),
        policy.pastFor(fix.party()));
  }

  /**
   * As {@link #plainlyClear(Fix)} for bare numbers: degrees, and a standard deviation in metres.
   */
  boolean plainlyClear(
      Believer believer, double lonDegrees, double latDegrees, double sigmaMetres, Side past) {
    double reach =
        Math.max(policy.nearMetres(), FAR_SIGMAS * Math.hypot(sigmaMetres, largestLineSigma));
    double nearest = believer.look(lonDegrees, latDegrees);
    if (nearest <= reach || believer.page().versions().isEmpty()) {
      return false;
    }
    for (int i = 0; i < believer.page().versions().size(); i++) {
      Locator locator = believer.locator(i);
      boolean pastIt = (locator.offsetMetres() >= 0) == (past == Side.LEFT);
      if (pastIt || locator.end() != End.NONE) {
        return false;
      }
    }
    return true;
  }

  /** Judges one fix. */
  public FixJudgement judge(Fix fix) {
    Believer believer = believerAt(fix.time());
    Side past = policy.pastFor(fix.party());
    ErrorEllipse error = believed(fix.accuracy());
    SideBelief belief =
        believer.believe(fix.place().lonDegrees(), fix.place().latDegrees(), error, past);
    Grade grade = grade(belief);
    return new FixJudgement(fix, grade, belief, error);
  }

  private Grade grade(SideBelief belief) {
    if (belief.verdict() == SideBelief.Verdict.CANNOT_TELL) {
      return Grade.CANNOT_TELL;
    }
    double nearest = Double.POSITIVE_INFINITY;
    double across = 0;
    for (SideBelief.OfVersion one : belief.versions()) {
      nearest = Math.min(nearest, Math.abs(one.offsetMetres()));
      across = Math.max(across, one.sigmaMetres());
    }
    boolean open =
        belief.pastAny() >= policy.clearBelow() && belief.pastByRule() < policy.nearCertainAt();
    if (open && across > policy.vagueSigmaMetres()) {
      return Grade.CANNOT_TELL;
    }
    if (belief.pastByRule() >= policy.nearCertainAt()) {
      return Grade.NEAR_CERTAIN;
    }
    if (belief.pastByRule() >= policy.probableAt()) {
      return Grade.PROBABLE;
    }
    if (belief.pastAny() >= Believer.SURE) {
      return Grade.IN_STRIP;
    }
    return nearest <= policy.nearMetres() || belief.pastAny() >= policy.clearBelow()
        ? Grade.NEAR
        : Grade.CLEAR;
  }

  private ErrorEllipse believed(Accuracy accuracy) {
    return switch (accuracy) {
      case Accuracy.Unstated() -> ErrorEllipse.circle(policy.unstatedSigmaMetres());
      case Accuracy.Stated(var ellipse) -> {
        double least = policy.leastSigmaMetres();
        yield ellipse.semiMinorMetres() >= least
            ? ellipse
            : new ErrorEllipse(
                Math.max(least, ellipse.semiMajorMetres()), least, ellipse.orientationDegrees());
      }
    };
  }

  private Believer believerAt(Instant time) {
    // No zone changes its date within a quarter of an hour of UTC.
    long quarter = Math.floorDiv(time.getEpochSecond(), 900L);
    if (quarter != hourOfLast) {
      hourOfLast = quarter;
      if (byDay.size() >= MOST_DAYS) {
        byDay.clear();
      }
      LocalDate day = LocalDate.ofInstant(time, zone);
      ofLast = byDay.computeIfAbsent(day, this::believerOn);
    }
    return ofLast;
  }

  private Believer believerOn(LocalDate day) {
    return byPage.computeIfAbsent(book.on(day), Believer::new);
  }
}
