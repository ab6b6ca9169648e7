package org.truceline.terms;

/**
 * The doubt of a position: one standard deviation of a bivariate normal error around it, as an
 * ellipse on the ground.
 *
 * @param semiMajorMetres standard deviation along the major axis, in metres, not negative
 * @param semiMinorMetres standard deviation across it, in metres, from 0 to the semi-major
 * @param orientationDegrees azimuth of the major axis, in degrees clockwise from north
 */
public record ErrorEllipse(
    double semiMajorMetres, double semiMinorMetres, double orientationDegrees) {
  public ErrorEllipse {
    if (!(Double.isFinite(semiMajorMetres) && semiMajorMetres >= 0)) {
      throw new IllegalArgumentException("a semi-major axis of " + semiMajorMetres + " m");
    }
    if (!(semiMinorMetres >= 0 && semiMinorMetres <= semiMajorMetres)) {
      throw new IllegalArgumentException(
          "a semi-minor axis of " + semiMinorMetres + " m beside a major of " + semiMajorMetres);
    }
    if (!Double.isFinite(orientationDegrees)) {
      throw new IllegalArgumentException("an orientation of " + orientationDegrees + " degrees");
    }
  }

  /** An error that is the same in every direction. */
  public static ErrorEllipse circle(double sigmaMetres) {
    return new ErrorEllipse(sigmaMetres, sigmaMetres, 0);
  }
}
