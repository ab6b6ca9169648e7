package org.truceline.bench;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.index.strtree.ItemBoundable;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.distance.GeometryLocation;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.truceline.terms.Place;

/**
 * Signed offsets on a plane in metres as a careful user of JTS finds them, positive on the left:
 * the nearest segment, the distance to it and the side by its direction.
 */
final class JtsPeer {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final LineString course;
  private final IndexedFacetDistance facets;
  private final STRtree segments = new STRtree();

  JtsPeer(List<Place> places, TransverseMercator plane) {
    Coordinate[] coordinates = new Coordinate[places.size()];
    for (int i = 0; i < coordinates.length; i++) {
      plane.project(places.get(i).lonDegrees(), places.get(i).latDegrees());
      coordinates[i] = new Coordinate(plane.x(), plane.y());
    }
    course = FACTORY.createLineString(coordinates);
    facets = new IndexedFacetDistance(course);
    for (int i = 1; i < coordinates.length; i++) {
      segments.insert(
          new Envelope(coordinates[i - 1], coordinates[i]),
          new LineSegment(coordinates[i - 1], coordinates[i]));
    }
    segments.build();
  }

  static Point point(double x, double y) {
    return FACTORY.createPoint(new Coordinate(x, y));
  }

  /** By {@link IndexedFacetDistance}, which also tells which segment is nearest. */
  double offsetByFacets(Point place) {
    GeometryLocation[] found = facets.nearestLocations(place);
    Coordinate here = place.getCoordinate();
    double distance = found[0].getCoordinate().distance(here);
    int segment = Math.min(found[0].getSegmentIndex(), course.getNumPoints() - 2);
    Coordinate from = course.getCoordinateN(segment);
    Coordinate to = course.getCoordinateN(segment + 1);
    return side(from, to, here) * distance;
  }

  /** By an {@link STRtree} of the segments. */
  double offsetBySegments(Point place) {
    Coordinate here = place.getCoordinate();
    var nearest =
        (LineSegment)
            segments.nearestNeighbour(
                place.getEnvelopeInternal(), here, JtsPeer::distanceToSegment);
    return side(nearest.p0, nearest.p1, here) * nearest.distance(here);
  }

  private static double distanceToSegment(ItemBoundable one, ItemBoundable other) {
    return one.getItem() instanceof LineSegment segment
        ? segment.distance((Coordinate) other.getItem())
        : ((LineSegment) other.getItem()).distance((Coordinate) one.getItem());
  }

  private static int side(Coordinate from, Coordinate to, Coordinate place) {
    double cross = (to.x - from.x) * (place.y - from.y) - (to.y - from.y) * (place.x - from.x);
    return cross >= 0 ? 1 : -1;
  }
}
