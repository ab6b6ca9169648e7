package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.truceline.terms.Place;

/** Looks over the vertices of a line for what betrays a mistake. */
public final class Inspection {
  /** So many flaws of one kind are listed; the rest are counted. */
  public static final int MOST_LISTED = 20;

  private Inspection() {}

  /**
   * A flaw of a line.
   *
   * @param kind what is wrong
   * @param vertex index of the vertex, from 0, where the flaw begins
   * @param otherVertex index of the other vertex or edge that takes part; the same where none does
   * @param place where
   */
  public record Flaw(Kind kind, int vertex, int otherVertex, Place place) {}

  /** What can be wrong. */
  public enum Kind {
    TOO_FEW_VERTICES,
    DUPLICATE_VERTEX,
    FOLDS_BACK,
    CROSSES_ITSELF
  }

  /** All flaws of these vertices, at most {@link #MOST_LISTED} of a kind. */
  public static List<Flaw> of(List<Place> places) {
    List<Flaw> flaws = new ArrayList<>();
    if (places.stream().distinct().limit(2).count() < 2) {
      Place at = places.isEmpty() ? new Place(0, 0) : places.getFirst();
      flaws.add(new Flaw(Kind.TOO_FEW_VERTICES, 0, 0, at));
      return flaws;
    }
    duplicates(places, flaws);
    folds(places, flaws);
    crossings(places, flaws);
    return flaws;
  }

  private static void duplicates(List<Place> places, List<Flaw> flaws) {
    int found = 0;
    for (int i = 1; i < places.size() && found < MOST_LISTED; i++) {
      if (places.get(i).equals(places.get(i - 1))) {
        flaws.add(new Flaw(Kind.DUPLICATE_VERTEX, i, i - 1, places.get(i)));
        found++;
      }
    }
  }

  private static void folds(List<Place> places, List<Flaw> flaws) {
    int found = 0;
    for (int i = 1; i + 1 < places.size() && found < MOST_LISTED; i++) {
      Place before = places.get(i - 1);
      Place here = places.get(i);
      Place after = places.get(i + 1);
      double ux = before.lonDegrees() - here.lonDegrees();
      double uy = before.latDegrees() - here.latDegrees();
      double vx = after.lonDegrees() - here.lonDegrees();
      double vy = after.latDegrees() - here.latDegrees();
      double cross = ux * vy - uy * vx;
      double dot = ux * vx + uy * vy;
      if (dot > 0 && Math.abs(cross) < 1e-9 * dot) {
        flaws.add(new Flaw(Kind.FOLDS_BACK, i, i, here));
        found++;
      }
    }
  }

  private static void crossings(List<Place> places, List<Flaw> flaws) {
    Coordinate[] at = new Coordinate[places.size()];
    double reference = places.getFirst().lonDegrees();
    for (int i = 0; i < at.length; i++) {
      Place place = places.get(i);
      at[i] =
          new Coordinate(
              Math.IEEEremainder(place.lonDegrees() - reference, 360), place.latDegrees());
    }
    STRtree tree = new STRtree();
    for (int i = 0; i + 1 < at.length; i++) {
      tree.insert(new Envelope(at[i], at[i + 1]), i);
    }
    RobustLineIntersector intersector = new RobustLineIntersector();
    int found = 0;
    boolean ring = at[0].equals2D(at[at.length - 1]);
    for (int i = 0; i + 1 < at.length && found < MOST_LISTED; i++) {
      for (Object candidate : tree.query(new Envelope(at[i], at[i + 1]))) {
        int k = (Integer) candidate;
        boolean joined = ring && i == 0 && k == at.length - 2;
        if (k <= i + 1 || joined || found >= MOST_LISTED) {
          continue;
        }
        intersector.computeIntersection(at[i], at[i + 1], at[k], at[k + 1]);
        if (intersector.hasIntersection() && at[i + 1].distance(at[k]) > 0) {
          Coordinate where = intersector.getIntersection(0);
          double lon = Math.IEEEremainder(where.x + reference, 360);
          flaws.add(new Flaw(Kind.CROSSES_ITSELF, i, k, new Place(lon, where.y)));
          found++;
        }
      }
    }
  }
}
