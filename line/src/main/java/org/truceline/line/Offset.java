package org.truceline.line;

import org.truceline.terms.Place;

/** Where a place lies against a line. */
public sealed interface Offset {
  /**
   * The place lies beside the line.
   *
   * @param metres signed distance to the line: positive on the left of its direction
   * @param stationMetres distance along the line from its start to the nearest point
   * @param nearest the nearest point
   */
  record Beside(double metres, double stationMetres, Place nearest) implements Offset {
    /** The side on which it lies; a place on the line counts as left. */
    public Side side() {
      return metres >= 0 ? Side.LEFT : Side.RIGHT;
    }
  }

  /**
   * The place lies beyond an end of the line; on which side nobody can tell.
   *
   * @param end the end
   * @param metres distance to that end
   * @param stationMetres station of that end
   * @param nearest the end
   */
  record Beyond(End end, double metres, double stationMetres, Place nearest) implements Offset {}
}
