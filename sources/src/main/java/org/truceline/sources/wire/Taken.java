package org.truceline.sources.wire;

import java.time.Duration;
import org.truceline.terms.Because;

/** What became of a delivery that was handed in. */
public sealed interface Taken {
  /** It is durably written: the sender may forget it. */
  record Written() implements Taken {}

  /** The same news was written before ({@link Delivery#key()}): the sender may forget it. */
  record AlreadyHeld() implements Taken {}

  /**
   * More comes than can be taken. Nothing was written.
   *
   * @param retryAfter when to hand it in again, not negative
   */
  record Full(Duration retryAfter) implements Taken {
    public Full {
      if (retryAfter.isNegative()) {
        throw new IllegalArgumentException("to be handed in again after " + retryAfter);
      }
    }
  }

  /** It is not taken, and will not be if it is handed in again. */
  record Refused(Because reason) implements Taken {}
}
