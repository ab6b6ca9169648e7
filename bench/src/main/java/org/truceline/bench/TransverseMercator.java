package org.truceline.bench;

import org.truceline.terms.Place;

/**
 * The plane on which JTS, GEOS and PostGIS's geometry are measured: a transverse Mercator map of
 * WGS 84 about a place, x metres east and y metres north of it, true to scale on its meridian.
 * Krüger's series to the fourth order (C. F. F. Karney, "Transverse Mercator with an accuracy of a
 * few nanometers", J. Geodesy 85, 2011, eq. 35), within a tenth of a millimetre of PROJ here.
 */
final class TransverseMercator {
  private static final double SEMI_MAJOR_METRES = 6_378_137.0;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
  private static final double ECCENTRICITY = Math.sqrt(ECCENTRICITY_SQUARED);
  private static final double N = FLATTENING / (2 - FLATTENING);
  private static final double RECTIFYING_METRES =
      SEMI_MAJOR_METRES / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
  private static final double ALPHA_1 =
      N * (1 / 2.0 + N * (-2 / 3.0 + N * (5 / 16.0 + N * 41 / 180.0)));
  private static final double ALPHA_2 = N * N * (13 / 48.0 + N * (-3 / 5.0 + N * 557 / 1440.0));
  private static final double ALPHA_3 = N * N * N * (61 / 240.0 - N * 103 / 140.0);
  private static final double ALPHA_4 = N * N * N * N * 49561 / 161280.0;

  private final double middleLonDegrees;
  private final double middleNorthMetres;
  private final double halfByRadiusSquared;

  private double x;
  private double y;

  TransverseMercator(Place middle) {
    this.middleLonDegrees = middle.lonDegrees();
    double sinLat = Math.sin(Math.toRadians(middle.latDegrees()));
    double w = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
    double radius = SEMI_MAJOR_METRES * Math.sqrt(1 - ECCENTRICITY_SQUARED) / w;
    this.halfByRadiusSquared = 1 / (2 * radius * radius);
    this.middleNorthMetres = northMetres(middle);
  }

  /** Brings a place onto the map; the other methods then speak of it. */
  void project(double lonDegrees, double latDegrees) {
    projectFromEquator(lonDegrees, latDegrees);
    y -= middleNorthMetres;
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  /** Metres on the map for a metre on the ground, there; to a few parts in a hundred million. */
  double scale() {
    return 1 + x * x * halfByRadiusSquared;
  }

  private double northMetres(Place place) {
    projectFromEquator(place.lonDegrees(), place.latDegrees());
    return y;
  }

  private void projectFromEquator(double lonDegrees, double latDegrees) {
    double lon = Math.toRadians(lonDegrees - middleLonDegrees);
    double sinLat = Math.sin(Math.toRadians(latDegrees));
    double conformal = Math.sinh(atanh(sinLat) - ECCENTRICITY * atanh(ECCENTRICITY * sinLat));
    double cosLon = Math.cos(lon);
    double xi = Math.atan2(conformal, cosLon);
    double eta = atanh(Math.sin(lon) / Math.sqrt(1 + conformal * conformal));
    // Sines and cosines of the multiples by addition, from those of 2ξ and 2η.
    double sin = Math.sin(2 * xi);
    double cos = Math.cos(2 * xi);
    double sinh = Math.sinh(2 * eta);
    double cosh = Math.sqrt(1 + sinh * sinh);
    double sin2 = 2 * sin * cos;
    double cos2 = 1 - 2 * sin * sin;
    double sinh2 = 2 * sinh * cosh;
    double cosh2 = 1 + 2 * sinh * sinh;
    double sin3 = sin2 * cos + cos2 * sin;
    double cos3 = cos2 * cos - sin2 * sin;
    double sinh3 = sinh2 * cosh + cosh2 * sinh;
    double cosh3 = cosh2 * cosh + sinh2 * sinh;
    double north =
        xi
            + ALPHA_1 * sin * cosh
            + ALPHA_2 * sin2 * cosh2
            + ALPHA_3 * sin3 * cosh3
            + ALPHA_4 * 2 * sin2 * cos2 * (1 + 2 * sinh2 * sinh2);
    double east =
        eta
            + ALPHA_1 * cos * sinh
            + ALPHA_2 * cos2 * sinh2
            + ALPHA_3 * cos3 * sinh3
            + ALPHA_4 * (1 - 2 * sin2 * sin2) * 2 * sinh2 * cosh2;
    x = RECTIFYING_METRES * east;
    y = RECTIFYING_METRES * north;
  }

  private static double atanh(double value) {
    return 0.5 * Math.log((1 + value) / (1 - value));
  }
}
