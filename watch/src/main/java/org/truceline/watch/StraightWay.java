package org.truceline.watch;

import java.time.Instant;
import org.truceline.line.Side;
import org.truceline.terms.Place;

/**
 * The straight way from one place to another, as it lies to the line.
 *
 * @param judge whose versions and rule count
 * @param ground the map on which it is straight
 * @param from where it begins
 * @param to where it ends
 * @param time the versions of this time count
 * @param past the side that is past the line
 */
record StraightWay(Judge judge, Ground ground, Place from, Place to, Instant time, Side past) {
  private static final double LOOK_EVERY_METRES = 20;

  /** On a longer way places further apart are looked at near the line. */
  private static final int MOST_LOOKS = 64;

  /** What is found at a place on the way. */
  interface Found {
    /**
     * Takes a place.
     *
     * @param depths how it lies to the line, itself and the line taken as exact
     * @param share how much of the way lies behind it, 0 to 1
     */
    void at(Depths depths, double share);
  }

  /** Whether it is so short that nothing can lie between its ends. */
  static boolean isShort(double metres) {
    return metres <= LOOK_EVERY_METRES;
  }

  /**
   * Looks at places between the ends. From a place far from the line the next one lies as far on as
   * can be gone without coming nearer to it than this.
   */
  void look(double asideMetres, Found found) {
    double x = ground.x(from);
    double y = ground.y(from);
    double east = ground.x(to) - x;
    double north = ground.y(to) - y;
    double gone = Math.hypot(east, north);
    if (isShort(gone)) {
      return;
    }
    double least = Math.max(LOOK_EVERY_METRES, gone / MOST_LOOKS);
    double way = Math.max(least, -depths(x, y).metres() - asideMetres);
    while (way < gone) {
      double share = way / gone;
      Depths here = depths(x + share * east, y + share * north);
      found.at(here, share);
      way += Math.max(least, -here.metres() - asideMetres);
    }
  }

  private Depths depths(double x, double y) {
    return judge.depths(time, ground.lon(x), ground.lat(y), past);
  }

  /**
   * How far a body may be off the straight way at this share of it, as a standard deviation.
   *
   * @param betweenMetres the same half-way
   */
  static double asideMetres(double betweenMetres, double share) {
    return betweenMetres * Math.sqrt(4 * share * (1 - share));
  }
}
