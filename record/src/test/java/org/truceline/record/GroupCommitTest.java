package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;

class GroupCommitTest {
  private static final SigningKey KEY =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(61));

  @TempDir Path home;

  private Log open(Disk disk) {
    return ((Log.Opened) Log.open(disk, home.resolve("record"), KEY, home.resolve("high"))).log();
  }

  private static byte[] entry(int thread, int i) {
    return ("thread " + thread + " entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  /** A disk that counts its flushes, and from the n-th on fails at them. */
  private static final class Counting implements Disk {
    private final AtomicInteger flushes = new AtomicInteger();
    private final int failing;

    private Counting(int failing) {
      this.failing = failing;
    }

    @Override
    public void flush(Growing file) throws IOException {
      if (flushes.incrementAndGet() >= failing) {
        throw new IOException("failed on purpose");
      }
      Disk.super.flush(file);
    }
  }

  private static Map<Long, byte[]> appendFromMany(GroupCommit commit, int threads, int each)
      throws InterruptedException {
    Map<Long, byte[]> acknowledged = new ConcurrentHashMap<>();
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      all.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  begin.await();
                } catch (InterruptedException ended) {
                  return;
                }
                long last = -1;
                for (int i = 0; i < each; i++) {
                  if (commit.append(entry(thread, i)) instanceof Log.Written(long index)) {
                    assertThat(index).as("a thread's own order").isGreaterThan(last);
                    last = index;
                    acknowledged.put(index, entry(thread, i));
                  }
                }
              }));
    }
    begin.countDown();
    for (Thread one : all) {
      one.join();
    }
    return acknowledged;
  }

  @Test
  @Timeout(60)
  void everyEntryOfManyThreadsIsWrittenOnceWithFewerFlushes() throws Exception {
    Counting disk = new Counting(Integer.MAX_VALUE);
    try (Log log = open(disk)) {
      Map<Long, byte[]> acknowledged = appendFromMany(new GroupCommit(log), 16, 100);
      assertThat(acknowledged).hasSize(1_600);
      assertThat(log.written()).isEqualTo(1_600);
      acknowledged.forEach((index, entry) -> assertThat(log.entry(index)).isEqualTo(entry));
      assertThat(disk.flushes.get()).isLessThan(1_600);
    }
    try (Log log = open(Disk.REAL)) {
      assertThat(log.written()).isEqualTo(1_600);
    }
  }

  @Test
  @Timeout(60)
  void nobodyIsToldThatItIsWrittenOnceAFlushFails() throws Exception {
    Map<Long, byte[]> acknowledged;
    try (Log log = open(new Counting(7))) {
      acknowledged = appendFromMany(new GroupCommit(log), 8, 50);
      assertThat(new GroupCommit(log).append(new byte[1])).isInstanceOf(Log.Unknown.class);
    }
    try (Log log = open(Disk.REAL)) {
      assertThat(acknowledged).isNotEmpty().hasSizeLessThan(400);
      acknowledged.forEach((index, entry) -> assertThat(log.entry(index)).isEqualTo(entry));
    }
  }

  @Test
  void entryTooLongIsRefusedAlone() throws IOException {
    try (Log log = open(Disk.REAL)) {
      GroupCommit commit = new GroupCommit(log);
      assertThat(commit.append(new byte[70_000])).isInstanceOf(Log.NotWritten.class);
      assertThat(commit.append(new byte[3])).isEqualTo(new Log.Written(0));
    }
  }
}
