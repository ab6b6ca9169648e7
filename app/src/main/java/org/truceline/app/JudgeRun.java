package org.truceline.app;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.truceline.app.episode.EpisodePages;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
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
  private boolean readNothing;

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

  /**
   * Runs to the end, or until it is stopped.
   *
   * @return whether it is over; false where it is left to be taken up again
   */
  boolean run(SetAside setAside, Progress progress, Stop stop, Resumption resumption) {
    Tally tally = new Tally(setAside, words, err);
    tally.say(task.by().circumstances().links());
    resumption.begin(new Knowledge(tally), tally, progress);
    long read =
        ReadAhead.run(
            resumption.reading(sink -> task.tracks().read(progress, sink)),
            threads,
            (batch, shares) -> {
              resumption.gathered(batch);
              progress.step(batch.items().size());
              tally.take(
                  batch,
                  inOrder(shares, tally),
                  Judging.Event::position,
                  event -> take(event, tally));
            },
            out::flush,
            stop::asked,
            resumption);
    if (resumption.leaves(read, stop)) {
      progress.end();
      return false;
    }
    inOrder(threads.stream().map(Judging::finish).toList(), tally)
        .forEach(event -> take(event, tally));
    out.flush();
    progress.end();
    tally.sum(threads.stream().flatMap(one -> one.watchers().stream()).toList());
    err.println(
        words.say(
            "app.judge.summary",
            Because.count(tally.fixes()),
            Because.count(episodes),
            Because.count(tally.setAside())));
    if (stop.asked()) {
      err.println(words.say("app.judge.stopped", Because.count(tally.fixes())));
    }
    readNothing = !stop.asked() && tally.readNothing();
    return true;
  }

  /** Whether it is over and there was nothing that could be read. */
  boolean readNothing() {
    return readNothing;
  }

  /** All that a run knows between two batches. */
  private final class Knowledge implements Resumption.State {
    private final Tally tally;

    Knowledge(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void write(BookmarkWriter to) {
      tally.write(to);
      to.number(episodes);
      pages.write(to);
      company.write(to);
      Judging.write(threads, to);
    }

    @Override
    public void read(BookmarkReader from) {
      tally.read(from);
      episodes = from.number();
      pages.read(from);
      company.read(from);
      Judging.read(threads, from);
    }
  }

  private static List<Judging.Event> inOrder(List<Judging.Share> shares, Tally tally) {
    List<Judging.Event> events = new ArrayList<>();
    for (Judging.Share share : shares) {
      events.addAll(share.events());
      tally.count(share);
    }
    // A position is one thread's alone, and what stands at one keeps its order.
    events.sort(Comparator.comparingLong(Judging.Event::position));
    return events;
  }

  private void take(Judging.Event event, Tally tally) {
    switch (event) {
      case Judging.Event.Row(var position, var text) -> out.println(text);
      case Judging.Event.Aside(var position, var item) -> tally.take(item);
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
