package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the record what happens at the door. What one sender does over and over is told the first
 * time, and then once a minute with how often: nobody can fill the record by knocking.
 */
final class Telling {
  /** How often the same is told. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /** How many different things are counted; beyond it the one told longest ago makes room. */
  static final int MOST = 4_096;

  private final Consumer<DoorEvent> record;
  private final Map<DoorEvent.Repeated, Told> told = new LinkedHashMap<>();

  private record Told(Instant since, long more) {}

  Telling(Consumer<DoorEvent> record) {
    this.record = record;
  }

  synchronized void tell(DoorEvent event) {
    if (!(event instanceof DoorEvent.Repeated repeated)) {
      record.accept(event);
      return;
    }
    DoorEvent.Repeated key = repeated.times(Instant.EPOCH, 1);
    Told before = told.get(key);
    if (before != null && !isDue(before, event.at())) {
      told.put(key, new Told(before.since(), before.more() + 1));
      return;
    }
    told.remove(key);
    if (told.size() >= MOST) {
      var eldest = told.entrySet().iterator().next();
      forget(eldest.getKey(), eldest.getValue(), event.at());
    }
    told.put(key, new Told(event.at(), 0));
    record.accept(repeated.times(event.at(), before == null ? 1 : before.more() + 1));
  }

  /** Tells what was counted more than a minute ago, and forgets it. */
  synchronized void settle(Instant now) {
    List<Map.Entry<DoorEvent.Repeated, Told>> due = new ArrayList<>();
    for (var entry : told.entrySet()) {
      if (isDue(entry.getValue(), now)) {
        due.add(Map.entry(entry.getKey(), entry.getValue()));
      }
    }
    due.forEach(entry -> forget(entry.getKey(), entry.getValue(), now));
  }

  /** Also after the clock was set back. */
  private static boolean isDue(Told before, Instant now) {
    return now.isBefore(before.since()) || !now.isBefore(before.since().plus(EVERY));
  }

  private void forget(DoorEvent.Repeated key, Told counted, Instant now) {
    told.remove(key);
    if (counted.more() > 0) {
      record.accept(key.times(now, counted.more()));
    }
  }
}
