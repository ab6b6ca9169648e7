package org.truceline.console.view;

import java.util.List;

/**
 * Why an answer is as it is, spoken: a sentence and the reasons below it.
 *
 * @param said the sentence
 * @param parts the reasons below it, the weightiest first
 */
public record Reason(Said said, List<Reason> parts) {
  public Reason {
    parts = List.copyOf(parts);
  }
}
