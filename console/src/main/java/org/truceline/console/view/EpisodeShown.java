package org.truceline.console.view;

import java.time.Instant;
import org.truceline.terms.Place;
import org.truceline.watch.Grade;

/**
 * An episode in one row.
 *
 * @param id its id, letters, digits, hyphens, full stops and underscores
 * @param track the body
 * @param party id of the party named with it, or the empty text
 * @param from time of its first fix
 * @param to time of its last fix so far
 * @param open whether it goes on
 * @param grade the gravest grade reached
 * @param probability of having been past the line by the rule at any time
 * @param peak place of the gravest fix
 * @param peakTime time of the gravest fix
 * @param index the entry of the record that last changed it
 * @param proof how far the record stands behind that entry
 * @param attention whether the attention sound is on for it
 * @param said it in one sentence, as it is said over a radio
 */
public record EpisodeShown(
    String id,
    String track,
    String party,
    Instant from,
    Instant to,
    boolean open,
    Grade grade,
    double probability,
    Place peak,
    Instant peakTime,
    long index,
    Proof proof,
    Attention attention,
    Said said) {
  public EpisodeShown {
    if (!id.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException("an episode's id '" + id + "'");
    }
  }

  /**
   * Whether an episode asks for attention by sound.
   *
   * @param state the state
   * @param since when it became so
   * @param by who silenced it, or the empty text
   */
  public record Attention(State state, Instant since, String by) {
    /** An episode that asks for no sound, since a moment. */
    public static Attention none(Instant since) {
      return new Attention(State.NONE, since, "");
    }

    /** Sounding, silenced by somebody, or neither. */
    public enum State {
      NONE,
      SOUNDING,
      SILENCED
    }
  }
}
