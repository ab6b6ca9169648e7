package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Judgement;
import org.truceline.watch.Outcome;
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
  private long fixes;
  private long episodes;
  private long repeated;
  private long revised;

  /** How judgements are printed. */
  record Form(Language language, boolean json, boolean everyFix) {}

  JudgeRun(JudgeCommand.Task task, Form form, Words words, PrintWriter out, PrintWriter err) {
    this.task = task;
    this.form = form;
    this.words = words;
    this.out = new PrintWriter(new BufferedWriter(out, 1 << 16), false);
    this.err = err;
    this.judge = new Judge(task.book(), task.policy(), task.zone());
    this.watcher = new Watcher(judge, this::take);
    this.asJson = new JudgementJson(words, judge);
  }

  /** Runs to the end, or until it is stopped. */
  void run(SetAside setAside, Progress progress, Stop stop) {
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

  private void take(Item item, SetAside setAside) {
    switch (item) {
      case Item.Brought brought -> {
        fixes++;
        if (brought.report() instanceof Fix fix) {
          take(brought.origin(), fix, setAside);
        }
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

  private void take(Origin origin, Fix fix, SetAside setAside) {
    switch (watcher.take(fix)) {
      case Outcome.PlainlyClear() -> row(fix);
      case Outcome.Judged(var judgement) -> row(judgement);
      case Outcome.Revised(var judgement, var latest, var changes) -> {
        row(judgement);
        revised += changes.isEmpty() ? 0 : 1;
      }
      case Outcome.Repeated() -> {
        repeated++;
        row(fix);
      }
      case Outcome.SetAside(var because) ->
          take(new Item.Unreadable(origin, because, fix.toString()), setAside);
    }
  }

  private void row(Fix fix) {
    if (form.everyFix()) {
      row(judge.judge(fix));
    }
  }

  private void row(Judgement judgement) {
    if (form.everyFix()) {
      out.println(form.json() ? asJson.of(judgement) : EpisodeText.row(judgement, words));
    }
  }

  private void take(Episode episode) {
    if (form.everyFix()) {
      return;
    }
    episodes++;
    String near = task.names().near(episode.peak(), form.language());
    if (form.json()) {
      out.println(asJson.of(episode, near));
    } else {
      EpisodeText.print(episode, near, words, out);
    }
  }

  private void say(String key, Origin origin, Because what) {
    err.println(words.say(key, text(origin.toString()), new Because.Phrase(what)));
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
    err.println(
        words.say(
            "app.judge.summary",
            Because.count(fixes),
            Because.count(episodes),
            Because.count(setAside.count())));
  }
}
