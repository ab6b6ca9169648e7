package org.truceline.console;

import java.time.Duration;
import java.util.List;
import org.truceline.console.view.Said;

/**
 * What the console changes. Nothing has happened before the answer says so; every method may be
 * called by many threads at once.
 */
public interface Acts {
  /**
   * Takes reports, as their bytes came. Each is written before it is accepted.
   *
   * @param by who brings them
   * @param pieces one report each, at most {@link ReportBodies#MOST_PIECES}
   * @return an answer for each piece, in the same order
   */
  List<Answer> report(Asker by, List<Piece> pieces);

  /**
   * Silences the attention sound of an episode, for every console, and records who did.
   *
   * @param by who silences it
   * @param episode the episode's id
   */
  Answer silence(Asker by, String episode);

  /** What became of something that was asked for. */
  sealed interface Answer {}

  /** It is written under this index of the record. */
  record Accepted(long index) implements Answer {}

  /** It had come before, under the same key and with the same bytes, and is written there. */
  record Known(long index) implements Answer {}

  /** It is refused; trying again changes nothing. */
  record Refused(Said why) implements Answer {}

  /** Too much comes at once: it may be tried again after a while. */
  record TooMany(Duration after) implements Answer {}

  /** Nothing can be written now: it may be tried again after a while. */
  record Unavailable(Duration after, Said why) implements Answer {}
}
