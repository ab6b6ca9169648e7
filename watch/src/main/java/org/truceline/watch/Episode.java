package org.truceline.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/**
 * One approach or crossing by one track, from its first fix that was not clear to its last.
 *
 * @param track the body
 * @param party the party named with it, or the empty text
 * @param from time of its first fix
 * @param to time of its last
 * @param fixes how many fixes it rests on
 * @param grade the gravest grade reached, lowered where interference is suspected
 * @param everPast probability of having been past the line by the rule at any time from first to
 *     last, between the fixes too
 * @param depth the greatest depth past the line by the rule
 * @param crossing when and where the line was crossed
 * @param peakTime time of the gravest fix
 * @param peak its place
 * @param gravest the judgement at the gravest fix
 * @param reached the moments at which each grade was first reached, in order
 * @param expected ids of the notified activities that it falls into
 * @param remarks what else bears on it, the weightiest first
 */
public record Episode(
    String track,
    String party,
    Instant from,
    Instant to,
    long fixes,
    Grade grade,
    double everPast,
    Depth depth,
    Crossing crossing,
    Instant peakTime,
    Place peak,
    Judgement gravest,
    List<Reached> reached,
    List<String> expected,
    List<Because> remarks) {
  public Episode {
    reached = List.copyOf(reached);
    expected = List.copyOf(expected);
    remarks = List.copyOf(remarks);
  }

  /**
   * A depth past the line with its 90 % interval, in metres; below zero short of the line.
   *
   * @param low the depth is above this with 95 %
   * @param mid the best single figure
   * @param high the depth is below this with 95 %
   */
  public record Depth(double low, double mid, double high) {}

  /** When and where the line was crossed. */
  public sealed interface Crossing {}

  /** The line was hardly crossed at all. */
  public record NotCrossed() implements Crossing {}

  /**
   * If the line was crossed, it was first crossed then and there, with 90 %.
   *
   * @param from not before this moment
   * @param to not after this moment
   * @param fromMetres not before this station of the version that decides
   * @param toMetres not after this station
   */
  public record CrossedWithin(Instant from, Instant to, double fromMetres, double toMetres)
      implements Crossing {}

  /**
   * A grade that was reached.
   *
   * @param grade the grade
   * @param time the time of the fix at which it was first reached
   */
  public record Reached(Grade grade, Instant time) {}

  /** The belief at the gravest fix. */
  public SideBelief belief() {
    return gravest.belief();
  }

  /** Why. */
  public Because because() {
    List<Because> atGravest = new ArrayList<>(gravest.because().parts());
    atGravest.removeAll(remarks);
    List<Because> parts = new ArrayList<>(remarks);
    parts.add(Because.of("watch.gravest", new Because.Time(peakTime)).with(atGravest));
    return Because.of("watch.episode." + grade.word(), Because.percent(everPast)).with(parts);
  }
}
