package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.truceline.app.episode.EpisodePages;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Judgement;
import org.truceline.watch.Outcome;
import org.truceline.watch.Report;
import org.truceline.watch.SightingReport;
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
  private final Judge judge;
  private final Watcher watcher;
  private final JudgementJson asJson;
  private final EpisodePages pages;
  private Instant now = Instant.MIN;
  private long fixes;
  private long sightings;
  private long episodes;
  private long repeated;
  private long revised;

  /** How judgements are printed. */
  record Form(Language language, boolean json, boolean everyFix) {}

  JudgeRun(
      JudgeCommand.Task task,
      Form form,
      Words words,
      EpisodePages pages,
      PrintWriter out,
      PrintWriter err) {
    this.task = task;
    this.form = form;
    this.words = words;
    this.out = new PrintWriter(new BufferedWriter(out, 1 << 16), false);
    this.err = err;
    this.judge = new Judge(task.book(), task.policy(), task.zone());
    this.pages = pages;
    this.watcher =
        new Watcher(judge, task.circumstances(), ErrorModel.usual(), this::take, pages::judged);
    this.asJson = new JudgementJson(words, judge, task.circumstances().links());
  }

  /** Runs to the end, or until it is stopped. */
  void run(SetAside setAside, Progress progress, Stop stop) {
    for (Because contradiction : task.circumstances().links().contradictions()) {
      err.println(words.say("app.judge.links", new Because.Phrase(contradiction)));
    }
    ReadAhead.run(
        sink -> task.tracks().forEach(name -> read(name, progress, sink)),
        item -> {
          progress.step();
          take(item, setAside);
        },
        out::flush,
        stop::asked);
    watcher.finish();
    out.flush();
    progress.end();
    sum(setAside);
    if (stop.asked()) {
      err.println(words.say("app.judge.stopped", Because.count(fixes)));
    }
  }

  private static void read(String name, Progress progress, Consumer<? super Item> sink) {
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
      TrackReader.read(name, progress.counting(in), Limits.USUAL, sink);
    } catch (IOException closed) {
      Because why = Because.of("app.judge.not-opened", text(JudgeCommand.reason(closed)));
      sink.accept(new Item.Unreadable(new Origin(name, 0), why, ""));
    }
  }

  private void take(Item item, SetAside setAside) {
    switch (item) {
      case Item.Brought brought -> {
        fixes += brought.report() instanceof Fix ? 1 : 0;
        sightings += brought.report() instanceof SightingReport ? 1 : 0;
        take(brought.origin(), brought.report(), setAside);
      }
      case Item.Unreadable unreadable -> {
        setAside.keep(unreadable);
        if (setAside.count() <= MOST_SAID) {
          say("app.judge.unreadable", unreadable.origin(), unreadable.reason());
        }
      }
      case Item.Noted noted -> say("app.judge.noted", noted.origin(), noted.note());
    }
  }

  private void take(Origin origin, Report report, SetAside setAside) {
    // A pipe may run for days: what is ahead of the time last asked for is held against a new one.
    if (report.time().isAfter(now)) {
      now = task.clock().instant();
    }
    switch (watcher.take(report, now)) {
      case Outcome.PlainlyClear() -> row(report);
      case Outcome.Judged(var judgement) -> row(judgement);
      case Outcome.Revised(var judgement, var latest, var changes) -> {
        row(judgement);
        revised += changes.isEmpty() ? 0 : 1;
      }
      case Outcome.Repeated() -> {
        repeated++;
        row(report);
      }
      case Outcome.SetAside(var because) ->
          take(new Item.Unreadable(origin, because, report.toString()), setAside);
    }
  }

  private void row(Report report) {
    if (form.everyFix()) {
      task.circumstances().posts().find(report).ifPresent(fix -> row(judge.judge(fix)));
    }
  }

  private void row(Judgement judgement) {
    if (form.everyFix()) {
      out.println(form.json() ? asJson.of(judgement) : EpisodeText.row(judgement, words));
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

  private void sum(SetAside setAside) {
    if (setAside.count() > MOST_SAID) {
      err.println(
          words.say("app.judge.more-unreadable", Because.count(setAside.count() - MOST_SAID)));
    }
    if (repeated > 0) {
      err.println(words.say("app.judge.repeated", Because.count(repeated)));
    }
    if (revised > 0) {
      err.println(words.say("app.judge.revised", Because.count(revised)));
    }
    say("app.judge.ahead", watcher.ahead());
    say("app.judge.two-places", watcher.contradictions());
    say("app.judge.crowded-out", watcher.crowdedOut());
    if (watcher.closedEarly() > 0) {
      err.println(words.say("app.judge.early", Because.count(watcher.closedEarly())));
    }
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
