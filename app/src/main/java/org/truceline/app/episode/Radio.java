package org.truceline.app.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.app.PlaceNames;
import org.truceline.app.Words;
import org.truceline.line.Rule;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Grade;
import org.truceline.watch.Judgement;

/**
 * A judgement in one sentence, to be said over a radio: who, how sure, when, how deep, where, by
 * which versions, and what else bears on it. It says what is known and never what should be done.
 */
public final class Radio {
  /** A longer sentence is not understood over a bad line; clauses that can be asked for go. */
  public static final int MOST_LETTERS = 220;

  /** Names from files are cut to so many letters. */
  private static final int MOST_NAME = 40;

  /** After so long a clock time alone does not say which day is meant. */
  private static final Duration WITH_DAY = Duration.ofHours(12);

  private static final double NEAR_METRES = 1_000;

  private Radio() {}

  /** An episode in one sentence. */
  public static String say(Episode episode, Optional<PlaceNames.Near> near, Words words) {
    List<Because> kept = new ArrayList<>();
    kept.add(main(episode));
    kept.addAll(depth(episode));
    List<Because> flags = flags(episode.remarks(), episode.expected(), "app.radio.silence-within");
    // What the versions say is of the gravest fix; where all fixes together say more, it is not
    // why.
    boolean byGravest = episode.gravest().grade().compareTo(episode.grade()) >= 0;
    List<Because> versions = byGravest ? versions(episode.grade(), episode.belief()) : List.of();
    List<Because> station = station(episode.belief());
    List<Because> place = near.map(Radio::place).stream().toList();
    String said = "";
    for (List<List<Because>> rest :
        List.of(
            List.of(place, station, versions, flags),
            List.of(station, versions, flags),
            List.of(station, flags))) {
      List<Because> clauses = new ArrayList<>(kept);
      rest.forEach(clauses::addAll);
      said = joined(clauses, words);
      if (said.length() <= MOST_LETTERS) {
        break;
      }
    }
    return said;
  }

  /** What is judged of one fix, in one short sentence. */
  public static String say(Judgement judgement, Words words) {
    List<Because> clauses = new ArrayList<>();
    Because when = Because.of("app.radio.at", clock(judgement.fix().time(), false));
    clauses.add(
        Because.of(
            "app.radio.grade." + judgement.grade().word(),
            name(judgement.fix().track()),
            new Because.Phrase(when)));
    if (judgement.grade() == Grade.CANNOT_TELL) {
      clauses.addAll(why(judgement.belief(), judgement.remarks()));
    } else {
      clauses.add(depth(judgement.depthMetres()));
    }
    clauses.addAll(station(judgement.belief()));
    clauses.addAll(flags(judgement.remarks(), List.of(), "app.radio.silence-before"));
    return joined(clauses, words);
  }

  private static String joined(List<Because> clauses, Words words) {
    Because said = clauses.getFirst();
    for (Because clause : clauses.subList(1, clauses.size())) {
      said = Because.of("app.radio.join", new Because.Phrase(said), new Because.Phrase(clause));
    }
    return words.say("app.radio.sentence", new Because.Phrase(said));
  }

  private static Because main(Episode episode) {
    Instant from = episode.from();
    if (episode.grade().compareTo(Grade.PROBABLE) >= 0
        && episode.crossing() instanceof Episode.CrossedWithin crossed
        && crossed.from().isAfter(from)) {
      from = crossed.from();
    }
    Instant to = episode.to().isBefore(from) ? from : episode.to();
    boolean day = Duration.between(from, to).compareTo(WITH_DAY) > 0;
    String key =
        Duration.between(from, to).toMinutes() < 1
            ? "app.radio.at"
            : episode.grade().crossing() ? "app.radio.sometime" : "app.radio.from-to";
    Because when = Because.of(key, clock(from, day), clock(to, day));
    return Because.of(
        "app.radio.grade." + episode.grade().word(),
        name(episode.track()),
        new Because.Phrase(when));
  }

  private static List<Because> depth(Episode episode) {
    if (episode.grade() == Grade.CANNOT_TELL) {
      return why(episode.belief(), episode.remarks());
    }
    Episode.Depth depth = episode.depth();
    if (depth.mid() < 0) {
      return List.of(Because.of("app.radio.closest", rough(-depth.mid())));
    }
    return List.of(
        depth.low() >= 0
            ? Because.of(
                "app.radio.deepest", rough(depth.mid()), rough(depth.low()), rough(depth.high()))
            : Because.of("app.radio.perhaps", rough(depth.mid()), rough(depth.high())));
  }

