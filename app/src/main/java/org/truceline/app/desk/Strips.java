package org.truceline.app.desk;

import java.util.ArrayList;
import java.util.List;
import org.truceline.console.view.LineView.StripShown;
import org.truceline.line.Line;
import org.truceline.line.Offset;
import org.truceline.line.Version;
import org.truceline.terms.Place;

/**
 * The ground between two versions, in rings to be looked at: a new one begins wherever they cross.
 * For the eye; what is judged is judged against the versions themselves.
 */
final class Strips {
  /** Fine enough for the eye at the closest look. */
  private static final double STEP_METRES = 100;

  /** A ring of more places is drawn in parts. */
  private static final int MOST_PLACES = 400;

  private Strips() {}

  /** The rings between two versions, where they lie beside each other. */
  static List<StripShown> between(Version one, Version other) {
    List<StripShown> strips = new ArrayList<>();
    List<Place> here = new ArrayList<>();
    List<Place> there = new ArrayList<>();
    boolean left = false;
    Line line = one.line();
    int steps = (int) Math.ceil(line.lengthMetres() / STEP_METRES);
    for (int i = 0; i <= steps; i++) {
      Place place = line.placeAt(Math.min(line.lengthMetres(), i * STEP_METRES));
      Offset offset = other.line().offset(place);
      boolean ends = !(offset instanceof Offset.Beside);
      boolean now = offset instanceof Offset.Beside beside && beside.metres() >= 0;
      if (!here.isEmpty() && (ends || now != left || here.size() >= MOST_PLACES)) {
        add(strips, one, other, here, there);
        here = new ArrayList<>();
        there = new ArrayList<>();
      }
      if (offset instanceof Offset.Beside(var metres, var station, var nearest)) {
        here.add(place);
        there.add(nearest);
        left = now;
      }
    }
    add(strips, one, other, here, there);
    return strips;
  }

  private static void add(
      List<StripShown> strips, Version one, Version other, List<Place> here, List<Place> there) {
    if (here.size() > 1) {
      List<Place> ring = new ArrayList<>(here);
      ring.addAll(there.reversed());
      ring.add(here.getFirst());
      strips.add(new StripShown(one.id(), other.id(), ring));
    }
  }
}
