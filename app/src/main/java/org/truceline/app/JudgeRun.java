package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.truceline.app.episode.EpisodePages;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;
import org.truceline.watch.Company;
import org.truceline.watch.Episode;
import org.truceline.watch.Found;
import org.truceline.watch.Judge;
import org.truceline.watch.Watcher;

/** One run over track files: reads, judges, prints, and counts what it did. */
final class JudgeRun {
  /** Bad rows said on the screen; all are in the file of rows set aside. */
  private static final int MOST_SAID = 10;

  private final JudgeCommand.Task task;
  private final Form form;
  private final Words words;
  private final PrintWriter out;
  private final PrintWriter err;
  private final List<Judging> threads = new ArrayList<>();
  private final Company company;
  private final JudgementJson asJson;
  private final EpisodePages pages;
  private long fixes;
  private long sightings;
  private long episodes;
  private long repeated;
  private long revised;

  /** How judgements are printed. */
  record Form(Language language, boolean json, boolean everyFix) {}

  /**
   * A run.
   *
   * @param judging how many threads judge; what is printed does not depend on it
   * @param pages is shown what was judged, where it is to keep any
   */
  JudgeRun(
      JudgeCommand.Task task,
      Form form,
      int judging,
      Words words,
      EpisodePages pages,
      PrintWriter out,
      PrintWriter err) {
    this.task = task;
    this.form = form;
    this.words = words;
    this.out = new PrintWriter(new BufferedWriter(out, 1 << 16), false);
    this.err = err;
    this.pages = pages;
    for (int i = 0; i < judging; i++) {
      threads.add(new Judging(task, form, words, pages.keepsAny(), i, judging));
    }
    Judge judge = new Judge(task.book(), task.policy(), task.zone());
    this.company = new Company(judge, task.circumstances());
    this.asJson = new JudgementJson(words, judge, task.circumstances().links());
  }

  /** Runs to the end, or until it is stopped. */
  void run(SetAside setAside, Progress progress, Stop stop) {
    for (Because contradiction : task.circumstances().links().contradictions()) {
      err.println(words.say("app.judge.links", new Because.Phrase(contradiction)));
    }
    ReadAhead.run(
        sink -> task.tracks().forEach(name -> read(name, progress, sink)),
        threads,
        (batch, shares) -> {
          progress.step(batch.items().size());
          take(batch, shares, setAside);
        },
        out::flush,
        stop::asked);
    inOrder(threads.stream().map(Judging::finish).toList()).forEach(event -> take(event, setAside));
    out.flush();
    progress.end();
    sum(setAside);
    if (stop.asked()) {
      err.println(words.say("app.judge.stopped", Because.count(fixes)));
    }
  }

  private static void read(String name, Progress progress, Consumer<? super Item> sink) {
    if (name.equals("-")) {
      TrackReader.read(name, System.in, Limits.USUAL, sink);
      return;
    }
    try {
      TrackReader.read(name, Path.of(name), progress::read, Limits.USUAL, sink);
    } catch (IOException closed) {
      Because why = Because.of("app.judge.not-opened", text(JudgeCommand.reason(closed)));
      sink.accept(new Item.Unreadable(new Origin(name, 0), why, ""));
    }
  }

  /** What was read that is no report, and what was made of the reports, in the order of reading. */
  private void take(ReadAhead.Batch batch, List<Judging.Share> shares, SetAside setAside) {
    Iterator<Judging.Event> events = inOrder(shares).iterator();
    Optional<Judging.Event> next = next(events);
    long position = batch.first();
    for (Item item : batch.items()) {
      switch (item) {
        case Item.Brought brought -> {}
        case Item.Unreadable unreadable -> take(unreadable, setAside);
        case Item.Noted noted -> say("app.judge.noted", noted.origin(), noted.note());
      }
      while (next.isPresent() && next.get().position() == position) {
        take(next.get(), setAside);
        next = next(events);
      }
      position++;
    }
  }

  private static Optional<Judging.Event> next(Iterator<Judging.Event> events) {
    return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
  }

  private List<Judging.Event> inOrder(List<Judging.Share> shares) {
    List<Judging.Event> events = new ArrayList<>();
    for (Judging.Share share : shares) {
      events.addAll(share.events());
      fixes += share.fixes();
      sightings += share.sightings();
      repeated += share.repeated();
      revised += share.revised();
    }
    // A position is one thread's alone, and what stands at one keeps its order.
    events.sort(Comparator.comparingLong(Judging.Event::position));
    return events;
  }

  private void take(Judging.Event event, SetAside setAside) {
    switch (event) {
      case Judging.Event.Row(var position, var text) -> out.println(text);
      case Judging.Event.Aside(var position, var item) -> take(item, setAside);
      case Judging.Event.OfTrack(Found.Judged(var position, var judgement)) ->
          pages.judged(judgement);
      case Judging.Event.OfTrack(var found) -> company.take(found).ifPresent(this::take);
    }
  }

  private void take(Item.Unreadable unreadable, SetAside setAside) {
    setAside.keep(unreadable);
    if (setAside.count() <= MOST_SAID) {
      say("app.judge.unreadable", unreadable.origin(), unreadable.reason());
    }
  }

  private void take(Episode episode) {
    pages.take(episode);
    if (form.everyFix()) {
      return;
    }
    episodes++;
    if (form.json()) {
      out.println(asJson.of(episode, task.names()));
    } else {
      EpisodeText.print(episode, task.names(), task.policy(), words, out);
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

  private long sum(ToLongFunction<Watcher> count) {
    return threads.stream().flatMap(one -> one.watchers().stream()).mapToLong(count).sum();
  }

  private void sum(SetAside setAside) {
    if (setAside.count() > MOST_SAID) {
      err.println(
          words.say("app.judge.more-unreadable", Because.count(setAside.count() - MOST_SAID)));
    }
    say("app.judge.repeated", repeated);
    say("app.judge.revised", revised);
    say("app.judge.ahead", sum(Watcher::ahead));
    say("app.judge.two-places", sum(Watcher::contradictions));
    say("app.judge.crowded-out", sum(Watcher::crowdedOut));
    say("app.judge.early", sum(Watcher::closedEarly));
    if (setAside.count() > 0) {
      err.println(
          words.say(
              "app.judge.set-aside",
              Because.count(setAside.count()),
              text(setAside.path().toString())));
    }
    say("app.judge.sightings", sightings);
    err.println(
        words.say(
            "app.judge.summary",
            Because.count(fixes),
            Because.count(episodes),
            Because.count(setAside.count())));
  }
}
