package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.terms.Because;

@Timeout(60)
class ReadAheadTest {
  private static Item item(int number) {
    return new Item.Noted(new Origin("file", number), Because.of("note"));
  }

  private static void run(
      Consumer<Consumer<? super Item>> reading,
      Consumer<? super Item> work,
      Runnable idle,
      BooleanSupplier stop) {
    ReadAhead.<Object>run(
        reading,
        List.of(),
        (batch, none) -> batch.items().forEach(work),
        idle,
        stop,
        ReadAhead.Pauses.none());
  }

  @Test
  void everythingIsWorkedOnInTheOrderInWhichItWasRead() {
    List<Long> lines = new ArrayList<>();
    run(
        sink -> {
          for (int i = 0; i < 100_000; i++) {
            sink.accept(item(i));
          }
        },
        item -> lines.add(item.origin().line()),
        () -> {},
        () -> false);
    assertThat(lines).hasSize(100_000).isSorted();
  }

  @Test
  void aReaderThatIsFarAheadWaits() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    Thread run =
        Thread.ofPlatform()
            .start(() ->
                run(
                    sink -> {
                      for (int i = 0; i < 1_000_000; i++) {
                        read.incrementAndGet();
                        sink.accept(item(i));
                      }
                    },
                    item -> await(go),
                    () -> {},
                    () -> false));
    int before = -1;
    while (read.get() != before || before == 0) {
      before = read.get();
      Thread.sleep(200);
    }
    assertThat(before).as("items read ahead").isLessThan(133_000);
    go.countDown();
    run.join();
    assertThat(read.get()).isEqualTo(1_000_000);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  @Test
  void whatBreaksTheReaderReachesTheCallerAfterWhatWasRead() {
    AtomicInteger worked = new AtomicInteger();
    assertThatThrownBy(() ->
            run(
                sink -> {
                  sink.accept(item(1));
                  throw new IllegalStateException("broken");
                },
                item -> worked.incrementAndGet(),
                () -> {},
                () -> false))
        .hasMessage("broken");
    assertThat(worked).hasValue(1);
  }

  @Test
  void whatBreaksTheWorkEndsTheReading() {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(() ->
            run(
                sink -> {
                  try {
                    while (true) {
                      sink.accept(item(read.incrementAndGet()));
                    }
                  } finally {
                    ended.countDown();
                  }
                },
                item -> {
                  throw new IllegalStateException("full");
                },
                () -> {},
                () -> false))
        .hasMessage("full");
    await(ended);
  }

  @Test
  void askedToStopItStopsThoughTheReadingGoesOn() {
    AtomicInteger worked = new AtomicInteger();
    run(
        sink -> {
          for (int i = 0; ; i++) {
            sink.accept(item(i));
          }
        },
        item -> worked.incrementAndGet(),
        () -> {},
        () -> worked.get() > 10_000);
    assertThat(worked.get()).isGreaterThan(10_000);
  }

  @Test
  void aLoneItemIsWorkedOnAtOnceAndThenItIsIdle() {
    CountDownLatch idle = new CountDownLatch(1);
    AtomicInteger worked = new AtomicInteger();
    run(
        sink -> {
          sink.accept(item(1));
          // Only goes on when the first has been worked on: nobody waited for a full batch.
          await(idle);
        },
        item -> worked.incrementAndGet(),
        () -> {
          if (worked.get() == 1) {
            idle.countDown();
          }
        },
        () -> false);
    assertThat(worked).hasValue(1);
  }

