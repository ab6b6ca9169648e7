package org.truceline.sources.wire;

import java.time.Duration;
import org.truceline.sources.Limits;

/**
 * How much of anything a source takes from its wire.
 *
 * @param connections senders at one time; further ones are turned away
 * @param messageBytes bytes of one message; a longer one is unreadable and ends its connection
 * @param message from the first byte of a message to its last; a slower sender is let go
 * @param silence without a byte; a sender that is silent for longer is let go
 * @param queue messages that wait to be handed in, where a wire cannot be made to wait
 * @param items what one item may hold
 */
public record WireLimits(
    int connections,
    int messageBytes,
    Duration message,
    Duration silence,
    int queue,
    Limits items) {
  /** As long as a disk may take to write what is being handed in. */
  public static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

  /** However long a full intake asks for: it is asked again, for it may have been emptied. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Clocks that are right differ by less; the same as in `judge`. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  /**
   * 64 gateways are more than one line has; an event with a drawing in it is a few KiB, so 64 KiB
   * is none; over the slowest radio it comes within half a minute; a client that is alive says so
   * every half minute, so that five minutes are silence; a thousand datagrams are some seconds of
   * all that a line's devices send.
   */
  public static final WireLimits USUAL =
      new WireLimits(
          64, 1 << 16, Duration.ofSeconds(30), Duration.ofMinutes(5), 1_000, Limits.USUAL);

  public WireLimits {
    boolean positive =
        connections > 0 && messageBytes > 0 && message.isPositive() && silence.isPositive();
    if (!positive || queue <= 0) {
      throw new IllegalArgumentException("a limit of nothing lets nothing in");
    }
  }
}
