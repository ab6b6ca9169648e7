package org.truceline.app.whatif;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.truceline.watch.Episode;

/**
 * Episodes of one body that overlap in time, under what is in force and under what is proposed: one
 * matter, seen twice.
 *
 * @param track the body
 * @param inForce how much of it is seen under what is in force
 * @param proposed how much of it is seen under what is proposed
 */
public record Matter(String track, Seen inForce, Seen proposed) {
  /**
   * The most grave first: by the graver of the two grades, then by how far apart they are, then by
   * time and track, so that no two are equal.
   */
  public static final Comparator<Matter> GRAVEST_FIRST =
      Comparator.comparingInt(
              (Matter one) -> Math.max(one.inForce.graded().rank(), one.proposed.graded().rank()))
          .thenComparingInt(one -> Math.abs(one.step()))
          .reversed()
          .thenComparing(Matter::from)
          .thenComparing(Matter::track);

  public Matter {
    if (inForce.episodes() + proposed.episodes() == 0) {
      throw new IllegalArgumentException("a matter of " + track + " without an episode");
    }
  }

  /** A matter of one episode. */
  static Matter of(Under under, String track, Episode episode) {
    Seen seen = Seen.of(episode);
    return switch (under) {
      case IN_FORCE -> new Matter(track, seen, new Seen.Nothing());
      case PROPOSED -> new Matter(track, new Seen.Nothing(), seen);
    };
  }

  /** This and another of the same body as one. */
  Matter and(Matter other) {
    return new Matter(track, inForce.and(other.inForce), proposed.and(other.proposed));
  }

  /** Whether it overlaps a time, both ends counted. */
  boolean overlaps(Instant from, Instant to) {
    return !from().isAfter(to) && !to().isBefore(from);
  }

  /** What becomes of it. */
  public Change change() {
    if (inForce.episodes() == 0) {
      return Change.APPEARS;
    }
    if (proposed.episodes() == 0) {
      return Change.VANISHES;
    }
    return step() > 0 ? Change.GRAVER : step() < 0 ? Change.MILDER : Change.STAYS;
  }

  /** How many grades it goes up; no episode is a grade below all others. */
  private int step() {
    return proposed.graded().rank() - inForce.graded().rank();
  }

  /** The episode to show for it: the gravest, as proposed where both are as grave. */
  public Episode gravest() {
    return Stream.of(proposed, inForce)
        .flatMap(seen -> seen.findGravest().stream())
        .reduce((one, other) -> other.grade().compareTo(one.grade()) > 0 ? other : one)
        .orElseThrow();
  }

  /** When the first of its episodes begins. */
  public Instant from() {
    return all().map(Seen.Episodes::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** When the last of its episodes ends. */
  public Instant to() {
    return all().map(Seen.Episodes::to).max(Comparator.naturalOrder()).orElseThrow();
  }

  private Stream<Seen.Episodes> all() {
    return Stream.of(inForce, proposed)
        .filter(Seen.Episodes.class::isInstance)
        .map(Seen.Episodes.class::cast);
  }
}
