package org.truceline.console.view;

import java.time.Instant;
import java.util.List;
import org.truceline.line.Side;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Grade;

/**
 * A live track as it was last heard: where the body was, never where it will be.
 *
 * @param id the track
 * @param party id of the party named with it, or the empty text
 * @param place where it was reported
 * @param error the error of that place
 * @param heard time of the report
 * @param grade the grade of its last judgement
 * @param probability of being past the line by the rule
 * @param offsets how far it lay from each judged version
 * @param silent whether nothing has been heard for longer than the policy allows
 * @param episode id of the open episode it is in, or the empty text
 * @param said the judgement in one sentence
 */
public record TrackShown(
    String id,
    String party,
    Place place,
    ErrorEllipse error,
    Instant heard,
    Grade grade,
    double probability,
    List<OffsetShown> offsets,
    boolean silent,
    String episode,
    Said said) {
  public TrackShown {
    offsets = List.copyOf(offsets);
  }

  /**
   * The distance from a version.
   *
   * @param version the version
   * @param metres the distance, not negative
   * @param side the side of the line on which the track lay
   */
  public record OffsetShown(VersionId version, double metres, Side side) {}
}