  private static Because depth(double metres) {
    return metres < 0
        ? Because.of("app.radio.short", rough(-metres))
        : Because.of("app.radio.deep", rough(metres));
  }

  /** Why nobody can tell: beyond an end, or too vague; else what bears on it says it. */
  private static List<Because> why(SideBelief belief, List<Because> remarks) {
    if (belief.verdict() == SideBelief.Verdict.CANNOT_TELL) {
      return List.of(Because.of("app.radio.beyond"));
    }
    if (speaks(remarks, INTERFERENCE)) {
      return List.of();
    }
    double across = 0;
    for (SideBelief.OfVersion one : belief.versions()) {
      across = Math.max(across, one.sigmaMetres());
    }
    return List.of(Because.of("app.radio.error", rough(across)));
  }

  private static Because place(PlaceNames.Near near) {
    return near.metres() < NEAR_METRES
        ? Because.of("app.radio.near", name(near.name()))
        : Because.of("app.radio.from", rough(near.metres()), name(near.name()));
  }

  private static List<Because> station(SideBelief belief) {
    if (belief.versions().isEmpty()) {
      return List.of();
    }
    SideBelief.OfVersion first = belief.versions().getFirst();
    return List.of(
        Because.of(
            "app.radio.station",
            new Because.Rough(first.stationMetres(), 100),
            name(first.version().text())));
  }

  private static List<Because> versions(Grade grade, SideBelief belief) {
    List<SideBelief.OfVersion> all = belief.versions();
    if (!grade.crossing() || all.isEmpty()) {
      return List.of();
    }
    if (!belief.decidedBy().isEmpty()) {
      return List.of(Because.of("app.radio.by-marker", name(belief.decidedBy())));
    }
    if (grade != Grade.IN_STRIP && belief.rule() instanceof Rule.OneVersion(var id)) {
      return List.of(Because.of("app.radio.by-one", name(id.text())));
    }
    List<SideBelief.OfVersion> passed =
        all.stream().filter(one -> one.pastProbability() >= SideBelief.SURE).toList();
    if (all.size() == 2 && passed.size() == 1) {
      SideBelief.OfVersion other = all.get(passed.contains(all.getFirst()) ? 1 : 0);
      return List.of(
          Because.of(
              "app.radio.past-one",
              name(passed.getFirst().version().text()),
              name(other.version().text())));
    }
    if (all.size() == 1) {
      return List.of(Because.of("app.radio.by-one", name(all.getFirst().version().text())));
    }
    if (passed.size() == all.size()) {
      return List.of(
          all.size() == 2
              ? Because.of("app.radio.by-both")
              : Because.of("app.radio.by-all", Because.count(all.size())));
    }
    return List.of(
        Because.of("app.radio.past-some", Because.count(passed.size()), Because.count(all.size())));
  }

  private static List<Because> flags(List<Because> remarks, List<String> expected, String silence) {
    List<Because> flags = new ArrayList<>();
    if (!expected.isEmpty()) {
      flags.add(Because.of("app.radio.expected", name(expected.getFirst())));
    }
    flag(flags, "app.radio.interference", remarks, INTERFERENCE);
    flag(flags, "app.radio.short-cut", remarks, List.of("watch.salient"));
    flag(flags, silence, remarks, List.of("watch.silence-before"));
    flag(flags, "app.radio.last-heard", remarks, List.of("watch.last-heard"));
    return flags;
  }

  /** Remarks that speak of interference. */
  private static final List<String> INTERFERENCE =
      List.of("watch.common-shift", "watch.alarm.spoofing", "watch.alarm.jamming");

  private static void flag(
      List<Because> flags, String key, List<Because> remarks, List<String> messages) {
    if (speaks(remarks, messages)) {
      flags.add(Because.of(key));
    }
  }

  private static boolean speaks(List<Because> remarks, List<String> messages) {
    return remarks.stream().anyMatch(remark -> messages.contains(remark.message()));
  }

  private static Because.Value clock(Instant time, boolean day) {
    return new Because.Clock(time, day);
  }

  /** A length to two digits: no more can be kept in mind, and the doubt leaves no more. */
  private static Because.Value rough(double metres) {
    double size = Math.max(1, Math.abs(metres));
    return new Because.Rough(metres, Math.max(1, Math.pow(10, Math.floor(Math.log10(size)) - 1)));
  }

  private static Because.Value name(String name) {
    int end =
        name.offsetByCodePoints(0, Math.min(MOST_NAME, name.codePointCount(0, name.length())));
    return Because.text(end < name.length() ? name.substring(0, end) + "…" : name);
  }
}
