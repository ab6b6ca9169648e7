package org.truceline.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/** What is known of a body after some of its reports; to be gone on from. */
final class Known {
  /** Fixes kept of a body far from the line, to begin with when it comes nearer. */
  private static final int BEGIN_WITH = 16;

  private @Nullable Motion motion;
  private @Nullable Fix last;

  /** When and where the latest fix was, and the last of those far off: figures that are at hand. */
  private long lastMs = Long.MIN_VALUE;

  private double lastLonDegrees;
  private double lastLatDegrees;
  private long farMs = Long.MIN_VALUE;
  private @Nullable Judgement judgement;
  private final OpenEpisode episode;
  private List<Episode> ended = new ArrayList<>();

  /** Of the last fixes far from the line those that are news, while nothing is known but these. */
  private final ArrayDeque<Fix> far = new ArrayDeque<>(BEGIN_WITH);

  /** Of a body that has not been heard of. */
  Known(Policy policy) {
    this(new OpenEpisode(policy));
  }

  private Known(OpenEpisode episode) {
    this.episode = episode;
  }

  private Known(Known other) {
    motion = other.motion == null ? null : other.motion.copy();
    last = other.last;
    lastMs = other.lastMs;
    lastLonDegrees = other.lastLonDegrees;
    lastLatDegrees = other.lastLatDegrees;
    farMs = other.farMs;
    judgement = other.judgement;
    episode = other.episode.copy();
    ended = new ArrayList<>(other.ended);
    far.addAll(other.far);
  }

  /** The same, to go on from it twice. */
  Known copy() {
    return new Known(this);
  }

  /**
   * Writes it into a bookmark.
   *
   * @param before what was known of the same body before, where reader and writer have it already
   */
  void write(BookmarkWriter to, @Nullable Known before) {
    to.maybe(Fix.class, last);
    to.maybe(Judgement.class, judgement);
    Motion moving = motion;
    to.flag(moving != null);
    if (moving != null) {
      moving.write(to);
    }
    episode.write(to, before == null ? null : before.episode);
    to.values(Episode.class, ended);
    to.values(Fix.class, far);
    to.number(farMs);
  }

  /** What was written of a body. */
  static Known read(Policy policy, Steps steps, BookmarkReader from, @Nullable Known before) {
    Fix last = from.maybe(Fix.class);
    Judgement judgement = from.maybe(Judgement.class);
    Motion motion = from.flag() ? Motion.read(steps, from) : null;
    Known known = new Known(OpenEpisode.read(policy, from, before == null ? null : before.episode));
    if (last != null) {
      known.hear(last);
    }
    known.judgement = judgement;
    known.motion = motion;
    known.ended.addAll(from.values(Episode.class));
    known.far.addAll(from.values(Fix.class));
    known.farMs = from.number();
    return known;
  }

  /** What is believed of where it is; nothing of a body that is far from the line. */
  @Nullable Motion motion() {
    return motion;
  }

  /** The latest fix. */
  @Nullable Fix last() {
    return last;
  }

  /**
   * Milliseconds from the latest fix to a moment in milliseconds since 1970; 0 where there is none.
   */
  long msTo(long momentMs) {
    return last == null ? 0 : Math.max(0, momentMs - lastMs);
  }

  /** Whether a moment in milliseconds since 1970 is later than every fix. */
  boolean isBefore(long momentMs) {
    return last == null || lastMs < momentMs;
  }

  /** Metres from the latest fix to another. */
  double metresTo(Fix fix) {
    return Ground.metres(fix.place(), lastLonDegrees, lastLatDegrees);
  }

  /** What is judged of the latest fix; nothing where it is plainly clear. */
  @Nullable Judgement judgement() {
    return judgement;
  }

  /** The episode that it may be in. */
  OpenEpisode episode() {
    return episode;
  }

  /** Goes on from the fixes that were kept while the body was far from the line. */
  void beginWithFar(Judge judge, Steps steps) {
    if (far.isEmpty()) {
      return;
    }
    Fix before = far.getFirst();
    for (Fix one : far) {
      advance(judge, steps, before, one);
      before = one;
    }
    Fix latest = requireNonNull(last);
    if (!before.equals(latest)) {
      advance(judge, steps, before, latest);
    }
    far.clear();
  }

  private void advance(Judge judge, Steps steps, Fix before, Fix fix) {
    advance(steps, fix, judge.believed(fix.accuracy()), millis(before.time(), fix.time()));
  }

  /** Takes a fix into what is believed of where it is; true where that begins anew. */
  boolean advance(Steps steps, Fix fix, ErrorEllipse error, long ms) {
    Motion before = motion;
    if (before != null && before.goesOnTo(fix, ms)) {
      before.take(fix, error, ms);
      return false;
    }
    motion = Motion.begin(steps, fix, error);
    return true;
  }

  /** Has heard a fix that nothing is judged of, or not yet. */
  void hear(Fix fix) {
    last = fix;
    lastMs = fix.time().toEpochMilli();
    lastLonDegrees = fix.place().lonDegrees();
    lastLatDegrees = fix.place().latDegrees();
    judgement = null;
  }

  /** Has judged the latest fix. */
  void judged(Judgement judgement) {
    this.judgement = judgement;
  }

  /** Keeps a fix that lies far from the line, and follows the body no longer. */
  void hearFar(Fix fix) {
    motion = null;
    hear(fix);
    if (!far.isEmpty() && lastMs - farMs < MotionFilter.SAME_MS) {
      return;
    }
    farMs = lastMs;
    if (far.size() == BEGIN_WITH) {
      far.removeFirst();
    }
    far.add(fix);
  }

  /** Episodes that have ended and are not handed out yet. */
  List<Episode> ended() {
    return ended;
  }

  void end(Episode one) {
    ended.add(one);
  }

  /** Forgets the first of the ended episodes: they are handed out. */
  void handedOut(int count) {
    ended = new ArrayList<>(ended.subList(Math.min(count, ended.size()), ended.size()));
  }

  /** Episodes that have ended, and the open one as it stands. */
  List<Episode> episodes() {
    List<Episode> all = new ArrayList<>(ended);
    episode.find().ifPresent(all::add);
    return all;
  }

  /** Ends whatever is open: nothing more is coming. What had ended and what ends now. */
  List<Episode> finish() {
    List<Episode> rest = ended;
    if (last != null && episode.goesOnTo(last.time())) {
      episode.remark(Because.of("watch.last-heard", new Because.Time(last.time())));
    }
    episode.close().ifPresent(rest::add);
    ended = new ArrayList<>();
    return rest;
  }

  /** Milliseconds from one time to another; 0 where that is no later. */
  static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }
}
