package org.truceline.line;

import org.truceline.terms.Place;

/**
 * A mark on the ground that stands, or stood, for the line.
 *
 * @param number its number as the field writes it
 * @param version the version whose course it bears witness to
 * @param place where it was measured
 * @param sigmaMetres standard deviation of that measurement, in metres
 * @param status what is known of it
 */
public record Marker(
    String number, VersionId version, Place place, double sigmaMetres, Status status) {
  public Marker {
    if (!(sigmaMetres >= 0 && Double.isFinite(sigmaMetres))) {
      throw new IllegalArgumentException("a standard deviation of " + sigmaMetres + " m");
    }
  }

  /** What is known of a marker on the ground. */
  public enum Status {
    SEEN,
    NOT_SEEN,
    DESTROYED,
    MOVED,
    DOUBTFUL
  }

  /** Whether it is identified on the ground, so that it can decide. */
  public boolean identified() {
    return status == Status.SEEN;
  }
}
