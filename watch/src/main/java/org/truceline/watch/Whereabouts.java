package org.truceline.watch;

import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/**
 * One place where a body may be.
 *
 * @param lonDegrees its longitude
 * @param latDegrees its latitude
 * @param error how far about it
 * @param weight the probability that this is the one
 */
record Whereabouts(double lonDegrees, double latDegrees, ErrorEllipse error, double weight) {
  Place place() {
    return Place.lonLat(lonDegrees, latDegrees);
  }
}
