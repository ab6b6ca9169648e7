package org.truceline.console.view;

import java.time.Instant;
import java.util.List;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Grade;

/**
 * One episode whole.
 *
 * @param episode it in one row
 * @param because why it is judged so, with all reasons below
 * @param series the probability of being past, over time: by the rule first, then of each version
 * @param fixes the fixes it rests on, in order of time
 * @param revisions how late reports changed it, in the order in which they became known
 * @param entries the entries of the record that speak of it
 */
public record EpisodeView(
    EpisodeShown episode,
    Reason because,
    List<Series> series,
    List<FixShown> fixes,
    List<RevisionShown> revisions,
    List<EntryShown> entries) {
  public EpisodeView {
    series = List.copyOf(series);
    fixes = List.copyOf(fixes);
    revisions = List.copyOf(revisions);
    entries = List.copyOf(entries);
  }

  /**
   * Probabilities over time.
   *
   * @param name what they are of: the rule, or a version
   * @param points in order of time
   */
  public record Series(Said name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /** One judgement of a series: its time, the probability, and the grade given then. */
  public record Point(Instant time, double probability, Grade grade) {}

  /** A fix with the error taken for it and the grade given. */
  public record FixShown(Instant time, Place place, ErrorEllipse error, Grade grade) {}

  /**
   * A change by a late report.
   *
   * @param known when it became known
   * @param index the entry of the record
   * @param before the grade before
   * @param after the grade since
   * @param said what changed, in one sentence
   */
  public record RevisionShown(Instant known, long index, Grade before, Grade after, Said said) {}
}
