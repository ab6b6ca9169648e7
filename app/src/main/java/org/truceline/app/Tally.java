package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.Links;
import org.truceline.watch.Watcher;

/** What a run says of what it read: what could not be read, and sums at the end. */
final class Tally {
  /** Bad rows said on the screen; all are in the file of rows set aside. */
  private static final int MOST_SAID = 10;

  private final SetAside setAside;
  private final Words words;
  private final PrintWriter err;
  private long fixes;
  private long sightings;
  private long repeated;
  private long revised;
  private long notKnown;

  Tally(SetAside setAside, Words words, PrintWriter err) {
    this.setAside = setAside;
    this.words = words;
    this.err = err;
  }

  /** Fixes read. */
  long fixes() {
    return fixes;
  }

  /** Reports read: fixes and sightings. */
  long reports() {
    return fixes + sightings;
  }

  /** Whether there was nothing that could be read at all, not even what came later than asked. */
  boolean readNothing() {
    return reports() + notKnown == 0;
  }

  /** Rows set aside. */
  long setAside() {
    return setAside.count();
  }

  /** Writes its sums into a bookmark, without the rows set aside. */
  void write(BookmarkWriter to) {
    to.number(fixes);
    to.number(sightings);
    to.number(repeated);
    to.number(revised);
    to.number(notKnown);
  }

  /** Goes on with the sums that were written. */
  void read(BookmarkReader from) {
    fixes = from.number();
    sightings = from.number();
    repeated = from.number();
    revised = from.number();
    notKnown = from.number();
  }

  /** Says where links contradict each other. */
  void say(Links links) {
    for (Because contradiction : links.contradictions()) {
      err.println(words.say("app.judge.links", new Because.Phrase(contradiction)));
    }
  }

  /** Counts what a thread had of a batch. */
  void count(Judging.Share share) {
    fixes += share.fixes();
    sightings += share.sightings();
    repeated += share.repeated();
    revised += share.revised();
    notKnown += share.notKnown();
  }

  /** Says what was read that is no report. */
  void take(Item item) {
    switch (item) {
      case Item.Brought brought -> {}
      case Item.Unreadable unreadable -> {
        setAside.keep(unreadable);
        if (setAside.count() <= MOST_SAID) {
          say("app.judge.unreadable", unreadable.origin(), unreadable.reason());
        }
      }
      case Item.Noted noted -> say("app.judge.noted", noted.origin(), noted.note());
    }
  }

  private void say(String key, Origin origin, Because what) {
    err.println(words.say(key, text(origin.toString()), new Because.Phrase(what)));
  }

  private void say(String key, long count) {
    if (count > 0) {
      err.println(words.say(key, Because.count(count)));
    }
  }

  /**
   * Takes what was read and what was made of it, in the order of reading.
   *
   * @param made what was made of it, in the order of the positions
   * @param position where in all that was read each stands
   * @param taking takes each
   */
  <E> void take(
      ReadAhead.Batch batch, List<E> made, ToLongFunction<E> position, Consumer<E> taking) {
    int next = 0;
    long at = batch.first();
    for (Item item : batch.items()) {
      take(item);
      while (next < made.size() && position.applyAsLong(made.get(next)) == at) {
        taking.accept(made.get(next++));
      }
      at++;
    }
  }

  /**
   * Says the sums.
   *
   * @param watchers all that followed tracks, each of which counts what it could not do
   */
  void sum(List<Watcher> watchers) {
    if (setAside.count() > MOST_SAID) {
      err.println(
          words.say("app.judge.more-unreadable", Because.count(setAside.count() - MOST_SAID)));
    }
    say("app.judge.repeated", repeated);
    say("app.judge.revised", revised);
    say("app.judge.not-known", notKnown);
    say("app.judge.ahead", sum(watchers, Watcher::ahead));
    say("app.judge.two-places", sum(watchers, Watcher::contradictions));
    say("app.judge.crowded-out", sum(watchers, Watcher::crowdedOut));
    say("app.judge.early", sum(watchers, Watcher::closedEarly));
    if (setAside.count() > 0) {
      err.println(
          words.say(
              "app.judge.set-aside",
              Because.count(setAside.count()),
              text(setAside.path().toString())));
    }
    say("app.judge.sightings", sightings);
  }

  private static long sum(List<Watcher> watchers, ToLongFunction<Watcher> count) {
    return watchers.stream().mapToLong(count).sum();
  }
}
