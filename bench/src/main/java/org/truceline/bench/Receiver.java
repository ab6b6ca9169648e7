package org.truceline.bench;

import java.util.SplittableRandom;

/**
 * A made-up receiver: turns a true place into the one that it gives out, second by second, with the
 * standard deviation that it states.
 */
final class Receiver {
  /** How receivers err; {@code assumed} are those that the filter takes receivers to be like. */
  enum Kind {
    AS_STATED("error as stated, one minute's memory", true),
    OPTIMIST("stated 2.5 times too good", true),
    LEAPING("error leaps by some standard deviations for some 20 s", true),
    MIXED("true to stated as studies found: log-normal, median 1.3", true),
    HEAVY("heavier tails: Student's t, 3 degrees of freedom", false),
    DRIFT("drift of ten minutes", false),
    MULTIPATH("jumps of 15 to 45 m that last one to three minutes", false),
    TOO_GOOD("stated three times too good", false),
    QUANTISED("positions rounded to 10 m, pinned at rest", false),
    OUTAGES("outages of one to five minutes", false),
    WHITE("error new with every fix", false);

    final String said;
    final boolean assumed;

    Kind(String said, boolean assumed) {
      this.said = said;
      this.assumed = assumed;
    }
  }

  /** Resting handhelds: 0.5 m from one second to the next where the error is 10 m each way. */
  private static final double SMOOTH_SECONDS = 6;

  private final Kind kind;
  private final SplittableRandom random;
  private final double stated;
  private final double truth;
  private final double memory;
  private final double white;
  private double slowX;
  private double slowY;
  private double smoothX;
  private double smoothY;
  private double leapX;
  private double leapY;
  private double leapLeft;
  private double tail = 1;
  private double outage;

  Receiver(Kind kind, SplittableRandom random) {
    this.kind = kind;
    this.random = random;
    this.stated = random.nextDouble(2, 8);
    this.truth =
        stated
            * switch (kind) {
              case AS_STATED -> 1;
              case OPTIMIST -> 2.5;
              case TOO_GOOD -> 3;
              default -> 1.3 * Math.exp(0.5 * random.nextGaussian());
            };
    this.memory = kind == Kind.DRIFT ? 600 : 60;
    this.white = kind == Kind.WHITE ? 1 : 0.05;
    double slow = truth * Math.sqrt(1 - white);
    this.slowX = slow * random.nextGaussian();
    this.slowY = slow * random.nextGaussian();
    this.smoothX = slowX;
    this.smoothY = slowY;
  }

  double statedSigmaMetres() {
    return stated;
  }

  /** One second goes by. */
  void second() {
    double keeps = Math.exp(-1 / memory);
    double fresh = truth * Math.sqrt((1 - white) * (1 - keeps * keeps));
    slowX = keeps * slowX + fresh * random.nextGaussian();
    slowY = keeps * slowY + fresh * random.nextGaussian();
    // What receivers give out is filtered: the error changes smoothly from second to second.
    smoothX += (slowX - smoothX) / SMOOTH_SECONDS;
    smoothY += (slowY - smoothY) / SMOOTH_SECONDS;
    if (kind == Kind.HEAVY && random.nextDouble() < 1 / 60.0) {
      // A normal over the root of a chi-square over its degrees of freedom is Student's t; divided
      // by the root of 3 it has the stated variance.
      double chi = 0;
      for (int i = 0; i < 3; i++) {
        double one = random.nextGaussian();
        chi += one * one;
      }
      tail = Math.min(8, 1 / Math.sqrt(chi));
    }
    leapLeft--;
    if (leapLeft <= 0) {
      leapX = 0;
      leapY = 0;
      if (kind == Kind.LEAPING && random.nextDouble() < 1 / 600.0) {
        leap(-20 * Math.log(1 - random.nextDouble()), truth * random.nextDouble(3, 8));
      } else if (kind == Kind.MULTIPATH && random.nextDouble() < 1 / 900.0) {
        leap(random.nextDouble(60, 180), random.nextDouble(15, 45));
      }
    }
    outage--;
    if (kind == Kind.OUTAGES && outage <= 0 && random.nextDouble() < 1 / 400.0) {
      outage = random.nextDouble(60, 300);
    }
  }

  private void leap(double seconds, double metres) {
    double way = random.nextDouble(2 * Math.PI);
    leapLeft = seconds;
    leapX = metres * Math.cos(way);
    leapY = metres * Math.sin(way);
  }

  boolean silent() {
    return outage > 0;
  }

  /** One coordinate as given out. */
  double x(double x) {
    return given(x + tail * smoothX + leapX);
  }

  double y(double y) {
    return given(y + tail * smoothY + leapY);
  }

  private double given(double value) {
    double noisy = value + truth * Math.sqrt(white) * random.nextGaussian();
    return kind == Kind.QUANTISED ? 10 * Math.rint(noisy / 10) : noisy;
  }
}
