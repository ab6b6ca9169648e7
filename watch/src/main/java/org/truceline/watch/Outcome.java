package org.truceline.watch;

import java.util.List;
import org.truceline.terms.Because;

/** What becomes of a report that the watcher is given. */
public sealed interface Outcome {
  /** The body is so far from every version that nothing need be weighed. */
  record PlainlyClear() implements Outcome {}

  /**
   * The report has been judged.
   *
   * @param judgement what is judged of its moment
   */
  record Judged(Judgement judgement) implements Outcome {}

  /**
   * The report came late, and what was judged of its track has been judged again.
   *
   * @param judgement what is judged of the report's own moment
   * @param latest what is judged now of the latest report; the same judgement where nothing changed
   * @param changes what is otherwise than before
   */
  record Revised(Judgement judgement, Judgement latest, List<Because> changes) implements Outcome {
    public Revised {
      changes = List.copyOf(changes);
    }
  }

  /** The very same report had come before. */
  record Repeated() implements Outcome {}

  /**
   * The report cannot be weighed.
   *
   * @param because why
   */
  record SetAside(Because because) implements Outcome {}
}
