package org.truceline.watch;

import java.time.Instant;

/**
 * What following some of the tracks found, to be put together with what was found of the others:
 * {@link Company} takes it in the order of the positions.
 */
public sealed interface Found {
  /** Where in all reports the one stands that it was found by. */
  long position();

  /**
   * An episode that nothing of its own track can change any more.
   *
   * @param position where the report stands that settled it; at the end, the track's last report
   * @param episode the episode, without what other tracks say of it
   */
  record Ended(long position, Episode episode) implements Found {}

  /**
   * A leap, which bears on the episodes of other tracks too.
   *
   * @param position where the report stands that leapt, or that came late and had it weighed again
   * @param leap the leap
   */
  record Leapt(long position, Leap leap) implements Found {}

  /**
   * What was judged of a report, or judged again.
   *
   * @param position where the report stands that was taken then
   * @param judgement the judgement
   */
  record Judged(long position, Judgement judgement) implements Found {}

  /**
   * Every episode that is found of a body from now on begins at a time or later.
   *
   * @param position where the report stands that settled what came before
   * @param track the body
   * @param before that time; {@link Instant#MAX} where the body is no longer followed
   * @param reached to where the first of them, which has begun already, lasts at least; as {@code
   *     before} where none has begun
   */
  record Settled(long position, String track, Instant before, Instant reached) implements Found {
    public Settled {
      if (reached.isBefore(before)) {
        throw new IllegalArgumentException("an episode from " + before + " to " + reached);
      }
    }
  }
}
