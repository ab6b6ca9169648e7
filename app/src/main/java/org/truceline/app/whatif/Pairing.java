package org.truceline.app.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.Episode;
import org.truceline.watch.Found;

/**
 * Finds which episodes under what is in force and which under what is proposed are one matter:
 * those of one body that overlap in time. It is told what is settled of a body under each of the
 * two, and hands out a matter as soon as no later episode can overlap it; so it keeps few of a body
 * however long the archive is.
 */
public final class Pairing {
  private final Consumer<? super Matter> matters;
  private final Map<String, Waiting> bodies = new LinkedHashMap<>();

  /** Hands out matters as soon as nothing can belong to them any more. */
  public Pairing(Consumer<? super Matter> matters) {
    this.matters = matters;
  }

  /** Writes the matters that may still grow into a bookmark. */
  public void write(BookmarkWriter to) {
    to.number(bodies.size());
    bodies.forEach((body, waiting) -> {
      to.text(body);
      to.values(Matter.class, waiting.matters);
      for (Under under : Under.values()) {
        to.maybe(Found.Settled.class, waiting.settled.get(under));
      }
    });
  }

  /** Goes on with what was written, before anything is taken. */
  public void read(BookmarkReader from) {
    int count = from.count();
    for (int i = 0; i < count; i++) {
      Waiting waiting = new Waiting();
      bodies.put(from.text(), waiting);
      waiting.matters.addAll(from.values(Matter.class));
      for (Under under : Under.values()) {
        Found.Settled settled = from.maybe(Found.Settled.class);
        if (settled != null) {
          waiting.settled.put(under, settled);
        }
      }
    }
  }

  /** Takes an episode of a body. */
  public void take(Under under, String body, Episode episode) {
    bodies.computeIfAbsent(body, name -> new Waiting()).join(Matter.of(under, body, episode));
  }

  /**
   * Takes what is settled of a body under one of the two. Where it is settled under both by the
   * same report, the episodes that this report ended come before.
   */
  public void settled(Under under, Found.Settled settled) {
    Waiting waiting = bodies.get(settled.track());
    if (waiting == null) {
      return;
    }
    waiting.settled(under, settled);
    waiting.handOut(matters);
    if (waiting.matters.isEmpty()) {
      bodies.remove(settled.track());
    }
  }

  /** Nothing more is coming. */
  public void finish() {
    for (Waiting waiting : bodies.values()) {
      waiting.handOutBefore(Instant.MAX, matters);
    }
    bodies.clear();
  }

  /** Matters kept at present. */
  int kept() {
    return bodies.values().stream().mapToInt(one -> one.matters.size()).sum();
  }

  /** The matters of one body that may still grow; no two of them overlap. */
  private static final class Waiting {
    private final List<Matter> matters = new ArrayList<>();
    private final Map<Under, Found.Settled> settled = new EnumMap<>(Under.class);

    void join(Matter matter) {
      join(matter.from(), matter.to(), List.of(matter));
    }

    /** Makes one of all that overlaps a time, together with what is new. */
    private void join(Instant from, Instant to, List<Matter> fresh) {
      List<Matter> one = new ArrayList<>(fresh);
      matters.stream().filter(known -> known.overlaps(from, to)).forEach(one::add);
      matters.removeIf(known -> known.overlaps(from, to));
      one.stream().reduce(Matter::and).ifPresent(matters::add);
    }

    void settled(Under under, Found.Settled now) {
      settled.put(under, now);
      if (now.reached().isAfter(now.before())) {
        // The episode that is open will overlap all of these, and so they are one already.
        join(now.before(), now.reached(), List.of());
      }
    }

    void handOut(Consumer<? super Matter> to) {
      if (settled.size() == Under.values().length) {
        settled.values().stream()
            .map(Found.Settled::before)
            .min(Comparator.naturalOrder())
            .ifPresent(before -> handOutBefore(before, to));
      }
    }

    void handOutBefore(Instant before, Consumer<? super Matter> to) {
      matters.sort(Comparator.comparing(Matter::from));
      while (!matters.isEmpty() && matters.getFirst().to().isBefore(before)) {
        to.accept(matters.removeFirst());
      }
    }
  }
}
