package org.truceline.line;

import java.util.List;
import org.truceline.terms.Place;

/**
 * Where two versions differ, measured at stations along the first.
 *
 * @param a the version along which the stations lie
 * @param b the version they are compared with
 * @param stepMetres distance between stations
 * @param samples one for each station that has an answer, in order; at least one
 * @param beyond number of stations of a that lie beyond the ends of b, and so have no answer
 * @param medianMetres median of the unsigned offsets
 * @param p95Metres 95th percentile of the unsigned offsets
 * @param maxMetres largest unsigned offset
 * @param maxAt the sample with the largest offset
 * @param stripHectares area between the versions where both run
 * @param agreeShare share of the samples, 0 to 1, where the versions agree within their errors
 */
public record Comparison(
    VersionId a,
    VersionId b,
    double stepMetres,
    List<Sample> samples,
    int beyond,
    double medianMetres,
    double p95Metres,
    double maxMetres,
    Sample maxAt,
    double stripHectares,
    double agreeShare) {
  public Comparison {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a comparison has at least one sample");
    }
  }

  /**
   * The difference at one station.
   *
   * @param stationMetres distance along a from its start
   * @param place the place on a
   * @param offsetMetres how far b lies from a there: positive when b lies to the left of a
   * @param sigmaMetres standard deviation of that offset, from the errors of both drawings
   * @param agrees whether the offset is within the errors of both
   */
  public record Sample(
      double stationMetres, Place place, double offsetMetres, double sigmaMetres, boolean agrees) {
    /** The width of the strip between the versions there, in metres. */
    public double widthMetres() {
      return Math.abs(offsetMetres);
    }
  }
}
