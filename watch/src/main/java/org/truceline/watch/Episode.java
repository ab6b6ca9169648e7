package org.truceline.watch;

import java.time.Instant;
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
 * @param grade the gravest grade reached
 * @param depth how far past the line by the rule at the gravest fix
 * @param peakTime time of the gravest fix
 * @param peak its place
 * @param belief the belief there
 * @param because why
 */
public record Episode(
    String track,
    String party,
    Instant from,
    Instant to,
    long fixes,
    Grade grade,
    Depth depth,
    Instant peakTime,
    Place peak,
    SideBelief belief,
    Because because) {
  /**
   * A depth past the line with its 90 % interval, in metres; below zero short of the line.
   *
   * @param low the depth is above this with 95 %
   * @param mid the best single figure
   * @param high the depth is below this with 95 %
   */
  public record Depth(double low, double mid, double high) {}
}
