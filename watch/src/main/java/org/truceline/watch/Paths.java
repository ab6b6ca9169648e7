package org.truceline.watch;

import java.util.Arrays;
import java.util.Optional;
import org.truceline.line.Normal;

/**
 * Ways in which a body may have gone during an episode, all as likely: for each the error of its
 * believed position, which wanders as slowly as the filter says, and the error of the drawing,
 * which stays. How many of them were ever past the line is the probability of having been past at
 * any time; that is less than what the worst of many noisy fixes says, and more than what any one
 * fix does. Chance is drawn from the track's name and the fix's time alone: the same reports give
 * the same ways.
 */
final class Paths {
  /** Enough for a probability to about a hundredth, few enough to go along with every fix. */
  static final int COUNT = 128;

  /** Normal quantiles to draw from; a power of two. */
  private static final int DRAWN = 4_096;

  private static final float[] NORMAL = new float[DRAWN];

  static {
    for (int i = 0; i < DRAWN; i++) {
      NORMAL[i] = (float) Normal.quantile((i + 0.5) / DRAWN);
    }
  }

  private static final long NEVER = Long.MIN_VALUE;

  private final long seed;
  private final float[] place = new float[COUNT];
  private final float[] drawing = new float[COUNT];
  private final float[] deepest = new float[COUNT];
  private final long[] crossed = new long[COUNT];
  private final float[] station = new float[COUNT];
  private boolean begun;
  private double sigma;
  private long random;

  Paths(long seed) {
    this.seed = seed;
    Arrays.fill(deepest, Float.NEGATIVE_INFINITY);
    Arrays.fill(crossed, NEVER);
    for (int i = 0; i < COUNT; i++) {
      place[i] = (float) Normal.quantile((i + 0.5) / COUNT);
      drawing[i] = place[i];
    }
    shuffle(place, seed);
    shuffle(drawing, ~seed);
  }

