package org.truceline.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.truceline.line.Believer;
import org.truceline.line.End;
import org.truceline.line.Normal;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * One body as it is followed: what is believed of it, its last reports, and the episode it is in.
 * Reports are weighed in the order of their times. One that comes late is put where it belongs, and
 * what follows it is weighed again from the state kept before it, so that the order of arrival does
 * not matter within the window of reports kept.
 */
final class Track {
  /** Reports kept so that late ones can be put between them; at least half of these are. */
  static final int KEPT = 256;

  /** After so long without a report a body is heard of anew. */
  private static final long ANEW_MS = 30 * 60_000L;

  /** Further off than this many standard deviations nothing between two fixes is looked at. */
  private static final double FAR_SIGMAS = 5;

  /** The axes of an ellipse that the filter can take for a circle differ at most so many times. */
  private static final double MOST_OBLONG = 3;

  /**
   * Further than this from what is near, at home, a body is not followed fix by fix: on foot it is
   * minutes away. Its last fixes are kept, to begin with when it comes nearer.
   */
  private static final double FAR_METRES = 150;

  /** A body that is followed is let go a little further off, so as not to begin with it twice. */
  private static final double LET_GO_METRES = 200;

  private static final int FAR_FIX_SIGMAS = 10;
  private static final int BEGIN_WITH = 16;

  /** A fix this far off, that is surely no ordinary one, is said to leap. */
  private static final double LEAP_METRES = 30;

  private static final double SURELY = 0.9;

  private static final Outcome CLEAR = new Outcome.PlainlyClear();

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

  /** Nearer than this two fixes of one moment are no contradiction: clocks are often whole. */
  private static final double AT_ONCE_METRES = 50;

  private final String name;
  private final Judge judge;
  private final Steps steps;
  private final Leaps leaps;
  private final Consumer<? super Judgement> judgements;
  private final List<Fix> reports = new ArrayList<>();
  private State state;
  private State older;
  private State newer;
  private int newerAt;
  private long heardAt;
  private long contradictions;
  private final double[] place = new double[3];

  /** Where a place was found to be free of every version, how far about it, and for whom. */
  private @Nullable Place freePlace;

  private double freeMetres;
  private @Nullable Believer freeOf;
  private Side freePast = Side.LEFT;

  Track(
      String name, Judge judge, Steps steps, Leaps leaps, Consumer<? super Judgement> judgements) {
    this.name = name;
    this.judge = judge;
    this.steps = steps;
    this.leaps = leaps;
    this.judgements = judgements;
    this.state = new State(judge.policy());
    this.older = state.copy();
    this.newer = older;
  }

  /** What is known after some reports; to be gone on from. */
  private static final class State {
    private @Nullable MotionFilter filter;
    private @Nullable Ground ground;
    private @Nullable Fix last;
    private @Nullable Judgement judgement;
    private OpenEpisode episode;
    private List<Episode> ended = new ArrayList<>();

    /**
     * Of the last fixes far from the line those that are news, while nothing is known but these.
     */
    private final ArrayDeque<Fix> far = new ArrayDeque<>(BEGIN_WITH);

    State(Policy policy) {
      episode = new OpenEpisode(policy);
    }

    private State(State other) {
      filter = other.filter == null ? null : other.filter.copy();
      ground = other.ground;
      last = other.last;
      judgement = other.judgement;
      episode = other.episode.copy();
      ended = new ArrayList<>(other.ended);
      far.addAll(other.far);
    }

    /** Keeps a fix that lies far from the line, and follows the body no longer. */
    void farFrom(Fix fix) {
      filter = null;
      ground = null;
      judgement = null;
      last = fix;
      Fix before = far.peekLast();
      if (before != null && millis(before.time(), fix.time()) < MotionFilter.SAME_MS) {
        return;
      }
      if (far.size() == BEGIN_WITH) {
        far.removeFirst();
      }
      far.add(fix);
    }

    State copy() {
      return new State(this);
    }
  }

  /** Reports kept at present. */
  int kept() {
    return reports.size();
  }

  /** What has been settled of it by the report at a position, once reports have been let go. */
  Found.Settled settledAt(long position) {
    if (older.episode.open()) {
      return new Found.Settled(position, name, older.episode.from(), older.episode.to());
    }
    Instant last = older.last == null ? Instant.MIN : older.last.time();
    return new Found.Settled(position, name, last, last);
  }

