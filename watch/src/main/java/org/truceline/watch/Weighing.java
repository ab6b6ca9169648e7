package org.truceline.watch;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.truceline.line.End;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;

/**
 * How the next fix of a body is weighed by what is known of it. Most fixes cost little: one far
 * from the line, or clear and no news, is passed over; one that is clear once it is taken needs no
 * integral. What is left is judged, and goes into the body's episode.
 */
final class Weighing {
  /**
   * Further than this from what is near, at home, a body is not followed fix by fix: on foot it is
   * minutes away. Its last fixes are kept, to begin with when it comes nearer.
   */
  private static final double FAR_METRES = 150;

  /** A body that is followed is let go a little further off, so as not to begin with it twice. */
  private static final double LET_GO_METRES = 200;

  private static final Outcome CLEAR = new Outcome.PlainlyClear();

  private final String name;
  private final Judge judge;
  private final Steps steps;
  private final Leaps leaps;
  private final Consumer<? super Judgement> judgements;
  private final FreeCircle free;

  Weighing(
      String name, Judge judge, Steps steps, Leaps leaps, Consumer<? super Judgement> judgements) {
    this.name = name;
    this.judge = judge;
    this.steps = steps;
    this.leaps = leaps;
    this.judgements = judgements;
    this.free = new FreeCircle(judge);
  }

  /** The circle about a place of the body within which nothing comes near any version. */
  FreeCircle free() {
    return free;
  }

  /** Weighs the next report in the order of times, and adds it to what is known. */
  Outcome weigh(Known known, Fix fix) {
    ErrorEllipse error = judge.believed(fix.accuracy());
    Side past = judge.policy().pastFor(fix.party());
    long ms = known.msTo(fix.time().toEpochMilli());
    boolean quiet = !known.episode().awaits() && fix.alarm() == Fix.Alarm.NONE;
    if (quiet && passOver(known, fix, error, ms, past)) {
      return CLEAR;
    }
    known.beginWithFar(judge, steps);
    return follow(known, fix, error, ms, past);
  }

  /** Leaves out a fix that is clear and no news, or so far off that the body is not followed. */
  private boolean passOver(Known known, Fix fix, ErrorEllipse error, long ms, Side past) {
    Motion motion = known.motion();
    double hop = known.last() == null || ms >= Motion.ANEW_MS ? 0 : known.metresTo(fix);
    if (motion != null
        && motion.filter().wouldBeSame(ms)
        && hop < Motion.LEAP_METRES
        && free.holds(fix, error, past, hop)) {
      motion.filter().passOver(ms);
      known.hear(fix);
      return true;
    }
    if (free.holds(fix, error, past, Math.max(hop, motion == null ? FAR_METRES : LET_GO_METRES))) {
      known.hearFar(fix);
      return true;
    }
    return false;
  }

  /** Takes a fix of a body that may be by the line. */
  private Outcome follow(Known known, Fix fix, ErrorEllipse error, long ms, Side past) {
    Motion before = known.motion();
    Fix last = known.last();
    Whereabouts from = before == null ? null : before.whereabouts(0);
    Fix other = last != null && Contradiction.between(judge, last, fix) ? last : null;
    boolean unsure = before == null || !before.filter().established();
    boolean anew = known.advance(steps, fix, error, ms);
    known.hear(fix);
    Motion motion = requireNonNull(known.motion());
    Leg leg = new Leg(judge, motion, anew ? null : from, fix, error, anew ? 0 : ms, past);
    Whereabouts here = motion.whereabouts(0);
    boolean clear =
        judge.plainlyClear(
            fix.time(), here.lonDegrees(), here.latDegrees(), motion.widestMetres(error), past);
    boolean leapt = motion.leapt();
    if (leapt && motion.filter().established() && !(fix.accuracy() instanceof Accuracy.Sighted)) {
      leaps.add(name, fix, motion.filter().offX(), motion.filter().offY());
    }
    boolean hopped = clear && hopped(leg, here);
    if (clear && !hopped && !leapt && other == null && !known.episode().awaits()) {
      return CLEAR;
    }
    Judgement judgement = judgement(leg);
    hopped = hopped || (!clear && judgement.grade() == Grade.CLEAR && hopped(leg, here));
    if (other != null) {
      judgement = contradicting(known.episode(), judgement, other, unsure);
    }
    known.judged(judgement);
    judgements.accept(judgement);
    gather(known, leg, judgement, hopped ? last : null);
    return new Outcome.Judged(judgement);
  }

