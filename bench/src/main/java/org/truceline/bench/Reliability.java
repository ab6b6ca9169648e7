package org.truceline.bench;

import java.util.Locale;

/** Stated probabilities and what came true. */
final class Reliability {
  private static final int DECILES = 10;

  /** Judgements in a decile from which on it can be told. */
  private static final int FULL = 500;

  private final long[] count = new long[DECILES];
  private final double[] stated = new double[DECILES];
  private final long[] came = new long[DECILES];
  private double brier;
  private long all;

  void add(double probability, boolean happened) {
    int decile = Math.min(DECILES - 1, (int) (DECILES * probability));
    count[decile]++;
    stated[decile] += probability;
    came[decile] += happened ? 1 : 0;
    double off = probability - (happened ? 1 : 0);
    brier += off * off;
    all++;
  }

  void add(Reliability other) {
    for (int i = 0; i < DECILES; i++) {
      count[i] += other.count[i];
      stated[i] += other.stated[i];
      came[i] += other.came[i];
    }
    brier += other.brier;
    all += other.all;
  }

  double brier() {
    return brier / Math.max(1, all);
  }

  /** The largest difference of stated and true in a decile that is full enough to tell. */
  double worst() {
    double worst = Double.NaN;
    for (int i = 0; i < DECILES; i++) {
      if (count[i] >= FULL) {
        double off = (stated[i] - came[i]) / count[i];
        worst = Double.isNaN(worst) || Math.abs(off) > Math.abs(worst) ? off : worst;
      }
    }
    return worst;
  }

  String table() {
    StringBuilder text =
        new StringBuilder("| stated | judgements | came true |\n|---:|---:|---:|\n");
    for (int i = 0; i < DECILES; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %.3f | %d | %.3f |%n",
              stated[i] / Math.max(1, count[i]),
              count[i],
              (double) came[i] / Math.max(1, count[i])));
    }
    return text.append('\n').toString();
  }

  /** How many there are. */
  long all() {
    return all;
  }
}
