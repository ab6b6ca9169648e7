package org.truceline.terms;

/**
 * A point on the ellipsoid WGS 84.
 *
 * @param lonDegrees longitude in degrees east of Greenwich, from -180 to 180
 * @param latDegrees latitude in degrees north of the equator, from -90 to 90
 */
public record Place(double lonDegrees, double latDegrees) {
  public Place {
    if (!(lonDegrees >= -180 && lonDegrees <= 180)) {
      throw new IllegalArgumentException("longitude " + lonDegrees + " is not within -180 to 180");
    }
    if (!(latDegrees >= -90 && latDegrees <= 90)) {
      throw new IllegalArgumentException("latitude " + latDegrees + " is not within -90 to 90");
    }
  }

  /** A place from longitude and latitude in degrees, in that order. */
  public static Place lonLat(double lonDegrees, double latDegrees) {
    return new Place(lonDegrees, latDegrees);
  }
}
