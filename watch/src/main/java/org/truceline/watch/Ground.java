package org.truceline.watch;

import org.truceline.terms.Place;

/**
 * A track's own flat map: metres east and north of where the track was first heard of. It is true
 * to a thousandth within some 50 km, and goes back and forth without loss; distances to lines are
 * never taken from it.
 */
final class Ground {
  /** Further off than this a track gets a new map. */
  static final double REACH_METRES = 50_000;

  private static final double METRES_IN_DEGREE = 111_195;

  private final double lonDegrees;
  private final double latDegrees;
  private final double metresInLon;

  Ground(Place middle) {
    lonDegrees = middle.lonDegrees();
    latDegrees = middle.latDegrees();
    metresInLon = METRES_IN_DEGREE * Math.max(1e-6, Math.cos(Math.toRadians(middle.latDegrees())));
  }

  /** Where its middle is. */
  Place middle() {
    return Place.lonLat(lonDegrees, latDegrees);
  }

  double x(Place place) {
    return metresInLon * turned(place.lonDegrees() - lonDegrees);
  }

  double y(Place place) {
    return METRES_IN_DEGREE * (place.latDegrees() - latDegrees);
  }

  double lon(double x) {
    return turned(lonDegrees + x / metresInLon);
  }

  double lat(double y) {
    return Math.clamp(latDegrees + y / METRES_IN_DEGREE, -90, 90);
  }

  /** Degrees of longitude brought to -180 to 180, from not more than once around. */
  private static double turned(double degrees) {
    return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
  }

  /** Metres between two places that are near each other. */
  static double metres(Place one, Place other) {
    return metres(one, other.lonDegrees(), other.latDegrees());
  }

  /** Metres from a place to one near it. */
  static double metres(Place one, double lonDegrees, double latDegrees) {
    double north = METRES_IN_DEGREE * (one.latDegrees() - latDegrees);
    double east =
        METRES_IN_DEGREE
            * Math.cos(Math.toRadians(latDegrees))
            * turned(one.lonDegrees() - lonDegrees);
    return Math.sqrt(north * north + east * east);
  }
}
