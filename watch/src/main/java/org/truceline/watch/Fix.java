package org.truceline.watch;

import java.time.Instant;
import org.truceline.terms.Place;

/**
 * A position from an instrument.
 *
 * @param track the body it belongs to, not blank
 * @param time when the body was there
 * @param place where
 * @param accuracy what the instrument says of its own error
 * @param party the party named with it, or the empty text where none was
 * @param source who or what brought it, or the empty text where nothing was said
 */
public record Fix(
    String track, Instant time, Place place, Accuracy accuracy, String party, String source)
    implements Report {
  public Fix {
    if (track.isBlank()) {
      throw new IllegalArgumentException("a fix names its track");
    }
  }
}
