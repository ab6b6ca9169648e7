package org.truceline.app.desk;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Grade;
import org.truceline.watch.Judgement;

/** An episode as it stands, with how it came to be so. It belongs to its {@link Picture}. */
final class LiveEpisode {
  /** An hour of a fix every two seconds; older ones are in the record. */
  static final int MOST_JUDGEMENTS = 2_000;

  /** As many as somebody reads through. */
  static final int MOST_ENTRIES = 200;

  private final String id;
  private final Deque<Judgement> judgements = new ArrayDeque<>();
  private final Deque<Revised> revisions = new ArrayDeque<>();
  private final Deque<Long> entries = new ArrayDeque<>();
  private Episode episode;
  private boolean open = true;
  private long index;
  private @Nullable Silenced silenced;

  LiveEpisode(String id, Episode episode, long index) {
    this.id = id;
    this.episode = episode;
    this.index = index;
  }

  /** A late report that changed it: in which entry, from which grade to which, and how. */
  record Revised(long index, Grade before, Grade after, Because what) {}

  /** Who silenced its sound, and when. */
  record Silenced(String by, Instant when) {}

  /** It goes on, with another judgement if there is one. */
  void goOn(Episode now, @Nullable Judgement judgement, List<Because> changes, long at) {
    for (Because one : changes) {
      add(revisions, new Revised(at, episode.grade(), now.grade(), one), MOST_ENTRIES);
    }
    if (judgement != null) {
      add(judgements, judgement, MOST_JUDGEMENTS);
    }
    if (now.grade().crossing() && now.grade() != episode.grade()) {
      // It has become graver than when it was silenced: it is to be heard again.
      silenced = null;
    }
    change(now, at);
  }

  private void change(Episode now, long at) {
    episode = now;
    index = at;
    if (entries.isEmpty() || entries.getLast() != at) {
      add(entries, at, MOST_ENTRIES);
    }
  }

  private static <T> void add(Deque<T> to, T one, int most) {
    to.addLast(one);
    if (to.size() > most) {
      to.removeFirst();
    }
  }

  /** It has ended; a late report may change it still. */
  void close(long at) {
    open = false;
    change(episode, at);
  }

  /** Nothing can change it any more. */
  void settle(Episode last, long at) {
    open = false;
    change(last, at);
  }

  void silence(String by, Instant when) {
    silenced = new Silenced(by, when);
  }

  /**
   * An episode as it stood at one moment, to be looked at while the picture goes on.
   *
   * @param sounds whether it asks for attention by sound
   */
  record Seen(
      String id,
      Episode episode,
      boolean open,
      long index,
      boolean sounds,
      Optional<Silenced> silenced) {}

  /** How it stands now. */
  Seen seen() {
    return new Seen(id, episode, open, index, sounds(), silenced());
  }

  /** Its id: the entry in which it began, and which of those it was. */
  String id() {
    return id;
  }

  /** What the watch says of it now. */
  Episode episode() {
    return episode;
  }

  /** Whether it goes on. */
  boolean open() {
    return open;
  }

  /** The entry that last changed it. */
  long index() {
    return index;
  }

  /** What was judged of its fixes, the latest of them. */
  List<Judgement> judgements() {
    return new ArrayList<>(judgements);
  }

  /** How late reports changed it. */
  List<Revised> revisions() {
    return new ArrayList<>(revisions);
  }

  /** The entries that speak of it. */
  List<Long> entries() {
    return new ArrayList<>(entries);
  }

  /** Who silenced its sound, and when. */
  Optional<Silenced> silenced() {
    return Optional.ofNullable(silenced);
  }

  /** Whether it asks for attention by sound. */
  boolean sounds() {
    return open && episode.grade().crossing() && silenced == null;
  }
}
