package org.truceline.watch;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.line.Normal;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * Ways in which a body may have gone during an episode. Steps are kept as they come; when somebody
 * asks, ways are drawn through them backwards, each place from what was believed there and from
 * where the way goes on (forward filtering, backward sampling: S. Frühwirth-Schnatter, Journal of
 * Time Series Analysis 15(2), 1994), so that what was learned late bears on what was believed
 * early. Some of the ways rest where the body may have been at rest. The share of the ways that
 * were ever past the line is the probability of having been past at any time: not what the worst of
 * many noisy fixes says. Chance is drawn from the track's name and the first fix's time alone: the
 * same reports give the same ways.
 */
final class Paths {
  /** Enough for a probability to about a hundredth. */
  static final int COUNT = 128;

  /** Steps kept; where there are more, every second one is left out. */
  private static final int MOST_STEPS = 512;

  /** A way that rests goes on resting for about so long. */
  private static final double REST_SECONDS = 600;

  /** Normal quantiles to draw from; a power of two. */
  private static final int DRAWN = 4_096;

  private static final double[] NORMAL = new double[DRAWN];

  static {
    for (int i = 0; i < DRAWN; i++) {
      NORMAL[i] = Normal.quantile((i + 0.5) / DRAWN);
    }
  }

  private static final long NEVER = Long.MIN_VALUE;

  private final long seed;
  private double[] steps = new double[SIZE * 8];
  private int count;
  private int every = 1;
  private int left;

  /** Whether the last step only stands until the next one comes. */
  private boolean passing;

  private static final int DEPTH = 0;
  private static final int SQUARE = 1;
  private static final int AWAITED = 2;
  private static final int AWAITED_SQUARE = 3;
  private static final int REST = 4;
  private static final int DRAWING = 5;
  private static final int MS = 6;
  private static final int STATION = 7;
  private static final int BULGE = 8;
  private static final int ASIDE = 9;
  private static final int BULGE_MS = 10;
  private static final int BULGE_STATION = 11;
  private static final int SIZE = 12;

  Paths(long seed) {
    this.seed = seed;
  }

  Paths copy() {
    Paths copy = new Paths(seed);
    copy.steps = Arrays.copyOf(steps, SIZE * Math.max(8, count));
    copy.count = count;
    copy.every = every;
    copy.left = left;
    copy.passing = passing;
    return copy;
  }

  /**
   * Writes them into a bookmark.
   *
   * @param before ways that reader and writer know already: the first steps are often the same
   */
  void write(BookmarkWriter to, @Nullable Paths before) {
    to.number(seed);
    to.number(count);
    int same = before == null ? 0 : sameSteps(before);
    to.number(same);
    to.reals(steps, SIZE * same, SIZE * count);
    to.number(every);
    to.number(left);
    to.flag(passing);
  }

  private int sameSteps(Paths other) {
    int differs = Arrays.mismatch(steps, 0, SIZE * count, other.steps, 0, SIZE * other.count);
    return differs < 0 ? count : differs / SIZE;
  }

  /** Ways that were written. */
  static Paths read(BookmarkReader from, @Nullable Paths before) {
    Paths paths = new Paths(from.number());
    paths.count = from.count();
    paths.steps = new double[SIZE * Math.max(8, paths.count)];
    int same = from.count();
    if (before != null) {
      System.arraycopy(before.steps, 0, paths.steps, 0, SIZE * same);
    }
    from.reals(paths.steps, SIZE * same, SIZE * paths.count);
    paths.every = from.count();
    paths.left = from.count();
    paths.passing = from.flag();
    return paths;
  }

