package org.truceline.watch;

import static org.truceline.watch.KalmanState.BB;
import static org.truceline.watch.KalmanState.BX;
import static org.truceline.watch.KalmanState.BY;
import static org.truceline.watch.KalmanState.PB;
import static org.truceline.watch.KalmanState.PP;
import static org.truceline.watch.KalmanState.PX;
import static org.truceline.watch.KalmanState.PY;
import static org.truceline.watch.KalmanState.SIZE;
import static org.truceline.watch.KalmanState.VV;

import java.util.Arrays;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * What is believed about one body from all fixes so far: where it is, how it moves, and by how much
 * its receiver is off.
 *
 * <p>The state is position, velocity and a slowly wandering error of the receiver, in metres on the
 * track's own map, with one covariance for both axes. It is kept for every way of moving (at rest,
 * on foot, riding) and for two beliefs about the receiver's word (its accuracy is as stated, or
 * some times worse), each with its probability: interacting multiple models (H. A. P. Blom and Y.
 * Bar-Shalom, "The interacting multiple model algorithm for systems with Markovian switching
 * coefficients", IEEE Transactions on Automatic Control 33(8), 1988). A fix that no way of moving
 * explains is taken in three ways at once, weighted by how likely they are: as an ordinary fix, as
 * one that strays alone, and as the first after a leap of the receiver's error that stays.
 * docs/inside/judging.md has the model, its figures and where it fails.
 */
final class MotionFilter {
  private static final int WAYS = Steps.WAYS;

  /**
   * Beliefs about the receiver's word: it is right, it is an optimist's, or it is right and the
   * fixes are unfiltered.
   */
  static final int WORDS = 3;

  private static final int OPTIMIST = 1;
  private static final int RAW = 2;

  static final int ALL = WAYS * WORDS;

  /** Shares of bodies that are at rest, on foot and riding when first heard of. */
  private static final double[] AT_FIRST = {0.3, 0.5, 0.2};

  /** No way of moving is ever given up: fixes may speak for it later. */
  private static final double LEAST_WEIGHT = 1e-6;

  /** Below this share an explanation of a fix is not followed up. */
  private static final double LEAST_SHARE = 1e-4;

  /** A leap is at least of about this size; smaller ones are the wandering of the error. */
  private static final double LEAP_METRES = 5;

  /** A leap is at least of about so many standard deviations of a fix. */
  private static final double LEAP_SIGMAS = 3;

  /** Before so many fixes that agree there is nothing that a further one could contradict. */
  private static final int ESTABLISHED = 3;

  private static final double SURELY = 0.9;

  /**
   * Fixes within this time of each other say the same: a receiver's error changes smoothly from one
   * second to the next (docs/inside/judging.md), and taking each for news would make a wandering
   * error look like a walk. What is believed now rests on every fix; what is kept, on one in so
   * long.
   */
  static final long SAME_MS = 10_000;

  private final Steps steps;

  /** What is kept: the states and their weights after the last fix that was news. */
  private final double[] kept;

  private final double[] keptWeights;
  private long sinceKept;

  /** What is believed now: what is kept, and the last fix. */
  private final double[] states;

  private final double[] weights;
  private int agreeing;

  /** Probability that the last fix was no ordinary one. */
  private double astray;

  /** How the last fix lay off what was expected, in metres. */
  private double offX;

  private double offY;

  /** Where the last fix was awaited: metres east, metres north, standard deviation each way. */
  private double awaitedX;

  private double awaitedY;
  private double awaitedSigma;

  /** The accuracy that the last fix stated, in metres. */
  private double stated;

  /** Of the state that was updated last: the share of its straying. */
  private double strayShare;

  private MotionFilter(Steps steps) {
    this.steps = steps;
    kept = new double[ALL * SIZE];
    keptWeights = new double[ALL];
    states = new double[ALL * SIZE];
    weights = new double[ALL];
  }

  /** A body first heard of at this place, with this standard deviation each way. */
  static MotionFilter at(Steps steps, double x, double y, double sigmaMetres) {
    MotionFilter filter = new MotionFilter(steps);
    filter.begin(x, y, sigmaMetres);
    return filter;
  }

  /** The same belief, to go on from it twice. */
  MotionFilter copy() {
    MotionFilter copy = new MotionFilter(steps);
    System.arraycopy(kept, 0, copy.kept, 0, kept.length);
    System.arraycopy(keptWeights, 0, copy.keptWeights, 0, keptWeights.length);
    System.arraycopy(states, 0, copy.states, 0, states.length);
    System.arraycopy(weights, 0, copy.weights, 0, weights.length);
    copy.sinceKept = sinceKept;
    copy.agreeing = agreeing;
    copy.stated = stated;
    copy.astray = astray;
    copy.offX = offX;
    copy.offY = offY;
    copy.awaitedX = awaitedX;
    copy.awaitedY = awaitedY;
    copy.awaitedSigma = awaitedSigma;
    return copy;
  }

  /** Writes it into a bookmark. */
  void write(BookmarkWriter to) {
    to.reals(kept, 0, kept.length);
    to.reals(keptWeights, 0, keptWeights.length);
    to.reals(states, 0, states.length);
    to.reals(weights, 0, weights.length);
    to.number(sinceKept);
    to.number(agreeing);
    to.real(stated);
    to.real(astray);
    to.real(offX);
    to.real(offY);
    to.real(awaitedX);
    to.real(awaitedY);
    to.real(awaitedSigma);
  }

  /** One that was written. */
  static MotionFilter read(Steps steps, BookmarkReader from) {
    MotionFilter filter = new MotionFilter(steps);
    from.reals(filter.kept, 0, filter.kept.length);
    from.reals(filter.keptWeights, 0, filter.keptWeights.length);
    from.reals(filter.states, 0, filter.states.length);
    from.reals(filter.weights, 0, filter.weights.length);
    filter.sinceKept = from.number();
    filter.agreeing = from.count();
    filter.stated = from.real();
    filter.astray = from.real();
    filter.offX = from.real();
    filter.offY = from.real();
    filter.awaitedX = from.real();
    filter.awaitedY = from.real();
    filter.awaitedSigma = from.real();
    return filter;
  }

  private void begin(double x, double y, double sigmaMetres) {
    stated = sigmaMetres;
    Arrays.fill(states, 0);
    Steps.Step step = steps.of(86_400_000);
    for (int k = 0; k < WORDS; k++) {
      double square = square(k, sigmaMetres);
      double bias = (1 - white(k)) * square;
      for (int way = 0; way < WAYS; way++) {
        int at = SIZE * (WAYS * k + way);
        states[at + PX] = x;
        states[at + PY] = y;
        states[at + PP] = square;
        states[at + PB] = -bias;
        states[at + BB] = bias;
        states[at + VV] = step.addVv[way];
        weights[WAYS * k + way] = AT_FIRST[way] * share(k);
      }
    }
    keep();
    agreeing = 1;
    astray = 0;
    offX = 0;
    offY = 0;
    awaitedX = x;
    awaitedY = y;
    awaitedSigma = sigmaMetres;
  }

  /** Lets time go by without a fix. */
  void predict(long ms) {
    Steps.Step step = steps.of(ms);
    double[] next = steps.next;
    double[] likely = steps.likely;
    for (int k = 0; k < WORDS; k++) {
      for (int way = 0; way < WAYS; way++) {
        int i = WAYS * k + way;
        KalmanState.mix(states, weights, k, way, step, next, likely);
        // Without a fix to go by the error keeps the size that it has.
        KalmanState.forward(step, way, next, SIZE * i, next[SIZE * i + BB]);
      }
    }
    System.arraycopy(next, 0, states, 0, states.length);
    System.arraycopy(likely, 0, weights, 0, weights.length);
    keep();
  }

  private void keep() {
    System.arraycopy(states, 0, kept, 0, states.length);
    System.arraycopy(weights, 0, keptWeights, 0, weights.length);
    sinceKept = 0;
  }

  /**
   * Takes a fix.
   *
   * @param ms milliseconds since the fix before it, not negative
   * @param x metres east on the track's map
   * @param y metres north
   * @param sigmaMetres the stated standard deviation each way, above 0
   */
  void take(long ms, double x, double y, double sigmaMetres) {
    sinceKept += ms;
    stated = sigmaMetres;
    Steps.Step step = steps.of(sinceKept);
    double[] next = steps.next;
    double[] likely = steps.likely;
    double sum = 0;
    double strays = 0;
    double byX = 0;
    double byY = 0;
    double meanX = 0;
    double meanY = 0;
    double spread = 0;
    for (int k = 0; k < WORDS; k++) {
      double square = square(k, sigmaMetres);
      for (int way = 0; way < WAYS; way++) {
        int i = WAYS * k + way;
        int at = SIZE * i;
        KalmanState.mix(kept, keptWeights, k, way, step, next, likely);
        KalmanState.forward(step, way, next, at, (1 - white(k)) * square);
        meanX += likely[i] * next[at + PX];
        meanY += likely[i] * next[at + PY];
        spread +=
            likely[i]
                * (2 * next[at + PP]
                    + next[at + PX] * next[at + PX]
                    + next[at + PY] * next[at + PY]);
        byX += likely[i] * (x - next[at + PX] - next[at + BX]);
        byY += likely[i] * (y - next[at + PY] - next[at + BY]);
        double weight =
            Math.max(LEAST_WEIGHT, likely[i]) * update(step, next, at, x, y, square, white(k));
        likely[i] = weight;
        sum += weight;
        strays += weight * strayShare;
      }
    }
    boolean nonsense = !(sum > 0) || sum == Double.POSITIVE_INFINITY;
    if (nonsense || (strays > SURELY * sum && agreeing < ESTABLISHED)) {
      begin(x, y, sigmaMetres);
      astray = 1;
      offX = byX;
      offY = byY;
      return;
    }
    astray = strays / sum;
    offX = byX;
    offY = byY;
    awaitedX = meanX;
    awaitedY = meanY;
    awaitedSigma = Math.sqrt(Math.max(0, spread - meanX * meanX - meanY * meanY) / 2);
    for (int i = 0; i < ALL; i++) {
      weights[i] = likely[i] / sum;
    }
    System.arraycopy(next, 0, states, 0, states.length);
    agreeing = astray > SURELY ? agreeing : Math.min(agreeing + 1, ESTABLISHED);
    if (sinceKept >= SAME_MS) {
      double again = -Math.expm1(-sinceKept / (1_000 * steps.model().wordSeconds()));
      keep();
      doubtWords(again);
    }
  }

  /** Whether a fix so long after the last one would be no news about a body that is known well. */
  boolean wouldBeSame(long ms) {
    return sinceKept + ms < SAME_MS && established();
  }

  /** Leaves out a fix that is no news. */
  void passOver(long ms) {
    sinceKept += ms;
  }

  /** Lets the receiver's word become doubtful again: it may err otherwise than it did. */
  private void doubtWords(double again) {
    for (int k = 0; k < WORDS; k++) {
      double had = 0;
      for (int way = 0; way < WAYS; way++) {
        had += keptWeights[WAYS * k + way];
      }
      double has = (1 - again) * had + again * share(k);
      for (int way = 0; way < WAYS; way++) {
        int i = WAYS * k + way;
        keptWeights[i] = had > 0 ? keptWeights[i] * has / had : has * AT_FIRST[way];
      }
    }
  }

  /** Variance of what of a fix's error changes while a track is followed. */
  private double square(int word, double sigmaMetres) {
    return (1 - steps.model().slowShare()) * whole(word, sigmaMetres);
  }

  private double whole(int word, double sigmaMetres) {
    double sigma = word == OPTIMIST ? steps.model().optimist() * sigmaMetres : sigmaMetres;
    return sigma * sigma;
  }

  /** Variance of what of the error stays the same for longer than a track is followed. */
  private double slow(int word) {
    return steps.model().slowShare() * whole(word, stated);
  }

  private double white(int word) {
    return word == RAW ? steps.model().rawWhiteShare() : steps.model().whiteShare();
  }

  private double share(int word) {
    ErrorModel model = steps.model();
    return switch (word) {
      case OPTIMIST -> model.optimists();
      case RAW -> model.raw();
      default -> 1 - model.optimists() - model.raw();
    };
  }

  /** Weighs a fix into one state; its likelihood is the answer. */
  private double update(
      Steps.Step step, double[] s, int at, double x, double y, double square, double whiteShare) {
    double white = whiteShare * square;
    double nx = x - s[at + PX] - s[at + BX];
    double ny = y - s[at + PY] - s[at + BY];
    double off = nx * nx + ny * ny;
    double total = s[at + PP] + 2 * s[at + PB] + s[at + BB] + white;
    double scale = Math.max(LEAP_METRES, LEAP_SIGMAS * Math.sqrt(square));
    double wide = scale * scale + off;
    // Leaps are as likely to be large as a bivariate Cauchy distribution has it.
    double far = scale / (2 * Math.PI * wide * Math.sqrt(wide));
    double alone = steps.model().straying() * far;
    double stays = step.leap * far;
    double ordinary =
        (1 - steps.model().straying())
            * (1 - step.leap)
            * Math.exp(-off / (2 * total))
            / (2 * Math.PI * total);
    double sum = ordinary + alone + stays;
    strayShare = (alone + stays) / sum;
    if (strayShare < LEAST_SHARE) {
      KalmanState.weigh(s, at, nx, ny, total, 0);
      return sum;
    }
    double[] parts = steps.parts;
    double[] shares = steps.shares;
    shares[0] = ordinary / sum;
    shares[1] = alone / sum;
    shares[2] = stays / sum;
    for (int part = 0; part < 3; part++) {
      System.arraycopy(s, at, parts, SIZE * part, SIZE);
      double leapSquare = part == 2 ? off : 0;
      KalmanState.weigh(parts, SIZE * part, nx, ny, part == 0 ? total : total + off, leapSquare);
    }
    KalmanState.join(parts, shares, s, at);
    return sum;
  }

  /** Probability that the receiver's word is right (0) or an optimist's (1). */
  double wordWeight(int word) {
    double sum = 0;
    for (int way = 0; way < WAYS; way++) {
      sum += weights[WAYS * word + way];
    }
    return sum;
  }

  /**
   * Where the body is believed to be, if the receiver's word is this one: metres east, metres north
   * and the standard deviation each way, into the first three places.
   */
  void position(int word, double[] into) {
    double total = wordWeight(word);
    double x = 0;
    double y = 0;
    double square = 0;
    for (int way = 0; way < WAYS; way++) {
      double share = weights[WAYS * word + way] / total;
      int at = SIZE * (WAYS * word + way);
      x += share * states[at + PX];
      y += share * states[at + PY];
      square += share * states[at + PP];
    }
    for (int way = 0; way < WAYS; way++) {
      double share = weights[WAYS * word + way] / total;
      int at = SIZE * (WAYS * word + way);
      double dx = states[at + PX] - x;
      double dy = states[at + PY] - y;
      square += share * (dx * dx + dy * dy) / 2;
    }
    into[0] = x;
    into[1] = y;
    into[2] = Math.sqrt(square + slow(word));
  }

  /** How far the body may leave the straight way in so long a time, as a standard deviation. */
  double betweenMetres(long ms) {
    Steps.Step step = steps.of(ms);
    double square = 0;
    for (int i = 0; i < ALL; i++) {
      square += weights[i] * step.addPp[i % WAYS];
    }
    // Between two places that are known a way strays at most half as far as with one end free, and
    // the less the shorter the time against that in which the body turns.
    double turns = Math.min(1, ms / (4_000 * steps.model().walkSeconds()));
    return Math.sqrt(square * turns / 4);
  }

  /** Standard deviation of the part of the error that stays the same while a track is followed. */
  double slowSigma() {
    double square = 0;
    for (int k = 0; k < WORDS; k++) {
      square += wordWeight(k) * slow(k);
    }
    return Math.sqrt(square);
  }

  /** Whether the last fix is the only one it rests on. */
  boolean lone() {
    return agreeing == 1;
  }

  /** Probability that the body is at rest. */
  double atRest() {
    double sum = 0;
    for (int k = 0; k < WORDS; k++) {
      sum += weights[WAYS * k + Steps.REST];
    }
    return sum;
  }

  /** Probability that the last fix strayed or came after a leap of the receiver's error. */
  double astray() {
    return astray;
  }

  /** Metres east by which the last fix lay off what was expected. */
  double offX() {
    return offX;
  }

  /** Metres north by which the last fix lay off what was expected. */
  double offY() {
    return offY;
  }

  /** Metres east at which the body was awaited before the last fix. */
  double awaitedX() {
    return awaitedX;
  }

  /** Metres north at which the body was awaited before the last fix. */
  double awaitedY() {
    return awaitedY;
  }

  /** Standard deviation, each way, of where it was awaited. */
  double awaitedSigma() {
    return awaitedSigma;
  }

  /** Whether the last fix was news: none is kept within ten seconds before it. */
  boolean news() {
    return sinceKept == 0;
  }

  /** Whether enough fixes agree for a further one to contradict them. */
  boolean established() {
    return agreeing >= ESTABLISHED;
  }
}
