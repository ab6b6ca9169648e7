package org.truceline.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * One body as it is followed: its last reports, and what is known of it after them. Reports are
 * weighed in the order of their times. One that comes late is put where it belongs, and what
 * follows it is weighed again from what was known before it, so that the order of arrival does not
 * matter within the window of reports kept.
 */
final class Track {
  /** Reports kept so that late ones can be put between them; at least half of these are. */
  static final int KEPT = 256;

  /** Reports in the order in which they are weighed: by time, and never by their arrival. */
  private static final Comparator<Fix> ORDER =
      Comparator.comparing(Fix::time)
          .thenComparingDouble(fix -> fix.place().lonDegrees())
          .thenComparingDouble(fix -> fix.place().latDegrees())
          .thenComparing(Fix::source)
          .thenComparing(Fix::party)
          .thenComparing(Fix::track)
          .thenComparing(Fix::alarm)
          .thenComparing(fix -> fix.accuracy().toString());

  private final String name;
  private final Judge judge;
  private final Weighing weighing;

  /** The reports kept, in their order. */
  private final List<Fix> reports = new ArrayList<>();

  /** What is known after all reports. */
  private Known known;

  /** What was known before the reports kept: no report from before its last can be put in. */
  private Known older;

  /** What was known after the first so many of the reports kept; none where that is 0. */
  private Known newer;

  private int newerAt;
  private long heardAt;
  private long contradictions;

  Track(
      String name, Judge judge, Steps steps, Leaps leaps, Consumer<? super Judgement> judgements) {
    this.name = name;
    this.judge = judge;
    this.weighing = new Weighing(name, judge, steps, leaps, judgements);
    this.known = new Known(judge.policy());
    this.older = known.copy();
    this.newer = older;
  }

  /** Writes it into a bookmark, its name apart. */
  void write(BookmarkWriter to) {
    to.values(Fix.class, reports);
    older.write(to, null);
    to.number(newerAt);
    if (newerAt > 0) {
      newer.write(to, older);
    }
    known.write(to, newerAt > 0 ? newer : older);
    to.number(heardAt);
    to.number(contradictions);
    weighing.free().write(to);
  }

  /** Takes up what was written of it, where nothing is known yet. */
  void read(Steps steps, BookmarkReader from) {
    reports.addAll(from.values(Fix.class));
    older = Known.read(judge.policy(), steps, from, null);
    newerAt = from.count();
    newer = newerAt > 0 ? Known.read(judge.policy(), steps, from, older) : older;
    known = Known.read(judge.policy(), steps, from, newer);
    heardAt = from.number();
    contradictions = from.number();
    weighing.free().read(from);
  }

  /** Reports kept at present. */
  int kept() {
    return reports.size();
  }

  /** Where in all reports its last one stands. */
  long heardAt() {
    return heardAt;
  }

  void heardAt(long position) {
    heardAt = position;
  }

  /** Reports that contradict another of the same moment. */
  long contradictions() {
    return contradictions;
  }

  /** Who or what brought its latest report. */
  String source() {
    return latest().map(Fix::source).orElse("");
  }

  /** The latest report. */
  Optional<Fix> latest() {
    return Optional.ofNullable(known.last());
  }

  Outcome take(Fix fix) {
    if (known.isBefore(fix.time().toEpochMilli())) {
      return next(fix);
    }
    Fix last = known.last();
    if (last == null || ORDER.compare(last, fix) < 0) {
      contradictions += last != null && Contradiction.between(judge, last, fix) ? 1 : 0;
      return next(fix);
    }
    return late(fix);
  }

  /** Takes a report that comes after all others. */
  private Outcome next(Fix fix) {
    reports.add(fix);
    Outcome outcome = weighing.weigh(known, fix);
    keepWindow();
    return outcome;
  }

  /** Remembers what is known half-way, and lets the older half of the reports go when it must. */
  private void keepWindow() {
    if (newerAt == 0 && reports.size() >= KEPT / 2) {
      newer = known.copy();
      newerAt = reports.size();
    }
    if (reports.size() >= KEPT) {
      // Episodes that ended before what is kept are settled: nothing can change them any more.
      reports.subList(0, newerAt).clear();
      older = newer;
      newer = known.copy();
      newerAt = reports.size();
    }
  }

