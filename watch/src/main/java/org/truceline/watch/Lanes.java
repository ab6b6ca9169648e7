package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The tracks that one of several threads follows. All tracks are dealt out to {@value #COUNT} lanes
 * by their names, and the lanes to the threads; each lane has its own share of the limits. So what
 * is found does not depend on how many threads there are, once {@link Company} has put it together.
 * Not for two threads at once.
 */
public final class Lanes {
  /** Lanes in all: at most so many threads have something to do. */
  public static final int COUNT = 64;

  /** Names do not fall evenly into lanes: each takes so much more than its even share. */
  private static final double UNEVEN = 1.25;

  private final int thread;
  private final int threads;
  private final List<Watcher> lanes = new ArrayList<>();

  /**
   * The lanes of one thread.
   *
   * @param judge what judges; no other thread uses it
   * @param model how receivers err and bodies move
   * @param thread which of the threads, from 0
   * @param threads how many there are, 1 to {@value #COUNT}
   * @param found takes what is found, in the order of its positions
   */
  public Lanes(
      Judge judge, ErrorModel model, int thread, int threads, Consumer<? super Found> found) {
    if (threads < 1 || threads > COUNT || thread < 0 || thread >= threads) {
      throw new IllegalArgumentException("thread " + thread + " of " + threads);
    }
    this.thread = thread;
    this.threads = threads;
    Steps steps = new Steps(model);
    for (int lane = thread; lane < COUNT; lane += threads) {
      lanes.add(
          Watcher.ofLane(
              judge,
              steps,
              (int) (UNEVEN * Watcher.MOST_TRACKS / COUNT),
              (int) (UNEVEN * Watcher.MOST_KEPT / COUNT),
              found));
    }
  }

  /** Whether this thread follows a track. */
  public boolean follow(String track) {
    return lane(track) % threads == thread;
  }

  private static int lane(String track) {
    int hash = track.hashCode() * 0x9e3779b9;
    return hash >>> 26;
  }

  /**
   * Takes one report of a track that it follows.
   *
   * @param position where the report stands in all reports; positions rise
   */
  public Outcome take(long position, Fix fix) {
    return lanes.get(lane(fix.track()) / threads).take(position, fix);
  }

  /**
   * Ends every episode still open: nothing more is coming. What is found then stands at the last
   * reports of the tracks, which came before: it is put together after all that was found before.
   */
  public void finish() {
    lanes.forEach(Watcher::finish);
  }

  /** Tracks with episodes ended because too much was followed at once. */
  public long closedEarly() {
    return lanes.stream().mapToLong(Watcher::closedEarly).sum();
  }
}
