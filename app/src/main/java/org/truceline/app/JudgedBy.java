package org.truceline.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.truceline.line.LineBook;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Judge;
import org.truceline.watch.Policy;

/**
 * What reports are judged by.
 *
 * @param book the line, as each party draws it
 * @param policy when a yes or no is made
 * @param zone the zone in which days begin
 * @param circumstances what is known beside the reports
 * @param clock what tells the time now
 * @param knownAt reports received later are left out
 */
record JudgedBy(
    LineBook book,
    Policy policy,
    ZoneId zone,
    Circumstances circumstances,
    InstantSource clock,
    Instant knownAt) {
  /** A judge by it; for one thread. */
  Judge judge() {
    return new Judge(book, policy, zone);
  }
}
