package org.truceline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;

/**
 * Reads on a thread of its own while the caller works on what was read: in order, and in bounded
 * memory, since reading waits when it is too far ahead.
 */
final class ReadAhead {
  private static final int BATCH = 512;
  private static final int BATCHES_AHEAD = 32;

  /** How long the worker sleeps when there is nothing to do. */
  private static final long PATIENCE_MS = 20;

  /** No batch is empty but this one: nothing follows it. */
  private static final List<Item> END = List.of();

  private final BlockingQueue<List<Item>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private volatile boolean stopped;
  private List<Item> batch = new ArrayList<>(BATCH);

  private ReadAhead() {}

  /** Thrown into a reader that is no longer wanted; never leaves this class. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads and works until the reading ends or somebody asks to stop.
   *
   * @param reading hands out items to the sink that it is given
   * @param work takes them, on the calling thread
   * @param idle runs on the calling thread when all that was read has been worked on
   * @param stop whether to stop
   */
  static void run(
      Consumer<Consumer<? super Item>> reading,
      Consumer<? super Item> work,
      Runnable idle,
      BooleanSupplier stop) {
    ReadAhead ahead = new ReadAhead();
    RuntimeException[] failure = new RuntimeException[1];
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("reading")
            .start(() -> {
              try {
                reading.accept(ahead::put);
              } catch (Stopped asked) {
                return;
              } catch (RuntimeException broken) {
                failure[0] = broken;
              }
              ahead.end();
            });
    try {
      ahead.work(work, idle, stop);
    } finally {
      ahead.stopped = true;
      ahead.batches.clear();
      reader.interrupt();
    }
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  private void work(Consumer<? super Item> work, Runnable idle, BooleanSupplier stop) {
    try {
      while (!stop.getAsBoolean()) {
        List<Item> next = batches.poll();
        if (next == null) {
          next = begun();
        }
        if (next == null) {
          idle.run();
          next = batches.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        if (next == null) {
          continue;
        }
        if (next.isEmpty()) {
          return;
        }
        next.forEach(work);
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The batch that the reader has begun, if no full one waits: a reader may wait long for its next
   * item, and what it has read is worked on meanwhile.
   */
  private synchronized @Nullable List<Item> begun() {
    List<Item> full = batches.poll();
    if (full != null || batch.isEmpty()) {
      return full;
    }
    return cut();
  }

  private synchronized List<Item> cut() {
    List<Item> items = batch;
    batch = new ArrayList<>(BATCH);
    return items;
  }

  private void put(Item item) {
    List<Item> full = null;
    synchronized (this) {
      batch.add(item);
      if (batch.size() == BATCH) {
        full = cut();
      }
    }
    if (full != null) {
      hand(full);
    }
  }

  private void end() {
    List<Item> rest = cut();
    if (!rest.isEmpty()) {
      hand(rest);
    }
    hand(END);
  }

  private void hand(List<Item> full) {
    try {
      if (stopped) {
        throw new Stopped();
      }
      batches.put(full);
    } catch (InterruptedException asked) {
      throw new Stopped();
    }
  }
}
