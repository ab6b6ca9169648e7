package org.truceline.watch;

import org.truceline.terms.ErrorEllipse;

/** What a report says about its own error: a statement, not yet a truth. */
public sealed interface Accuracy {
  /** The report states its error. */
  record Stated(ErrorEllipse ellipse) implements Accuracy {}

  /** The report says nothing; the mission's policy has a word for that. */
  record Unstated() implements Accuracy {}

  /** Nothing was stated. */
  static Accuracy unstated() {
    return new Unstated();
  }

  /** This ellipse was stated. */
  static Accuracy stated(ErrorEllipse ellipse) {
    return new Stated(ellipse);
  }
}