  /** Whether a body may have been past the line on a leg, though neither end lies near it. */
  private boolean hopped(Leg leg, Whereabouts here) {
    double gone = leg.goneMetres(here);
    return !StraightWay.isShort(gone)
        && !free.holds(leg.fix(), leg.error(), leg.past(), gone)
        && leg.likeliestPast(here) >= judge.policy().probableAt();
  }

  private Judgement judgement(Leg leg) {
    Fix fix = leg.fix();
    List<Whereabouts> each = leg.motion().now(fix, leg.error(), judge.policy().vagueSigmaMetres());
    SideBelief belief = judge.believe(fix.time(), leg.past(), each);
    Grade grade = judge.grade(belief);
    boolean alarmed = fix.alarm() != Fix.Alarm.NONE && grade.crossing();
    double silence = leg.ms() / 1_000.0;
    return new Judgement(
        fix,
        alarmed ? Grade.CANNOT_TELL : grade,
        belief,
        leg.error(),
        each.getFirst().place(),
        causes(leg, each, belief, silence),
        Remarks.of(fix, leg.motion(), silence, judge.policy().silentAfterSeconds()));
  }

  private static Causes causes(
      Leg leg, List<Whereabouts> each, SideBelief belief, double silenceSeconds) {
    double square = 0;
    for (Whereabouts one : each) {
      double sigma = one.error().semiMajorMetres();
      square += one.weight() * (sigma * sigma);
    }
    double sigma = Math.sqrt(square);
    Depths depths = Depths.of(belief);
    return new Causes(
        sigma,
        Judge.drawing(depths, sigma),
        depths.apartMetres(),
        silenceSeconds,
        leg.widenedMetres());
  }

  /** Says that two fixes contradict each other, of the fix and of the episode that it is in. */
  private Judgement contradicting(
      OpenEpisode episode, Judgement judgement, Fix other, boolean unsure) {
    Because remark = Contradiction.remark(other, judgement.fix());
    if (unsure) {
      episode.contradicted(judgement);
    }
    if (episode.open()) {
      episode.remark(remark);
    }
    return Contradiction.said(judge, judgement, other, unsure, remark);
  }

  /**
   * Adds a judgement to the episode that the body may be in.
   *
   * @param hoppedFrom the fix before, where the body may have been past the line since then
   */
  private static void gather(Known known, Leg leg, Judgement judgement, @Nullable Fix hoppedFrom) {
    OpenEpisode episode = known.episode();
    boolean counts =
        hoppedFrom != null || (judgement.grade() != Grade.CLEAR && withinReach(judgement));
    if (counts || episode.open()) {
      leg.follow(episode.paths(seed(leg.fix())), judgement);
    }
    if (counts) {
      judgement.remarks().forEach(episode::remark);
    }
    episode.take(judgement, counts).ifPresent(known::end);
    if (hoppedFrom != null) {
      episode.beganAt(hoppedFrom.time());
    }
    episode.settlePaths();
  }

  /** The same reports are to give the same ways, whatever else is followed. */
  private static long seed(Fix first) {
    return 0x9e3779b97f4a7c15L * first.track().hashCode() + first.time().toEpochMilli();
  }

  /** Whether a place that cannot be told lies near enough to a version to open an episode. */
  private static boolean withinReach(Judgement judgement) {
    if (judgement.grade() != Grade.CANNOT_TELL) {
      return true;
    }
    for (SideBelief.OfVersion one : judgement.belief().versions()) {
      if (one.end() == End.NONE
          || Math.abs(one.offsetMetres()) <= Policy.END_REACH_METRES + 2 * one.sigmaMetres()) {
        return true;
      }
    }
    return false;
  }
}