  /** That it is no longer followed. */
  Found.Settled closedAt(long position) {
    return new Found.Settled(position, name, Instant.MAX, Instant.MAX);
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
    return Optional.ofNullable(state.last);
  }

  Outcome take(Fix fix) {
    Fix last = state.last;
    if (last == null || last.time().isBefore(fix.time()) || ORDER.compare(last, fix) < 0) {
      contradictions += last != null && contradict(last, fix) ? 1 : 0;
      reports.add(fix);
      Outcome outcome = weigh(fix);
      if (reports.size() >= KEPT) {
        shift();
      } else if (reports.size() >= KEPT / 2 && newerAt == 0) {
        newer = state.copy();
        newerAt = reports.size();
      }
      return outcome;
    }
    return late(fix);
  }

  /** Whether two fixes put one body in two places at one time, by more than their errors. */
  private boolean contradict(Fix one, Fix other) {
    if (!one.time().equals(other.time())) {
      return false;
    }
    double sigmas =
        judge.believed(one.accuracy()).semiMajorMetres()
            + judge.believed(other.accuracy()).semiMajorMetres();
    return apart(one, other) > Math.max(AT_ONCE_METRES, FAR_SIGMAS * sigmas);
  }

  private static double apart(Fix one, Fix other) {
    Ground ground = new Ground(one.place());
    return Math.hypot(ground.x(other.place()), ground.y(other.place()));
  }

  private void shift() {
    // Episodes that ended before what is kept are settled: nothing can change them any more.
    reports.subList(0, newerAt).clear();
    older = newer;
    newer = state.copy();
    newerAt = reports.size();
  }

  private Outcome late(Fix fix) {
    Fix before = older.last;
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
    boolean after = at > 0 && contradict(reports.get(at - 1), fix);
    boolean ahead = at < reports.size() && contradict(reports.get(at), fix);
    contradictions += after || ahead ? 1 : 0;
    Judgement was = state.judgement;
    List<Episode> endedBefore = state.ended;
    Optional<Episode> openBefore = state.episode.find();
    reports.add(at, fix);
    boolean fromNewer = at >= newerAt && newerAt > 0;
    state = (fromNewer ? newer : older).copy();
    Judgement own = null;
    for (int i = fromNewer ? newerAt : 0; i < reports.size(); i++) {
      Outcome outcome = weigh(reports.get(i));
      if (i == at) {
        own = outcome instanceof Outcome.Judged(var judged) ? judged : judge.judge(fix);
      }
      if (!fromNewer && newerAt > 0 && i + 1 == newerAt + 1) {
        newer = state.copy();
      }
    }
    if (!fromNewer && newerAt > 0) {
      newerAt++;
    } else if (newerAt == 0 && reports.size() >= KEPT / 2) {
      newer = state.copy();
      newerAt = reports.size();
    }
    if (reports.size() >= KEPT) {
      shift();
    }
    List<Because> changes = changes(fix, was, endedBefore, openBefore);
    Judgement latest = state.judgement;
    Judgement ofOwn = own == null ? judge.judge(fix) : own;
    return new Outcome.Revised(ofOwn, latest == null ? ofOwn : latest, changes);
  }

  private List<Because> changes(
      Fix fix, @Nullable Judgement was, List<Episode> endedBefore, Optional<Episode> openBefore) {
    List<Because> changes = new ArrayList<>();
    Judgement is = state.judgement;
    if (was != null && is != null && was.grade() != is.grade()) {
      changes.add(
          Because.of(
              "watch.revised.grade",
              new Because.Time(fix.time()),
              Because.text(was.grade().word()),
              Because.text(is.grade().word())));
    }
    List<Episode> before = new ArrayList<>(endedBefore);
    openBefore.ifPresent(before::add);
    List<Episode> now = new ArrayList<>(state.ended);
    state.episode.find().ifPresent(now::add);
    for (Episode one : now) {
      Optional<Episode> same =
          before.stream().filter(other -> other.peakTime().equals(one.peakTime())).findFirst();
      if (same.isEmpty()) {
        changes.add(
            Because.of(
                "watch.revised.episode",
                new Because.Time(fix.time()),
                new Because.Time(one.from()),
                Because.text(one.grade().word())));
      } else if (same.get().grade() != one.grade()) {
        changes.add(
            Because.of(
                "watch.revised.episode-grade",
                new Because.Time(fix.time()),
                new Because.Time(one.from()),
                Because.text(same.get().grade().word()),
                Because.text(one.grade().word())));
      }
    }
    return changes;
  }

