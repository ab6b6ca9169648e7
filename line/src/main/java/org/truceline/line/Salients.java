package org.truceline.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.truceline.terms.Place;

/** Finds where a version juts out so that a straight walk on one side cuts across the other's. */
public final class Salients {
  /** A shallower salient is within the errors of any drawing. */
  public static final double LEAST_DEPTH_METRES = 60;

  /** A person on foot cuts a corner of this length without noticing; longer ways are planned. */
  public static final double LONGEST_SHORT_CUT_METRES = 1_500;

  /** Depth over width from which it is a point and not a bend: a tip of 90 degrees. */
  public static final double LEAST_SHARPNESS = 0.5;

  private static final double STEP_METRES = 20;
  private static final int MOST_STEPS = 100_000;

  private Salients() {}

  /** The salients of a version, in the order of their stations. */
  public static List<Salient> of(Version version) {
    Line line = version.line();
    double step = Math.max(STEP_METRES, line.lengthMetres() / MOST_STEPS);
    int count = (int) Math.floor(line.lengthMetres() / step) + 1;
    List<Place> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(line.placeAt(i * step));
    }
    List<Found> found = new ArrayList<>();
    for (int tip = 1; tip < count - 1; tip++) {
      Found best = deepest(places, tip, step);
      if (best.depth >= LEAST_DEPTH_METRES) {
        found.add(best);
      }
    }
    return kept(version, places, found, step);
  }

  /** A tip with the ends of its short cut, in steps from the start. */
  private record Found(int from, int tip, int to, double depth, double chord) {}

  private static Found deepest(List<Place> places, int tip, double step) {
    Found best = new Found(tip, tip, tip, 0, 1);
    Frame frame = new Frame(places.get(tip).lonDegrees(), places.get(tip).latDegrees());
    int widest = (int) (2 * LONGEST_SHORT_CUT_METRES / step);
    for (int half = 2; half <= widest; half += Math.max(1, half / 8)) {
      if (tip - half < 0 || tip + half >= places.size()) {
        break;
      }
      double[] a = onMap(frame, places.get(tip - half));
      double[] b = onMap(frame, places.get(tip + half));
      double chord = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (chord > LONGEST_SHORT_CUT_METRES || chord < STEP_METRES) {
        continue;
      }
      double depth = Math.abs(a[0] * b[1] - a[1] * b[0]) / chord;
      if (depth / chord >= LEAST_SHARPNESS && depth > best.depth) {
        best = new Found(tip - half, tip, tip + half, depth, chord);
      }
    }
    return best;
  }

  private static List<Salient> kept(
      Version version, List<Place> places, List<Found> found, double step) {
    found.sort(Comparator.comparingDouble(Found::depth).reversed());
    List<Found> kept = new ArrayList<>();
    for (Found candidate : found) {
      boolean apart = true;
      for (Found other : kept) {
        apart &= candidate.to <= other.from || candidate.from >= other.to;
      }
      if (apart) {
        kept.add(candidate);
      }
    }
    kept.sort(Comparator.comparingInt(Found::from));
    List<Salient> salients = new ArrayList<>();
    for (Found one : kept) {
      salients.add(salient(version, places, one, step));
    }
    return salients;
  }

  private static Salient salient(Version version, List<Place> places, Found found, double step) {
    Place tip = places.get(found.tip);
    Frame frame = new Frame(tip.lonDegrees(), tip.latDegrees());
    double[] a = onMap(frame, places.get(found.from));
    double[] b = onMap(frame, places.get(found.to));
    // The tip is the frame's origin: left of the short cut when a × b is above zero.
    Side side = a[0] * b[1] - a[1] * b[0] > 0 ? Side.LEFT : Side.RIGHT;
    double twiceArea = b[0] * a[1] - b[1] * a[0];
    for (int i = found.from; i < found.to; i++) {
      double[] p = onMap(frame, places.get(i));
      double[] q = onMap(frame, places.get(i + 1));
      twiceArea += p[0] * q[1] - p[1] * q[0];
    }
    return new Salient(
        version.id(),
        side,
        found.from * step,
        found.to * step,
        places.get(found.from),
        places.get(found.to),
        tip,
        found.depth,
        found.chord,
        Math.abs(twiceArea) / 20_000);
  }

  private static double[] onMap(Frame frame, Place place) {
    var there = new Frame.Cartesian();
    var point = new Frame.Point();
    there.set(place.lonDegrees(), place.latDegrees());
    frame.project(there, point);
    return new double[] {point.x, point.y};
  }
}
