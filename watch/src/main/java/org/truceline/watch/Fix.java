package org.truceline.watch;

import java.time.Instant;
import org.truceline.terms.Place;

/**
 * A position from an instrument, or the one that a sighting was turned into ({@link Posts}).
 *
 * @param track the body it belongs to, not blank
 * @param time when the body was there
 * @param place where
 * @param accuracy what the report says of its own error
 * @param party the party named with it, or the empty text where none was
 * @param source who or what brought it, or the empty text where nothing was said
 * @param alarm what the receiver itself says of interference
 */
public record Fix(
    String track,
    Instant time,
    Place place,
    Accuracy accuracy,
    String party,
    String source,
    Alarm alarm)
    implements Report {
  /** What a receiver says of interference with its signals. */
  public enum Alarm {
    NONE,
    JAMMING,
    SPOOFING
  }

  public Fix {
    if (track.isBlank()) {
      throw new IllegalArgumentException("a fix names its track");
    }
  }

  /** A fix whose receiver says nothing of interference. */
  public Fix(
      String track, Instant time, Place place, Accuracy accuracy, String party, String source) {
    this(track, time, place, accuracy, party, source, Alarm.NONE);
  }
}
