package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * What is believed of where a body is and how it moves: a filter on a flat map of the body's own,
 * and what it says in degrees, with the shape of the errors that its receiver states.
 */
final class Motion {
  /** A fix this far off, that is surely no ordinary one, is said to leap. */
  static final double LEAP_METRES = 30;

  private static final double SURELY = 0.9;

  /** The axes of an ellipse that the filter can take for a circle differ at most so many times. */
  private static final double MOST_OBLONG = 3;

  /** A belief about the receiver's word that is less likely than this needs no integral. */
  private static final double LEAST_WEIGHT = 0.01;

  /** After so long without a report a body is heard of anew. */
  static final long ANEW_MS = 30 * 60_000L;

  private final Steps steps;
  private final Ground ground;
  private final MotionFilter filter;

  private Motion(Steps steps, Ground ground, MotionFilter filter) {
    this.steps = steps;
    this.ground = ground;
    this.filter = filter;
  }

  /** Of a body first heard of by this fix. */
  static Motion begin(Steps steps, Fix fix, ErrorEllipse error) {
    return new Motion(steps, new Ground(fix.place()), MotionFilter.at(steps, 0, 0, size(error)));
  }

  /** The same, to go on from it twice. */
  Motion copy() {
    return new Motion(steps, ground, filter.copy());
  }

  /** Writes it into a bookmark. */
  void write(BookmarkWriter to) {
    to.value(Place.class, ground.middle());
    filter.write(to);
  }

  /** One that was written. */
  static Motion read(Steps steps, BookmarkReader from) {
    Ground ground = new Ground(from.value(Place.class));
    return new Motion(steps, ground, MotionFilter.read(steps, from));
  }

  /** The same after so long without a fix. */
  Motion after(long ms) {
    Motion later = copy();
    later.filter.predict(ms);
    return later;
  }

  Ground ground() {
    return ground;
  }

  MotionFilter filter() {
    return filter;
  }

  /** Whether what is believed still holds at a fix so long after the last one. */
  boolean goesOnTo(Fix fix, long ms) {
    return ms < ANEW_MS
        && Math.abs(ground.x(fix.place())) < Ground.REACH_METRES
        && Math.abs(ground.y(fix.place())) < Ground.REACH_METRES;
  }

  /** Takes a fix so long after the last one. */
  void take(Fix fix, ErrorEllipse error, long ms) {
    filter.take(ms, ground.x(fix.place()), ground.y(fix.place()), size(error));
  }

  /** How far the last fix lay off what was expected. */
  double offMetres() {
    return Math.hypot(filter.offX(), filter.offY());
  }

  /** Whether the last fix surely leapt. */
  boolean leapt() {
    return filter.astray() > SURELY && offMetres() > LEAP_METRES;
  }

  /** Where the body is believed to be if the receiver's word is this one. */
  Whereabouts whereabouts(int word) {
    double[] place = steps.place;
    filter.position(word, place);
    return new Whereabouts(
        ground.lon(place[0]),
        ground.lat(place[1]),
        ErrorEllipse.circle(place[2]),
        filter.wordWeight(word));
  }

  /** Where it is believed to be, for each belief about the receiver's word. */
  List<Whereabouts> ofEachWord() {
    List<Whereabouts> each = new ArrayList<>(MotionFilter.WORDS);
    for (int word = 0; word < MotionFilter.WORDS; word++) {
      each.add(whereabouts(word));
    }
    return each;
  }

  /** The greatest error of the last fix and about any believed place. */
  double widestMetres(ErrorEllipse error) {
    double widest = error.semiMajorMetres();
    for (int word = 0; word < MotionFilter.WORDS; word++) {
      widest = Math.max(widest, whereabouts(word).error().semiMajorMetres());
    }
    return widest;
  }

  /**
   * Where the body may be now that this fix is taken.
   *
   * @param vagueSigmaMetres an error beyond it comes from no satellites
   */
  List<Whereabouts> now(Fix fix, ErrorEllipse error, double vagueSigmaMetres) {
    boolean vague = error.semiMajorMetres() > vagueSigmaMetres;
    if (!filter.lone() && oblong(error) && !vague && filter.astray() <= SURELY) {
      return List.of(narrowed(fix, error));
    }
    if (filter.lone() || oblong(error) || vague) {
      // One report is taken at its word; and an error that is long and thin, or so wide that it
      // comes from no satellites, is not one for the filter.
      return List.of(new Whereabouts(fix.place().lonDegrees(), fix.place().latDegrees(), error, 1));
    }
    List<Whereabouts> each = new ArrayList<>(MotionFilter.WORDS);
    for (int word = 0; word < MotionFilter.WORDS; word++) {
      Whereabouts one = whereabouts(word);
      if (one.weight() > LEAST_WEIGHT) {
        each.add(shaped(one, error));
      }
    }
    double sum = each.stream().mapToDouble(Whereabouts::weight).sum();
    each.replaceAll(one ->
        new Whereabouts(one.lonDegrees(), one.latDegrees(), one.error(), one.weight() / sum));
    return each;
  }

  /**
   * Where a fix whose error is long and thin, together with where the body was awaited, puts it:
   * the filter knows circles only, and would lose how well such a fix tells across its length.
   */
  private Whereabouts narrowed(Fix fix, ErrorEllipse error) {
    double awaited = square(filter.awaitedSigma());
    double along = square(error.semiMajorMetres());
    double across = square(error.semiMinorMetres());
    double turn = Math.toRadians(error.orientationDegrees());
    double east = ground.x(fix.place()) - filter.awaitedX();
    double north = ground.y(fix.place()) - filter.awaitedY();
    double u = (east * Math.sin(turn) + north * Math.cos(turn)) * awaited / (awaited + along);
    double v = (east * Math.cos(turn) - north * Math.sin(turn)) * awaited / (awaited + across);
    double x = filter.awaitedX() + u * Math.sin(turn) + v * Math.cos(turn);
    double y = filter.awaitedY() + u * Math.cos(turn) - v * Math.sin(turn);
    return new Whereabouts(
        ground.lon(x),
        ground.lat(y),
        new ErrorEllipse(
            Math.sqrt(awaited * along / (awaited + along)),
            Math.sqrt(awaited * across / (awaited + across)),
            error.orientationDegrees()),
        1);
  }

  /** The error of a believed place has the shape of the fix's own. */
  private static Whereabouts shaped(Whereabouts one, ErrorEllipse error) {
    if (error.semiMajorMetres() == error.semiMinorMetres()) {
      return one;
    }
    double scale = one.error().semiMajorMetres() / size(error);
    return new Whereabouts(
        one.lonDegrees(),
        one.latDegrees(),
        new ErrorEllipse(
            scale * error.semiMajorMetres(),
            scale * error.semiMinorMetres(),
            error.orientationDegrees()),
        one.weight());
  }

  /** The standard deviation that stands for an ellipse where one figure must do. */
  private static double size(ErrorEllipse error) {
    double size =
        oblong(error)
            ? error.semiMajorMetres()
            : Math.sqrt((square(error.semiMajorMetres()) + square(error.semiMinorMetres())) / 2);
    return Math.max(0.01, size);
  }

  private static boolean oblong(ErrorEllipse error) {
    return error.semiMajorMetres() > MOST_OBLONG * error.semiMinorMetres();
  }

  private static double square(double value) {
    return value * value;
  }
}
