package org.truceline.app.episode;

import java.util.ArrayList;
import java.util.List;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.watch.Causes;
import org.truceline.watch.Episode;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Grade;
import org.truceline.watch.Judgement;
import org.truceline.watch.Policy;

/**
 * All that a judgement rests on, in full for an inquiry: what was judged, by which threshold of the
 * mission's policy, against every version by which rule, with which doubt and from what, and by
 * which model.
 */
public final class Reasons {
  private Reasons() {}

  /**
   * All of an episode.
   *
   * @param near the place in words
   */
  public static Because inFull(Episode episode, String near, Policy policy) {
    Because said = episode.because();
    List<Because> parts = new ArrayList<>();
    parts.add(
        Because.of(
            "app.judge.when",
            new Because.Time(episode.from()),
            new Because.Time(episode.to()),
            Because.count(episode.fixes())));
    parts.add(graded(episode.grade(), episode.belief(), policy));
    if (episode.grade().compareTo(episode.gravest().grade()) > 0) {
      parts.add(Because.of("app.judge.together"));
    }
    if (episode.grade() != Grade.CANNOT_TELL) {
      parts.add(depth(episode.depth()));
    }
    if (!episode.belief().versions().isEmpty()) {
      SideBelief.OfVersion first = episode.belief().versions().getFirst();
      parts.add(
          Because.of(
              "app.judge.where",
              Because.metres(first.stationMetres()),
              Because.text(first.version().text()),
              Because.text(near)));
    }
    // Where nobody can tell on which side it was, a figure would say that somebody can.
    if (episode.belief().verdict() != SideBelief.Verdict.CANNOT_TELL) {
      past(episode, parts);
    }
    for (Episode.Reached one : episode.reached()) {
      parts.add(
          Because.of(
              "app.judge.reached",
              new Because.Phrase(grade(one.grade())),
              new Because.Time(one.time())));
    }
    parts.addAll(said.parts());
    parts.addAll(doubt(episode.gravest().causes(), policy));
    parts.add(model());
    return said.with(parts);
  }

  /** All of what is judged of one fix. */
  public static Because inFull(Judgement judgement, Policy policy) {
    Because said = judgement.because();
    List<Because> parts = new ArrayList<>();
    parts.add(graded(judgement.grade(), judgement.belief(), policy));
    parts.addAll(said.parts());
    parts.addAll(doubt(judgement.causes(), policy));
    return said.with(parts);
  }

  /** A grade as a word within a sentence. */
  public static Because grade(Grade grade) {
    return Because.of("app.grade." + grade.word());
  }

  private static Because depth(Episode.Depth depth) {
    return Because.of(
        "app.judge.depth",
        Because.metres(depth.mid()),
        Because.metres(depth.low()),
        Because.metres(depth.high()));
  }

  private static void past(Episode episode, List<Because> parts) {
    parts.add(
        Because.of(
            "app.judge.past",
            Because.percent(episode.everPast()),
            Because.percent(episode.belief().pastByRule()),
            Because.percent(episode.belief().pastAll())));
    if (episode.crossing() instanceof Episode.CrossedWithin crossed) {
      parts.add(
          Because.of(
              "app.judge.crossed",
              new Because.Time(crossed.from()),
              new Because.Time(crossed.to()),
              Because.metres(crossed.fromMetres()),
              Because.metres(crossed.toMetres())));
    }
  }

  /** The threshold that made the grade, by its name in the mission folder. */
  static Because graded(Grade grade, SideBelief belief, Policy policy) {
    Because.Value probable = Because.percent(policy.probableAt());
    Because.Value nearCertain = Because.percent(policy.nearCertainAt());
    Because.Value near = Because.metres(policy.nearMetres());
    Because.Value clear = Because.percent(policy.clearBelow());
    return switch (grade) {
      case CLEAR -> Because.of("app.graded.clear", near, clear);
      case NEAR -> Because.of("app.graded.near", near, clear, probable);
      case IN_STRIP -> Because.of("app.graded.in-strip", probable);
      case PROBABLE -> Because.of("app.graded.probable", probable, nearCertain);
      case NEAR_CERTAIN -> Because.of("app.graded.near-certain", nearCertain);
      case CANNOT_TELL -> cannotTell(belief, policy);
    };
  }

  private static Because cannotTell(SideBelief belief, Policy policy) {
    if (belief.verdict() == SideBelief.Verdict.CANNOT_TELL) {
      return Because.of("app.graded.beyond", Because.percent(SideBelief.BEYOND_LIMIT));
    }
    double across = 0;
    for (SideBelief.OfVersion one : belief.versions()) {
      across = Math.max(across, one.sigmaMetres());
    }
    return across > policy.vagueSigmaMetres()
        ? Because.of(
            "app.graded.vague", Because.metres(across), Because.metres(policy.vagueSigmaMetres()))
        : Because.of("app.graded.interference");
  }

  private static List<Because> doubt(Causes causes, Policy policy) {
    List<Because> doubt = new ArrayList<>();
    doubt.add(
        Because.of(
            "app.judge.doubt",
            Because.metres(causes.placeMetres()),
            Because.metres(causes.drawingMetres()),
            Because.metres(causes.versionsMetres())));
    if (causes.silenceSeconds() > 0) {
      doubt.add(
          Because.of(
              "app.judge.silence",
              Because.count(Math.round(causes.silenceSeconds())),
              Because.metres(causes.silenceMetres()),
              Because.count(Math.round(policy.silentAfterSeconds()))));
    }
    return doubt;
  }

  private static Because model() {
    return Because.of(
        "app.judge.model",
        Because.percent(ErrorModel.GROSS_SHARE),
        Because.metres(ErrorModel.GROSS_SIGMA_METRES));
  }
}
