package org.truceline.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * Leaps of the positions of several bodies, held beside each other: devices that are shifted alike
 * at one time are shifted by one cause, and that is not that all of them walked.
 */
class Leaps {
  /** Leaps remembered; older ones are forgotten. */
  private static final int MOST = 4_096;

  /** So many devices, that one included, make a common shift. */
  private static final int DEVICES = 3;

  /** Leaps within this time are at one time. */
  private static final Duration TOGETHER = Duration.ofSeconds(60);

  /** A common shift is taken to last so long, unless it is undone. */
  private static final Duration LASTS = Duration.ofMinutes(30);

  /** Two shifts are alike if they differ by less than this, or by a quarter of their size. */
  private static final double ALIKE_METRES = 40;

  private static final double ALIKE_SHARE = 0.25;

  private final Deque<Leap> leaps = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();

  final void add(String track, Fix fix, double x, double y) {
    add(new Leap(track, fix.time(), x, y));
  }

  void add(Leap leap) {
    if (!known.add(leap.track() + '\0' + leap.time())) {
      return;
    }
    leaps.addLast(leap);
    if (leaps.size() > MOST) {
      Leap oldest = leaps.removeFirst();
      known.remove(oldest.track() + '\0' + oldest.time());
    }
  }

  /** Writes them into a bookmark. */
  final void write(BookmarkWriter to) {
    to.values(Leap.class, leaps);
  }

  /** Takes up what was written, where nothing is remembered yet. */
  final void read(BookmarkReader from) {
    from.values(Leap.class).forEach(this::add);
  }

  /** Whether a track was shifted together with others shortly before or within a time. */
  Optional<Because> common(String track, Instant from, Instant to) {
    for (Leap own : leaps) {
      if (!own.track().equals(track)
          || own.time().isBefore(from.minus(LASTS))
          || own.time().isAfter(to)) {
        continue;
      }
      Set<String> together = new HashSet<>();
      for (Leap other : leaps) {
        if (alike(own, other)) {
          together.add(other.track());
        }
      }
      if (together.size() >= DEVICES) {
        return Optional.of(
            Because.of(
                "watch.common-shift",
                Because.count(together.size()),
                Because.metres(Math.hypot(own.xMetres(), own.yMetres())),
                new Because.Time(own.time())));
      }
    }
    return Optional.empty();
  }

  private static boolean alike(Leap one, Leap other) {
    double apart = Math.hypot(one.xMetres() - other.xMetres(), one.yMetres() - other.yMetres());
    double size = Math.hypot(one.xMetres(), one.yMetres());
    return Duration.between(one.time(), other.time()).abs().compareTo(TOGETHER) <= 0
        && apart <= Math.max(ALIKE_METRES, ALIKE_SHARE * size);
  }
}
