package org.truceline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;

/**
 * Reads on a thread of its own, works on what was read on several others, and gathers what they
 * made of it on the calling thread: in the order in which it was read, and in bounded memory, since
 * reading waits when it is too far ahead.
 *
 * <p>Every worker is given every batch, and answers for its share of it. So no batch is copied or
 * dealt out, and what the workers share needs no lock: they share nothing.
 *
 * @param <R> what a worker makes of a batch
 */
final class ReadAhead<R> {
  private static final int BATCH = 512;

  /** Enough that workers find tracks of their own in archives that hold one track after another. */
  private static final int BATCHES_AHEAD = 256;

  /** How long the caller sleeps when there is nothing to gather. */
  private static final long PATIENCE_MS = 20;

  private final List<? extends Function<? super Batch, ? extends R>> workers;
  private final List<LinkedBlockingQueue<Work<R>>> toDo = new ArrayList<>();
  private final LinkedBlockingQueue<Work<R>> inOrder = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(BATCHES_AHEAD);
  private final AtomicReference<@Nullable RuntimeException> readingFailed = new AtomicReference<>();
  private final AtomicReference<@Nullable RuntimeException> workFailed = new AtomicReference<>();
  private final Pauses pauses;
  private boolean stopped;
  private long gathered;
  private List<Item> begun = new ArrayList<>(BATCH);
  private long positions;

  private ReadAhead(List<? extends Function<? super Batch, ? extends R>> workers, Pauses pauses) {
    this.workers = workers;
    this.pauses = pauses;
    this.positions = pauses.from();
    this.gathered = pauses.from();
    workers.forEach(one -> toDo.add(new LinkedBlockingQueue<>()));
  }

  /**
   * Items read one after another.
   *
   * @param first where the first of them stands in all that is read, from 0
   * @param items the items; none where reading has ended, or where all stand still
   */
  record Batch(long first, List<Item> items) {}

  /** A batch that is being worked on. */
  private static final class Work<R> {
    private final Batch batch;
    private final AtomicReferenceArray<R> answers;
    private final CountDownLatch missing;
    private final boolean pause;

    /** Of a pause: whether it is over. */
    private final CountDownLatch over = new CountDownLatch(1);

    Work(Batch batch, int workers, boolean pause) {
      this.batch = batch;
      this.pause = pause;
      this.answers = new AtomicReferenceArray<>(workers);
      this.missing = new CountDownLatch(workers);
    }

    /** What the workers made of it, in their order. */
    List<R> answers() {
      List<R> all = new ArrayList<>(answers.length());
      for (int i = 0; i < answers.length(); i++) {
        all.add(answers.get(i));
      }
      return all;
    }
  }

  /** Takes what was made of a batch. */
  interface Gathering<R> {
    /** Takes a batch, and what each of the workers made of it, in their order. */
    void take(Batch batch, List<R> answers);
  }

  /** When all stand still: between two batches, with everything before gathered, nothing begun. */
  interface Pauses {
    /** Where in all that is read the first item stands that is handed out. */
    long from();

    /**
     * Whether to stand still after the batch that is handed out: as soon as those before it have
     * been gathered. Asked with every batch but the last, by one thread or another, never by two at
     * once.
     */
    boolean due();

    /**
     * Runs on the calling thread while no worker works.
     *
     * @param read how many items have been gathered, those before {@link #from} among them
     */
    void pause(long read);

    /** From the beginning, and never. */
    static Pauses none() {
      return new Pauses() {
        @Override
        public long from() {
          return 0;
        }

        @Override
        public boolean due() {
          return false;
        }

        @Override
        public void pause(long read) {}
      };
    }
  }

