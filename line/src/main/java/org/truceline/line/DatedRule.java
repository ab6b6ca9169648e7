package org.truceline.line;

import java.time.LocalDate;

/**
 * A rule and the days on which it is in force.
 *
 * @param rule the rule
 * @param from the first day, or {@link LocalDate#MIN}
 * @param until the first day on which it is no longer in force, or {@link LocalDate#MAX}
 */
public record DatedRule(Rule rule, LocalDate from, LocalDate until) {
  public DatedRule {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a rule in force from " + from + " until " + until);
    }
  }

  /** Whether it is in force on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(until);
  }
}
