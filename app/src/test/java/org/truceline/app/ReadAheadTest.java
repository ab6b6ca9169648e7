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
        reading, List.of(), (batch, none) -> batch.items().forEach(work), idle, stop);
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
        () -> false);
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
                () -> false))
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
        () -> gathered.get() > 20_000);
    assertThat(gathered.get()).isEqualTo(worked.get()).isGreaterThan(20_000);
  }
}
