package org.truceline.bench;

import java.util.List;
import org.truceline.line.Line;
import org.truceline.terms.Place;

/**
 * The one piece of work that Truceline and its peers are given: fixes within 5 km of a line of
 * 10,000 vertices, of which there are two versions 40 m apart, and the plane for those peers that
 * measure on one.
 */
final class PeersWork {
  static final int VERTICES = 10_000;
  static final double WITHIN_METRES = 5_000;
  static final double SHIFT_METRES = 40;

  final List<Place> firstCourse = MadeUp.course(VERTICES, 0);
  final List<Place> secondCourse = MadeUp.course(VERTICES, SHIFT_METRES);
  final Line first = Line.of(firstCourse);
  final Line second = Line.of(secondCourse);

  /** Longitudes and latitudes, in turn. */
  final double[] fixes;

  final Place middle = first.placeAt(first.lengthMetres() / 2);
  final TransverseMercator plane = new TransverseMercator(middle);

  PeersWork(int count) {
    this.fixes = MadeUp.fixes(first, count, WITHIN_METRES);
  }
}
