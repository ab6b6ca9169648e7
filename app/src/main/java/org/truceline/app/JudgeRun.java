package org.truceline.app;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.truceline.app.episode.EpisodePages;
import org.truceline.sources.Item;
import org.truceline.terms.Because;
import org.truceline.watch.Company;
import org.truceline.watch.Episode;
import org.truceline.watch.Found;

/** One run over track files: reads, judges, prints, and counts what it did. */
final class JudgeRun {
  private final JudgeCommand.Task task;
  private final Form form;
  private final Words words;
  private final PrintWriter out;
  private final PrintWriter err;
  private final List<Judging> threads = new ArrayList<>();
  private final Company company;
  private final JudgementJson asJson;
  private final EpisodePages pages;
  private long episodes;

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
      threads.add(new Judging(task.by(), form, words, pages.keepsAny(), i, judging));
    }
    this.company = new Company(task.by().judge(), task.by().circumstances());
    this.asJson = new JudgementJson(words, task.by().judge(), task.by().circumstances().links());
  }

  /** Runs to the end, or until it is stopped. */
  void run(SetAside setAside, Progress progress, Stop stop) {
    Account account = new Account(setAside, words, err);
    account.say(task.by().circumstances().links());
    ReadAhead.run(
        sink -> task.tracks().read(progress, sink),
        threads,
        (batch, shares) -> {
          progress.step(batch.items().size());
          take(batch, shares, account);
        },
        out::flush,
        stop::asked);
    inOrder(threads.stream().map(Judging::finish).toList(), account)
        .forEach(event -> take(event, account));
    out.flush();
    progress.end();
    account.sum(threads.stream().flatMap(one -> one.watchers().stream()).toList(), episodes);
    if (stop.asked()) {
      err.println(words.say("app.judge.stopped", Because.count(account.fixes())));
    }
  }

  /** What was read that is no report, and what was made of the reports, in the order of reading. */
  private void take(ReadAhead.Batch batch, List<Judging.Share> shares, Account account) {
    Iterator<Judging.Event> events = inOrder(shares, account).iterator();
    Optional<Judging.Event> next = next(events);
    long position = batch.first();
    for (Item item : batch.items()) {
      account.take(item);
      while (next.isPresent() && next.get().position() == position) {
        take(next.get(), account);
        next = next(events);
      }
      position++;
    }
  }

  private static Optional<Judging.Event> next(Iterator<Judging.Event> events) {
    return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
  }

  private static List<Judging.Event> inOrder(List<Judging.Share> shares, Account account) {
    List<Judging.Event> events = new ArrayList<>();
    for (Judging.Share share : shares) {
      events.addAll(share.events());
      account.count(share);
    }
    // A position is one thread's alone, and what stands at one keeps its order.
    events.sort(Comparator.comparingLong(Judging.Event::position));
    return events;
  }

  private void take(Judging.Event event, Account account) {
    switch (event) {
      case Judging.Event.Row(var position, var text) -> out.println(text);
      case Judging.Event.Aside(var position, var item) -> account.take(item);
      case Judging.Event.OfTrack(Found.Judged(var position, var judgement)) ->
          pages.judged(judgement);
      case Judging.Event.OfTrack(var found) -> company.take(found).ifPresent(this::take);
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
      EpisodeText.print(episode, task.names(), task.by().policy(), words, out);
    }
  }
}