  @Test
  void everyWorkerIsGivenEverythingAndAnswersComeInTheOrderOfReading() {
    List<Long> firsts = new ArrayList<>();
    AtomicInteger gathered = new AtomicInteger();
    List<Function<ReadAhead.Batch, Long>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int worker = i;
      workers.add(
          batch -> batch.items().stream().filter(one -> one.origin().line() % 4 == worker).count());
    }
    ReadAhead.run(
        sink -> {
          for (int i = 0; i < 200_000; i++) {
            sink.accept(item(i));
          }
        },
        workers,
        (batch, answers) -> {
          firsts.add(batch.first());
          assertThat(batch.first()).isEqualTo(gathered.get());
          assertThat(batch.items().getFirst().origin().line()).isEqualTo(batch.first());
          long sum = answers.stream().mapToLong(Long::longValue).sum();
          assertThat(sum).isEqualTo(batch.items().size());
          gathered.addAndGet(batch.items().size());
        },
        () -> {},
        () -> false,
        ReadAhead.Pauses.none());
    assertThat(firsts).isSorted();
    assertThat(gathered).hasValue(200_000);
  }

  @Test
  void whatBreaksAWorkerReachesTheCallerAndNothingIsGatheredAfterIt() {
    AtomicInteger gathered = new AtomicInteger();
    List<Function<ReadAhead.Batch, Integer>> workers =
        List.of(
            batch -> 1,
            batch -> {
              if (batch.first() > 5_000) {
                throw new IllegalStateException("broken");
              }
              return 2;
            });
    assertThatThrownBy(() ->
            ReadAhead.run(
                sink -> {
                  for (int i = 0; ; i++) {
                    sink.accept(item(i));
                  }
                },
                workers,
                (batch, answers) -> {
                  assertThat(answers).containsExactly(1, 2);
                  gathered.addAndGet(batch.items().size());
                },
                () -> {},
                () -> false,
                ReadAhead.Pauses.none()))
        .hasMessage("broken");
    assertThat(gathered.get()).isLessThan(6_000);
  }

  @Test
  void askedToStopWhatWasReadIsGatheredStillAndWorkersHaveEnded() {
    AtomicInteger worked = new AtomicInteger();
    AtomicInteger gathered = new AtomicInteger();
    List<Function<ReadAhead.Batch, Integer>> workers =
        List.of(batch -> worked.addAndGet(batch.items().size()));
    ReadAhead.run(
        sink -> {
          for (int i = 0; ; i++) {
            sink.accept(item(i));
          }
        },
        workers,
        (batch, answers) -> gathered.addAndGet(batch.items().size()),
        () -> {},
        () -> gathered.get() > 20_000,
        ReadAhead.Pauses.none());
    assertThat(gathered.get()).isEqualTo(worked.get()).isGreaterThan(20_000);
  }

  /** Stands still after every so many batches; nobody may work meanwhile. */
  private static ReadAhead.Pauses every(
      int batches, long from, AtomicInteger working, List<Long> pauses) {
    AtomicInteger asked = new AtomicInteger();
    return new ReadAhead.Pauses() {
      @Override
      public long from() {
        return from;
      }

      @Override
      public boolean due() {
        return asked.incrementAndGet() % batches == 0;
      }

      @Override
      public void pause(long read) {
        assertThat(working).as("at work in a pause").hasValue(0);
        pauses.add(read);
      }
    };
  }

  @Test
  void inAPauseAllThatWasReadIsGatheredAndNobodyWorks() {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger gathered = new AtomicInteger();
    List<Long> pauses = new ArrayList<>();
    List<Long> expected = new ArrayList<>();
    Function<ReadAhead.Batch, Long> worker =
        batch -> {
          working.incrementAndGet();
          long sum = batch.items().stream().mapToLong(one -> one.origin().line()).sum();
          working.decrementAndGet();
          return sum;
        };
    ReadAhead.Pauses every = every(5, 1_000, working, pauses);
    long read =
        ReadAhead.run(
            sink -> {
              for (int i = 1_000; i < 101_000; i++) {
                sink.accept(item(i));
              }
            },
            List.of(worker, worker, worker),
            (batch, answers) -> {
              assertThat(batch.first()).isEqualTo(1_000 + gathered.get());
              assertThat(batch.items().getFirst().origin().line()).isEqualTo(batch.first());
              gathered.addAndGet(batch.items().size());
              expected.add(batch.first() + batch.items().size());
            },
            () -> {},
            () -> false,
            every);
    assertThat(gathered).hasValue(100_000);
    assertThat(read).isEqualTo(101_000);
    assertThat(pauses).hasSizeGreaterThan(10).isSorted();
    assertThat(expected).containsAll(pauses);
  }

  @Test
  void whatBreaksAPauseEndsAll() {
    ReadAhead.Pauses broken = every(5, 7, new AtomicInteger(1), new ArrayList<>());
    assertThatThrownBy(() ->
            ReadAhead.run(
                sink -> {
                  for (int i = 0; ; i++) {
                    sink.accept(item(i));
                  }
                },
                List.of((ReadAhead.Batch batch) -> 1),
                (batch, answers) -> {},
                () -> {},
                () -> false,
                broken))
        .hasMessageContaining("at work in a pause");
  }
}
