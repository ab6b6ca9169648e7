package org.truceline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The alarms over many tracks. */
final class AlarmSum {
  /** A crossing that has no alarm for so long counts as missed. */
  private static final int MISSED_SECONDS = 120;

  private int falseAlarms;
  private final List<Integer> delays = new ArrayList<>();

  void add(Alarms one) {
    falseAlarms += one.falseAlarms();
    delays.addAll(one.delays());
  }

  void add(AlarmSum other) {
    falseAlarms += other.falseAlarms;
    delays.addAll(other.delays);
  }

  /** How many of them were false, in so many hours a hundred times over. */
  double falseIn100Hours(double hours) {
    return 100 * falseAlarms / hours;
  }

  /** One row of a table: what raising the alarm so would cost and gain. */
  String row(String at, double hours) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %d | %.1f | %d of %d |%n",
        at,
        falseIn100Hours(hours),
        medianDelay(),
        delays.stream().mapToInt(d -> Math.min(d, MISSED_SECONDS)).average().orElse(0),
        delays.stream().filter(d -> d >= MISSED_SECONDS).count(),
        delays.size());
  }

  int medianDelay() {
    List<Integer> sorted = delays.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
