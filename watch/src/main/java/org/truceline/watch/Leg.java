package org.truceline.watch;

import org.jspecify.annotations.Nullable;
import org.truceline.line.Normal;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * The way of a track from the fix before to one that has just been taken, as it bears on whether
 * the body was past the line.
 *
 * @param judge whose versions and rule count
 * @param motion what is believed now that the fix is taken
 * @param from where the body was believed to be after the fix before; nowhere where it is heard of
 *     anew
 * @param fix the fix
 * @param error the error taken for it
 * @param ms milliseconds since the fix before; 0 where the body is heard of anew
 * @param past the side that is past the line
 */
record Leg(
    Judge judge,
    Motion motion,
    @Nullable Whereabouts from,
    Fix fix,
    ErrorEllipse error,
    long ms,
    Side past) {
  /** Further off than this many standard deviations nothing between two fixes is looked at. */
  private static final double FAR_SIGMAS = 5;

  /** How far the body has gone to be here. */
  double goneMetres(Whereabouts here) {
    return from == null ? 0 : Ground.metres(from.place(), here.place());
  }

  /** How much wider the doubt of the place had grown before the fix. */
  double widenedMetres() {
    if (from == null) {
      return 0;
    }
    double sigma = from.error().semiMajorMetres();
    return Math.hypot(sigma, betweenMetres() * 2) - sigma;
  }

  /**
   * The probability of having been past the line where that was likeliest, of a body that went
   * straight here, or as far off that way as it may have strayed.
   */
  double likeliestPast(Whereabouts here) {
    if (from == null) {
      return 0;
    }
    double between = betweenMetres();
    double sigma = here.error().semiMajorMetres();
    double[] likeliest = new double[1];
    way(from, here.place())
        .look(
            FAR_SIGMAS * Math.hypot(between, sigma),
            (at, share) -> {
              double aside = Math.hypot(StraightWay.asideMetres(between, share), sigma);
              likeliest[0] = Math.max(likeliest[0], Normal.below(at.metres() / aside));
            });
    return likeliest[0];
  }

  /** Lets the ways of an episode go on to a judgement of the fix, over places between if far. */
  void follow(Paths paths, Judgement judgement) {
    if (judgement.belief().verdict() == SideBelief.Verdict.CANNOT_TELL) {
      return;
    }
    Depths depths = Depths.of(judgement.belief());
    double place = placeMetres(judgement.causes(), depths);
    // What stays the same while the track is followed moves all its ways together, as the drawing
    // does.
    double slow = Math.min(motion.filter().slowSigma(), place);
    double drawn = Math.hypot(judgement.causes().drawingMetres(), slow);
    if (from != null && ms >= MotionFilter.SAME_MS && paths.isEmpty()) {
      begin(paths, from, slow, drawn);
    }
    goOn(paths, depths, Math.sqrt(square(place) - square(slow)), drawn);
    if (from != null && ms > 0) {
      lookBetween(paths, from, judgement.believed(), place);
    }
  }

  /** Only what an ellipse may be off across the line bears on whether it was crossed. */
  private double placeMetres(Causes causes, Depths depths) {
    boolean round = error.semiMajorMetres() == error.semiMinorMetres();
    return round ? causes.placeMetres() : Math.min(causes.placeMetres(), depths.sigmaMetres());
  }

  /** The ways begin where the leg does. */
  private void begin(Paths paths, Whereabouts start, double slow, double drawn) {
    Depths first = judge.depths(fix.time(), start.lonDegrees(), start.latDegrees(), past);
    double sigma = Math.sqrt(Math.max(1, square(start.error().semiMajorMetres()) - square(slow)));
    paths.to(
        first.metres(),
        sigma,
        first.metres(),
        sigma,
        motion.filter().atRest(),
        drawn,
        fix.time().toEpochMilli() - ms,
        first.stationMetres(),
        true);
  }

  private void goOn(Paths paths, Depths depths, double changing, double drawn) {
    MotionFilter filter = motion.filter();
    boolean goesOn = from != null && ms > 0;
    paths.to(
        goesOn ? awaited().metres() : depths.metres(),
        goesOn ? filter.awaitedSigma() : changing,
        depths.metres(),
        changing,
        filter.atRest(),
        drawn,
        fix.time().toEpochMilli(),
        depths.stationMetres(),
        filter.news());
  }

  /** How the place lies to the line at which the body was awaited before the fix. */
  private Depths awaited() {
    double lon = motion.ground().lon(motion.filter().awaitedX());
    double lat = motion.ground().lat(motion.filter().awaitedY());
    return judge.depths(fix.time(), lon, lat, past);
  }

  private void lookBetween(Paths paths, Whereabouts start, Place to, double place) {
    double between = betweenMetres();
    long now = fix.time().toEpochMilli();
    way(start, to)
        .look(
            FAR_SIGMAS * Math.hypot(between, place),
            (here, share) ->
                paths.between(
                    here.metres(),
                    StraightWay.asideMetres(between, share),
                    now - Math.round((1 - share) * ms),
                    here.stationMetres()));
  }

  private StraightWay way(Whereabouts start, Place to) {
    return new StraightWay(judge, motion.ground(), start.place(), to, fix.time(), past);
  }

  /** How far the body may have left the straight way, as a standard deviation. */
  private double betweenMetres() {
    return motion.filter().betweenMetres(ms);
  }

  private static double square(double value) {
    return value * value;
  }
}
