package org.truceline.watch;

import org.truceline.line.Rule;
import org.truceline.line.SideBelief;

/**
 * How far past the line by the rule a place lies: the shallowest of the versions that must all be
 * passed.
 *
 * @param metres the depth; below zero short of the line
 * @param sigmaMetres its standard deviation
 * @param stationMetres where along the version that decides
 * @param apartMetres how far apart the depths past the versions lie
 */
record Depths(double metres, double sigmaMetres, double stationMetres, double apartMetres) {
  static Depths of(SideBelief belief) {
    boolean any = belief.rule() instanceof Rule.AnyVersion;
    double metres = any ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    double sigma = 0;
    double station = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (SideBelief.OfVersion one : belief.versions()) {
      double depth = Judge.depth(one, belief.past());
      least = Math.min(least, depth);
      most = Math.max(most, depth);
      if (belief.rule() instanceof Rule.OneVersion(var id) && !one.version().equals(id)) {
        continue;
      }
      if (any ? depth > metres : depth < metres) {
        metres = depth;
        sigma = one.sigmaMetres();
        station = one.stationMetres();
      }
    }
    return Double.isInfinite(metres)
        ? new Depths(0, 0, 0, 0)
        : new Depths(metres, sigma, station, most - least);
  }
}