  private Outcome late(Fix fix) {
    Fix before = older.last();
    if (before != null && ORDER.compare(before, fix) >= 0) {
      return new Outcome.SetAside(
          Because.of(
              "watch.too-late", Because.count(reports.size()), new Because.Time(before.time())));
    }
    int at = 0;
    while (at < reports.size() && ORDER.compare(reports.get(at), fix) < 0) {
      at++;
    }
    if (at < reports.size() && ORDER.compare(reports.get(at), fix) == 0) {
      return new Outcome.Repeated();
    }
    boolean after = at > 0 && Contradiction.between(judge, reports.get(at - 1), fix);
    boolean ahead = at < reports.size() && Contradiction.between(judge, reports.get(at), fix);
    contradictions += after || ahead ? 1 : 0;
    Revision revision = Revision.by(fix, known);
    reports.add(at, fix);
    Outcome outcome = weighAgain(at);
    keepWindow();
    Judgement own = outcome instanceof Outcome.Judged(var judged) ? judged : judge.judge(fix);
    Judgement latest = known.judgement();
    return new Outcome.Revised(own, latest == null ? own : latest, revision.changes(known));
  }

  /** Weighs a report that has been put in here, and all that follow it; what becomes of itself. */
  private Outcome weighAgain(int at) {
    boolean fromNewer = newerAt > 0 && at >= newerAt;
    known = (fromNewer ? newer : older).copy();
    Outcome own = new Outcome.PlainlyClear();
    for (int i = fromNewer ? newerAt : 0; i < reports.size(); i++) {
      Outcome outcome = weighing.weigh(known, reports.get(i));
      own = i == at ? outcome : own;
      if (!fromNewer && i + 1 == KEPT / 2) {
        newer = known.copy();
        newerAt = KEPT / 2;
      }
    }
    return own;
  }

  /** What has been settled of it by the report at a position, once reports have been let go. */
  Found.Settled settledAt(long position) {
    OpenEpisode open = older.episode();
    if (open.open()) {
      return new Found.Settled(position, name, open.from(), open.to());
    }
    Fix last = older.last();
    Instant time = last == null ? Instant.MIN : last.time();
    return new Found.Settled(position, name, time, time);
  }

  /** That it is no longer followed. */
  Found.Settled closedAt(long position) {
    return new Found.Settled(position, name, Instant.MAX, Instant.MAX);
  }

  /** The episodes that nothing can change any more. */
  List<Episode> settled() {
    List<Episode> settled = older.ended();
    if (settled.isEmpty()) {
      return List.of();
    }
    older.handedOut(settled.size());
    newer.handedOut(settled.size());
    known.handedOut(settled.size());
    return settled;
  }

  /** Ends whatever is open and gives all that is not settled yet. */
  List<Episode> finish() {
    return known.finish();
  }

  /** The episode that is open, as it stands. */
  Optional<Episode> open() {
    return known.episode().find();
  }

  /** What stands of the track at a time at which it has perhaps been silent for long. */
  Optional<Standing> standing(Instant now) {
    Fix last = known.last();
    if (last == null) {
      return Optional.empty();
    }
    Motion motion = known.motion();
    if (motion == null) {
      return Optional.of(standing(last, now, judge.judge(last).belief()));
    }
    List<Whereabouts> each = motion.after(Known.millis(last.time(), now)).ofEachWord();
    Side past = judge.policy().pastFor(last.party());
    return Optional.of(standing(last, now, judge.believe(now, past, each)));
  }

  private Standing standing(Fix last, Instant now, SideBelief belief) {
    double silence = Known.millis(last.time(), now) / 1_000.0;
    boolean silent = silence >= judge.policy().silentAfterSeconds();
    double nearest =
        belief.versions().stream().mapToDouble(one -> Math.abs(one.offsetMetres())).min().orElse(0);
    double gone = silence * Policy.SILENT_METRES_PER_SECOND;
    boolean mayHaveCome = silent && nearest <= judge.policy().nearMetres() + gone;
    Grade grade = mayHaveCome ? Grade.CANNOT_TELL : judge.grade(belief);
    return new Standing(name, last.time(), grade, belief, silence, silent);
  }
}
