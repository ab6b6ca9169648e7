package org.truceline.app.desk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.truceline.terms.Because;

/**
 * Something handed in at the desk, and what is to be answered.
 *
 * @param what what was handed in
 * @param answer is completed when it is Written, or when it is known that it will not be
 */
public record Handed(What what, CompletableFuture<List<Answer>> answer) {
  /** What can be handed in. */
  public sealed interface What {
    /** Reports. */
    record Reports(Arrival arrival) implements What {}

    /** Somebody silences the attention sound of an episode. */
    record Silencing(String by, String episode) implements What {}

    /** Something that somebody did, to be written and nothing more. */
    record Deed(String subject, String by, String json) implements What {}

    /** Time has passed: who has fallen silent? */
    record Tick() implements What {}
  }

  /** What becomes of one thing that was handed in. */
  public sealed interface Answer {}

  /** It is Written, under this index. */
  public record Written(long index) implements Answer {}

  /** It came before, and is Written there. */
  public record Known(long index) implements Answer {}

  /** It is not taken, and will not be. */
  public record Refused(Because because) implements Answer {}

  /** It is not known yet: what is answered depends on whether it can be written. */
  record Open() implements Answer {}

  /** It cannot be taken now. */
  public record Later(Duration after, Because because) implements Answer {}
}