  /** Weighs the next report in the order of times. */
  private Outcome weigh(Fix fix) {
    ErrorEllipse error = judge.believed(fix.accuracy());
    Side past = judge.policy().pastFor(fix.party());
    Fix last = state.last;
    long ms = last == null ? 0 : millis(last.time(), fix.time());
    double hop = last == null || ms >= ANEW_MS ? 0 : Ground.metres(fix.place(), last.place());
    MotionFilter known = state.filter;
    boolean quiet = !state.episode.awaits() && fix.alarm() == Fix.Alarm.NONE;
    if (quiet
        && known != null
        && known.wouldBeSame(ms)
        && hop < LEAP_METRES
        && free(fix, error, past, hop)) {
      known.passOver(ms);
      state.last = fix;
      state.judgement = null;
      return CLEAR;
    }
    if (quiet
        && free(fix, error, past, Math.max(hop, known == null ? FAR_METRES : LET_GO_METRES))) {
      state.farFrom(fix);
      return CLEAR;
    }
    beginWithFar();
    Judge.Whereabouts before = state.filter == null ? null : whereabouts(0);
    boolean contradicts = last != null && contradict(last, fix);
    boolean unsure = state.filter == null || !state.filter.established();
    boolean anew = advance(fix, error, ms);
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    state.last = fix;
    state.judgement = null;
    double[] reach = reach(error);
    boolean clear = judge.plainlyClear(fix.time(), reach[0], reach[1], reach[2], past);
    boolean leapt =
        filter.astray() > SURELY && Math.hypot(filter.offX(), filter.offY()) > LEAP_METRES;
    if (leapt && filter.established() && !(fix.accuracy() instanceof Accuracy.Sighted)) {
      leaps.add(name, fix, filter.offX(), filter.offY());
    }
    boolean hopped = clear && !anew && before != null && hopped(fix, error, ms, before, past);
    if (clear && !hopped && !leapt && !contradicts && !state.episode.awaits()) {
      return CLEAR;
    }
    Judgement judgement = judgement(fix, error, anew ? 0 : ms, before);
    if (contradicts) {
      judgement = contradicting(judgement, java.util.Objects.requireNonNull(last), unsure);
    }
    state.judgement = judgement;
    judgements.accept(judgement);
    boolean counts = hopped || (judgement.grade() != Grade.CLEAR && withinReach(judgement));
    if (counts || state.episode.open()) {
      follow(judgement, anew ? 0 : ms, anew ? null : before, past);
    }
    for (Because remark : judgement.remarks()) {
      if (counts) {
        state.episode.remark(remark);
      }
    }
    state.episode.take(judgement, counts).ifPresent(state.ended::add);
    if (hopped && last != null) {
      state.episode.beganAt(last.time());
    }
    state.episode.settlePaths();
    return new Outcome.Judged(judgement);
  }

  /** Goes on from the fixes that were kept while the body was far from the line. */
  private void beginWithFar() {
    if (state.far.isEmpty()) {
      return;
    }
    Fix before = state.far.getFirst();
    for (Fix one : state.far) {
      advance(one, judge.believed(one.accuracy()), millis(before.time(), one.time()));
      before = one;
    }
    Fix last = java.util.Objects.requireNonNull(state.last);
    if (!before.equals(last)) {
      advance(last, judge.believed(last.accuracy()), millis(before.time(), last.time()));
    }
    state.far.clear();
  }

  /**
   * Whether a fix, its error taken wide, lies on its own side and further than this from what is
   * near to any version; so does then every place that is no further from it.
   */
  private boolean free(Fix fix, ErrorEllipse error, Side past, double metres) {
    Believer believer = judge.believerAt(fix.time());
    double wide = FAR_FIX_SIGMAS * error.semiMajorMetres() + metres;
    Place known = freePlace;
    if (known != null
        && believer == freeOf
        && past == freePast
        && Ground.metres(fix.place(), known) < 0.99 * (freeMetres - wide)) {
      return true;
    }
    freePlace = fix.place();
    freeMetres = judge.freeMetres(believer, fix.place(), judge.policy().nearMetres(), past);
    freeOf = believer;
    freePast = past;
    return freeMetres > wide;
  }

