package org.truceline.app;

import java.time.Duration;

/** How often a run that can be taken up again writes its bookmark. */
interface Pace {
  /**
   * So much of a run is judged again at most after it was killed, where a bookmark costs little.
   */
  Duration EVERY = Duration.ofSeconds(60);

  /** A bookmark costs at most about one in so many parts of the time. */
  int SHARE = 50;

  /** What suits archives of any size. */
  Pace USUAL =
      (since, took) ->
          since.compareTo(EVERY) >= 0 && since.compareTo(took.multipliedBy(SHARE)) >= 0;

  /**
   * Whether the next bookmark is due.
   *
   * @param since how long ago the last one was due
   * @param took how long the run stood still for it
   */
  boolean due(Duration since, Duration took);
}
