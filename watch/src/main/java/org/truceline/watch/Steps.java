package org.truceline.watch;

/**
 * How the states of a {@link MotionFilter} go on over a time, for each way of moving. Steps of one
 * length are made once: most tracks have one fix a second, or one a minute. Not for two threads at
 * once.
 */
final class Steps {
  /** Ways of moving: at rest, on foot, in a vehicle or a boat. */
  static final int WAYS = 3;

  static final int REST = 0;
  private static final int WALK = 1;
  private static final int RIDE = 2;

  /** Steps kept ready; a power of two. */
  private static final int KEPT = 256;

  private final ErrorModel model;
  private final Step[] kept = new Step[KEPT];

  /** Room to work in for the filter that is taking a fix. */
  final double[] next = new double[MotionFilter.ALL * KalmanState.SIZE];

  final double[] likely = new double[MotionFilter.ALL];
  final double[] parts = new double[3 * KalmanState.SIZE];
  final double[] shares = new double[3];

  /** Room for a place on a track's map, and its error, while it is read off. */
  final double[] place = new double[3];

  Steps(ErrorModel model) {
    this.model = model;
    for (int i = 0; i < KEPT; i++) {
      kept[i] = new Step(model, 0);
    }
  }

  ErrorModel model() {
    return model;
  }

  /** A step of so many milliseconds. */
  Step of(long ms) {
    int slot = (int) ((ms ^ (ms >>> 8)) & (KEPT - 1));
    Step step = kept[slot];
    if (step.ms != ms) {
      step = new Step(model, ms);
      kept[slot] = step;
    }
    return step;
  }

  /** One step, the same for all tracks. */
  static final class Step {
    final long ms;

    /** Share of the velocity that is left, by way of moving. */
    final double[] keep = new double[WAYS];

    /** Metres gone for each metre a second. */
    final double[] gain = new double[WAYS];

    final double[] addPp = new double[WAYS];
    final double[] addPv = new double[WAYS];
    final double[] addVv = new double[WAYS];

    /** Share of the wandering error that is left. */
    final double keepBias;

    /** Probability that the error leaps within the step. */
    final double leap;

    /** Probability of going over from one way (row) to another (column). */
    final double[] over = new double[WAYS * WAYS];

    Step(ErrorModel model, long ms) {
      this.ms = ms;
      double seconds = ms / 1_000.0;
      keepBias = Math.exp(-seconds / model.biasSeconds());
      leap = -model.leapt() * Math.expm1(-seconds / model.leapSeconds());
      addPp[REST] = model.restWanderMetres() * model.restWanderMetres() * seconds;
      moving(WALK, model.walkMetresPerSecond(), model.walkSeconds(), seconds);
      moving(RIDE, model.rideMetresPerSecond(), model.rideSeconds(), seconds);
      double rise = -Math.expm1(-seconds / model.restSeconds());
      double rest = -Math.expm1(-seconds / model.walkForSeconds());
      double ride = -Math.expm1(-seconds / model.rideForSeconds());
      row(REST, 1 - rise, 0.8 * rise, 0.2 * rise);
      row(WALK, rest * (1 - ride), (1 - rest) * (1 - ride), ride);
      row(RIDE, 0.5 * ride, 0.5 * ride, 1 - ride);
    }

    /** A velocity that wanders about zero and forgets itself (Ornstein and Uhlenbeck). */
    private void moving(int way, double sigma, double forgets, double seconds) {
      double square = sigma * sigma;
      double a = Math.exp(-seconds / forgets);
      keep[way] = a;
      gain[way] = forgets * (1 - a);
      addVv[way] = square * (1 - a * a);
      addPv[way] = square * forgets * (1 - a) * (1 - a);
      addPp[way] = Math.max(0, square * forgets * (2 * seconds - forgets * (3 - 4 * a + a * a)));
    }

    private void row(int way, double toRest, double toWalk, double toRide) {
      over[WAYS * way + REST] = toRest;
      over[WAYS * way + WALK] = toWalk;
      over[WAYS * way + RIDE] = toRide;
    }
  }
}
