package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long those must wait who failed: twice as long each time. */
final class Delays {
  /** Nobody must wait longer: an officer who is locked out must come in again in the same hour. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  /** After so long without a failure all are forgotten. */
  static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Those who are remembered; whoever failed least lately is forgotten first. */
  static final int MOST = 20_000;

  private final int free;
  private final Map<String, Failed> failed =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
          return size() > MOST;
        }
      };

  private record Failed(int times, Instant last) {}

  /** After how many failures somebody has to wait. */
  Delays(int free) {
    this.free = free;
  }

  /** How long somebody must wait yet. */
  synchronized Duration left(String who, Instant now) {
    Failed before = failed.get(who);
    if (before == null) {
      return Duration.ZERO;
    }
    Duration delay = delay(before.times());
    Duration left = Duration.between(now, before.last().plus(delay));
    // A clock that was set back makes nobody wait longer than the delay itself.
    return left.isNegative() ? Duration.ZERO : left.compareTo(delay) < 0 ? left : delay;
  }

  /** Somebody failed. */
  synchronized void failed(String who, Instant now) {
    Failed before = failed.get(who);
    int times =
        before != null && now.isBefore(before.last().plus(FORGOTTEN)) ? before.times() + 1 : 1;
    failed.put(who, new Failed(times, now));
  }

  /** Somebody did not. */
  synchronized void succeeded(String who) {
    failed.remove(who);
  }

  private Duration delay(int times) {
    if (times < free) {
      return Duration.ZERO;
    }
    Duration delay = Duration.ofSeconds(1L << Math.min(times - free, 20));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }

  synchronized int count() {
    return failed.size();
  }
}
