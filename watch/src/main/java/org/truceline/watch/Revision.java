package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;

/**
 * What a late report may change: what was said of its track before it came, to be held against what
 * is said after it.
 *
 * @param late the report
 * @param judgement what was judged of the latest fix; nothing where it was plainly clear
 * @param episodes those that had ended, and the open one as it stood
 */
record Revision(Fix late, @Nullable Judgement judgement, List<Episode> episodes) {
  Revision {
    episodes = List.copyOf(episodes);
  }

  static Revision by(Fix late, Known before) {
    return new Revision(late, before.judgement(), before.episodes());
  }

  /** What is otherwise than before. */
  List<Because> changes(Known now) {
    List<Because> changes = new ArrayList<>();
    Judgement is = now.judgement();
    if (judgement != null && is != null && judgement.grade() != is.grade()) {
      changes.add(
          Because.of(
              "watch.revised.grade",
              time(),
              Because.text(judgement.grade().word()),
              Because.text(is.grade().word())));
    }
    List<Episode> are = now.episodes();
    for (Episode one : are) {
      change(one).ifPresent(changes::add);
    }
    for (Episode one : episodes) {
      if (are.stream().noneMatch(other -> overlap(one, other))) {
        changes.add(
            Because.of(
                "watch.revised.episode-gone",
                time(),
                new Because.Time(one.from()),
                Because.text(one.grade().word())));
      }
    }
    return changes;
  }

  private static boolean overlap(Episode one, Episode other) {
    return !one.from().isAfter(other.to()) && !other.from().isAfter(one.to());
  }

  /** What is otherwise about an episode; it is known again where it overlaps what it was. */
  private Optional<Because> change(Episode one) {
    Optional<Episode> same = episodes.stream().filter(other -> overlap(one, other)).findFirst();
    Because.Time from = new Because.Time(one.from());
    Because.Value is = Because.text(one.grade().word());
    if (same.isEmpty()) {
      return Optional.of(Because.of("watch.revised.episode", time(), from, is));
    }
    Grade was = same.get().grade();
    return was == one.grade()
        ? Optional.empty()
        : Optional.of(
            Because.of("watch.revised.episode-grade", time(), from, Because.text(was.word()), is));
  }

  private Because.Time time() {
    return new Because.Time(late.time());
  }
}
