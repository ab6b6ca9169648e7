package org.truceline.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/** The approach or crossing that a track may be in, as it grows from judgement to judgement. */
final class OpenEpisode {
  /** Remarks kept of one episode; more are counted. A receiver can raise an alarm a second. */
  private static final int MOST_REMARKS = 24;

  private final Policy policy;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;
  private long fixes;
  private int quiet;
  private boolean crossing;
  private boolean aftermath;
  private @Nullable Judgement gravest;
  private @Nullable Paths paths;
  private final List<Episode.Reached> reached = new ArrayList<>();
  private final List<Because> remarks = new ArrayList<>();
  private long moreRemarks;

  OpenEpisode(Policy policy) {
    this.policy = policy;
  }

  /** The same, to go on from it twice. */
  OpenEpisode copy() {
    OpenEpisode copy = new OpenEpisode(policy);
    copy.from = from;
    copy.to = to;
    copy.fixes = fixes;
    copy.quiet = quiet;
    copy.crossing = crossing;
    copy.aftermath = aftermath;
    copy.gravest = gravest;
    copy.paths = paths == null ? null : paths.copy();
    copy.reached.addAll(reached);
    copy.remarks.addAll(remarks);
    copy.moreRemarks = moreRemarks;
    return copy;
  }

  /**
   * Writes it into a bookmark.
   *
   * @param before one that reader and writer know already
   */
  void write(BookmarkWriter to, @Nullable OpenEpisode before) {
    to.time(from);
    to.time(this.to);
    to.number(fixes);
    to.number(quiet);
    to.flag(crossing);
    to.flag(aftermath);
    to.maybe(Judgement.class, gravest);
    Paths ways = paths;
    to.flag(ways != null);
    if (ways != null) {
      ways.write(to, before == null ? null : before.paths);
    }
    to.values(Episode.Reached.class, reached);
    to.values(Because.class, remarks);
    to.number(moreRemarks);
  }

  /** One that was written. */
  static OpenEpisode read(Policy policy, BookmarkReader in, @Nullable OpenEpisode before) {
    OpenEpisode read = new OpenEpisode(policy);
    read.from = in.time();
    read.to = in.time();
    read.fixes = in.number();
    read.quiet = in.count();
    read.crossing = in.flag();
    read.aftermath = in.flag();
    read.gravest = in.maybe(Judgement.class);
    read.paths = in.flag() ? Paths.read(in, before == null ? null : before.paths) : null;
    read.reached.addAll(in.values(Episode.Reached.class));
    read.remarks.addAll(in.values(Because.class));
    read.moreRemarks = in.number();
    return read;
  }

  boolean open() {
    return gravest != null;
  }

  /** Whether it is open and the fix of this time belongs to it. */
  boolean goesOnTo(Instant time) {
    return open() && to.equals(time);
  }

  /** The time of its first fix, where it is open. */
  Instant from() {
    return from;
  }

  /** The time of its last fix until now, where it is open. */
  Instant to() {
    return to;
  }

  /** Whether judgements are awaited, of an episode or of its aftermath. */
  boolean awaits() {
    return open() || aftermath || quiet > 0;
  }

  /** The ways the body may have gone in it; new ones where none is open. */
  Paths paths(long seed) {
    Paths known = paths;
    if (known == null) {
      known = new Paths(seed);
      paths = known;
    }
    return known;
  }

  /** Forgets the ways of an episode that did not open. */
  void settlePaths() {
    if (!open()) {
      paths = null;
    }
  }

  void remark(Because remark) {
    if (remarks.size() == MOST_REMARKS) {
      moreRemarks++;
    } else if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
  }

  private List<Because> remarks() {
    if (moreRemarks == 0) {
      return remarks;
    }
    List<Because> all = new ArrayList<>(remarks);
    all.add(Because.of("watch.more-remarks", Because.count(moreRemarks)));
    return all;
  }

  /** Two fixes of one moment contradict each other: what rests on the other alone is not told. */
  void contradicted(Judgement by) {
    Judgement known = gravest;
    if (known != null
        && known.fix().time().equals(by.fix().time())
        && known.grade().crossing()
        && !by.grade().crossing()) {
      gravest = known.with(Grade.CANNOT_TELL);
    }
  }

