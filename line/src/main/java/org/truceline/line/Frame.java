package org.truceline.line;

import org.truceline.terms.Place;

/**
 * A flat map about a centre on WGS 84 in which distances and directions from the centre are true
 * (azimuthal equidistant). x is metres east, y metres north at the centre.
 *
 * <p>A place is turned into Cartesian coordinates, seen from the centre along its normal, and its
 * horizontal distance h is lengthened to the arc, h (1 + h²/6R²), with R the Gaussian radius of
 * curvature; the next term, 3h⁵/40R⁴, is a micrometre at 30 km. Within 30 km of the centre the
 * result is within a millimetre of Karney's geodesics (docs/inside/geometry.md has the
 * measurements).
 */
final class Frame {
  static final double SEMI_MAJOR_METRES = 6_378_137.0;
  static final double FLATTENING = 1 / 298.257223563;
  static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

  private static final double RADIANS_IN_DEGREE = Math.PI / 180;

  /** Sine and cosine of -180 to 180 degrees, in turn. */
  private static final double[] WHOLE_DEGREES = new double[2 * 361];

  static {
    for (int i = 0; i <= 360; i++) {
      WHOLE_DEGREES[2 * i] = Math.sin(Math.toRadians(i - 180));
      WHOLE_DEGREES[2 * i + 1] = Math.cos(Math.toRadians(i - 180));
    }
  }

  private final double cosLat;
  private final double sinLat;
  private final double cosLon;
  private final double sinLon;
  private final double x0;
  private final double y0;
  private final double z0;
  private final double normalRadius;
  private final double meridianRadius;
  private final double sixth;
  final double lonDegrees;
  final double latDegrees;

  /** x and y of a place in a frame, in metres; also the direction of north there. */
  static final class Point {
    double x;
    double y;
  }

  /** A place some metres from a frame's centre. */
  static final class Nearby {
    final Cartesian at = new Cartesian();
    double lonDegrees;
    double latDegrees;
  }

  /** A place's Cartesian coordinates about the centre of the earth, in metres. */
  static final class Cartesian {
    double x;
    double y;
    double z;

    /**
     * Sines and cosines come from a table of whole degrees and Taylor's series about them; the
     * result is within some nanometres of what the standard library gives.
     */
    void set(double lonDegrees, double latDegrees) {
      double wholeLat = Math.rint(latDegrees);
      double lat = (latDegrees - wholeLat) * RADIANS_IN_DEGREE;
      double sinNearLat = sine(lat);
      double cosNearLat = cosine(lat);
      int row = 2 * ((int) wholeLat + 180);
      double sinLat = WHOLE_DEGREES[row] * cosNearLat + WHOLE_DEGREES[row + 1] * sinNearLat;
      double cosLat = WHOLE_DEGREES[row + 1] * cosNearLat - WHOLE_DEGREES[row] * sinNearLat;
      double wholeLon = Math.rint(lonDegrees);
      double lon = (lonDegrees - wholeLon) * RADIANS_IN_DEGREE;
      double sinNearLon = sine(lon);
      double cosNearLon = cosine(lon);
      int column = 2 * ((int) wholeLon + 180);
      double sinLon = WHOLE_DEGREES[column] * cosNearLon + WHOLE_DEGREES[column + 1] * sinNearLon;
      double cosLon = WHOLE_DEGREES[column + 1] * cosNearLon - WHOLE_DEGREES[column] * sinNearLon;
      double normal = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
      x = normal * cosLat * cosLon;
      y = normal * cosLat * sinLon;
      z = normal * (1 - ECCENTRICITY_SQUARED) * sinLat;
    }

    double distance(Cartesian other) {
      double dx = x - other.x;
      double dy = y - other.y;
      double dz = z - other.z;
      return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private static double sine(double small) {
      double s = small * small;
      return small * (1 - s / 6 * (1 - s / 20));
    }

    private static double cosine(double small) {
      double s = small * small;
      return 1 - s / 2 * (1 - s / 12 * (1 - s / 30));
    }
  }

  Frame(double lonDegrees, double latDegrees) {
    this.lonDegrees = lonDegrees;
    this.latDegrees = latDegrees;
    double lat = Math.toRadians(latDegrees);
    double lon = Math.toRadians(lonDegrees);
    sinLat = Math.sin(lat);
    cosLat = Math.cos(lat);
    sinLon = Math.sin(lon);
    cosLon = Math.cos(lon);
    Cartesian centre = new Cartesian();
    centre.set(lonDegrees, latDegrees);
    x0 = centre.x;
    y0 = centre.y;
    z0 = centre.z;
    double w = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
    normalRadius = SEMI_MAJOR_METRES / Math.sqrt(w);
    meridianRadius = normalRadius * (1 - ECCENTRICITY_SQUARED) / w;
    sixth = 1 / (6 * normalRadius * meridianRadius);
  }

  /** Puts Cartesian coordinates onto the map. */
  void project(Cartesian from, Point into) {
    double dx = from.x - x0;
    double dy = from.y - y0;
    double dz = from.z - z0;
    double outward = cosLon * dx + sinLon * dy;
    double east = cosLon * dy - sinLon * dx;
    double north = cosLat * dz - sinLat * outward;
    double h2 = east * east + north * north;
    double scale = 1 + h2 * sixth;
    into.x = east * scale;
    into.y = north * scale;
  }

  /** The place some metres east and north of the centre, by a step on the tangent plane. */
  void nearby(double east, double north, Nearby into) {
    double outward = -sinLat * north;
    into.at.x = x0 + cosLon * outward - sinLon * east;
    into.at.y = y0 + sinLon * outward + cosLon * east;
    into.at.z = z0 + cosLat * north;
    double lat = latDegrees + Math.toDegrees(north / meridianRadius);
    double lon = lonDegrees + Math.toDegrees(east / (normalRadius * Math.max(1e-9, cosLat)));
    into.latDegrees = Math.clamp(lat, -90, 90);
    into.lonDegrees = Math.IEEEremainder(lon, 360);
  }

  /** The angle in radians by which north at a place is turned clockwise from the map's y axis. */
  double convergenceRadians(double lonDegreesThere, double latDegreesThere) {
    double dLon = Math.IEEEremainder(lonDegreesThere - lonDegrees, 360);
    double middle = Math.toRadians((latDegreesThere + latDegrees) / 2);
    return -Math.toRadians(dLon) * Math.sin(middle);
  }

  /** The place that lies at x and y on the map, both within 100 km of the centre. */
  Place placeAt(double x, double y) {
    double arc = Math.hypot(x, y);
    var end =
        net.sf.geographiclib.Geodesic.WGS84.Direct(
            latDegrees, lonDegrees, Math.toDegrees(Math.atan2(x, y)), arc);
    return new Place(Math.max(-180, Math.min(180, end.lon2)), end.lat2);
  }
}
