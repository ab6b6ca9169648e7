package org.truceline.bench;

import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.truceline.terms.Place;

/**
 * The distance and the side that everything here is held against: every edge of the line is looked
 * at, and those that can be nearest are searched with GeographicLib's geodesics. It shares no code
 * with {@code line}. Slow, and exact to a micrometre.
 *
 * <p>Which edges can be nearest is told from straight chords through the earth between places,
 * which are shorter than the ground distance by less than a millimetre at 8 km: an edge is left out
 * only if its ends lie farther than the nearest vertex by more than half its length and a metre.
 */
final class GeodesicReference {
  private static final double SPARE_METRES = 1;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int HALVINGS = 50;

  private final List<Place> course;
  private final double[][] cartesian;
  private final GeodesicLine[] edges;

  /**
   * What was found.
   *
   * @param metres distance to the line
   * @param side 1 on the left, -1 on the right, 0 past an end, where there is none
   */
  record Answer(double metres, int side) {}

  GeodesicReference(List<Place> course) {
    this.course = List.copyOf(course);
    this.cartesian = new double[course.size()][];
    this.edges = new GeodesicLine[course.size() - 1];
    for (int i = 0; i < course.size(); i++) {
      cartesian[i] = cartesian(course.get(i));
      if (i > 0) {
        Place a = course.get(i - 1);
        Place b = course.get(i);
        edges[i - 1] =
            Geodesic.WGS84.InverseLine(
                a.latDegrees(), a.lonDegrees(), b.latDegrees(), b.lonDegrees(), GeodesicMask.ALL);
      }
    }
  }

  Answer answer(Place place) {
    double[] here = cartesian(place);
    double[] chords = new double[cartesian.length];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < chords.length; i++) {
      chords[i] = apart(here, cartesian[i]);
      least = Math.min(least, chords[i]);
    }
    int nearestEdge = -1;
    double along = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < edges.length; i++) {
      double half = edges[i].Distance() / 2;
      if (Math.min(chords[i], chords[i + 1]) - half > least + SPARE_METRES) {
        continue;
      }
      double at = nearestOn(edges[i], place);
      double metres = metres(edges[i], at, place);
      if (metres < best) {
        best = metres;
        nearestEdge = i;
        along = at;
      }
    }
    return new Answer(best, side(nearestEdge, along, place));
  }

  /**
   * Metres along an edge to its point nearest to a place: a golden-section search, and both ends.
   */
  private static double nearestOn(GeodesicLine edge, Place place) {
    double low = 0;
    double high = edge.Distance();
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double toLeft = metres(edge, left, place);
    double toRight = metres(edge, right, place);
    for (int i = 0; i < HALVINGS && high - low > 1e-6; i++) {
      if (toLeft <= toRight) {
        high = right;
        right = left;
        toRight = toLeft;
        left = high - GOLDEN * (high - low);
        toLeft = metres(edge, left, place);
      } else {
        low = left;
        left = right;
        toLeft = toRight;
        right = low + GOLDEN * (high - low);
        toRight = metres(edge, right, place);
      }
    }
    double inside = (low + high) / 2;
    // An end is taken where the search ran into it: the side is then that of the vertex.
    if (inside < 1e-5) {
      return 0;
    }
    return edge.Distance() - inside < 1e-5 ? edge.Distance() : inside;
  }

  private int side(int edge, double along, Place place) {
    if (along > 0 && along < edges[edge].Distance()) {
      var foot = edges[edge].Position(along, GeodesicMask.ALL);
      double toPlace = azimuth(new Place(foot.lon2, foot.lat2), place);
      return Math.sin(Math.toRadians(toPlace - foot.azi2)) <= 0 ? 1 : -1;
    }
    int vertex = along == 0 ? edge : edge + 1;
    Place here = course.get(vertex);
    double toPlace = azimuth(here, place);
    if (vertex == 0 || vertex == course.size() - 1) {
      // Past the perpendicular at an end, to within the search's step, there is no side.
      return 0;
    }
    double onward = azimuth(here, course.get(vertex + 1));
    double back = azimuth(here, course.get(vertex - 1));
    // Turning clockwise from the way onward, the right side comes first, then the way back.
    return clockwise(onward, toPlace) < clockwise(onward, back) ? -1 : 1;
  }

  private static double clockwise(double fromDegrees, double toDegrees) {
    double turn = (toDegrees - fromDegrees) % 360;
    return turn < 0 ? turn + 360 : turn;
  }

  private static double metres(GeodesicLine edge, double along, Place place) {
    var there = edge.Position(along, GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
    return Geodesic.WGS84.Inverse(
            place.latDegrees(), place.lonDegrees(), there.lat2, there.lon2, GeodesicMask.DISTANCE)
        .s12;
  }

  private static double azimuth(Place from, Place to) {
    return Geodesic.WGS84.Inverse(
            from.latDegrees(),
            from.lonDegrees(),
            to.latDegrees(),
            to.lonDegrees(),
            GeodesicMask.AZIMUTH)
        .azi1;
  }

  private static double[] cartesian(Place place) {
    double flattening = Geodesic.WGS84.Flattening();
    double squared = flattening * (2 - flattening);
    double lat = Math.toRadians(place.latDegrees());
    double lon = Math.toRadians(place.lonDegrees());
    double normal =
        Geodesic.WGS84.EquatorialRadius() / Math.sqrt(1 - squared * Math.sin(lat) * Math.sin(lat));
    return new double[] {
      normal * Math.cos(lat) * Math.cos(lon),
      normal * Math.cos(lat) * Math.sin(lon),
      normal * (1 - squared) * Math.sin(lat)
    };
  }

  private static double apart(double[] a, double[] b) {
    return Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
  }

  private static double square(double value) {
    return value * value;
  }
}
