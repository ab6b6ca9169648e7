package org.truceline.sources.wire;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;

/** A named thread of a source; if it fails, the source's health says so. */
final class Worker {
  /** What a thread of a source does until it is told to stop. */
  interface Work {
    void run() throws InterruptedException;
  }

  private final Thread thread;

  private Worker(Thread thread) {
    this.thread = thread;
  }

  /** Starts a thread that ends with its work. */
  static Worker start(String name, Pulse pulse, Work work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              @Nullable String failure = "an error of the machine";
              try {
                work.run();
                failure = null;
              } catch (InterruptedException stopped) {
                // Nobody interrupts but one who wants the thread to end.
                failure = null;
              } catch (RuntimeException bug) {
                failure = String.valueOf(bug);
                throw bug;
              } finally {
                if (failure != null) {
                  pulse.broken(Because.of("sources.wire.fault", Because.text(failure)));
                }
              }
            });
    thread.start();
    return new Worker(thread);
  }

  /** Whether it has ended. */
  boolean ended() {
    return !thread.isAlive();
  }

  /** Waits for the end of all, as long as closing may take; then interrupts those that remain. */
  static void endAll(List<Worker> workers) {
    try {
      Duration left = WireLimits.LONGEST_CLOSING;
      for (Worker worker : workers) {
        // Each in its turn has what the others have left it; nothing here reads a clock.
        Duration step = left.dividedBy(Math.max(1, workers.size()));
        if (!worker.thread.join(step)) {
          worker.thread.interrupt();
          left = left.minus(step);
        }
      }
    } catch (InterruptedException stopped) {
      workers.forEach(worker -> worker.thread.interrupt());
      Thread.currentThread().interrupt();
    }
  }
}
