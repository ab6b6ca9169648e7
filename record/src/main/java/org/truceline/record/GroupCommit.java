package org.truceline.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;

/**
 * Lets many threads append single entries with one flush for all that wait at a time: while one
 * group is flushed the next gathers, and one of those who wait writes it for all. Who gets an
 * answer gets it for its own entry, and nobody gets one before the flush.
 */
public final class GroupCommit {
  /** Entries in one group: no one waits for more than these to be written. */
  private static final int MOST_ENTRIES = 4_096;

  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean writing;

  private static final class Waiting {
    private final byte[] entry;
    private Log.@Nullable Appending answer;

    private Waiting(byte[] entry) {
      this.entry = entry;
    }
  }

  /** Appends to a record. */
  public GroupCommit(Log log) {
    this.log = log;
  }

  /** Appends an entry; it is Written when this returns {@link Log.Written}, with its index. */
  public Log.Appending append(byte[] entry) {
    if (entry.length > TileFolder.LONGEST_ENTRY) {
      // Alone: one that cannot be written may not keep others from it.
      return log.append(List.of(entry));
    }
    Waiting mine = new Waiting(entry);
    lock.lock();
    try {
      queue.add(mine);
      while (mine.answer == null) {
        if (writing) {
          written.awaitUninterruptibly();
        } else {
          write();
        }
      }
      return mine.answer;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, with the lock given back while it does. */
  private void write() {
    List<Waiting> group = group();
    Log.Appending answer =
        new Log.Unknown(Because.of("record.append.unknown", Because.text("group commit")));
    writing = true;
    lock.unlock();
    try {
      answer = log.append(group.stream().map(one -> one.entry).toList());
    } finally {
      lock.lock();
      writing = false;
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer =
            answer instanceof Log.Written(long first) ? new Log.Written(first + i) : answer;
      }
      written.signalAll();
    }
  }

  private List<Waiting> group() {
    List<Waiting> group = new ArrayList<>();
    long bytes = JournalGroup.length(List.of());
    while (!queue.isEmpty() && group.size() < MOST_ENTRIES) {
      bytes += (long) Short.BYTES + queue.getFirst().entry.length;
      if (bytes > JournalGroup.MOST_BYTES) {
        break;
      }
      group.add(queue.removeFirst());
    }
    return group;
  }
}
