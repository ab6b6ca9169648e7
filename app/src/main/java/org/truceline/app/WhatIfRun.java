package org.truceline.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.truceline.app.whatif.Matter;
import org.truceline.app.whatif.Outcomes;
import org.truceline.app.whatif.Pairing;
import org.truceline.app.whatif.Under;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.Company;
import org.truceline.watch.Episode;
import org.truceline.watch.Found;
import org.truceline.watch.Watcher;

/**
 * One run over an archive that judges every report twice, under what is in force and under what is
 * proposed, and sets the episodes of both beside each other.
 */
final class WhatIfRun {
  private final JudgedBy inForce;
  private final TrackFiles tracks;
  private final Words words;
  private final PrintWriter err;
  private final List<Both> threads = new ArrayList<>();
  private final Company companyInForce;
  private final Company companyProposed;
  private final Pairing pairing;
  private final Outcomes outcomes = new Outcomes();
  private boolean readNothing;

  /** What one thread does under the one and the other. */
  private record Both(Judging inForce, Judging proposed)
      implements Function<ReadAhead.Batch, Shares> {
    @Override
    public Shares apply(ReadAhead.Batch batch) {
      return new Shares(inForce.apply(batch), proposed.apply(batch));
    }

    Shares finish() {
      return new Shares(inForce.finish(), proposed.finish());
    }
  }

  private record Shares(Judging.Share inForce, Judging.Share proposed) {}

  private record Event(Under under, Judging.Event event) {
    long position() {
      return event.position();
    }

    /**
     * Of what one report did, what it settled comes last: its episodes belong to what it settles.
     */
    boolean settles() {
      return event instanceof Judging.Event.OfTrack(Found.Settled settled);
    }
  }

  /**
   * A run.
   *
   * @param proposed differs from what is in force by line, rules and policy alone
   * @param judging how many threads judge; what is found does not depend on it
   * @param matters takes what belongs together as soon as nothing can belong to it any more
   */
  WhatIfRun(
      JudgedBy inForce,
      JudgedBy proposed,
      TrackFiles tracks,
      int judging,
      Consumer<? super Matter> matters,
      Words words,
      PrintWriter err) {
    this.inForce = inForce;
    this.tracks = tracks;
    this.words = words;
    this.err = err;
    JudgeRun.Form form = new JudgeRun.Form(words.language(), true, false);
    for (int i = 0; i < judging; i++) {
      threads.add(
          new Both(
              new Judging(inForce, form, words, false, i, judging),
              new Judging(proposed, form, words, false, i, judging)));
    }
    this.companyInForce = new Company(inForce.judge(), inForce.circumstances());
    this.companyProposed = new Company(proposed.judge(), proposed.circumstances());
    this.pairing =
        new Pairing(matter -> {
          outcomes.take(matter);
          matters.accept(matter);
        });
  }

  /** What became of the matters handed out so far. */
  Outcomes outcomes() {
    return outcomes;
  }

  /**
   * Runs to the end, or until it is stopped; what was read is accounted for.
   *
   * @param flush hands on what was printed
   * @return whether it is over; false where it is left to be taken up again
   */
  boolean run(Tally tally, Progress progress, Runnable flush, Stop stop, Resumption resumption) {
    tally.say(inForce.circumstances().links());
    resumption.begin(new Knowledge(tally, flush), tally, progress);
    long read =
        ReadAhead.run(
            resumption.reading(sink -> tracks.read(progress, sink)),
            threads,
            (batch, shares) -> {
              resumption.gathered(batch);
              progress.step(batch.items().size());
              tally.take(
                  batch, inOrder(shares, tally), Event::position, event -> take(event, tally));
            },
            flush,
            stop::asked,
            resumption);
    if (resumption.leaves(read, stop)) {
      progress.end();
      return false;
    }
    inOrder(threads.stream().map(Both::finish).toList(), tally)
        .forEach(event -> take(event, tally));
    pairing.finish();
    progress.end();
    tally.sum(threads.stream().flatMap(WhatIfRun::watchers).toList());
    err.println(
        words.say(
            "app.what-if.summary",
            Because.count(tally.reports()),
            Because.count(tally.setAside())));
    if (stop.asked()) {
      err.println(words.say("app.judge.stopped", Because.count(tally.fixes())));
    }
    readNothing = tally.reports() == 0;
    return true;
  }

  /** Whether it is over and there was no report that could be judged. */
  boolean readNothing() {
    return readNothing;
  }

  /** All that a run knows between two batches. */
  private final class Knowledge implements Resumption.State {
    private final Tally tally;
    private final Runnable flush;

    Knowledge(Tally tally, Runnable flush) {
      this.tally = tally;
      this.flush = flush;
    }

    @Override
    public void flush() {
      flush.run();
    }

    @Override
    public void write(BookmarkWriter to) {
      tally.write(to);
      outcomes.write(to);
      pairing.write(to);
      companyInForce.write(to);
      companyProposed.write(to);
      Judging.write(threads.stream().map(Both::inForce).toList(), to);
      Judging.write(threads.stream().map(Both::proposed).toList(), to);
    }

    @Override
    public void read(BookmarkReader from) {
      tally.read(from);
      outcomes.read(from);
      pairing.read(from);
      companyInForce.read(from);
      companyProposed.read(from);
      Judging.read(threads.stream().map(Both::inForce).toList(), from);
      Judging.read(threads.stream().map(Both::proposed).toList(), from);
    }
  }

  /** The same is followed under both: what could not be is counted once. */
  private static Stream<Watcher> watchers(Both both) {
    return both.inForce.watchers().stream();
  }

  private static List<Event> inOrder(List<Shares> shares, Tally tally) {
    List<Event> events = new ArrayList<>();
    for (Shares both : shares) {
      both.inForce.events().forEach(one -> events.add(new Event(Under.IN_FORCE, one)));
      both.proposed.events().forEach(one -> events.add(new Event(Under.PROPOSED, one)));
      tally.count(both.inForce);
    }
    events.sort(Comparator.comparingLong(Event::position).thenComparing(Event::settles));
    return events;
  }

  private void take(Event event, Tally tally) {
    Under under = event.under();
    switch (event.event()) {
      case Judging.Event.Row row -> {}
      case Judging.Event.Aside(var position, var item) -> {
        // What cannot be weighed under the one cannot be under the other.
        if (under == Under.IN_FORCE) {
          tally.take(item);
        }
      }
      case Judging.Event.OfTrack(Found.Settled settled) -> pairing.settled(under, settled);
      case Judging.Event.OfTrack(var found) ->
          company(under).take(found).ifPresent(episode -> take(under, episode));
    }
  }

  private Company company(Under under) {
    return switch (under) {
      case IN_FORCE -> companyInForce;
      case PROPOSED -> companyProposed;
    };
  }

  private void take(Under under, Episode episode) {
    pairing.take(under, inForce.circumstances().links().bodyOf(episode.track()), episode);
  }
}
