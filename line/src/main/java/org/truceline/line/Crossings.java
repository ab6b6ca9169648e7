package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.truceline.terms.Place;

/** The places where a line crosses or touches itself. */
final class Crossings {
  /** A line that crosses itself more often is taken to do so everywhere. */
  private static final int MOST = 1_000;

  private final List<Frame.Cartesian> places;
  private final boolean everywhere;

  private Crossings(List<Frame.Cartesian> places, boolean everywhere) {
    this.places = places;
    this.everywhere = everywhere;
  }

  /**
   * One crossing.
   *
   * @param edge index of the vertex at which the earlier edge begins
   * @param otherEdge index of the vertex at which the later edge begins
   * @param place where they meet
   */
  record Crossing(int edge, int otherEdge, Place place) {}

  static Crossings of(List<Place> vertices) {
    List<Frame.Cartesian> places = new ArrayList<>();
    for (Crossing one : listed(vertices, distinct(vertices), MOST)) {
      var at = new Frame.Cartesian();
      at.set(one.place().lonDegrees(), one.place().latDegrees());
      places.add(at);
    }
    return new Crossings(places, places.size() == MOST);
  }

  /** Whether one of them may lie within a distance of a place. */
  boolean within(double lonDegrees, double latDegrees, double metres) {
    if (everywhere || places.isEmpty()) {
      return everywhere;
    }
    var here = new Frame.Cartesian();
    here.set(lonDegrees, latDegrees);
    return places.stream().anyMatch(place -> here.distance(place) <= metres);
  }

  /** Indices of the vertices without those that the next one repeats. */
  static int[] distinct(List<Place> vertices) {
    int[] kept = new int[vertices.size()];
    int size = 0;
    for (int i = 0; i < kept.length; i++) {
      if (i + 1 == kept.length || !vertices.get(i).equals(vertices.get(i + 1))) {
        kept[size++] = i;
      }
    }
    return java.util.Arrays.copyOf(kept, size);
  }

  /** The first crossings of the edges between these vertices, at most so many. */
  static List<Crossing> listed(List<Place> vertices, int[] kept, int most) {
    Coordinate[] at = new Coordinate[kept.length];
    double reference = vertices.getFirst().lonDegrees();
    for (int i = 0; i < at.length; i++) {
      Place vertex = vertices.get(kept[i]);
      double lon = Math.IEEEremainder(vertex.lonDegrees() - reference, 360);
      at[i] = new Coordinate(lon, vertex.latDegrees());
    }
    STRtree tree = new STRtree();
    for (int i = 0; i + 1 < at.length; i++) {
      tree.insert(new Envelope(at[i], at[i + 1]), i);
    }
    List<Crossing> found = new ArrayList<>();
    RobustLineIntersector intersector = new RobustLineIntersector();
    boolean ring = at[0].equals2D(at[at.length - 1]);
    for (int i = 0; i + 1 < at.length && found.size() < most; i++) {
      for (Object candidate : tree.query(new Envelope(at[i], at[i + 1]))) {
        int k = (Integer) candidate;
        boolean joined = ring && i == 0 && k == at.length - 2;
        if (k <= i + 1 || joined || found.size() >= most) {
          continue;
        }
        intersector.computeIntersection(at[i], at[i + 1], at[k], at[k + 1]);
        if (intersector.hasIntersection() && at[i + 1].distance(at[k]) > 0) {
          Coordinate where = intersector.getIntersection(0);
          double lon = Math.IEEEremainder(where.x + reference, 360);
          found.add(new Crossing(kept[i], kept[k], new Place(lon, where.y)));
        }
      }
    }
    return found;
  }
}
