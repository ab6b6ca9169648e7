package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
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
  private static final double FACTOR_REACH = 6;
  private static final double WIDEST_STEP = 0.4;
  private static final double LEAST_STEP = 0.02;

  /** A probability closer than this to 0 or 1 is taken for it. */
  private static final double CERTAIN = 1e-9;

  private final LineBook.Page page;
  private final Locator[] locators;
  private final Doubt[] doubts;
  private final double[] probabilities;
  private final double[] loadings;
  private final double[] quantiles;
  private final double[] factors;
  private final double[] rests;
  private final DecidingMarkers markers;
  private final Frame.Cartesian here = new Frame.Cartesian();

  /** Beliefs by this page of the book. */
  public Believer(LineBook.Page page) {
    this.page = page;
    int count = page.versions().size();
    locators = new Locator[count];
    doubts = new Doubt[count];
    probabilities = new double[count];
    loadings = new double[count];
    quantiles = new double[count];
    factors = new double[count];
    rests = new double[count];
    markers = new DecidingMarkers(page);
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

  /**
   * How far the place that was looked at last may move and surely stays beside every version, on
   * the side that is not past it, and further than this from it; not above 0 where it does not lie
   * so itself.
   */
  public double freeMetres(double reachMetres, Side past) {
    double free = locators.length == 0 ? 0 : Double.POSITIVE_INFINITY;
    for (Locator locator : locators) {
      double away = past == Side.RIGHT ? locator.offsetMetres() : -locator.offsetMetres();
      if (away <= reachMetres || locator.nearEnd(away)) {
        return 0;
      }
      free = Math.min(free, away - reachMetres);
    }
    return free;
  }

  /** The belief about a place with this error, where the given side counts as past the line. */
  public SideBelief believe(double lonDegrees, double latDegrees, ErrorEllipse error, Side past) {
    look(lonDegrees, latDegrees);
    List<SideBelief.OfVersion> each = new ArrayList<>(locators.length);
    for (int i = 0; i < locators.length; i++) {
      each.add(ofVersion(i, lonDegrees, latDegrees, error, past));
    }
    double all = each.isEmpty() ? 0 : jointly(1);
    double any = 1 - (each.isEmpty() ? 1 : jointly(-1));
    DecidingMarkers.Deciding decider = markers.at(here);
    double byRule;
    double beyond;
    String decidedBy = "";
    if (decider != null) {
      decidedBy = decider.marker().number();
      SideShares shares = atMarker(decider, lonDegrees, latDegrees, error);
      byRule = shares.of(past);
      beyond = shares.beyond();
    } else {
      byRule = byRule(each, all, any);
      beyond = beyond(each);
    }
    return new SideBelief(
        past, each, all, any, byRule, beyond, page.rule(), decidedBy, page.ruled());
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

  /** Probability that all versions are passed (turn 1), or that none is (turn -1). */
  private double jointly(int turn) {
    int open = 0;
    double only = 1;
    double narrowest = WIDEST_STEP;
    for (int i = 0; i < probabilities.length; i++) {
      double p = turn > 0 ? probabilities[i] : 1 - probabilities[i];
      if (p < CERTAIN) {
        return 0;
      }
      if (p <= 1 - CERTAIN) {
        quantiles[open] = Normal.quantile(p);
        factors[open] = loadings[i];
        rests[open] = Math.sqrt(Math.max(CERTAIN, 1 - loadings[i] * loadings[i]));
        narrowest = Math.min(narrowest, rests[open]);
        open++;
        only = p;
      }
    }
    return open == 0 ? 1 : open == 1 ? only : overTheFactor(open, narrowest);
  }

  /** Sums the versions that are open over the place's error across the line. */
  private double overTheFactor(int open, double narrowest) {
    double step = Math.max(LEAST_STEP, narrowest);
    double total = 0;
    double weight = 0;
    for (double x = -FACTOR_REACH; x <= FACTOR_REACH; x += step) {
      double density = Math.exp(-x * x / 2);
      double product = density;
      for (int i = 0; i < open; i++) {
        product *= Normal.below((quantiles[i] + factors[i] * x) / rests[i]);
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

  /**
   * The shares against the line through a marker: the marker's version, moved so that it runs
   * through the marker. Moving the line by a vector is moving the place by its opposite.
   */
  private SideShares atMarker(
      DecidingMarkers.Deciding one, double lonDegrees, double latDegrees, ErrorEllipse error) {
    var moved = new Frame(lonDegrees, latDegrees).placeAt(one.eastToLine(), one.northToLine());
    return doubts[one.version()].shares(
        moved.lonDegrees(), moved.latDegrees(), error, one.marker().sigmaMetres());
  }
}