  /** Takes a fix into the filter; true where it begins anew. */
  private boolean advance(Fix fix, ErrorEllipse error, long ms) {
    boolean anew = begin(fix, error, ms);
    if (!anew) {
      Ground ground = java.util.Objects.requireNonNull(state.ground);
      java.util.Objects.requireNonNull(state.filter)
          .take(ms, ground.x(fix.place()), ground.y(fix.place()), size(error));
    }
    return anew;
  }

  /** Says that two fixes contradict each other; without a past that tells, neither decides. */
  private Judgement contradicting(Judgement judgement, Fix other, boolean unsure) {
    Fix fix = judgement.fix();
    Because remark =
        Because.of(
            "watch.two-places", new Because.Time(fix.time()), Because.metres(apart(other, fix)));
    if (unsure) {
      state.episode.contradicted(judgement);
    }
    if (state.episode.open()) {
      state.episode.remark(remark);
    }
    boolean lowered = unsure && judgement.grade().crossing() && !otherCrosses(other);
    List<Because> remarks = new ArrayList<>(judgement.remarks());
    remarks.addFirst(remark);
    return new Judgement(
        fix,
        lowered ? Grade.CANNOT_TELL : judgement.grade(),
        judgement.belief(),
        judgement.error(),
        judgement.believed(),
        judgement.causes(),
        remarks);
  }

  private boolean otherCrosses(Fix other) {
    return judge.judge(other).grade().crossing();
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }

  /** Begins anew where nothing is known that still holds. */
  private boolean begin(Fix fix, ErrorEllipse error, long ms) {
    Ground ground = state.ground;
    boolean known =
        state.filter != null
            && ground != null
            && ms < ANEW_MS
            && Math.abs(ground.x(fix.place())) < Ground.REACH_METRES
            && Math.abs(ground.y(fix.place())) < Ground.REACH_METRES;
    if (known) {
      return false;
    }
    state.ground = new Ground(fix.place());
    state.filter = MotionFilter.at(steps, 0, 0, size(error));
    return true;
  }

  /** The standard deviation that stands for an ellipse where one figure must do. */
  private static double size(ErrorEllipse error) {
    double size =
        oblong(error)
            ? error.semiMajorMetres()
            : Math.sqrt((square(error.semiMajorMetres()) + square(error.semiMinorMetres())) / 2);
    return Math.max(0.01, size);
  }

  private static boolean oblong(ErrorEllipse error) {
    return error.semiMajorMetres() > MOST_OBLONG * error.semiMinorMetres();
  }

  private boolean vague(ErrorEllipse error) {
    return error.semiMajorMetres() > judge.policy().vagueSigmaMetres();
  }

  private static double square(double value) {
    return value * value;
  }

  /** Where the body is believed to be if the receiver's word is this one. */
  private Judge.Whereabouts whereabouts(int word) {
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    Ground ground = java.util.Objects.requireNonNull(state.ground);
    filter.position(word, place);
    return new Judge.Whereabouts(
        ground.lon(place[0]),
        ground.lat(place[1]),
        ErrorEllipse.circle(place[2]),
        filter.wordWeight(word));
  }

  /** Longitude and latitude of the believed place, and the greatest error about it in metres. */
  private double[] reach(ErrorEllipse error) {
    Judge.Whereabouts first = whereabouts(0);
    double widest = error.semiMajorMetres();
    for (int word = 0; word < MotionFilter.WORDS; word++) {
      widest = Math.max(widest, whereabouts(word).error().semiMajorMetres());
    }
    return new double[] {first.lonDegrees(), first.latDegrees(), widest};
  }

