package org.truceline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import org.truceline.line.Line;
import org.truceline.terms.Place;

/** Lines and fixes made from a seed, for measurements that can be repeated. */
final class MadeUp {
  /** Printed with every figure. */
  static final long SEED = 20_261_123L;

  private MadeUp() {}

  /** A line of about 240 km that wanders eastward, with so many vertices. */
  static List<Place> course(int vertices, double shiftMetres) {
    SplittableRandom random = new SplittableRandom(SEED);
    double step = 240_000.0 / vertices;
    List<Place> places = new ArrayList<>(vertices);
    Place here = Place.lonLat(126.7, 38 + shiftMetres / 111_000);
    double bend = 0;
    for (int i = 0; i < vertices; i++) {
      places.add(here);
      bend = 0.95 * bend + (random.nextDouble() - 0.5) * 40;
      var next = Geodesic.WGS84.Direct(here.latDegrees(), here.lonDegrees(), 80 + bend, step);
      here = Place.lonLat(next.lon2, next.lat2);
    }
    return places;
  }

  /** Longitudes and latitudes, in turn, of fixes spread evenly within a distance of a line. */
  static double[] fixes(Line line, int count, double withinMetres) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    double[] fixes = new double[2 * count];
    for (int i = 0; i < count; i++) {
      Place on = line.placeAt(random.nextDouble() * line.lengthMetres());
      double away = withinMetres * random.nextDouble();
      var there =
          Geodesic.WGS84.Direct(on.latDegrees(), on.lonDegrees(), 360 * random.nextDouble(), away);
      fixes[2 * i] = there.lon2;
      fixes[2 * i + 1] = there.lat2;
    }
    return fixes;
  }
}
