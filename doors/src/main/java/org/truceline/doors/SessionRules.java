package org.truceline.doors;

import java.time.Duration;

/**
 * When sessions end by themselves.
 *
 * @param idle after so long without a request, 1 minute to 1 day
 * @param absolute after so long in any case, up to 7 days
 */
public record SessionRules(Duration idle, Duration absolute) {
  /** An hour without a request; a shift of twelve hours and its handover. */
  public static final SessionRules DEFAULT =
      new SessionRules(Duration.ofHours(1), Duration.ofHours(13));

  public SessionRules {
    if (idle.compareTo(Duration.ofMinutes(1)) < 0
        || idle.compareTo(Duration.ofDays(1)) > 0
        || absolute.compareTo(idle) < 0
        || absolute.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("sessions of " + idle + " and " + absolute);
    }
  }
}