  private Judgement judgement(
      Fix fix, ErrorEllipse error, long ms, Judge.@Nullable Whereabouts before) {
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    Side past = judge.policy().pastFor(fix.party());
    List<Judge.Whereabouts> each = new ArrayList<>(2);
    if (!filter.lone() && oblong(error) && !vague(error) && filter.astray() <= SURELY) {
      each.add(narrowed(fix, error, filter));
    } else if (filter.lone() || oblong(error) || vague(error)) {
      // One report is taken at its word; and an error that is long and thin, or so wide that it
      // comes from no satellites, is not one for the filter.
      each.add(new Judge.Whereabouts(fix.place().lonDegrees(), fix.place().latDegrees(), error, 1));
    } else {
      for (int word = 0; word < MotionFilter.WORDS; word++) {
        Judge.Whereabouts one = whereabouts(word);
        if (one.weight() > 0.01) {
          each.add(shaped(one, error));
        }
      }
      double sum = each.stream().mapToDouble(Judge.Whereabouts::weight).sum();
      each.replaceAll(one ->
          new Judge.Whereabouts(
              one.lonDegrees(), one.latDegrees(), one.error(), one.weight() / sum));
    }
    SideBelief belief = judge.believe(fix.time(), past, each);
    Judge.Whereabouts first = each.getFirst();
    Depths depths = Depths.of(belief);
    double sigma = 0;
    for (Judge.Whereabouts one : each) {
      sigma += one.weight() * square(one.error().semiMajorMetres());
    }
    sigma = Math.sqrt(sigma);
    double silence = ms / 1_000.0;
    double widened = before == null ? 0 : widened(before, ms);
    Causes causes =
        new Causes(sigma, Judge.drawing(depths, sigma), depths.apartMetres(), silence, widened);
    Grade grade = judge.grade(belief);
    List<Because> remarks = remarks(fix, filter, silence);
    if (fix.alarm() != Fix.Alarm.NONE && grade.crossing()) {
      grade = Grade.CANNOT_TELL;
    }
    return new Judgement(
        fix,
        grade,
        belief,
        error,
        Place.lonLat(first.lonDegrees(), first.latDegrees()),
        causes,
        remarks);
  }

  /**
   * Where a fix whose error is long and thin, together with where the body was awaited, puts it:
   * the filter knows circles only, and would lose how well such a fix tells across its length.
   */
  private Judge.Whereabouts narrowed(Fix fix, ErrorEllipse error, MotionFilter filter) {
    Ground ground = java.util.Objects.requireNonNull(state.ground);
    double awaited = square(filter.awaitedSigma());
    double along = square(error.semiMajorMetres());
    double across = square(error.semiMinorMetres());
    double turn = Math.toRadians(error.orientationDegrees());
    double east = ground.x(fix.place()) - filter.awaitedX();
    double north = ground.y(fix.place()) - filter.awaitedY();
    double u = (east * Math.sin(turn) + north * Math.cos(turn)) * awaited / (awaited + along);
    double v = (east * Math.cos(turn) - north * Math.sin(turn)) * awaited / (awaited + across);
    double x = filter.awaitedX() + u * Math.sin(turn) + v * Math.cos(turn);
    double y = filter.awaitedY() + u * Math.cos(turn) - v * Math.sin(turn);
    return new Judge.Whereabouts(
        ground.lon(x),
        ground.lat(y),
        new ErrorEllipse(
            Math.sqrt(awaited * along / (awaited + along)),
            Math.sqrt(awaited * across / (awaited + across)),
            error.orientationDegrees()),
        1);
  }

  private double widened(Judge.Whereabouts before, long ms) {
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    return Math.hypot(before.error().semiMajorMetres(), filter.betweenMetres(ms) * 2)
        - before.error().semiMajorMetres();
  }

  private List<Because> remarks(Fix fix, MotionFilter filter, double silence) {
    List<Because> remarks = new ArrayList<>();
    if (fix.accuracy() instanceof Accuracy.Sighted(var _, var sighting, var _, var _)) {
      remarks.addAll(said(sighting));
    }
    if (fix.alarm() == Fix.Alarm.SPOOFING) {
      remarks.add(Because.of("watch.alarm.spoofing", new Because.Time(fix.time())));
    } else if (fix.alarm() == Fix.Alarm.JAMMING) {
      remarks.add(Because.of("watch.alarm.jamming", new Because.Time(fix.time())));
    }
    double off = Math.hypot(filter.offX(), filter.offY());
    if (filter.astray() > SURELY && off > LEAP_METRES) {
      remarks.add(Because.of("watch.leap", new Because.Time(fix.time()), Because.metres(off)));
    }
    if (silence > judge.policy().silentAfterSeconds()) {
      remarks.add(
          Because.of(
              "watch.silence-before", new Because.Time(fix.time()), Because.count((long) silence)));
    }
    return remarks;
  }

