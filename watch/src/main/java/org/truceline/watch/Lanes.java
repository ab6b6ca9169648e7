package org.truceline.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

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

  private final Circumstances circumstances;
  private final int thread;
  private final int threads;
  private final List<Watcher> lanes = new ArrayList<>();

  /**
   * The lanes of one thread.
   *
   * @param judge what judges; no other thread uses it
   * @param circumstances what is known beside the reports
   * @param model how receivers err and bodies move
   * @param thread which of the threads, from 0
   * @param threads how many there are, 1 to {@value #COUNT}
   * @param judgements whether every judgement is to be found, too
   * @param found takes what is found, in the order of its positions
   */
  public Lanes(
      Judge judge,
      Circumstances circumstances,
      ErrorModel model,
      int thread,
      int threads,
      boolean judgements,
      Consumer<? super Found> found) {
    if (threads < 1 || threads > COUNT || thread < 0 || thread >= threads) {
      throw new IllegalArgumentException("thread " + thread + " of " + threads);
    }
    this.circumstances = circumstances;
    this.thread = thread;
    this.threads = threads;
    Steps steps = new Steps(model);
    for (int lane = thread; lane < COUNT; lane += threads) {
      lanes.add(
          Watcher.ofLane(
              judge,
              circumstances,
              steps,
              (int) (UNEVEN * Watcher.MOST_TRACKS / COUNT),
              (int) (UNEVEN * Watcher.MOST_KEPT / COUNT),
              judgements,
              found));
    }
  }

  /** Whether this thread follows the body that a report speaks of. */
  public boolean follow(Report report) {
    return lane(report) % threads == thread;
  }

  private int lane(Report report) {
    int hash = circumstances.links().bodyOf(report.track()).hashCode() * 0x9e3779b9;
    return hash >>> 26;
  }

  /**
   * Takes one report of a body that it follows.
   *
   * @param position where the report stands in all reports; positions rise
   * @param now the time now
   */
  public Outcome take(long position, Report report, Instant now) {
    return lanes.get(lane(report) / threads).take(position, report, now);
  }

  /**
   * Ends every episode still open: nothing more is coming. What is found then stands at the last
   * reports of the tracks, which came before: it is put together after all that was found before.
   */
  public void finish() {
    lanes.forEach(Watcher::finish);
  }

  /**
   * Writes what one of the lanes follows into a bookmark.
   *
   * @param lane which of all lanes, from 0; one of this thread's
   */
  public void write(int lane, BookmarkWriter to) {
    watcher(lane).write(to);
  }

  /** Takes up what was written of a lane of this thread that follows nothing yet. */
  public void read(int lane, BookmarkReader from) {
    watcher(lane).read(from);
  }

  private Watcher watcher(int lane) {
    if (lane < 0 || lane >= COUNT || lane % threads != thread) {
      throw new IllegalArgumentException("lane " + lane + " of thread " + thread);
    }
    return lanes.get(lane / threads);
  }

  /** The lanes' watchers, each of which counts what it could not do. */
  public List<Watcher> watchers() {
    return List.copyOf(lanes);
  }
}
