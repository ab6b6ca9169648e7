package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;

/**
 * Forms the belief about doubtful places against one page of a line book. Not for two threads at
 * once.
 *
 * <p>The place's error is common to all versions, each version's own error is not: the versions'
 * probabilities are joined through one factor, the place's error across the line (a one-factor
 * Gaussian copula; for parallel straight lines this is exact).
 */
public final class Believer {
  /** A verdict is given where its probability reaches this; else the versions leave it open. */
  public static final double SURE = 0.5;

  /** With more of the doubt than this beyond an end, nobody can tell. */
  public static final double BEYOND_LIMIT = 0.05;

  private static final double FACTOR_REACH = 6;
  private static final double FACTOR_STEP = 0.05;

  private final LineBook.Page page;
  private final Locator[] locators;
  private final Doubt[] doubts;
  private final double[] probabilities;
  private final double[] loadings;
  private final Frame.Cartesian here = new Frame.Cartesian();

  /** Beliefs by this page of the book. */
  public Believer(LineBook.Page page) {
    this.page = page;
    int count = page.versions().size();
    locators = new Locator[count];
    doubts = new Doubt[count];
    probabilities = new double[count];
    loadings = new double[count];
    for (int i = 0; i < count; i++) {
      locators[i] = page.versions().get(i).line().locator();
      doubts[i] = new Doubt(page.versions().get(i).line());
    }
  }

  /** The page it believes by. */
  public LineBook.Page page() {
    return page;
  }

  /** The locator of a version, speaking of the last place asked for. */
  public Locator locator(int version) {
    return locators[version];
  }

  /**
   * Locates a place against every version and nothing more: the cheap first look.
   *
   * @return the distance in metres to the nearest version
   */
  public double look(double lonDegrees, double latDegrees) {
    double nearest = Double.POSITIVE_INFINITY;
    here.set(lonDegrees, latDegrees);
    for (Locator locator : locators) {
      locator.locate(here, lonDegrees, latDegrees);
      nearest = Math.min(nearest, Math.abs(locator.offsetMetres()));
    }
    return nearest;
  }

  /** The belief about a place with this error, where the given side counts as past the line. */
  public SideBelief believe(double lonDegrees, double latDegrees, ErrorEllipse error, Side past) {
    look(lonDegrees, latDegrees);
    List<SideBelief.OfVersion> each = new ArrayList<>(locators.length);
    for (int i = 0; i < locators.length; i++) {
      each.add(ofVersion(i, lonDegrees, latDegrees, error, past));
    }
    double all = each.isEmpty() ? 0 : joint(false);
    double any = 1 - joint(true);
    int decider = decidingMarker(lonDegrees, latDegrees);
    double byRule;
    double beyond;
    String decidedBy = "";
    if (decider >= 0) {
      Marker marker = page.markers().get(decider);
      decidedBy = marker.number();
      SideShares shares = atMarker(marker, lonDegrees, latDegrees, error);
      byRule = shares.of(past);
      beyond = shares.beyond();
    } else {
      byRule = byRule(each, all, any);
      beyond = beyond(each);
    }
    SideBelief.Verdict verdict = verdict(byRule, all, any, beyond);
    return new SideBelief(
        past,
        each,
        all,
        any,
        byRule,
        beyond,
        page.rule(),
        decidedBy,
        verdict,
        because(verdict, byRule, each, decidedBy));
  }

  private SideBelief.OfVersion ofVersion(
      int i, double lonDegrees, double latDegrees, ErrorEllipse error, Side past) {
    Version version = page.versions().get(i);
    Locator locator = locators[i];
    double lineSigma = version.sigmaMetresAt(locator.stationMetres());
    SideShares shares = doubts[i].shares(locator, lonDegrees, latDegrees, error, lineSigma);
    double acrossPlace = across(error, locator);
    double across = Math.hypot(acrossPlace, lineSigma);
    probabilities[i] = shares.of(past);
    loadings[i] = across > 0 ? acrossPlace / across : 0;
    return new SideBelief.OfVersion(
        version.id(),
        locator.offsetMetres(),
        locator.stationMetres(),
        version.stretchNameAt(locator.stationMetres()),
        locator.end(),
        shares.of(past),
        shares.beyond(),
        across);
  }

  /** Standard deviation of a place's error in the direction across the line. */
  private static double across(ErrorEllipse error, Locator locator) {
    if (error.semiMajorMetres() == error.semiMinorMetres()) {
      return error.semiMajorMetres();
    }
    double turn = locator.bearingRadians() - Math.toRadians(error.orientationDegrees());
    return Math.hypot(
        error.semiMajorMetres() * Math.cos(turn), error.semiMinorMetres() * Math.sin(turn));
  }

  /** Probability that all versions are passed, or, when turned round, that none is. */
  private double joint(boolean none) {
    int open = 0;
    double only = 1;
    for (double probability : probabilities) {
      double p = none ? 1 - probability : probability;
      if (p < 1e-9) {
        return 0;
      }
      if (p < 1 - 1e-9) {
        open++;
        only = p;
      }
    }
    if (open <= 1) {
      return open == 0 ? 1 : only;
    }
    double total = 0;
    double weight = 0;
    for (double x = -FACTOR_REACH; x <= FACTOR_REACH; x += FACTOR_STEP) {
      double density = Math.exp(-x * x / 2);
      double product = density;
      for (int i = 0; i < probabilities.length; i++) {
        double p = none ? 1 - probabilities[i] : probabilities[i];
        if (p < 1 - 1e-9) {
          double rest = Math.sqrt(Math.max(1e-9, 1 - loadings[i] * loadings[i]));
          product *= Normal.below((Normal.quantile(p) + loadings[i] * x) / rest);
        }
      }
      total += product;
      weight += density;
    }
    return Math.clamp(total / weight, 0, 1);
  }

