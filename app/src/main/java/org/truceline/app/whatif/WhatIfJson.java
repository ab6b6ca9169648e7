package org.truceline.app.whatif;

import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.truceline.app.Language;
import org.truceline.app.PlaceNames;
import org.truceline.line.Rule;
import org.truceline.line.Version;
import org.truceline.watch.Episode;
import org.truceline.watch.Grade;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a proposal would have meant as JSON objects, one a line: an interface, documented in
 * docs/reference/what-if-json.md.
 */
public final class WhatIfJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private WhatIfJson() {}

  private static String object(Consumer<JsonGenerator> writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      writing.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** One matter. */
  public static String of(Matter matter, PlaceNames names, Language language) {
    Episode gravest = matter.gravest();
    return object(json -> {
      json.writeStringProperty("change", matter.change().word());
      json.writeStringProperty("track", matter.track());
      if (!gravest.party().isEmpty()) {
        json.writeStringProperty("party", gravest.party());
      }
      json.writeStringProperty("from", matter.from().toString());
      json.writeStringProperty("to", matter.to().toString());
      json.writeStringProperty("place", names.near(gravest.peak(), language));
      seen(json, "inForce", matter.inForce());
      seen(json, "proposed", matter.proposed());
    });
  }

  /** The sum, after all matters. */
  public static String of(WhatIfReport report) {
    Outcomes outcomes = report.outcomes();
    return object(json -> {
      json.writeStringProperty("mission", report.mission().id());
      proposal(json, report.proposal());
      json.writeBooleanProperty("whole", report.whole());
      json.writeNumberProperty("reports", report.reports());
      json.writeNumberProperty("setAside", report.setAside());
      json.writeNumberProperty("episodesInForce", outcomes.episodes(Under.IN_FORCE));
      json.writeNumberProperty("episodesProposed", outcomes.episodes(Under.PROPOSED));
      json.writeName("changes");
      json.writeStartObject();
      for (Change change : Change.values()) {
        json.writeNumberProperty(change.word(), outcomes.count(change));
      }
      json.writeEndObject();
      json.writeName("grades");
      json.writeStartArray();
      for (Map.Entry<Outcomes.Step, Long> step : outcomes.steps().entrySet()) {
        json.writeStartObject();
        graded(json, "inForce", step.getKey().inForce());
        graded(json, "proposed", step.getKey().proposed());
        json.writeNumberProperty("count", step.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void proposal(JsonGenerator json, Proposal proposal) {
    json.writeName("proposed");
    json.writeStartObject();
    for (Version candidate : proposal.candidates()) {
      json.writeStringProperty("line", candidate.id().text());
      json.writeNumberProperty("lineSigmaMetres", candidate.sigmaMetres());
      json.writeBooleanProperty("beside", proposal.beside());
    }
    for (Rule rule : proposal.rules()) {
      json.writeStringProperty("rule", rule.name());
    }
    json.writeName("tolerances");
    json.writeStartArray();
    for (Proposal.Changed one : proposal.tolerances()) {
      json.writeStartObject();
      json.writeStringProperty("key", one.tolerance().key());
      json.writeNumberProperty("inForce", one.inForce());
      json.writeNumberProperty("proposed", one.proposed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void graded(JsonGenerator json, String name, Graded graded) {
    switch (graded) {
      case Graded.NoEpisode() -> json.writeNullProperty(name);
      case Graded.As(var grade) -> json.writeStringProperty(name, grade.word());
    }
  }

  private static void seen(JsonGenerator json, String name, Seen seen) {
    json.writeName(name);
    switch (seen) {
      case Seen.Nothing() -> json.writeNull();
      case Seen.Episodes(var count, var from, var to, var gravest) -> {
        json.writeStartObject();
        json.writeNumberProperty("episodes", count);
        json.writeStringProperty("from", from.toString());
        json.writeStringProperty("to", to.toString());
        gravest(json, gravest);
        json.writeEndObject();
      }
    }
  }

  private static void gravest(JsonGenerator json, Episode gravest) {
    json.writeStringProperty("grade", gravest.grade().word());
    json.writeNumberProperty("pPastByRule", Math.round(gravest.everPast() * 1e6) / 1e6);
    json.writeName("depthMetres");
    if (gravest.grade() == Grade.CANNOT_TELL) {
      json.writeNull();
    } else {
      json.writeStartObject();
      json.writeNumberProperty("low", millimetres(gravest.depth().low()));
      json.writeNumberProperty("mid", millimetres(gravest.depth().mid()));
      json.writeNumberProperty("high", millimetres(gravest.depth().high()));
      json.writeEndObject();
    }
    json.writeStringProperty("peakTime", gravest.peakTime().toString());
    json.writeNumberProperty("lon", gravest.peak().lonDegrees());
    json.writeNumberProperty("lat", gravest.peak().latDegrees());
  }

  private static double millimetres(double metres) {
    return Math.round(metres * 1_000) / 1_000.0;
  }
}
