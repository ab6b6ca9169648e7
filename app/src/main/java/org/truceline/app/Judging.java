package org.truceline.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Fix;
import org.truceline.watch.Found;
import org.truceline.watch.Judge;
import org.truceline.watch.Judgement;
import org.truceline.watch.Lanes;
import org.truceline.watch.Outcome;
import org.truceline.watch.Report;
import org.truceline.watch.SightingReport;
import org.truceline.watch.Watcher;

/** What one of several threads does with what was read: it judges the tracks that it follows. */
final class Judging implements Function<ReadAhead.Batch, Judging.Share> {
  private final JudgedBy by;
  private final Judge judge;
  private final Lanes lanes;
  private final JudgeRun.Form form;
  private final Words words;
  private final JudgementJson asJson;
  private List<Event> events = new ArrayList<>();
  private Instant now = Instant.MIN;
  private long fixes;
  private long sightings;
  private long repeated;
  private long revised;
  private long notKnown;

  /** Something to be printed or put together, in the order of the positions. */
  sealed interface Event {
    /** Where in all that was read it stands. */
    long position();

    /** A row for every fix. */
    record Row(long position, String text) implements Event {}

    /** A report that cannot be weighed. */
    record Aside(long position, Item.Unreadable item) implements Event {}

    /** What was found of a track. */
    record OfTrack(Found found) implements Event {
      @Override
      public long position() {
        return found.position();
      }
    }
  }

  /**
   * A thread's share of a batch.
   *
   * @param events what happened, in the order of the positions
   * @param fixes how many fixes it had
   * @param sightings how many sightings
   * @param repeated how many of them had come before
   * @param revised how many came late and changed what had been judged
   * @param notKnown how many were received later than asked about
   */
  record Share(
      List<Event> events, long fixes, long sightings, long repeated, long revised, long notKnown) {}

  /**
   * One of several threads.
   *
   * @param judgements whether its shares hold every judgement too
   */
  Judging(
      JudgedBy by, JudgeRun.Form form, Words words, boolean judgements, int thread, int threads) {
    this.judge = by.judge();
    this.lanes =
        new Lanes(
            judge,
            by.circumstances(),
            ErrorModel.usual(),
            thread,
            threads,
            judgements,
            found -> events.add(new Event.OfTrack(found)));
    this.by = by;
    this.form = form;
    this.words = words;
    this.asJson = new JudgementJson(words, judge, by.circumstances().links());
  }

  @Override
  public Share apply(ReadAhead.Batch batch) {
    long position = batch.first();
    for (Item item : batch.items()) {
      if (item instanceof Item.Brought(var origin, var report, var received)
          && lanes.follow(report)) {
        take(position, origin, report, received);
      }
      position++;
    }
    return cut();
  }

  /** Ends what is open; to be put together after all shares of batches. */
  Share finish() {
    lanes.finish();
    return cut();
  }

  private Share cut() {
    Share share = new Share(events, fixes, sightings, repeated, revised, notKnown);
    events = new ArrayList<>();
    fixes = 0;
    sightings = 0;
    repeated = 0;
    revised = 0;
    notKnown = 0;
    return share;
  }

  /**
   * Writes what all of these follow into a bookmark, lane by lane: how many threads there are is
   * not told by it.
   */
  static void write(List<Judging> all, BookmarkWriter to) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      all.get(lane % all.size()).lanes.write(lane, to);
    }
  }

  /** Takes up what was written, before these follow anything. */
  static void read(List<Judging> all, BookmarkReader from) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      all.get(lane % all.size()).lanes.read(lane, from);
    }
  }

  /** The watchers of its tracks, each of which counts what it could not do. */
  List<Watcher> watchers() {
    return lanes.watchers();
  }

  private void take(long position, Origin origin, Report report, Instant received) {
    if (received.isAfter(by.knownAt())) {
      notKnown++;
      return;
    }
    fixes += report instanceof Fix ? 1 : 0;
    sightings += report instanceof SightingReport ? 1 : 0;
    // A pipe may run for days: what is ahead of the time last asked for is held against a new one.
    if (report.time().isAfter(now)) {
      now = by.clock().instant();
    }
    switch (lanes.take(position, report, now)) {
      case Outcome.PlainlyClear() -> row(position, report);
      case Outcome.Judged(var judgement) -> row(position, judgement);
      case Outcome.Revised(var judgement, var latest, var changes) -> {
        row(position, judgement);
        revised += changes.isEmpty() ? 0 : 1;
      }
      case Outcome.Repeated() -> {
        repeated++;
        row(position, report);
      }
      case Outcome.SetAside(var because) ->
          events.add(
              new Event.Aside(position, new Item.Unreadable(origin, because, report.toString())));
    }
  }

  private void row(long position, Report report) {
    if (form.everyFix()) {
      by.circumstances().posts().find(report).ifPresent(fix -> row(position, judge.judge(fix)));
    }
  }

  private void row(long position, Judgement judgement) {
    if (form.everyFix()) {
      String text = form.json() ? asJson.of(judgement) : EpisodeText.row(judgement, words);
      events.add(new Event.Row(position, text));
    }
  }
}
