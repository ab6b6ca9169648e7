package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.PrintWriter;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.watch.Causes;
import org.truceline.watch.Episode;
import org.truceline.watch.Grade;
import org.truceline.watch.Judgement;

/** Judgements as a person reads them in a terminal. */
final class EpisodeText {
  private EpisodeText() {}

  /** One fix in one line. */
  static String row(Judgement judgement, Words words) {
    return judgement.fix().track()
        + " "
        + judgement.fix().time()
        + " "
        + judgement.grade().word()
        + " "
        + words.say(judgement.belief().because());
  }

  /** One episode with its reasons. */
  static void print(Episode episode, String near, Words words, PrintWriter out) {
    out.println(
        words.say(
            "app.judge.episode", text(episode.track()), new Because.Phrase(episode.because())));
    out.println(
        "  "
            + words.say(
                "app.judge.when",
                new Because.Time(episode.from()),
                new Because.Time(episode.to()),
                Because.count(episode.fixes())));
    if (episode.grade() != Grade.CANNOT_TELL) {
      Episode.Depth depth = episode.depth();
      out.println(
          "  "
              + words.say(
                  "app.judge.depth",
                  Because.metres(depth.mid()),
                  Because.metres(depth.low()),
                  Because.metres(depth.high())));
    }
    if (!episode.belief().versions().isEmpty()) {
      SideBelief.OfVersion first = episode.belief().versions().getFirst();
      out.println(
          "  "
              + words.say(
                  "app.judge.where",
                  Because.metres(first.stationMetres()),
                  text(first.version().text()),
                  text(near)));
    }
    // Where nobody can tell on which side it was, a figure would say that somebody can.
    if (episode.belief().verdict() != SideBelief.Verdict.CANNOT_TELL) {
      past(episode, words, out);
    }
    Causes causes = episode.gravest().causes();
    out.println(
        "  "
            + words.say(
                "app.judge.doubt",
                Because.metres(causes.placeMetres()),
                Because.metres(causes.drawingMetres()),
                Because.metres(causes.versionsMetres())));
    for (Because remark : episode.remarks()) {
      out.println("  " + words.say(remark));
    }
    for (Because part : episode.because().parts()) {
      for (Because below : part.parts()) {
        out.println("    " + words.say(below));
      }
    }
  }

  private static void past(Episode episode, Words words, PrintWriter out) {
    out.println(
        "  "
            + words.say(
                "app.judge.past",
                Because.percent(episode.everPast()),
                Because.percent(episode.belief().pastByRule()),
                Because.percent(episode.belief().pastAll())));
    if (episode.crossing() instanceof Episode.CrossedWithin crossed) {
      out.println(
          "  "
              + words.say(
                  "app.judge.crossed",
                  new Because.Time(crossed.from()),
                  new Because.Time(crossed.to()),
                  Because.metres(crossed.fromMetres()),
                  Because.metres(crossed.toMetres())));
    }
  }
}
