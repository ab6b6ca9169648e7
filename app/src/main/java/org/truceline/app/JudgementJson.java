package org.truceline.app;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;
import org.truceline.app.episode.Radio;
import org.truceline.app.episode.Reasons;
import org.truceline.line.End;
import org.truceline.line.Rule;
import org.truceline.line.SideBelief;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Causes;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.Grade;
import org.truceline.watch.Judge;
import org.truceline.watch.Judgement;
import org.truceline.watch.Links;
import org.truceline.watch.SightingReport;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Judgements as one JSON object a line: an interface, documented in docs/reference/judge-json.md.
 */
final class JudgementJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Words words;
  private final Judge judge;
  private final Links links;

  JudgementJson(Words words, Judge judge, Links links) {
    this.words = words;
    this.judge = judge;
    this.links = links;
  }

  String of(Judgement judgement) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      Fix fix = judgement.fix();
      json.writeStartObject();
      json.writeStringProperty("track", fix.track());
      json.writeStringProperty("time", fix.time().toString());
      json.writeNumberProperty("lon", fix.place().lonDegrees());
      json.writeNumberProperty("lat", fix.place().latDegrees());
      if (!fix.party().isEmpty()) {
        json.writeStringProperty("party", fix.party());
      }
      json.writeStringProperty("grade", judgement.grade().word());
      belief(json, judge.asReported(fix), judgement.belief());
      json.writeNumberProperty("pPastAll", millionths(judgement.belief().pastAll()));
      json.writeNumberProperty("pPastByRule", millionths(judgement.belief().pastByRule()));
      believed(json, judgement);
      judgement.sighting().ifPresent(seen -> sighting(json, judgement, seen));
      json.writeStringProperty("radio", Radio.say(judgement, words));
      json.writeStringProperty("because", words.sayAll(Reasons.inFull(judgement, judge.policy())));
      json.writeEndObject();
    }
    return text.toString();
  }

  String of(Episode episode, PlaceNames names) {
    String nearest = names.near(episode.peak(), words.language());
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("track", episode.track());
      Set<String> linked = links.together(episode.track());
      if (linked.size() > 1) {
        json.writeName("linked");
        json.writeStartArray();
        linked.forEach(json::writeString);
        json.writeEndArray();
      }
      if (!episode.party().isEmpty()) {
        json.writeStringProperty("party", episode.party());
      }
      json.writeStringProperty("from", episode.from().toString());
      json.writeStringProperty("to", episode.to().toString());
      json.writeNumberProperty("fixes", episode.fixes());
      json.writeStringProperty("grade", episode.grade().word());
      json.writeName("depthMetres");
      if (episode.grade() == Grade.CANNOT_TELL) {
        json.writeNull();
      } else {
        json.writeStartObject();
        json.writeNumberProperty("low", millimetres(episode.depth().low()));
        json.writeNumberProperty("mid", millimetres(episode.depth().mid()));
        json.writeNumberProperty("high", millimetres(episode.depth().high()));
        json.writeEndObject();
      }
      json.writeStringProperty("peakTime", episode.peakTime().toString());
      json.writeNumberProperty("lon", episode.peak().lonDegrees());
      json.writeNumberProperty("lat", episode.peak().latDegrees());
      json.writeStringProperty("place", nearest);
      belief(json, judge.asReported(episode.gravest().fix()), episode.belief());
      boolean all =
          !(episode.belief().rule() instanceof Rule.AnyVersion
              || episode.belief().rule() instanceof Rule.OneVersion);
      json.writeNumberProperty(
          "pPastAll", millionths(all ? episode.everPast() : episode.belief().pastAll()));
      json.writeNumberProperty("pPastByRule", millionths(episode.everPast()));
      crossing(json, episode.crossing());
      json.writeName("reached");
      json.writeStartArray();
      for (Episode.Reached one : episode.reached()) {
        json.writeStartObject();
        json.writeStringProperty("grade", one.grade().word());
        json.writeStringProperty("time", one.time().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeName("expected");
      json.writeStartArray();
      episode.expected().forEach(json::writeString);
      json.writeEndArray();
      believed(json, episode.gravest());
      episode.gravest().sighting().ifPresent(seen -> sighting(json, episode.gravest(), seen));
      json.writeName("versions");
      json.writeStartArray();
      for (SideBelief.OfVersion one : episode.belief().versions()) {
        json.writeString(one.version().text());
      }
      json.writeEndArray();
      json.writeStringProperty(
          "radio", Radio.say(episode, names.nearest(episode.peak(), words.language()), words));
      json.writeStringProperty(
          "because", words.sayAll(Reasons.inFull(episode, nearest, judge.policy())));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void crossing(JsonGenerator json, Episode.Crossing crossing) {
    json.writeName("crossing");
    switch (crossing) {
      case Episode.NotCrossed() -> json.writeNull();
      case Episode.CrossedWithin(var from, var to, var fromMetres, var toMetres) -> {
        json.writeStartObject();
        json.writeStringProperty("from", from.toString());
        json.writeStringProperty("to", to.toString());
        json.writeNumberProperty("fromMetres", millimetres(fromMetres));
        json.writeNumberProperty("toMetres", millimetres(toMetres));
        json.writeEndObject();
      }
    }
  }

  private static void believed(JsonGenerator json, Judgement judgement) {
    json.writeName("believed");
    json.writeStartObject();
    json.writeNumberProperty("lon", sevenDigits(judgement.believed().lonDegrees()));
    json.writeNumberProperty("lat", sevenDigits(judgement.believed().latDegrees()));
    json.writeEndObject();
    Causes causes = judgement.causes();
    json.writeName("doubt");
    json.writeStartObject();
    json.writeNumberProperty("placeMetres", millimetres(causes.placeMetres()));
    json.writeNumberProperty("drawingMetres", millimetres(causes.drawingMetres()));
    json.writeNumberProperty("versionsMetres", millimetres(causes.versionsMetres()));
    json.writeNumberProperty("silenceSeconds", millimetres(causes.silenceSeconds()));
    json.writeNumberProperty("silenceMetres", millimetres(causes.silenceMetres()));
    json.writeEndObject();
  }

  /** What was seen, with the errors that were taken for it. */
  private static void sighting(JsonGenerator json, Judgement judgement, SightingReport seen) {
    json.writeName("sighting");
    json.writeStartObject();
    json.writeStringProperty("post", seen.post());
    json.writeNumberProperty("bearingDegrees", seen.bearingDegrees());
    json.writeNumberProperty("rangeMetres", seen.rangeMetres());
    if (judgement.fix().accuracy() instanceof Accuracy.Sighted taken) {
      json.writeNumberProperty("bearingSigmaDegrees", millimetres(taken.bearingSigmaDegrees()));
      json.writeNumberProperty("rangeSigmaMetres", millimetres(taken.rangeSigmaMetres()));
      json.writeNumberProperty("semiMajorMetres", millimetres(judgement.error().semiMajorMetres()));
      json.writeNumberProperty("semiMinorMetres", millimetres(judgement.error().semiMinorMetres()));
      json.writeNumberProperty(
          "orientationDegrees", millimetres(judgement.error().orientationDegrees()));
    }
    json.writeName("count");
    count(json, seen.count());
    text(json, "seen", seen.seen());
    text(json, "carried", seen.carried());
    text(json, "observer", seen.observer());
    json.writeEndObject();
  }

  private static void count(JsonGenerator json, SightingReport.Count count) {
    switch (count) {
      case SightingReport.Count.NotCounted() -> json.writeNull();
      case SightingReport.Count.Between(var low, var high) -> {
        json.writeStartObject();
        json.writeNumberProperty("low", low);
        json.writeNumberProperty("high", high);
        json.writeEndObject();
      }
      case SightingReport.Count.About(var figure, var low, var high) -> {
        json.writeStartObject();
        json.writeNumberProperty("low", low);
        json.writeNumberProperty("about", figure);
        json.writeNumberProperty("high", high);
        json.writeEndObject();
      }
      case SightingReport.Count.AtLeast(var low) -> {
        json.writeStartObject();
        json.writeNumberProperty("low", low);
        json.writeNullProperty("high");
        json.writeEndObject();
      }
    }
  }

  private static void text(JsonGenerator json, String name, String text) {
    if (!text.isEmpty()) {
      json.writeStringProperty(name, text);
    }
  }

  private static double sevenDigits(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }

  /** Offsets and stations of the place as reported, and the probabilities of the belief. */
  private static void belief(JsonGenerator json, SideBelief reported, SideBelief belief) {
    json.writeName("offsetMetres");
    json.writeStartObject();
    for (SideBelief.OfVersion one : reported.versions()) {
      if (one.end() == End.NONE) {
        json.writeNumberProperty(one.version().text(), millimetres(one.offsetMetres()));
      } else {
        json.writeNullProperty(one.version().text());
      }
    }
    json.writeEndObject();
    json.writeName("stationMetres");
    json.writeStartObject();
    for (SideBelief.OfVersion one : reported.versions()) {
      json.writeNumberProperty(one.version().text(), millimetres(one.stationMetres()));
    }
    json.writeEndObject();
    json.writeName("pPast");
    json.writeStartObject();
    for (SideBelief.OfVersion one : belief.versions()) {
      json.writeNumberProperty(one.version().text(), millionths(one.pastProbability()));
    }
    json.writeEndObject();
    json.writeStringProperty("past", belief.past().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("rule", belief.rule().name());
    if (!belief.decidedBy().isEmpty()) {
      json.writeStringProperty("marker", belief.decidedBy());
    }
  }

  private static double millimetres(double metres) {
    return Math.round(metres * 1_000) / 1_000.0;
  }

  private static double millionths(double probability) {
    return Math.round(probability * 1_000_000) / 1_000_000.0;
  }
}
