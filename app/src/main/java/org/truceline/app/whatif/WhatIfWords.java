package org.truceline.app.whatif;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.app.Words;
import org.truceline.app.episode.Reasons;
import org.truceline.app.mission.Tolerance;
import org.truceline.line.Rule;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.watch.Grade;

/** What the table and the page both say of a proposal. */
final class WhatIfWords {
  private final Words words;

  WhatIfWords(Words words) {
    this.words = words;
  }

  /** What is proposed, sentence by sentence. */
  List<String> proposed(Proposal proposal) {
    List<String> said = new ArrayList<>();
    for (Version candidate : proposal.candidates()) {
      said.add(
          words.say(
              proposal.beside() ? "app.what-if.beside" : "app.what-if.alone",
              Because.text(candidate.id().text()),
              Because.metres(candidate.sigmaMetres())));
    }
    for (Rule rule : proposal.rules()) {
      said.add(words.say("app.what-if.rule", Because.text(rule.name())));
    }
    for (Proposal.Changed one : proposal.tolerances()) {
      said.add(
          words.say(
              "app.what-if.tolerance",
              Because.text(one.tolerance().key()),
              Because.text(Tolerance.plain(one.inForce())),
              Because.text(Tolerance.plain(one.proposed()))));
    }
    return said;
  }

  /** What it comes to, in one sentence. */
  String answer(Outcomes outcomes) {
    return words.say(
        "app.what-if.answer",
        Because.count(outcomes.count(Change.APPEARS)),
        Because.count(outcomes.count(Change.VANISHES)),
        Because.count(outcomes.count(Change.GRAVER)),
        Because.count(outcomes.count(Change.MILDER)),
        Because.count(outcomes.count(Change.STAYS)));
  }

  /** How many episodes there are under the one and the other, and of what. */
  String episodes(WhatIfReport report) {
    return words.say(
        "app.what-if.episodes",
        Because.count(report.outcomes().episodes(Under.IN_FORCE)),
        Because.count(report.outcomes().episodes(Under.PROPOSED)),
        Because.count(report.reports()));
  }

  /** What becomes of a matter. */
  String change(Change change) {
    return words.say(
        switch (change) {
          case APPEARS -> "app.what-if.appears";
          case VANISHES -> "app.what-if.vanishes";
          case GRAVER -> "app.what-if.graver";
          case MILDER -> "app.what-if.milder";
          case STAYS -> "app.what-if.stays";
        });
  }

  /** A grade, or that there is no episode. */
  String graded(Graded graded) {
    return switch (graded) {
      case Graded.NoEpisode() -> words.say("app.what-if.no-episode");
      case Graded.As(var grade) -> words.say(Reasons.grade(grade));
    };
  }

  /** When it was, the day once where there is but one. */
  String when(Matter matter) {
    boolean oneDay = day(matter.from()).equals(day(matter.to()));
    return words.say(
        "app.what-if.when",
        new Because.Clock(matter.from(), true),
        new Because.Clock(matter.to(), !oneDay));
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, words.zone());
  }

  /** A matter under one of the two: its grade, and more where there is more to say. */
  String seen(Seen seen) {
    String grade = graded(seen.graded());
    return findMore(seen)
        .map(more -> words.say("app.what-if.seen", Because.text(grade), Because.text(more)))
        .orElse(grade);
  }

  /** Where it can be told, how sure and how deep it was. */
  Optional<String> findMore(Seen seen) {
    return seen.findGravest()
        .filter(episode -> episode.grade() != Grade.CANNOT_TELL)
        .map(episode ->
            words.say(
                seen.episodes() == 1 ? "app.what-if.depth" : "app.what-if.depth-of-many",
                Because.percent(episode.everPast()),
                Because.metres(episode.depth().mid()),
                Because.metres(episode.depth().low()),
                Because.metres(episode.depth().high()),
                Because.count(seen.episodes())));
  }
}
