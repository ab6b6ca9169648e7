package org.truceline.app.whatif;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.truceline.watch.Episode;

/** How much of a matter is seen under what is in force, or under what is proposed. */
public sealed interface Seen {
  /** The least grave first; wholly ordered, so that the same run shows the same episode. */
  Comparator<Episode> GRAVITY =
      Comparator.comparing(Episode::grade)
          .thenComparingDouble(Episode::everPast)
          .thenComparingDouble(episode -> episode.depth().mid())
          .thenComparing(Episode::from, Comparator.reverseOrder());

  /** There is no episode. */
  record Nothing() implements Seen {}

  /**
   * There are episodes; only the gravest is kept.
   *
   * @param count how many
   * @param from when the first of them begins
   * @param to when the last of them ends
   * @param gravest the gravest
   */
  record Episodes(long count, Instant from, Instant to, Episode gravest) implements Seen {
    public Episodes {
      if (count < 1 || to.isBefore(from)) {
        throw new IllegalArgumentException(count + " episodes from " + from + " to " + to);
      }
    }
  }

  /** One episode. */
  static Seen of(Episode episode) {
    return new Episodes(1, episode.from(), episode.to(), episode);
  }

  /** Both together. */
  default Seen and(Seen other) {
    return switch (this) {
      case Nothing() -> other;
      case Episodes one ->
          switch (other) {
            case Nothing() -> one;
            case Episodes two ->
                new Episodes(
                    one.count + two.count,
                    one.from.isBefore(two.from) ? one.from : two.from,
                    one.to.isAfter(two.to) ? one.to : two.to,
                    GRAVITY.compare(one.gravest, two.gravest) >= 0 ? one.gravest : two.gravest);
          };
    };
  }

  /** How many episodes there are. */
  default long episodes() {
    return switch (this) {
      case Nothing() -> 0;
      case Episodes some -> some.count;
    };
  }

  /** The gravest episode, if there is any. */
  default Optional<Episode> findGravest() {
    return switch (this) {
      case Nothing() -> Optional.empty();
      case Episodes some -> Optional.of(some.gravest);
    };
  }

  /** How grave it is. */
  default Graded graded() {
    return switch (this) {
      case Nothing() -> new Graded.NoEpisode();
      case Episodes some -> new Graded.As(some.gravest.grade());
    };
  }
}
