package org.truceline.sources.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.truceline.terms.Because;

/** Hands deliveries in for a source, and waits while the intake is full. */
final class HandingIn {
  private final Intake intake;
  private final Pulse pulse;
  private final CountDownLatch closed = new CountDownLatch(1);

  HandingIn(Intake intake, Pulse pulse) {
    this.intake = intake;
    this.pulse = pulse;
  }

  /**
   * Hands in until it is taken or refused; {@link Taken.Full} only when the source closes
   * meanwhile.
   */
  Taken handIn(Delivery delivery) throws InterruptedException {
    pulse.read(delivery);
    while (true) {
      Taken taken = intake.take(delivery);
      if (!(taken instanceof Taken.Full(Duration retryAfter))) {
        pulse.answered(taken);
        return taken;
      }
      pulse.waiting(Because.of("sources.wire.full"));
      if (waits(retryAfter)) {
        return taken;
      }
      pulse.running();
    }
  }

  /** Waits so long, or until the source closes, and tells whether it did. */
  boolean waits(Duration time) throws InterruptedException {
    Duration bounded = time.compareTo(WireLimits.LONGEST_WAIT) > 0 ? WireLimits.LONGEST_WAIT : time;
    return closed.await(bounded.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean closed() {
    return closed.getCount() == 0;
  }

  /** Nothing more is waited for. */
  void close() {
    closed.countDown();
  }
}