  /** What an observer says; the same words are said once in an episode. */
  private static List<Because> said(SightingReport sighting) {
    List<Because> said = new ArrayList<>();
    said.add(
        Because.of(
            "watch.sighting",
            new Because.Time(sighting.time()),
            Because.text(sighting.post()),
            Because.text(sighting.bearingText()),
            Because.metres(sighting.rangeMetres()),
            new Because.Phrase(sighting.count().said())));
    if (!sighting.seen().isBlank()) {
      said.add(Because.of("watch.sighting.seen", Because.text(sighting.seen())));
    }
    if (!sighting.carried().isBlank()) {
      said.add(Because.of("watch.sighting.carried", Because.text(sighting.carried())));
    }
    return said;
  }

  /** The error of a believed place has the shape of the fix's own. */
  private static Judge.Whereabouts shaped(Judge.Whereabouts one, ErrorEllipse error) {
    if (error.semiMajorMetres() == error.semiMinorMetres()) {
      return one;
    }
    double scale = one.error().semiMajorMetres() / size(error);
    return new Judge.Whereabouts(
        one.lonDegrees(),
        one.latDegrees(),
        new ErrorEllipse(
            scale * error.semiMajorMetres(),
            scale * error.semiMinorMetres(),
            error.orientationDegrees()),
        one.weight());
  }

  /** Lets the ways of the episode go on to this judgement, over places between if it is far. */
  private void follow(Judgement judgement, long ms, Judge.@Nullable Whereabouts before, Side past) {
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    Fix fix = judgement.fix();
    Paths paths = state.episode.paths(seed(fix));
    if (judgement.belief().verdict() == SideBelief.Verdict.CANNOT_TELL) {
      return;
    }
    Depths depths = Depths.of(judgement.belief());
    Causes causes = judgement.causes();
    Ground ground = java.util.Objects.requireNonNull(state.ground);
    ErrorEllipse error = judgement.error();
    boolean round = error.semiMajorMetres() == error.semiMinorMetres();
    // Only what an ellipse may be off across the line bears on whether it was crossed.
    double place =
        round ? causes.placeMetres() : Math.min(causes.placeMetres(), depths.sigmaMetres());
    // What stays the same while the track is followed moves all its ways together, as the drawing
    // does.
    double slow = Math.min(filter.slowSigma(), place);
    double changing = Math.sqrt(square(place) - square(slow));
    boolean goesOn = before != null && ms > 0;
    double drawn = Math.hypot(causes.drawingMetres(), slow);
    long now = fix.time().toEpochMilli();
    if (before != null && ms >= MotionFilter.SAME_MS && paths.isEmpty()) {
      Depths first = judge.depths(fix.time(), before.lonDegrees(), before.latDegrees(), past);
      double sigma =
          Math.sqrt(Math.max(1, square(before.error().semiMajorMetres()) - square(slow)));
      paths.to(
          first.metres(),
          sigma,
          first.metres(),
          sigma,
          filter.atRest(),
          drawn,
          now - ms,
          first.stationMetres(),
          true);
    }
    double awaited =
        goesOn
            ? judge
                .depths(
                    fix.time(), ground.lon(filter.awaitedX()), ground.lat(filter.awaitedY()), past)
                .metres()
            : depths.metres();
    paths.to(
        awaited,
        goesOn ? filter.awaitedSigma() : changing,
        depths.metres(),
        changing,
        filter.atRest(),
        drawn,
        now,
        depths.stationMetres(),
        filter.news());
    if (before == null || ms == 0) {
      return;
    }
    double between = filter.betweenMetres(ms);
    way(before, judgement.believed(), fix, past)
        .look(
            FAR_SIGMAS * Math.hypot(between, place),
            (here, share) ->
                paths.between(
                    here.metres(),
                    StraightWay.asideMetres(between, share),
                    fix.time().toEpochMilli() - Math.round((1 - share) * ms),
                    here.stationMetres()));
  }

