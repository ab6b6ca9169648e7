package org.truceline.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;

/**
 * Gathers judged fixes into episodes, one for each approach or crossing of a track. An episode
 * opens with the first fix that is not clear, and ends after a number of quieter fixes in a row, so
 * that noise about a line does not make many of one. Not for two threads at once.
 */
public final class Watcher {
  /** Tracks followed at once; beyond this the one unheard for longest is closed. */
  public static final int MOST_TRACKS = 200_000;

  private static final double NINETY_PERCENT_SIGMAS = 1.645;

  private final FixJudge judge;
  private final Consumer<? super Episode> episodes;
  private final Map<String, Following> tracks = new LinkedHashMap<>(1024, 0.75f, true);
  private long closedEarly;

  /** A watcher that hands out episodes as they end. */
  public Watcher(FixJudge judge, Consumer<? super Episode> episodes) {
    this.judge = judge;
    this.episodes = episodes;
  }

  /** Takes one fix. */
  public void take(Fix fix) {
    Following following = tracks.get(fix.track());
    if (following == null && judge.plainlyClear(fix)) {
      return;
    }
    take(judge.judge(fix));
  }

  /** Takes one fix that has been judged already. */
  public void take(FixJudgement judgement) {
    Fix fix = judgement.fix();
    Grade grade = judgement.grade();
    boolean counts = grade != Grade.CLEAR && withinReach(judgement);
    Following following = tracks.get(fix.track());
    if (following == null) {
      if (!counts) {
        return;
      }
      makeRoom();
      following = new Following();
      tracks.put(fix.track(), following);
    }
    following.take(judgement, counts);
    if (following.gone()) {
      tracks.remove(fix.track());
    }
  }

  /** Ends every episode still open: nothing more is coming. */
  public void finish() {
    tracks.values().forEach(Following::close);
    tracks.clear();
  }

  /** Episodes ended because too many tracks were followed at once. */
  public long closedEarly() {
    return closedEarly;
  }

  private void makeRoom() {
    if (tracks.size() >= MOST_TRACKS) {
      var eldest = tracks.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
      closedEarly++;
    }
  }

  private static boolean withinReach(FixJudgement judgement) {
    if (judgement.grade() != Grade.CANNOT_TELL) {
      return true;
    }
    for (SideBelief.OfVersion one : judgement.belief().versions()) {
      if (Math.abs(one.offsetMetres()) <= Policy.END_REACH_METRES + 2 * one.sigmaMetres()) {
        return true;
      }
    }
    return false;
  }

  /** What is open for one track. */
  private final class Following {
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;
    private long fixes;
    private int quiet;
    private boolean crossing;
    private boolean aftermath;
    private boolean open;
    private List<FixJudgement> gravest = List.of();

    void take(FixJudgement judgement, boolean counts) {
      boolean crosses = judgement.grade().crossing();
      if (crosses && !crossing) {
        crossing = true;
        aftermath = false;
        quiet = 0;
      }
      if (aftermath && counts && !crosses) {
        quiet = 0;
        return;
      }
      if (counts && (crosses || !crossing)) {
        open = true;
        quiet = 0;
        extend(judgement);
        return;
      }
      quiet++;
      if (quiet >= judge.policy().leaveAfterFixes()) {
        boolean stillNear = counts && crossing;
        close();
        aftermath = stillNear;
        quiet = 0;
      }
    }

    boolean gone() {
      return !open && !aftermath && quiet == 0;
    }

    private void extend(FixJudgement judgement) {
      Instant time = judgement.fix().time();
      from = time.isBefore(from) ? time : from;
      to = time.isAfter(to) ? time : to;
      fixes++;
      if (gravest.isEmpty() || graver(judgement, gravest.getFirst())) {
        gravest = List.of(judgement);
      }
    }

    void close() {
      if (open) {
        FixJudgement worst = gravest.getFirst();
        Fix fix = worst.fix();
        episodes.accept(
            new Episode(
                fix.track(),
                fix.party(),
                from,
                to,
                fixes,
                worst.grade(),
                depth(worst.belief()),
                fix.time(),
                fix.place(),
                worst.belief(),
                worst.because()));
      }
      from = Instant.MAX;
      to = Instant.MIN;
      fixes = 0;
      crossing = false;
      open = false;
      gravest = List.of();
    }
  }

  private static boolean graver(FixJudgement one, FixJudgement other) {
    int byGrade = one.grade().compareTo(other.grade());
    return byGrade > 0 || (byGrade == 0 && depth(one.belief()).mid() > depth(other.belief()).mid());
  }

  /** Depth past the line by the rule: the shallowest of the versions that must all be passed. */
  static Episode.Depth depth(SideBelief belief) {
    boolean any = belief.rule() instanceof Rule.AnyVersion;
    double mid = any ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double sigma = 0;
    for (SideBelief.OfVersion one : belief.versions()) {
      if (belief.rule() instanceof Rule.OneVersion(var id) && !one.version().equals(id)) {
        continue;
      }
      double depth = belief.past() == Side.LEFT ? one.offsetMetres() : -one.offsetMetres();
      if (any ? depth > mid : depth < mid) {
        mid = depth;
        sigma = one.sigmaMetres();
      }
    }
    if (Double.isInfinite(mid)) {
      mid = 0;
    }
    double half = NINETY_PERCENT_SIGMAS * sigma;
    return new Episode.Depth(mid - half, mid, mid + half);
  }
}
