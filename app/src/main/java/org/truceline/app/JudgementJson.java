package org.truceline.app;

import java.io.StringWriter;
import java.util.Locale;
import org.truceline.line.End;
import org.truceline.line.SideBelief;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.FixJudgement;
import org.truceline.watch.Grade;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Judgements as one JSON object a line: an interface, documented in docs/reference/judge-json.md.
 */
final class JudgementJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Words words;

  JudgementJson(Words words) {
    this.words = words;
  }

  String of(FixJudgement judgement) {
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
      belief(json, judgement.belief());
      json.writeStringProperty("because", words.sayAll(judgement.because()));
      json.writeEndObject();
    }
    return text.toString();
  }

  String of(Episode episode, String nearest) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("track", episode.track());
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
      belief(json, episode.belief());
      json.writeName("versions");
      json.writeStartArray();
      for (SideBelief.OfVersion one : episode.belief().versions()) {
        json.writeString(one.version().text());
      }
      json.writeEndArray();
      json.writeStringProperty("because", words.sayAll(episode.because()));
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void belief(JsonGenerator json, SideBelief belief) {
    json.writeName("offsetMetres");
    json.writeStartObject();
    for (SideBelief.OfVersion one : belief.versions()) {
      if (one.end() == End.NONE) {
        json.writeNumberProperty(one.version().text(), millimetres(one.offsetMetres()));
      } else {
        json.writeNullProperty(one.version().text());
      }
    }
    json.writeEndObject();
    json.writeName("stationMetres");
    json.writeStartObject();
    for (SideBelief.OfVersion one : belief.versions()) {
      json.writeNumberProperty(one.version().text(), millimetres(one.stationMetres()));
    }
    json.writeEndObject();
    json.writeName("pPast");
    json.writeStartObject();
    for (SideBelief.OfVersion one : belief.versions()) {
      json.writeNumberProperty(one.version().text(), millionths(one.pastProbability()));
    }
    json.writeEndObject();
    json.writeNumberProperty("pPastAll", millionths(belief.pastAll()));
    json.writeNumberProperty("pPastByRule", millionths(belief.pastByRule()));
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
