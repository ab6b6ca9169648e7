package org.truceline.console;

import java.util.List;
import org.truceline.terms.Place;

/**
 * A box of longitudes and latitudes in which features are asked for (CRS84). Edges of a course are
 * taken as straight in longitude and latitude, as map programs draw them.
 *
 * @param west degrees; greater than east where the box crosses the meridian of 180 degrees
 * @param south degrees
 * @param east degrees
 * @param north degrees
 */
record Box(double west, double south, double east, double north) {
  /** The whole world. */
  static final Box WORLD = new Box(-180, -90, 180, 90);

  Box {
    boolean sound =
        Math.abs(west) <= 180
            && Math.abs(east) <= 180
            && Math.abs(south) <= 90
            && Math.abs(north) <= 90
            && south <= north;
    if (!sound) {
      throw new IllegalArgumentException(
          "a box of " + west + ", " + south + ", " + east + ", " + north);
    }
  }

  /** The least box around places. */
  static Box around(List<Place> places) {
    double west = 180;
    double south = 90;
    double east = -180;
    double north = -90;
    for (Place place : places) {
      west = Math.min(west, place.lonDegrees());
      east = Math.max(east, place.lonDegrees());
      south = Math.min(south, place.latDegrees());
      north = Math.max(north, place.latDegrees());
    }
    return new Box(west, south, east, north);
  }

  /** Whether a place, or any part of a course, lies in it. */
  boolean meets(List<Place> places) {
    if (west > east) {
      return new Box(west, south, 180, north).meets(places)
          || new Box(-180, south, east, north).meets(places);
    }
    if (places.size() == 1) {
      return meets(places.getFirst(), places.getFirst());
    }
    for (int i = 1; i < places.size(); i++) {
      if (meets(places.get(i - 1), places.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a part of an edge lies in it: the edge is clipped to the box (Liang and Barsky). */
  private boolean meets(Place from, Place to) {
    double dx = to.lonDegrees() - from.lonDegrees();
    double dy = to.latDegrees() - from.latDegrees();
    double[] steps = {-dx, dx, -dy, dy};
    double[] rooms = {
      from.lonDegrees() - west,
      east - from.lonDegrees(),
      from.latDegrees() - south,
      north - from.latDegrees()
    };
    double first = 0;
    double last = 1;
    for (int i = 0; i < steps.length; i++) {
      if (steps[i] == 0) {
        if (rooms[i] < 0) {
          return false;
        }
      } else if (steps[i] < 0) {
        first = Math.max(first, rooms[i] / steps[i]);
      } else {
        last = Math.min(last, rooms[i] / steps[i]);
      }
    }
    return first <= last;
  }

  /** West, south, east, north. */
  List<Double> degrees() {
    return List.of(west, south, east, north);
  }
}