  /**
   * Goes on to a fix.
   *
   * @param awaitedMetres depth at which the body was awaited before the fix
   * @param awaitedSigmaMetres standard deviation of that, of the place alone
   * @param depthMetres how far past the line it is believed to be now; below zero short of it
   * @param sigmaMetres standard deviation of that, of the place alone
   * @param atRest probability that the body is at rest
   * @param drawingSigmaMetres standard deviation of the drawing
   * @param ms the moment, in milliseconds since 1970
   * @param stationMetres where along the line
   * @param news whether the steps after it go on from it; if not, the next one takes its place, and
   *     of it stays only how deep it was
   */
  void to(
      double awaitedMetres,
      double awaitedSigmaMetres,
      double depthMetres,
      double sigmaMetres,
      double atRest,
      double drawingSigmaMetres,
      long ms,
      double stationMetres,
      boolean news) {
    double bulge = Double.NEGATIVE_INFINITY;
    double aside = 0;
    double bulgeMs = 0;
    double bulgeStation = 0;
    if (passing) {
      int passed = SIZE * --count;
      boolean deeper = steps[passed + BULGE] > steps[passed + DEPTH];
      bulge = steps[passed + (deeper ? BULGE : DEPTH)];
      aside = deeper ? steps[passed + ASIDE] : 0;
      bulgeMs = steps[passed + (deeper ? BULGE_MS : MS)];
      bulgeStation = steps[passed + (deeper ? BULGE_STATION : STATION)];
    }
    passing = !news;
    if (count == MOST_STEPS) {
      thin();
    }
    if (SIZE * (count + 1) > steps.length) {
      steps = Arrays.copyOf(steps, Math.min(SIZE * MOST_STEPS, 2 * steps.length));
    }
    // Of fixes that are many only some are kept as steps, the deepest of them among these.
    if (news) {
      boolean instead = left > 0 && count > 1 && depthMetres <= steps[SIZE * (count - 1)];
      left = left > 0 ? left - 1 : every - 1;
      if (instead) {
        between(bulge, aside, (long) bulgeMs, bulgeStation);
        return;
      }
    }
    int at = SIZE * count++;
    steps[at + DEPTH] = depthMetres;
    steps[at + SQUARE] = sigmaMetres * sigmaMetres;
    steps[at + AWAITED] = awaitedMetres;
    steps[at + AWAITED_SQUARE] = awaitedSigmaMetres * awaitedSigmaMetres;
    steps[at + REST] = atRest;
    steps[at + DRAWING] = drawingSigmaMetres;
    steps[at + MS] = ms;
    steps[at + STATION] = stationMetres;
    steps[at + BULGE] = bulge;
    steps[at + ASIDE] = aside;
    steps[at + BULGE_MS] = bulgeMs;
    steps[at + BULGE_STATION] = bulgeStation;
  }

  /** Whether no step has been kept yet. */
  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Says that half-way to the last step, or wherever it counts most, the body came deeper than on
   * the straight way between the depths at the ends.
   *
   * @param depthMetres depth there
   * @param asideMetres what a way may leave the straight one by, as a standard deviation
   * @param ms the moment, in milliseconds since 1970
   * @param stationMetres where along the line
   */
  void between(double depthMetres, double asideMetres, long ms, double stationMetres) {
    int at = SIZE * (count - 1);
    if (count > 0 && depthMetres > steps[at + BULGE]) {
      steps[at + BULGE] = depthMetres;
      steps[at + ASIDE] = asideMetres;
      steps[at + BULGE_MS] = ms;
      steps[at + BULGE_STATION] = stationMetres;
    }
  }

  /** Leaves out every second step but the deepest ones, and nothing deeper between them. */
  private void thin() {
    int kept = 1;
    for (int i = 1; i < count; i += 2) {
      int first = SIZE * i;
      int second = SIZE * Math.min(i + 1, count - 1);
      int from = steps[first] >= steps[second] ? first : second;
      int bulging = steps[first + BULGE] >= steps[second + BULGE] ? first : second;
      System.arraycopy(steps, bulging + BULGE, steps, from + BULGE, SIZE - BULGE);
      System.arraycopy(steps, from, steps, SIZE * kept++, SIZE);
    }
    count = kept;
    every = Math.min(every * 2, 1 << 20);
  }

  /** What all the ways come to. */
  Ways ways() {
    return new Ways();
  }

  /** Ways drawn through the steps so far. */
  final class Ways {
    private final double[] deepest = new double[COUNT];
    private final long[] crossed = new long[COUNT];
    private final double[] station = new double[COUNT];
    private long random = scrambled(seed);

    private Ways() {
      Arrays.fill(deepest, Double.NEGATIVE_INFINITY);
      Arrays.fill(crossed, NEVER);
      double[] place = spread(1);
      double[] drawing = spread(2);
      double[] along = spread(3);
      double[] patience = spread(4);
      for (int i = 0; i < COUNT && count > 0; i++) {
        draw(i, place[i], drawing[i], along[i], Normal.below(patience[i]));
      }
    }

