package org.truceline.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.line.Believer;
import org.truceline.line.End;
import org.truceline.line.LineBook;
import org.truceline.line.Locator;
import org.truceline.line.Normal;
import org.truceline.line.Rule;
import org.truceline.line.Salient;
import org.truceline.line.Salients;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * Judges places against the versions and the rule of their own day: a fix from itself, or by what
 * its track says of where the body is. Not for two threads at once.
 */
public final class Judge {
  /** A fix further off than this many standard deviations needs no integral. */
  private static final double FAR_SIGMAS = 6;

  /** Days whose pages are kept ready; more are built again. */
  private static final int MOST_DAYS = 4_096;

  /** A wider error says no less: the place is anywhere on Earth. */
  static final double WIDEST_SIGMA_METRES = 20_000_000;

  private static final ErrorEllipse EXACTLY = ErrorEllipse.circle(0);

  private final LineBook book;
  private final Policy policy;
  private final ZoneId zone;
  private final double largestLineSigma;
  private final Map<LocalDate, Believer> byDay = new HashMap<>();
  private final Map<LineBook.Page, Believer> byPage = new HashMap<>();
  private final Map<VersionId, List<Salient>> salients = new HashMap<>();
  private long quarterOfLast = Long.MIN_VALUE;
  private Believer ofLast;

  /**
   * A judge by this book and policy.
   *
   * @param zone the zone in which the mission's days begin
   */
  public Judge(LineBook book, Policy policy, ZoneId zone) {
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
    ErrorEllipse error = believed(fix.accuracy());
    return plainlyClear(
        fix.time(),
        fix.place().lonDegrees(),
        fix.place().latDegrees(),
        error.semiMajorMetres(),
        policy.pastFor(fix.party()));
  }

