package org.truceline.line;

/** The standard normal distribution. */
public final class Normal {
  private Normal() {}

  /**
   * The probability that a standard normal value is below x, to 1e-7 (Abramowitz and Stegun,
   * Handbook of Mathematical Functions, 26.2.17).
   */
  public static double below(double x) {
    if (x < 0) {
      return 1 - below(-x);
    }
    double t = 1 / (1 + 0.2316419 * x);
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
  }

  /**
   * The value below which a standard normal lies with this probability, for use where 1e-3 is
   * enough after one step of Newton (Abramowitz and Stegun, 26.2.23); ±8 at the ends.
   */
  public static double quantile(double probability) {
    if (probability <= 1e-12) {
      return -8;
    }
    if (probability >= 1 - 1e-12) {
      return 8;
    }
    if (probability > 0.5) {
      return -quantile(1 - probability);
    }
    double t = Math.sqrt(-2 * Math.log(probability));
    double x =
        -(t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    double slope = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    return slope < 1e-10 ? x : x - (below(x) - probability) / slope;
  }
}
