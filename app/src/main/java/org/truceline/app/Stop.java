package org.truceline.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets long work end in good order when somebody asks the process to stop (Ctrl-C, or TERM): the
 * work sees that it was asked, and the process waits a while for it.
 */
final class Stop implements AutoCloseable {
  /** Within this all that was read is judged and printed. */
  static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

  /** A desk writes and seals what was handed in, and its wires let go. */
  static final Duration PATIENCE_WITH_DESK = Duration.ofSeconds(60);

  /** A bookmark of hundreds of megabytes must be on the disk. */
  static final Duration PATIENCE_WITH_BOOKMARK = Duration.ofSeconds(60);

  private final CountDownLatch asking = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("stopping").unstarted(this::ask);
  private volatile boolean asked;

  private final Duration patience;

  private Stop(Duration patience) {
    this.patience = patience;
  }

  /**
   * From now until it is closed, a request to stop is a word to the work.
   *
   * @param patience how long the process waits for it
   */
  static Stop onRequest(Duration patience) {
    Stop stop = new Stop(patience);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /** Whether somebody asked. */
  boolean asked() {
    return asked;
  }

  /** Waits until somebody asks, or for so many seconds. */
  void await(long seconds) {
    try {
      boolean _ = asking.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    asked = true;
    asking.countDown();
    try {
      // Whether the work ends in time or not: the process does.
      boolean _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException justAsked) {
        asked = true;
      }
    }
  }
}
