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

  private static final int LEGS = 256;
  private static final double LEG_METRES = 1_000;

  /** How far the middle of a leg lies off it, as a share of the leg's length. */
  private static final double ROUGHNESS = 0.08;

  private MadeUp() {}

  /**
   * A line of about 260 km that wanders eastward, drawn with so many vertices: one course, whatever
   * their number. Legs of a kilometre wander like a ridge; each is halved again and again, and its
   * middle moved aside by a share of its length, as a coast or a ridge looks rough at every scale.
   */
  static List<Place> course(int vertices, double shiftMetres) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] xs = new double[LEGS + 1];
    double[] ys = new double[LEGS + 1];
    double bend = 0;
    for (int i = 1; i <= LEGS; i++) {
      bend = 0.8 * bend + 0.35 * random.nextGaussian();
      xs[i] = xs[i - 1] + LEG_METRES * Math.cos(bend);
      ys[i] = 0.99 * ys[i - 1] + LEG_METRES * Math.sin(bend);
    }
    while (xs.length < vertices) {
      double[] finerXs = new double[2 * xs.length - 1];
      double[] finerYs = new double[2 * ys.length - 1];
      for (int i = 0; i < xs.length; i++) {
        finerXs[2 * i] = xs[i];
        finerYs[2 * i] = ys[i];
        if (i + 1 < xs.length) {
          double aside = ROUGHNESS * random.nextGaussian();
          finerXs[2 * i + 1] = (xs[i] + xs[i + 1]) / 2 - aside * (ys[i + 1] - ys[i]);
          finerYs[2 * i + 1] = (ys[i] + ys[i + 1]) / 2 + aside * (xs[i + 1] - xs[i]);
        }
      }
      xs = finerXs;
      ys = finerYs;
    }
    List<Place> places = new ArrayList<>(vertices);
    for (int k = 0; k < vertices; k++) {
      int i = (int) Math.round((double) k * (xs.length - 1) / (vertices - 1));
      places.add(Place.lonLat(126.7 + xs[i] / 87_500, 38 + (ys[i] + shiftMetres) / 111_000));
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
