package org.truceline.watch;

import org.truceline.terms.ErrorEllipse;

/** What a report says about its own error: a statement, not yet a truth. */
public sealed interface Accuracy {
  /** The report states its error. */
  record Stated(ErrorEllipse ellipse) implements Accuracy {}

  /** The report says nothing; the mission's policy has a word for that. */
  record Unstated() implements Accuracy {}

  /**
   * The report is a sighting, and its error follows from the bearing's, the range's and the post's.
   *
   * @param ellipse the error about the place that was worked out
   * @param sighting what was seen
   * @param bearingSigmaDegrees the error taken for the bearing, one standard deviation
   * @param rangeSigmaMetres the error taken for the range, one standard deviation
   */
  record Sighted(
      ErrorEllipse ellipse,
      SightingReport sighting,
      double bearingSigmaDegrees,
      double rangeSigmaMetres)
      implements Accuracy {}

  /** Nothing was stated. */
  static Accuracy unstated() {
    return new Unstated();
  }

  /** This ellipse was stated. */
  static Accuracy stated(ErrorEllipse ellipse) {
    return new Stated(ellipse);
  }
}
