package org.truceline.doors;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has asked how often lately, by the time that each call gives. */
final class RateLimits {
  /**
   * Senders that are remembered. Whoever asked least lately is forgotten first, with an allowance
   * that has mostly filled again.
   */
  static final int MOST_BUCKETS = 20_000;

  private final Limits limits;
  private final Given meter = new Given();
  private final Map<Key, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  RateLimits(Limits limits) {
    this.limits = limits;
  }

  /** What is counted. */
  enum Kind {
    ADDRESS,
    ACCOUNT,
    TOKEN,
    TRIES,
    REFUSED
  }

  private record Key(Kind kind, String sender) {}

  /** Takes one; answers how long to wait if there is none to take, else zero. */
  synchronized Duration take(Kind kind, String sender, Instant now) {
    meter.move(now);
    ConsumptionProbe probe = bucket(kind, sender).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  /** How long until one can be taken; takes none. */
  synchronized Duration look(Kind kind, String sender, Instant now) {
    meter.move(now);
    return Duration.ofNanos(
        bucket(kind, sender).estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private Bucket bucket(Kind kind, String sender) {
    return buckets.computeIfAbsent(new Key(kind, sender), key -> bucket(rate(kind)));
  }

  private Rate rate(Kind kind) {
    return switch (kind) {
      case ADDRESS -> limits.address();
      case ACCOUNT -> limits.account();
      case TOKEN -> limits.token();
      case TRIES -> limits.tries();
      case REFUSED -> limits.refused();
    };
  }

  private Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity(rate.burst()).refillGreedy(rate.perMinute(), Duration.ofMinutes(1)))
        .withCustomTimePrecision(meter)
        // Every call holds this object's lock.
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  synchronized int count() {
    return buckets.size();
  }

  /**
   * The time that went by between the calls. A clock that was set back fills no bucket, and keeps
   * none from filling afterwards.
   */
  private static final class Given implements TimeMeter {
    private Instant last = Instant.EPOCH;
    private long nanos;

    void move(Instant now) {
      if (now.isAfter(last) && !last.equals(Instant.EPOCH)) {
        Duration passed = last.until(now);
        nanos += (passed.compareTo(FULL) < 0 ? passed : FULL).toNanos();
      }
      last = now;
    }

    /** Any bucket is full after a day. */
    private static final Duration FULL = Duration.ofDays(1);

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
