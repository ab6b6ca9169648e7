package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.truceline.sources.Item;

/**
 * A stand-in for the desk that keeps what it says it has written, knows news that it holds, and can
 * be told to be full or to refuse.
 */
final class HonestIntake implements Intake {
  /** As long as a test waits for what must come: a machine under load is slow, not wrong. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Delivery> written = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final Deque<Taken> answers = new ArrayDeque<>();
  private boolean full;
  private int asked;

  /** What it answers next, before it writes again. */
  synchronized void answerNext(Taken answer) {
    answers.addLast(answer);
  }

  synchronized void full(boolean full) {
    this.full = full;
    notifyAll();
  }

  @Override
  public synchronized Taken take(Delivery delivery) {
    asked++;
    notifyAll();
    if (full) {
      return new Taken.Full(Duration.ofMillis(20));
    }
    if (!answers.isEmpty()) {
      return answers.removeFirst();
    }
    if (!delivery.key().isEmpty() && !keys.add(delivery.source() + ' ' + delivery.key())) {
      return new Taken.AlreadyHeld();
    }
    written.add(delivery);
    return new Taken.Written();
  }

  synchronized List<Delivery> written() {
    return List.copyOf(written);
  }

  synchronized int asked() {
    return asked;
  }

  List<Item> items() {
    return written().stream().flatMap(one -> one.items().stream()).toList();
  }

  /** Waits until so many deliveries are written. */
  List<Delivery> await(int deliveries) throws InterruptedException {
    until(() -> written().size() >= deliveries);
    assertThat(written()).hasSizeGreaterThanOrEqualTo(deliveries);
    return written();
  }

  /** Something that may come to hold. */
  interface Fact {
    boolean holds();
  }

  /** Waits until it holds, or the patience is over: what follows then says what does not hold. */
  static void until(Fact fact) throws InterruptedException {
    long rounds = PATIENCE.toMillis() / 10;
    Object never = new Object();
    for (long round = 0; round < rounds && !fact.holds(); round++) {
      synchronized (never) {
        never.wait(10);
      }
    }
  }

  /** Lets time pass in which something must not happen. */
  static void pause(Duration time) throws InterruptedException {
    assertThat(new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }

  /** Waits until a source's health is so. */
  static Health until(Source source, Predicate<Health> fact) throws InterruptedException {
    until(() -> fact.test(source.health()));
    Health health = source.health();
    assertThat(health).matches(fact, "so far: " + health);
    return health;
  }
}
