package org.truceline.watch;

import java.util.Arrays;

/**
 * The algebra of Kalman for one state of a {@link MotionFilter}: {@value #SIZE} numbers in a row of
 * an array. They are the means of position, velocity and the receiver's error, east and north of
 * each, and the variances and covariances of the three, which both axes share. It is done on bare
 * arrays since a filter has nine of these states, and every fix that is news moves all of them.
 */
final class KalmanState {
  static final int PX = 0;
  static final int PY = 1;
  static final int VX = 2;
  static final int VY = 3;
  static final int BX = 4;
  static final int BY = 5;
  static final int PP = 6;
  static final int PV = 7;
  static final int PB = 8;
  static final int VV = 9;
  static final int VB = 10;
  static final int BB = 11;
  static final int SIZE = 12;

  private static final int WAYS = Steps.WAYS;

  /** Below this share what a way of moving says does not spread what is joined of it. */
  private static final double LEAST_SHARE = 1e-4;

  /** Nothing is known to less than a millimetre. */
  private static final double LEAST_SQUARE = 1e-6;

  private KalmanState() {}

  /** Joins what each way of moving says, as far as the body may have gone over from it to this. */
  static void mix(
      double[] states,
      double[] weights,
      int k,
      int way,
      Steps.Step step,
      double[] next,
      double[] likely) {
    int first = WAYS * k;
    int at = SIZE * (first + way);
    double total = 0;
    for (int from = 0; from < WAYS; from++) {
      total += step.over[WAYS * from + way] * weights[first + from];
    }
    likely[first + way] = total;
    Arrays.fill(next, at, at + SIZE, 0);
    if (total <= 0) {
      System.arraycopy(states, at, next, at, SIZE);
      return;
    }
    for (int from = 0; from < WAYS; from++) {
      double share = step.over[WAYS * from + way] * weights[first + from] / total;
      for (int i = 0; i < SIZE; i++) {
        next[at + i] += share * states[SIZE * (first + from) + i];
      }
    }
    for (int from = 0; from < WAYS; from++) {
      double share = step.over[WAYS * from + way] * weights[first + from] / total / 2;
      int other = SIZE * (first + from);
      if (share > LEAST_SHARE) {
        for (int axis = 0; axis < 2; axis++) {
          double p = states[other + PX + axis] - next[at + PX + axis];
          double v = states[other + VX + axis] - next[at + VX + axis];
          double b = states[other + BX + axis] - next[at + BX + axis];
          spread(next, at, share, p, v, b);
        }
      }
    }
  }

  private static void spread(double[] into, int at, double share, double p, double v, double b) {
    into[at + PP] += share * p * p;
    into[at + PV] += share * p * v;
    into[at + PB] += share * p * b;
    into[at + VV] += share * v * v;
    into[at + VB] += share * v * b;
    into[at + BB] += share * b * b;
  }

  /** Moves one state on by a step; its error wanders about 0 with this variance. */
  static void forward(Steps.Step step, int way, double[] s, int at, double biasSquare) {
    double a = step.keep[way];
    double g = step.gain[way];
    double c = step.keepBias;
    for (int axis = 0; axis < 2; axis++) {
      s[at + PX + axis] += g * s[at + VX + axis];
      s[at + VX + axis] *= a;
      s[at + BX + axis] *= c;
    }
    double pv = s[at + PV];
    double vv = s[at + VV];
    double vb = s[at + VB];
    s[at + PP] += g * (2 * pv + g * vv) + step.addPp[way];
    s[at + PV] = a * (pv + g * vv) + step.addPv[way];
    s[at + PB] = c * (s[at + PB] + g * vb);
    s[at + VV] = a * a * vv + step.addVv[way];
    s[at + VB] = a * c * vb;
    s[at + BB] = c * c * s[at + BB] + (1 - c * c) * biasSquare;
  }

  /** The update of Kalman for a fix this far off, of so much variance in all. */
  static void weigh(double[] s, int at, double nx, double ny, double total, double leapSquare) {
    s[at + BB] += leapSquare;
    double toP = s[at + PP] + s[at + PB];
    double toV = s[at + PV] + s[at + VB];
    double toB = s[at + PB] + s[at + BB];
    double p = toP / total;
    double v = toV / total;
    double b = toB / total;
    s[at + PX] += p * nx;
    s[at + PY] += p * ny;
    s[at + VX] += v * nx;
    s[at + VY] += v * ny;
    s[at + BX] += b * nx;
    s[at + BY] += b * ny;
    s[at + PP] = Math.max(LEAST_SQUARE, s[at + PP] - p * toP);
    s[at + PV] -= p * toV;
    s[at + PB] -= p * toB;
    s[at + VV] = Math.max(0, s[at + VV] - v * toV);
    s[at + VB] -= v * toB;
    s[at + BB] = Math.max(LEAST_SQUARE, s[at + BB] - b * toB);
  }

  /** Joins three explanations of one fix, by their shares, into one state. */
  static void join(double[] parts, double[] shares, double[] s, int at) {
    Arrays.fill(s, at, at + SIZE, 0);
    for (int part = 0; part < 3; part++) {
      for (int i = 0; i < SIZE; i++) {
        s[at + i] += shares[part] * parts[SIZE * part + i];
      }
    }
    for (int part = 0; part < 3; part++) {
      for (int axis = 0; axis < 2; axis++) {
        int p = SIZE * part + axis;
        spread(
            s,
            at,
            shares[part] / 2,
            parts[p + PX] - s[at + PX + axis],
            parts[p + VX] - s[at + VX + axis],
            parts[p + BX] - s[at + BX + axis]);
      }
    }
  }
}