  /** Thrown into a reader that is no longer wanted; never leaves this class. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads, works and gathers until the reading ends or somebody asks to stop; then what was read
   * until then is worked on and gathered still. When it returns, the workers have ended.
   *
   * @param reading hands out items to the sink that it is given
   * @param workers make something of each batch, each on a thread of its own
   * @param gathering takes it, on the calling thread
   * @param idle runs on the calling thread when all that was read has been gathered
   * @param stop whether to stop
   * @param pauses when to stand still
   * @return how many items have been gathered, those before the first among them
   */
  static <R> long run(
      Consumer<Consumer<? super Item>> reading,
      List<? extends Function<? super Batch, ? extends R>> workers,
      Gathering<R> gathering,
      Runnable idle,
      BooleanSupplier stop,
      Pauses pauses) {
    ReadAhead<R> ahead = new ReadAhead<>(workers, pauses);
    Thread reader = Thread.ofPlatform().daemon().name("reading").start(() -> ahead.read(reading));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      int worker = i;
      threads.add(
          Thread.ofPlatform().daemon().name("judging-" + worker).start(() -> ahead.work(worker)));
    }
    try {
      ahead.gather(gathering, idle, stop);
    } finally {
      ahead.stop();
      reader.interrupt();
      // Whatever ended the gathering: no worker waits for a batch that nobody will cut any more.
      threads.forEach(Thread::interrupt);
      threads.forEach(ReadAhead::join);
    }
    for (var failure : List.of(ahead.workFailed, ahead.readingFailed)) {
      RuntimeException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
    }
    return ahead.gathered;
  }

  private static void join(Thread thread) {
    boolean asked = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        asked = true;
      }
    }
    if (asked) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Consumer<Consumer<? super Item>> reading) {
    try {
      try {
        reading.accept(this::put);
      } catch (Stopped asked) {
        return;
      } catch (RuntimeException broken) {
        readingFailed.compareAndSet(null, broken);
      }
      cut(true);
    } catch (Stopped asked) {
      // Nobody waits for the end.
    }
  }

  private void put(Item item) {
    boolean full;
    synchronized (this) {
      begun.add(item);
      full = begun.size() == BATCH;
    }
    if (full) {
      cut(false);
    }
  }

  /** Hands out what has been begun when there is room; only the reader waits for room. */
  private void cut(boolean end) {
    try {
      room.acquire(end ? 2 : 1);
    } catch (InterruptedException asked) {
      throw new Stopped();
    }
    synchronized (this) {
      if (stopped) {
        throw new Stopped();
      }
      if (!begun.isEmpty()) {
        hand();
      } else if (!end) {
        // The caller took it meanwhile.
        room.release();
      }
      if (end) {
        hand();
      } else {
        handPause();
      }
    }
  }

  /**
   * Hands out the batch that the reader has begun, if there is one: a reader may wait long for its
   * next item, and what it has read is worked on meanwhile.
   */
  private synchronized void cutBegun() {
    if (!begun.isEmpty() && room.tryAcquire()) {
      hand();
      handPause();
    }
  }

  /** From now on nothing more is handed out but what has been read. */
  private synchronized void stop() {
    if (!stopped && !begun.isEmpty()) {
      hand();
    }
    stopped = true;
  }

  /** Puts what has been begun before the workers and the caller, all in the same order. */
  private void hand() {
    hand(new Work<>(new Batch(positions, begun), workers.size(), false));
    positions += begun.size();
    begun = new ArrayList<>(BATCH);
  }

  /** Has all stand still after what has been handed out, if it is time. */
  private void handPause() {
    if (pauses.due()) {
      hand(new Work<>(new Batch(positions, List.of()), workers.size(), true));
    }
  }

  private void hand(Work<R> work) {
    toDo.forEach(queue -> queue.add(work));
    inOrder.add(work);
  }

  private void work(int worker) {
    try {
      while (true) {
        Work<R> work = toDo.get(worker).take();
        if (work.pause) {
          work.missing.countDown();
          work.over.await();
          continue;
        }
        if (work.batch.items().isEmpty()) {
          work.missing.countDown();
          return;
        }
        try {
          if (workFailed.get() == null) {
            work.answers.set(worker, workers.get(worker).apply(work.batch));
          }
        } catch (RuntimeException broken) {
          workFailed.compareAndSet(null, broken);
        } finally {
          work.missing.countDown();
        }
      }
    } catch (InterruptedException asked) {
      // Nothing more is coming.
    }
  }

  private void gather(Gathering<R> gathering, Runnable idle, BooleanSupplier stop) {
    try {
      while (!stop.getAsBoolean()) {
        Work<R> next = inOrder.poll();
        if (next == null) {
          cutBegun();
          next = inOrder.poll();
        }
        if (next == null) {
          idle.run();
          next = inOrder.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        if (next != null && !gathered(next, gathering)) {
          return;
        }
      }
      stop();
      for (Work<R> rest = inOrder.poll(); rest != null; rest = inOrder.poll()) {
        if (!gathered(rest, gathering)) {
          return;
        }
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gathers one batch; false where nothing follows it. */
  private boolean gathered(Work<R> work, Gathering<R> gathering) throws InterruptedException {
    work.missing.await();
    if (work.pause) {
      if (workFailed.get() == null) {
        pauses.pause(gathered);
      }
      work.over.countDown();
      return true;
    }
    room.release();
    if (work.batch.items().isEmpty() || workFailed.get() != null) {
      return false;
    }
    gathering.take(work.batch, work.answers());
    gathered = work.batch.first() + work.batch.items().size();
    return true;
  }
}
