package org.truceline.sources.wire;

import java.time.Instant;
import java.util.List;
import org.truceline.terms.Because;

/**
 * How a source is: the line that stands for it on the status page.
 *
 * @param source its id
 * @param state what it is doing
 * @param counts what it has brought since it started
 * @param heard when it last heard anything
 * @param troubles the latest troubles, oldest first, at most {@link #MOST_TROUBLES}
 * @param cursor who remembers what was taken
 */
public record Health(
    String source, State state, Counts counts, Heard heard, List<Trouble> troubles, Cursor cursor) {
  /** As many as stand on a page beside each other; older ones are counted only. */
  public static final int MOST_TROUBLES = 8;

  public Health {
    troubles = List.copyOf(troubles);
  }

  /** What a source is doing. */
  public sealed interface State {
    /** It has not begun to listen. */
    record Starting() implements State {}

    /** It listens. */
    record Running() implements State {}

    /** It waits for something outside, and goes on by itself. */
    record Waiting(Because reason) implements State {}

    /** It has stopped and will not go on by itself. */
    record Broken(Because reason) implements State {}

    /** It was closed. */
    record Closed() implements State {}
  }

  /**
   * What a source has brought since it started.
   *
   * @param received messages, datagrams or files that came
   * @param read reports read from them
   * @param noted things worth knowing that cost no report
   * @param unreadable items that could not be read
   * @param ahead reports whose time lies further ahead of their receipt than clocks differ
   * @param written deliveries that the intake wrote
   * @param held deliveries whose news the intake already held
   * @param refused deliveries that the intake refused, and senders that were turned away
   * @param dropped messages that were lost because more came than could be taken, on a wire that
   *     cannot be made to wait
   */
  public record Counts(
      long received,
      long read,
      long noted,
      long unreadable,
      long ahead,
      long written,
      long held,
      long refused,
      long dropped) {}

  /** When anything was last heard. */
  public sealed interface Heard {
    /** Nothing yet. */
    record Never() implements Heard {}

    /** At this time. */
    record At(Instant time) implements Heard {}
  }

  /**
   * Something that went wrong and was got over.
   *
   * @param time when
   * @param what what it was, and what to do
   */
  public record Trouble(Instant time, Because what) {}
}