    /** Draws one way from the last step back to the first. */
    private void draw(int way, double last, double drawing, double along, double patience) {
      int at = SIZE * (count - 1);
      double depth = steps[at + DEPTH] + Math.sqrt(steps[at + SQUARE]) * last;
      pass(way, depth, drawing, along, at);
      double rests = patience;
      for (int i = count - 2; i >= 0; i--) {
        int next = at;
        at = SIZE * i;
        double seconds = (steps[next + MS] - steps[at + MS]) / 1_000;
        if (chance() < -Math.expm1(-seconds / REST_SECONDS)) {
          rests = chance();
        }
        double square = steps[at + SQUARE];
        // A way that rests here grew no doubt; the others grew all of it.
        double rest = steps[next + REST];
        double grown = Math.max(0, steps[next + AWAITED_SQUARE] - square);
        double own = rests < rest ? 0 : grown / Math.max(0.05, 1 - rest);
        double share = square / (square + own + 1e-9);
        double mean = steps[at + DEPTH] + share * (depth - steps[next + AWAITED]);
        double before = mean + Math.sqrt(Math.max(0, square * (1 - share))) * drawn();
        if (steps[next + BULGE] > Double.NEGATIVE_INFINITY) {
          double straight = Math.max(steps[at + DEPTH], steps[next + DEPTH]);
          double bulge = steps[next + BULGE] - straight;
          double aside = steps[next + ASIDE] * drawn();
          // It was crossed first somewhere on the way from this step to there.
          double gone = chance();
          pass(
              way,
              Math.max(before, depth) + bulge + aside + drawing * steps[next + DRAWING],
              steps[at + MS] + gone * (steps[next + BULGE_MS] - steps[at + MS]),
              steps[at + STATION] + gone * (steps[next + BULGE_STATION] - steps[at + STATION]),
              along * Math.sqrt(steps[next + SQUARE]));
        }
        depth = before;
        pass(way, depth, drawing, along, at);
      }
    }

    private void pass(int way, double depth, double drawing, double along, int at) {
      pass(
          way,
          depth + drawing * steps[at + DRAWING],
          steps[at + MS],
          steps[at + STATION],
          along * Math.sqrt(steps[at + SQUARE]));
    }

    private void pass(int way, double past, double ms, double stationMetres, double offMetres) {
      deepest[way] = Math.max(deepest[way], past);
      if (past > 0) {
        crossed[way] = (long) ms;
        station[way] = stationMetres + offMetres;
      }
    }

    /** Normal quantiles, all as likely, in an order of chance. */
    private double[] spread(int which) {
      double[] values = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        values[i] = Normal.quantile((i + 0.5) / COUNT);
      }
      for (int i = COUNT - 1; i > 0; i--) {
        int k = (int) Long.remainderUnsigned(scrambled(seed + 1_000L * which + i), i + 1);
        double kept = values[i];
        values[i] = values[k];
        values[k] = kept;
      }
      return values;
    }

    /** A number evenly drawn from 0 to 1. */
    private double chance() {
      random += 0x9e3779b97f4a7c15L;
      return (scrambled(random) >>> 11) * 0x1p-53;
    }

    private double drawn() {
      random += 0x9e3779b97f4a7c15L;
      return NORMAL[(int) (scrambled(random) >>> 52)];
    }

    /** Share of the ways that were past the line at any time, 0 to 1. */
    double everPast() {
      int past = 0;
      for (double depth : deepest) {
        past += depth > 0 ? 1 : 0;
      }
      return (double) past / COUNT;
    }

    /** The greatest depth with its 90 % interval. */
    Episode.Depth depth() {
      if (count == 0) {
        return new Episode.Depth(0, 0, 0);
      }
      double[] sorted = deepest.clone();
      Arrays.sort(sorted);
      return new Episode.Depth(
          sorted[COUNT / 20],
          (sorted[COUNT / 2 - 1] + sorted[COUNT / 2]) / 2,
          sorted[COUNT - 1 - COUNT / 20]);
    }

    /** When and where it was first crossed; none where fewer than a twentieth of the ways did. */
    Optional<Crossing> crossing() {
      long[] moments = new long[COUNT];
      double[] stations = new double[COUNT];
      int past = 0;
      for (int i = 0; i < COUNT; i++) {
        if (crossed[i] != NEVER) {
          moments[past] = crossed[i];
          stations[past++] = station[i];
        }
      }
      if (past * 20 < COUNT) {
        return Optional.empty();
      }
      Arrays.sort(moments, 0, past);
      Arrays.sort(stations, 0, past);
      int low = past / 20;
      int high = past - 1 - low;
      return Optional.of(new Crossing(moments[low], moments[high], stations[low], stations[high]));
    }
  }

  /**
   * When and where the ways that crossed did so first.
   *
   * @param fromMs 5th percentile of the moments, in milliseconds since 1970
   * @param toMs their 95th
   * @param fromMetres 5th percentile of the stations
   * @param toMetres their 95th
   */
  record Crossing(long fromMs, long toMs, double fromMetres, double toMetres) {}

  /** The finaliser of SplitMix64 (G. L. Steele and others, OOPSLA 2014). */
  private static long scrambled(long value) {
    long z = value * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
