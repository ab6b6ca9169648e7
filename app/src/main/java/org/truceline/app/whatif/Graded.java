package org.truceline.app.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truceline.watch.Grade;

/** How grave a matter is under what is in force, or under what is proposed. */
public sealed interface Graded {
  /** There is no episode. */
  record NoEpisode() implements Graded {}

  /**
   * There is an episode.
   *
   * @param grade the gravest grade
   */
  record As(Grade grade) implements Graded {}

  /** Its place among all, 0 where there is no episode. */
  default int rank() {
    return switch (this) {
      case NoEpisode() -> 0;
      case As(var grade) ->
          (int) Stream.of(Grade.values()).filter(one -> one.compareTo(grade) <= 0).count();
    };
  }

  /** All that there are, the gravest first. */
  static List<Graded> all() {
    List<Graded> all = new ArrayList<>();
    all.add(new NoEpisode());
    for (Grade grade : Grade.values()) {
      all.add(new As(grade));
    }
    return all.reversed();
  }
}
