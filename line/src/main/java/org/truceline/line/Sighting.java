package org.truceline.line;

import net.sf.geographiclib.Geodesic;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * What an observer sees from a post: a bearing and a range, each with its error. It turns into a
 * place and an error ellipse with the mean and the covariance that the errors have on the ground,
 * not those of a first-order formula: a doubtful bearing bends the doubt, and its middle lies
 * nearer than the range (D. Lerro and Y. Bar-Shalom, "Tracking with debiased consistent converted
 * measurements versus EKF", IEEE Transactions on Aerospace and Electronic Systems 29(3), 1993).
 *
 * @param observer where the observer stands
 * @param observerSigmaMetres standard deviation of that place in every direction, not negative
 * @param bearingDegrees direction of what is seen, clockwise from true north, any finite number
 * @param bearingSigmaDegrees its standard deviation, from 0 to {@link #LARGEST_BEARING_SIGMA}
 * @param rangeMetres distance along the ground, from 0 to {@link #LONGEST_RANGE_METRES}
 * @param rangeSigmaMetres its standard deviation, not negative
 */
public record Sighting(
    Place observer,
    double observerSigmaMetres,
    double bearingDegrees,
    double bearingSigmaDegrees,
    double rangeMetres,
    double rangeSigmaMetres) {
  /** Beyond this, in degrees, the doubt is an arc and no ellipse says where it lies. */
  public static final double LARGEST_BEARING_SIGMA = 20;

  /** Nobody sees a person further off. */
  public static final double LONGEST_RANGE_METRES = 50_000;

  public Sighting {
    require(observerSigmaMetres >= 0, "an observer's error", observerSigmaMetres, "m");
    require(Double.isFinite(bearingDegrees), "a bearing", bearingDegrees, "degrees");
    require(
        bearingSigmaDegrees >= 0 && bearingSigmaDegrees <= LARGEST_BEARING_SIGMA,
        "a bearing's error",
        bearingSigmaDegrees,
        "degrees");
    require(rangeMetres >= 0 && rangeMetres <= LONGEST_RANGE_METRES, "a range", rangeMetres, "m");
    require(rangeSigmaMetres >= 0, "a range's error", rangeSigmaMetres, "m");
  }

  private static void require(boolean holds, String what, double value, String unit) {
    if (!holds || !Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " of " + value + " " + unit);
    }
  }

  /** The middle of where the thing seen may be. */
  public Place place() {
    var end =
        Geodesic.WGS84.Direct(
            observer.latDegrees(), observer.lonDegrees(), bearingDegrees, meanRange());
    return new Place(Math.clamp(end.lon2, -180, 180), end.lat2);
  }

  /** How far about {@link #place()} it may be. */
  public ErrorEllipse error() {
    double turn = Math.toRadians(bearingSigmaDegrees);
    // With q = exp(-s²), the variances are (r² + σ²)(1 - q²)/2 across and, along,
    // r²(1 - q)²/2 + σ²(1 + q²)/2; expm1 keeps the digits that 1 - q loses at small errors.
    double q = Math.exp(-turn * turn);
    double acrossSquare =
        (square(rangeMetres) + square(rangeSigmaMetres)) * -Math.expm1(-2 * turn * turn) / 2;
    double alongSquare =
        square(rangeMetres * Math.expm1(-turn * turn)) / 2
            + square(rangeSigmaMetres) * (1 + q * q) / 2;
    double along = Math.sqrt(alongSquare + square(observerSigmaMetres));
    double across = Math.sqrt(acrossSquare + square(observerSigmaMetres));
    double azimuth =
        Geodesic.WGS84.Direct(
                observer.latDegrees(), observer.lonDegrees(), bearingDegrees, meanRange())
            .azi2;
    return along >= across
        ? new ErrorEllipse(along, across, azimuth)
        : new ErrorEllipse(across, along, azimuth + 90);
  }

  private double meanRange() {
    double turn = Math.toRadians(bearingSigmaDegrees);
    return rangeMetres * Math.exp(-turn * turn / 2);
  }

  private static double square(double value) {
    return value * value;
  }
}