  private Paths(Paths other) {
    seed = other.seed;
    copy(other.place, place);
    copy(other.drawing, drawing);
    copy(other.deepest, deepest);
    copy(other.station, station);
    System.arraycopy(other.crossed, 0, crossed, 0, COUNT);
    begun = other.begun;
    sigma = other.sigma;
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, COUNT);
  }

  Paths copy() {
    return new Paths(this);
  }

  private static void shuffle(float[] values, long seed) {
    for (int i = COUNT - 1; i > 0; i--) {
      int k = (int) Long.remainderUnsigned(scrambled(seed + i), i + 1);
      float kept = values[i];
      values[i] = values[k];
      values[k] = kept;
    }
  }

  /** The finaliser of SplitMix64 (G. L. Steele and others, OOPSLA 2014). */
  private static long scrambled(long value) {
    long z = value * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * Goes on to a fix. What the fix says of the place now it also says of the places before, as far
   * as both hang together: the greatest depths so far are moved with it (an ensemble smoother: G.
   * Evensen and P. J. van Leeuwen, Monthly Weather Review 128, 2000).
   *
   * @param shiftMetres by how much deeper the fix made the believed place than it was awaited
   * @param awaitedSigmaMetres standard deviation of the awaited place across the line
   * @param atRest probability that the body is at rest
   * @param sigmaMetres standard deviation of the believed place
   * @param depthMetres how far past the line the believed place lies; below zero short of it
   * @param drawingSigmaMetres standard deviation of the drawing
   * @param ms the moment, in milliseconds since 1970
   * @param stationMetres where along the line
   */
  void to(
      double shiftMetres,
      double awaitedSigmaMetres,
      double atRest,
      double sigmaMetres,
      double depthMetres,
      double drawingSigmaMetres,
      long ms,
      double stationMetres) {
    random = scrambled(seed ^ ms);
    if (begun) {
      await(awaitedSigmaMetres, atRest);
      weigh(shiftMetres, awaitedSigmaMetres, sigmaMetres);
    } else {
      for (int i = 0; i < COUNT; i++) {
        place[i] *= (float) sigmaMetres;
      }
    }
    begun = true;
    sigma = sigmaMetres;
    pass(depthMetres, 0, drawingSigmaMetres, ms, stationMetres);
  }

  /**
   * Lets the error grow, or shrink, to what it is before the next fix. What a body at rest may have
   * moved is nothing: as far as it rests, a doubt that grows is one about the same old place.
   */
  private void await(double awaited, double atRest) {
    double grown = awaited * awaited - sigma * sigma;
    double same = sigma * sigma + (grown > 0 ? grown * atRest : grown);
    float scale = (float) (sigma > 0 ? Math.sqrt(Math.max(0, same)) / sigma : 1);
    float fresh = (float) Math.sqrt(Math.max(0, grown * (1 - atRest)));
    for (int i = 0; i < COUNT; i++) {
      place[i] = scale * place[i] + fresh * drawn();
    }
  }

  private void weigh(double shift, double awaited, double now) {
    double meanPlace = 0;
    double meanDeepest = 0;
    for (int i = 0; i < COUNT; i++) {
      meanPlace += place[i];
      meanDeepest += deepest[i];
    }
    meanPlace /= COUNT;
    meanDeepest /= COUNT;
    double square = 0;
    double both = 0;
    for (int i = 0; i < COUNT; i++) {
      square += (place[i] - meanPlace) * (place[i] - meanPlace);
      both += (place[i] - meanPlace) * (deepest[i] - meanDeepest);
    }
    float together = (float) (square > 0 ? Math.clamp(both / square, 0, 1) : 0);
    double kept = awaited > 0 ? now * now / (awaited * awaited) : 1;
    boolean narrower = kept < 1;
    float keep = (float) (narrower ? kept : Math.sqrt(kept));
    float fresh = (float) (narrower ? now * Math.sqrt(1 - kept) : 0);
    for (int i = 0; i < COUNT; i++) {
      float next = keep * place[i] + fresh * drawn();
      deepest[i] += together * ((float) shift + next - place[i]);
      place[i] = next;
    }
  }

  /**
   * Passes a place on the way to the fix that was gone on to last, or that fix's own.
   *
   * @param betweenMetres what a way may leave the straight one between two fixes, as a standard
   *     deviation; 0 at a fix
   */
  void pass(
      double depthMetres,
      double betweenMetres,
      double drawingSigmaMetres,
      long ms,
      double stationMetres) {
    for (int i = 0; i < COUNT; i++) {
      double aside = betweenMetres == 0 ? 0 : betweenMetres * drawn();
      float depth = (float) (depthMetres + place[i] + aside + drawingSigmaMetres * drawing[i]);
      deepest[i] = Math.max(deepest[i], depth);
      if (depth > 0 && crossed[i] == NEVER) {
        crossed[i] = ms;
        station[i] = (float) stationMetres;
      }
    }
  }

  private float drawn() {
    random += 0x9e3779b97f4a7c15L;
    long mixed = (random ^ (random >>> 29)) * 0xbf58476d1ce4e5b9L;
    return NORMAL[(int) (mixed >>> 52)];
  }

  /** Share of the ways that were past the line at any time, 0 to 1. */
  double everPast() {
    int count = 0;
    for (float depth : deepest) {
      count += depth > 0 ? 1 : 0;
    }
    return (double) count / COUNT;
  }

  /** The greatest depth with its 90 % interval. */
  Episode.Depth depth() {
    if (!begun) {
      return new Episode.Depth(0, 0, 0);
    }
    float[] sorted = deepest.clone();
    Arrays.sort(sorted);
    return new Episode.Depth(
        sorted[COUNT / 20],
        (sorted[COUNT / 2 - 1] + sorted[COUNT / 2]) / 2.0,
        sorted[COUNT - 1 - COUNT / 20]);
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

  /** When and where it was crossed; none where fewer than a twentieth of the ways crossed. */
  Optional<Crossing> crossing() {
    long[] moments = new long[COUNT];
    float[] stations = new float[COUNT];
    int count = 0;
    for (int i = 0; i < COUNT; i++) {
      if (crossed[i] != NEVER && deepest[i] > 0) {
        moments[count] = crossed[i];
        stations[count++] = station[i];
      }
    }
    if (count * 20 < COUNT) {
      return Optional.empty();
    }
    Arrays.sort(moments, 0, count);
    Arrays.sort(stations, 0, count);
    int low = count / 20;
    int high = count - 1 - low;
    return Optional.of(new Crossing(moments[low], moments[high], stations[low], stations[high]));
  }
}
