package org.truceline.sources;

import java.time.Instant;
import org.truceline.terms.Because;
import org.truceline.watch.Report;

/** What a source answers with: never an exception, and nothing is dropped. */
public sealed interface Item {
  /** Where it stood. */
  Origin origin();

  /**
   * A report.
   *
   * @param origin where it stood
   * @param report what it says
   * @param received when it was received; the time that it speaks of where nothing is said
   */
  record Brought(Origin origin, Report report, Instant received) implements Item {}

  /**
   * Something that could not be read as a report.
   *
   * @param origin where it stood
   * @param reason what is wrong, and what to do
   * @param original the original, cut to {@link Limits#longestOriginal()}
   */
  record Unreadable(Origin origin, Because reason, String original) implements Item {}

  /** Something worth knowing that cost no report. */
  record Noted(Origin origin, Because note) implements Item {}
}
