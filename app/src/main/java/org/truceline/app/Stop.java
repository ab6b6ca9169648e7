package org.truceline.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets long work end in good order when somebody asks the process to stop (Ctrl-C, or TERM): the
 * work sees that it was asked, and the process waits a while for it.
 */
final class Stop implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("stopping").unstarted(this::ask);
  private volatile boolean asked;

  private Stop() {}

  /** From now until it is closed, a request to stop is a word to the work. */
  static Stop onRequest() {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  /** Whether somebody asked. */
  boolean asked() {
    return asked;
  }

  private void ask() {
    asked = true;
    try {
      // Whether the work ends in time or not: the process does.
      boolean _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
