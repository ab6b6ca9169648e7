package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import org.truceline.terms.Place;

/** Lines and places made from a seed, for properties that hold for all of them. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A line that wanders from a start in steps of about a length, turning by at most an angle. */
  Line wandering(Place start, int vertices, double stepMetres, double turnDegrees) {
    List<Place> places = new ArrayList<>();
    places.add(start);
    double azimuth = between(0, 360);
    Place here = start;
    for (int i = 1; i < vertices; i++) {
      azimuth += between(-turnDegrees, turnDegrees);
      here = from(here, azimuth, stepMetres * between(0.3, 1.7));
      places.add(here);
    }
    return Line.of(places);
  }

  /** The place at a distance and an azimuth from another. */
  static Place from(Place start, double azimuthDegrees, double metres) {
    var end = Geodesic.WGS84.Direct(start.latDegrees(), start.lonDegrees(), azimuthDegrees, metres);
    return new Place(Math.max(-180, Math.min(180, end.lon2)), end.lat2);
  }

  /** Distance between two places by Karney's geodesics. */
  static double apart(Place a, Place b) {
    return Geodesic.WGS84.Inverse(a.latDegrees(), a.lonDegrees(), b.latDegrees(), b.lonDegrees())
        .s12;
  }
}
