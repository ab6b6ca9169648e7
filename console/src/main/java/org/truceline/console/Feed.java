package org.truceline.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.truceline.console.view.Happening;

/**
 * What happens, for everybody who watches: the desk publishes, consoles read on from where they
 * were. Each piece of news is encoded once, and kept once, for all consoles; a console is nothing
 * but a place in the backlog, so one that is slow costs no memory.
 */
public final class Feed implements AutoCloseable {
  /** A console is handed at most so much at once, so that a shutdown need not wait for it. */
  static final int MOST_AT_ONCE = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final ArrayDeque<News> backlog = new ArrayDeque<>();
  private final int most;
  private long floor;
  private long latest;
  private boolean closed;

  /**
   * A feed that goes on from an entry of the record.
   *
   * @param from the last entry whose news it will not have: the record's last before it began, or
   *     -1
   * @param backlog how many pieces of news it keeps for consoles that come back, at least 1
   */
  public Feed(long from, int backlog) {
    if (backlog < 1) {
      throw new IllegalArgumentException("a backlog of " + backlog);
    }
    this.floor = from;
    this.latest = from;
    this.most = backlog;
  }

  /**
   * Tells every console what an entry of the record means.
   *
   * @param index the entry's index, greater than that of all news before
   * @param happenings what happened, in order
   */
  public void publish(long index, List<Happening> happenings) {
    byte[] encoded = encoded(index, happenings);
    lock.lock();
    try {
      if (index <= latest) {
        throw new IllegalArgumentException("news of entry " + index + " after that of " + latest);
      }
      backlog.addLast(new News(index, encoded));
      latest = index;
      if (backlog.size() > most) {
        floor = backlog.removeFirst().index();
      }
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static byte[] encoded(long index, List<Happening> happenings) {
    // JSON as it is written here holds no line's end, which would end the event's data.
    String text = Json.text(new Told(index, happenings));
    return ("id: " + index + "\nevent: news\ndata: " + text + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The entry that the last news was of. */
  public long latest() {
    lock.lock();
    try {
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for news after an entry; at most for a while. */
  Next next(long after, Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!closed && after == latest && left > 0) {
        left = came.awaitNanos(left);
      }
      if (closed) {
        return new Closed();
      }
      // From another record, or from before the backlog: only a new snapshot helps.
      if (after > latest || after < floor) {
        return new Reset(latest);
      }
      List<News> news = new ArrayList<>();
      for (News one : backlog) {
        if (one.index() > after && news.size() < MOST_AT_ONCE) {
          news.add(one);
        }
      }
      return new Came(news);
    } finally {
      lock.unlock();
    }
  }

  /** Ends it: every console is let go, and comes back when there is a server again. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      came.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What a console is sent of an entry. */
  record Told(long index, List<Happening> happenings) {
    Told {
      happenings = List.copyOf(happenings);
    }
  }

  /** News as it goes over the wire. */
  static final class News {
    private final long index;
    private final byte[] encoded;

    private News(long index, byte[] encoded) {
      this.index = index;
      this.encoded = encoded;
    }

    long index() {
      return index;
    }

    /** The very bytes, for writing only. */
    byte[] encoded() {
      return encoded;
    }
  }

  /** What comes after an entry. */
  sealed interface Next {}

  /** News, in order; none if there was none for a while. */
  record Came(List<News> news) implements Next {}

  /** The backlog does not reach back that far: the snapshot must be read again. */
  record Reset(long latest) implements Next {}

  /** The server stops. */
  record Closed() implements Next {}
}