  /**
   * As {@link #plainlyClear(Fix)} for bare numbers: degrees, and a standard deviation in metres.
   */
  boolean plainlyClear(
      Instant time, double lonDegrees, double latDegrees, double sigmaMetres, Side past) {
    Believer believer = believerAt(time);
    double reach = reachMetres(sigmaMetres);
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

  /**
   * How far a place may move and surely stays out of what a body without an error is near to or may
   * be past by the drawings' errors, on its own side of every version and beside all of them; not
   * above 0 where it does not lie so itself.
   */
  double freeMetres(Believer believer, Place place, Side past) {
    believer.look(place.lonDegrees(), place.latDegrees());
    return believer.freeMetres(reachMetres(0), past);
  }

  /** Further off than this no fix with such an error says anything but clear. */
  private double reachMetres(double sigmaMetres) {
    return Math.max(policy.nearMetres(), FAR_SIGMAS * Math.hypot(sigmaMetres, largestLineSigma));
  }

  /** Judges one fix from itself. */
  public Judgement judge(Fix fix) {
    Believer believer = believerAt(fix.time());
    ErrorEllipse error = believed(fix.accuracy());
    SideBelief belief =
        believer.believe(
            fix.place().lonDegrees(), fix.place().latDegrees(), error, policy.pastFor(fix.party()));
    Depths depths = Depths.of(belief);
    double place = error.semiMajorMetres();
    Causes causes = new Causes(place, drawing(depths, place), depths.apartMetres(), 0, 0);
    return new Judgement(fix, grade(belief), belief, error, fix.place(), causes, List.of());
  }

  /** What of a depth's standard deviation is the drawing's. */
  static double drawing(Depths depths, double placeMetres) {
    double square = depths.sigmaMetres() * depths.sigmaMetres() - placeMetres * placeMetres;
    return Math.sqrt(Math.max(0, square));
  }

  /**
   * Where a fix itself lies against every version, whatever is believed of its error: the belief of
   * a fix without any.
   */
  public SideBelief asReported(Fix fix) {
    return believerAt(fix.time())
        .believe(
            fix.place().lonDegrees(),
            fix.place().latDegrees(),
            EXACTLY,
            policy.pastFor(fix.party()));
  }

  /**
   * The belief at a time about a body that is believed to be in some places, each with its error
   * and its weight; besides, its receiver may be grossly wrong.
   */
  SideBelief believe(Instant time, Side past, List<Whereabouts> each) {
    Believer believer = believerAt(time);
    List<SideBelief.Weighted> beliefs = new ArrayList<>(each.size());
    for (Whereabouts one : each) {
      beliefs.add(
          new SideBelief.Weighted(
              believer.believe(one.lonDegrees(), one.latDegrees(), one.error(), past),
              one.weight()));
    }
    SideBelief usual = SideBelief.blend(beliefs);
    return SideBelief.blend(
        List.of(
            new SideBelief.Weighted(usual, 1 - ErrorModel.GROSS_SHARE),
            new SideBelief.Weighted(grossly(usual), ErrorModel.GROSS_SHARE)));
  }

  /** The belief where the receiver is grossly wrong: every version counts as straight for that. */
  private static SideBelief grossly(SideBelief belief) {
    List<SideBelief.OfVersion> versions = new ArrayList<>(belief.versions().size());
    double all = belief.versions().isEmpty() ? 0 : 1;
    double any = 0;
    for (SideBelief.OfVersion one : belief.versions()) {
      double past = Normal.below(depth(one, belief.past()) / ErrorModel.GROSS_SIGMA_METRES);
      all = Math.min(all, past);
      any = Math.max(any, past);
      versions.add(
          new SideBelief.OfVersion(
              one.version(),
              one.offsetMetres(),
              one.stationMetres(),
              one.stretch(),
              one.end(),
              past,
              one.beyond(),
              one.sigmaMetres()));
    }
    double byRule = Normal.below(Depths.of(belief).metres() / ErrorModel.GROSS_SIGMA_METRES);
    return new SideBelief(
        belief.past(),
        versions,
        all,
        any,
        belief.decidedBy().isEmpty() ? byRule : belief.pastByRule(),
        belief.beyond(),
        belief.rule(),
        belief.decidedBy(),
        belief.ruled());
  }

  /** How a place lies to the line at a time, both taken as exact. */
  Depths depths(Instant time, double lonDegrees, double latDegrees, Side past) {
    Believer believer = believerAt(time);
    believer.look(lonDegrees, latDegrees);
    boolean any = believer.page().rule() instanceof Rule.AnyVersion;
    double depth = any ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double station = 0;
    for (int i = 0; i < believer.page().versions().size(); i++) {
      if (believer.page().rule() instanceof Rule.OneVersion(var id)
          && !believer.page().versions().get(i).id().equals(id)) {
        continue;
      }
      Locator locator = believer.locator(i);
      double one = past == Side.LEFT ? locator.offsetMetres() : -locator.offsetMetres();
      if (any ? one > depth : one < depth) {
        depth = one;
        station = locator.stationMetres();
      }
    }
    return new Depths(depth, 0, station, 0);
  }

  /**
   * What is to be said where an episode lies at a point of the deciding version that juts out to
   * the side the body came from: whoever walks straight there cuts across it.
   */
  Optional<Because> salient(Episode episode) {
    if (!(episode.crossing() instanceof Episode.CrossedWithin crossed)) {
      return Optional.empty();
    }
    SideBelief belief = episode.belief();
    for (SideBelief.OfVersion one : belief.versions()) {
      for (Salient salient : salients(one.version())) {
        boolean towards = salient.pointsTo() != belief.past();
        if (towards
            && crossed.fromMetres() >= salient.fromMetres()
            && crossed.toMetres() <= salient.toMetres()
            && episode.depth().mid() <= salient.depthMetres()) {
          return Optional.of(
              Because.of(
                  "watch.salient",
                  Because.text(one.version().text()),
                  Because.metres(salient.fromMetres()),
                  Because.metres(salient.toMetres()),
                  Because.metres(salient.shortCutMetres())));
        }
      }
    }
    return Optional.empty();
  }

  private List<Salient> salients(VersionId id) {
    return salients.computeIfAbsent(
        id,
        key ->
            book.versions().stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .map(Salients::of)
                .orElse(List.of()));
  }

  /** How far past a version a place lies; below zero short of it. */
  static double depth(SideBelief.OfVersion one, Side past) {
    return past == Side.LEFT ? one.offsetMetres() : -one.offsetMetres();
  }

  /** The grade of a belief by the mission's policy. */
  Grade grade(SideBelief belief) {
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
    if (belief.pastAny() >= SideBelief.SURE) {
      return Grade.IN_STRIP;
    }
    return nearest <= policy.nearMetres() || belief.pastAny() >= policy.clearBelow()
        ? Grade.NEAR
        : Grade.CLEAR;
  }

  /** The error taken for what a report says of its accuracy. */
  ErrorEllipse believed(Accuracy accuracy) {
    return switch (accuracy) {
      case Accuracy.Unstated() -> ErrorEllipse.circle(policy.unstatedSigmaMetres());
      case Accuracy.Stated(var ellipse) -> within(ellipse);
      case Accuracy.Sighted sighted -> within(sighted.ellipse());
    };
  }

  /** An ellipse that is neither smaller than the mission believes nor wider than the Earth. */
  private ErrorEllipse within(ErrorEllipse ellipse) {
    double least = policy.leastSigmaMetres();
    double minor = ellipse.semiMinorMetres();
    double major = ellipse.semiMajorMetres();
    if (minor >= least && major <= WIDEST_SIGMA_METRES) {
      return ellipse;
    }
    return new ErrorEllipse(
        Math.clamp(major, least, WIDEST_SIGMA_METRES),
        Math.clamp(minor, least, WIDEST_SIGMA_METRES),
        ellipse.orientationDegrees());
  }

  Believer believerAt(Instant time) {
    // No zone changes its date within a quarter of an hour of UTC.
    long quarter = Math.floorDiv(time.getEpochSecond(), 900L);
    if (quarter != quarterOfLast) {
      quarterOfLast = quarter;
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