  private double byRule(List<SideBelief.OfVersion> each, double all, double any) {
    return switch (page.rule()) {
      case Rule.MarkersFirst() -> all;
      case Rule.EveryVersion() -> all;
      case Rule.AnyVersion() -> any;
      case Rule.OneVersion(var id) -> {
        for (SideBelief.OfVersion one : each) {
          if (one.version().equals(id)) {
            yield one.pastProbability();
          }
        }
        yield 0;
      }
    };
  }

  private double beyond(List<SideBelief.OfVersion> each) {
    double most = each.isEmpty() ? 1 : 0;
    boolean needed = false;
    for (SideBelief.OfVersion one : each) {
      boolean counts =
          !(page.rule() instanceof Rule.OneVersion(var id)) || one.version().equals(id);
      if (counts) {
        needed = true;
        most = Math.max(most, one.beyond());
      }
    }
    return needed ? most : 1;
  }

  /** Index of the nearest identified marker within its reach, or -1. */
  private int decidingMarker(double lonDegrees, double latDegrees) {
    if (!(page.rule() instanceof Rule.MarkersFirst) || page.markers().isEmpty()) {
      return -1;
    }
    int nearest = -1;
    double least = page.markerReachMetres();
    Frame frame = new Frame(lonDegrees, latDegrees);
    var there = new Frame.Cartesian();
    var point = new Frame.Point();
    for (int i = 0; i < page.markers().size(); i++) {
      Marker marker = page.markers().get(i);
      double latApart = marker.place().latDegrees() - latDegrees;
      if (!marker.identified() || Math.abs(latApart) > 1 || indexOf(marker.version()) < 0) {
        continue;
      }
      there.set(marker.place().lonDegrees(), marker.place().latDegrees());
      frame.project(there, point);
      double distance = Math.hypot(point.x, point.y);
      if (distance <= least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  private int indexOf(VersionId id) {
    for (int i = 0; i < page.versions().size(); i++) {
      if (page.versions().get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The shares against the line through a marker: the marker's version, moved so that it runs
   * through the marker. Moving the line by a vector is moving the place by its opposite.
   */
  private SideShares atMarker(
      Marker marker, double lonDegrees, double latDegrees, ErrorEllipse error) {
    int index = indexOf(marker.version());
    Locator atMarker = page.versions().get(index).line().locator();
    atMarker.locate(marker.place().lonDegrees(), marker.place().latDegrees());
    Frame frame = new Frame(lonDegrees, latDegrees);
    double shift = Math.abs(atMarker.offsetMetres());
    double bearing = atMarker.bearingRadians();
    var moved = frame.placeAt(shift * Math.sin(bearing), shift * Math.cos(bearing));
    return doubts[index].shares(
        moved.lonDegrees(), moved.latDegrees(), error, marker.sigmaMetres());
  }

  private static SideBelief.Verdict verdict(double byRule, double all, double any, double beyond) {
    if (beyond > BEYOND_LIMIT) {
      return SideBelief.Verdict.CANNOT_TELL;
    }
    if (byRule >= SURE && all >= SURE) {
      return SideBelief.Verdict.PAST_ALL;
    }
    return any >= SURE || byRule >= SURE
        ? SideBelief.Verdict.PAST_SOME
        : SideBelief.Verdict.PAST_NONE;
  }

  private Because because(
      SideBelief.Verdict verdict,
      double byRule,
      List<SideBelief.OfVersion> each,
      String decidedBy) {
    List<Because> parts = new ArrayList<>();
    parts.add(
        decidedBy.isEmpty()
            ? ruleReason(page.rule())
            : Because.of("line.rule.marker", Because.text(decidedBy)));
    if (!page.ruled()) {
      parts.add(Because.of("line.rule.none"));
    }
    for (SideBelief.OfVersion one : each) {
      parts.add(versionReason(one));
    }
    String key =
        switch (verdict) {
          case PAST_ALL -> "line.belief.past-all";
          case PAST_SOME -> "line.belief.past-some";
          case PAST_NONE -> "line.belief.past-none";
          case CANNOT_TELL -> "line.belief.cannot-tell";
        };
    return Because.of(key, Because.percent(byRule)).with(parts);
  }

  private static Because ruleReason(Rule rule) {
    return switch (rule) {
      case Rule.MarkersFirst() -> Because.of("line.rule.markers-first");
      case Rule.EveryVersion() -> Because.of("line.rule.every-version");
      case Rule.AnyVersion() -> Because.of("line.rule.any-version");
      case Rule.OneVersion(var id) -> Because.of("line.rule.one-version", Because.text(id.text()));
    };
  }

  private static Because versionReason(SideBelief.OfVersion one) {
    Because.Value id = Because.text(one.version().text());
    Because.Value away = Because.metres(Math.abs(one.offsetMetres()));
    if (one.end() != End.NONE) {
      return Because.of("line.version.beyond", id, away);
    }
    return Because.of(
        one.offsetMetres() >= 0 ? "line.version.left" : "line.version.right",
        id,
        away,
        Because.metres(one.stationMetres()),
        Because.percent(one.pastProbability()),
        Because.metres(one.sigmaMetres()));
  }
}
