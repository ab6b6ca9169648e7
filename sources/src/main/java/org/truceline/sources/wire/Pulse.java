package org.truceline.sources.wire;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.terms.Because;

/** Keeps a source's health; the one place that changes its state. */
final class Pulse {
  private final String source;
  private final InstantSource clock;
  private Health.State state = new Health.State.Starting();
  private Health.Heard heard = new Health.Heard.Never();
  private final Deque<Health.Trouble> troubles = new ArrayDeque<>();
  private long received;
  private long read;
  private long noted;
  private long unreadable;
  private long ahead;
  private long written;
  private long held;
  private long refused;
  private long dropped;

  Pulse(String source, InstantSource clock) {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a source has an id");
    }
    this.source = source;
    this.clock = clock;
  }

  String source() {
    return source;
  }

  Instant now() {
    return clock.instant();
  }

  synchronized Health health(Cursor cursor) {
    return new Health(
        source,
        state,
        new Health.Counts(
            received, read, noted, unreadable, ahead, written, held, refused, dropped),
        heard,
        List.copyOf(troubles),
        cursor);
  }

  /** What is broken or closed stays so. */
  private synchronized void become(Health.State next) {
    boolean over = state instanceof Health.State.Broken || state instanceof Health.State.Closed;
    if (!over || (next instanceof Health.State.Closed)) {
      state = next;
    }
  }

  void running() {
    become(new Health.State.Running());
  }

  void waiting(Because reason) {
    become(new Health.State.Waiting(reason));
  }

  /** Something outside keeps it from going on; the same again was said when it began. */
  synchronized void hindered(Because reason) {
    if (!state.equals(new Health.State.Waiting(reason))) {
      trouble(reason);
      waiting(reason);
    }
  }

  void broken(Because reason) {
    become(new Health.State.Broken(reason));
    trouble(reason);
  }

  void closed() {
    become(new Health.State.Closed());
  }

  /** Something went wrong; only the latest are kept. */
  synchronized void trouble(Because what) {
    if (troubles.size() == Health.MOST_TROUBLES) {
      troubles.removeFirst();
    }
    troubles.addLast(new Health.Trouble(clock.instant(), what));
  }

  /** Anything came, be it half a message. */
  synchronized void heard() {
    heard = new Health.Heard.At(clock.instant());
  }

  /** A message was read. */
  synchronized void read(Delivery delivery) {
    received++;
    heard = new Health.Heard.At(delivery.received());
    for (Item item : delivery.items()) {
      switch (item) {
        case Item.Brought brought -> {
          read++;
          if (brought.report().time().isAfter(delivery.received().plus(WireLimits.AHEAD))) {
            ahead++;
            trouble(
                Because.of(
                    "sources.wire.ahead",
                    Because.text(brought.report().track()),
                    new Because.Time(brought.report().time()),
                    Because.text(delivery.sender())));
          }
        }
        case Item.Noted _ -> noted++;
        case Item.Unreadable bad -> {
          unreadable++;
          trouble(bad.reason());
        }
      }
    }
  }

  synchronized void answered(Taken taken) {
    switch (taken) {
      case Taken.Written() -> written++;
      case Taken.AlreadyHeld() -> held++;
      case Taken.Refused(var reason) -> {
        refused++;
        trouble(reason);
      }
      case Taken.Full _ -> {}
    }
  }

  /** A sender was turned away or let go. */
  synchronized void turnedAway(Because reason) {
    refused++;
    trouble(reason);
  }

  /**
   * A message was lost; the first of a row of losses is said, for a flood must not fill the page.
   */
  synchronized void dropped(Because reason) {
    dropped++;
    if (troubles.isEmpty() || !troubles.getLast().what().message().equals(reason.message())) {
      trouble(reason);
    }
  }
}
