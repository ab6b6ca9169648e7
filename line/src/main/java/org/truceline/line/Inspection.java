package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
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
    int[] kept = Crossings.distinct(places);
    folds(places, kept, flaws);
    crossings(places, kept, flaws);
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

  private static void folds(List<Place> places, int[] kept, List<Flaw> flaws) {
    int found = 0;
    for (int k = 1; k + 1 < kept.length && found < MOST_LISTED; k++) {
      Place before = places.get(kept[k - 1]);
      Place here = places.get(kept[k]);
      Place after = places.get(kept[k + 1]);
      double ux = Math.IEEEremainder(before.lonDegrees() - here.lonDegrees(), 360);
      double uy = before.latDegrees() - here.latDegrees();
      double vx = Math.IEEEremainder(after.lonDegrees() - here.lonDegrees(), 360);
      double vy = after.latDegrees() - here.latDegrees();
      double cross = ux * vy - uy * vx;
      double dot = ux * vx + uy * vy;
      if (dot > 0 && Math.abs(cross) < 1e-9 * dot) {
        flaws.add(new Flaw(Kind.FOLDS_BACK, kept[k], kept[k], here));
        found++;
      }
    }
  }

  private static void crossings(List<Place> places, int[] kept, List<Flaw> flaws) {
    for (Crossings.Crossing one : Crossings.listed(places, kept, MOST_LISTED)) {
      flaws.add(new Flaw(Kind.CROSSES_ITSELF, one.edge(), one.otherEdge(), one.place()));
    }
  }
}