  /**
   * Goes on with a judgement.
   *
   * @param counts whether it belongs to an episode at all
   * @return the episode that it ended
   */
  Optional<Episode> take(Judgement judgement, boolean counts) {
    boolean crosses =
        judgement.grade().crossing()
            || (crossing && counts && judgement.belief().pastAny() >= policy.leaveBelow());
    if (crosses && !crossing) {
      crossing = true;
      aftermath = false;
      quiet = 0;
    }
    if (aftermath && counts && !crosses) {
      quiet = 0;
      return Optional.empty();
    }
    if (counts && (crosses || !crossing)) {
      quiet = 0;
      extend(judgement);
      return Optional.empty();
    }
    quiet++;
    if (quiet < policy.leaveAfterFixes()) {
      return Optional.empty();
    }
    boolean stillNear = counts && crossing;
    Optional<Episode> ended = close();
    aftermath = stillNear;
    return ended;
  }

  /** What makes it an episode happened since this time, though the fix of it does not count. */
  void beganAt(Instant time) {
    from = open() && time.isBefore(from) ? time : from;
  }

  private void extend(Judgement judgement) {
    Instant time = judgement.fix().time();
    from = time.isBefore(from) ? time : from;
    to = time.isAfter(to) ? time : to;
    fixes++;
    if (reached.stream().noneMatch(one -> one.grade() == judgement.grade())) {
      reached.add(new Episode.Reached(judgement.grade(), time));
    }
    if (gravest == null || graver(judgement, gravest)) {
      gravest = judgement;
    }
  }

  private static boolean graver(Judgement one, Judgement other) {
    int byGrade = one.grade().compareTo(other.grade());
    return byGrade > 0
        || (byGrade == 0 && Depths.of(one.belief()).metres() > Depths.of(other.belief()).metres());
  }

  /** Ends what is open, if anything is. */
  Optional<Episode> close() {
    Optional<Episode> ended = find();
    from = Instant.MAX;
    to = Instant.MIN;
    fixes = 0;
    quiet = 0;
    crossing = false;
    aftermath = false;
    gravest = null;
    paths = null;
    reached.clear();
    remarks.clear();
    moreRemarks = 0;
    return ended;
  }

  /** The episode as it stands, if one is open. */
  Optional<Episode> find() {
    Judgement worst = gravest;
    Paths steps = paths;
    if (worst == null || steps == null) {
      return Optional.empty();
    }
    Paths.Ways ways = steps.ways();
    double ever = ways.everPast();
    Episode.Crossing where =
        ways.crossing()
            .<Episode.Crossing>map(one ->
                new Episode.CrossedWithin(
                    Instant.ofEpochMilli(one.fromMs()),
                    Instant.ofEpochMilli(one.toMs()),
                    one.fromMetres(),
                    one.toMetres()))
            .orElseGet(Episode.NotCrossed::new);
    Fix fix = worst.fix();
    Grade grade = grade(worst.grade(), ever, worst.belief().versions().size());
    List<Because> said = new ArrayList<>(remarks());
    if (worst.grade().compareTo(grade) > 0) {
      said.addFirst(
          Because.of(
              "watch.hindsight",
              new Because.Time(fix.time()),
              Because.percent(worst.belief().pastByRule()),
              Because.percent(ever)));
    }
    return Optional.of(
        new Episode(
            fix.track(),
            fix.party(),
            from,
            to,
            fixes,
            grade,
            ever,
            ways.depth(),
            where,
            fix.time(),
            fix.place(),
            worst,
            reached,
            List.of(),
            said));
  }

  /**
   * How grave all judgements together make it: what was learned later may have made a grade that
   * was reached less likely, or a crossing that no fix alone showed more so.
   */
  private Grade grade(Grade gravest, double ever, int versions) {
    if (gravest == Grade.CANNOT_TELL) {
      return gravest;
    }
    if (ever >= policy.nearCertainAt()) {
      return Grade.NEAR_CERTAIN;
    }
    if (ever >= policy.probableAt()) {
      return Grade.PROBABLE;
    }
    return gravest.crossing() && versions > 1 ? Grade.IN_STRIP : Grade.NEAR;
  }
}