  private StraightWay way(Judge.Whereabouts from, Place to, Fix fix, Side past) {
    Ground ground = java.util.Objects.requireNonNull(state.ground);
    return new StraightWay(judge, ground, placeOf(from), to, fix.time(), past);
  }

  /**
   * Whether a body may have been past the line between two fixes, though neither lies near it: one
   * that went straight from the first to the second, or as far off that way as it may have strayed.
   */
  private boolean hopped(
      Fix fix, ErrorEllipse error, long ms, Judge.Whereabouts before, Side past) {
    MotionFilter filter = java.util.Objects.requireNonNull(state.filter);
    Judge.Whereabouts here = whereabouts(0);
    double gone = Ground.metres(placeOf(before), placeOf(here));
    if (StraightWay.isShort(gone) || free(fix, error, past, gone)) {
      return false;
    }
    double between = filter.betweenMetres(ms);
    double sigma = here.error().semiMajorMetres();
    double[] likeliest = new double[1];
    way(before, placeOf(here), fix, past)
        .look(
            FAR_SIGMAS * Math.hypot(between, sigma),
            (at, share) -> {
              double aside = Math.hypot(StraightWay.asideMetres(between, share), sigma);
              likeliest[0] = Math.max(likeliest[0], Normal.below(at.metres() / aside));
            });
    return likeliest[0] >= judge.policy().probableAt();
  }

  private static Place placeOf(Judge.Whereabouts one) {
    return Place.lonLat(one.lonDegrees(), one.latDegrees());
  }

  private static long seed(Fix first) {
    return 0x9e3779b97f4a7c15L * first.track().hashCode() + first.time().toEpochMilli();
  }

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

  /** The episodes that nothing can change any more. */
  List<Episode> settled() {
    if (older.ended.isEmpty()) {
      return List.of();
    }
    List<Episode> settled = older.ended;
    int count = settled.size();
    older.ended = new ArrayList<>();
    newer.ended =
        new ArrayList<>(
            newer.ended.subList(Math.min(count, newer.ended.size()), newer.ended.size()));
    state.ended =
        new ArrayList<>(
            state.ended.subList(Math.min(count, state.ended.size()), state.ended.size()));
    return settled;
  }

  /** Ends whatever is open and gives all that is not settled yet. */
  List<Episode> finish() {
    List<Episode> rest = new ArrayList<>(state.ended);
    Fix last = state.last;
    if (last != null && state.episode.goesOnTo(last.time())) {
      state.episode.remark(Because.of("watch.last-heard", new Because.Time(last.time())));
    }
    state.episode.close().ifPresent(rest::add);
    state.ended = new ArrayList<>();
    return rest;
  }

  /** The episode that is open, as it stands. */
  Optional<Episode> open() {
    return state.episode.find();
  }

  /** What stands of the track at a time at which it has perhaps been silent for long. */
  Optional<Standing> standing(Instant now) {
    Fix last = state.last;
    if (last == null) {
      return Optional.empty();
    }
    MotionFilter filter = state.filter;
    if (filter == null) {
      return Optional.of(standing(last, now, judge.judge(last).belief()));
    }
    long ms = millis(last.time(), now);
    MotionFilter later = filter.copy();
    later.predict(ms);
    MotionFilter kept = state.filter;
    state.filter = later;
    List<Judge.Whereabouts> each = new ArrayList<>();
    for (int word = 0; word < MotionFilter.WORDS; word++) {
      each.add(whereabouts(word));
    }
    state.filter = kept;
    Side past = judge.policy().pastFor(last.party());
    return Optional.of(standing(last, now, judge.believe(now, past, each)));
  }

  private Standing standing(Fix last, Instant now, SideBelief belief) {
    double silence = millis(last.time(), now) / 1_000.0;
    boolean silent = silence >= judge.policy().silentAfterSeconds();
    double nearest =
        belief.versions().stream().mapToDouble(one -> Math.abs(one.offsetMetres())).min().orElse(0);
    double gone = silence * Policy.SILENT_METRES_PER_SECOND;
    boolean mayHaveCome = silent && nearest <= judge.policy().nearMetres() + gone;
    Grade grade = mayHaveCome ? Grade.CANNOT_TELL : judge.grade(belief);
    return new Standing(name, last.time(), grade, belief, silence, silent);
  }
}
