package org.truceline.app.desk;

import java.time.Instant;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.Report;
import org.truceline.watch.SightingReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report as it was understood, to the last bit, so that a replay need not read its original
 * again. The original stands beside it.
 */
final class ReportJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReportJson() {}

  /** A report as JSON. */
  static ObjectNode of(Report report) {
    ObjectNode node = NODES.objectNode();
    node.put("track", report.track());
    node.put("time", report.time().toString());
    put(node, "party", report.party());
    put(node, "source", report.source());
    switch (report) {
      case Fix fix -> fix(node, fix);
      case SightingReport sighting -> sighting(node, sighting);
    }
    return node;
  }

  private static void put(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  private static void fix(ObjectNode node, Fix fix) {
    node.put("lon", fix.place().lonDegrees());
    node.put("lat", fix.place().latDegrees());
    switch (fix.accuracy()) {
      case Accuracy.Unstated() -> {}
      case Accuracy.Stated(var ellipse) -> {
        node.put("major", ellipse.semiMajorMetres());
        node.put("minor", ellipse.semiMinorMetres());
        node.put("orientation", ellipse.orientationDegrees());
      }
      case Accuracy.Sighted sighted ->
          throw new IllegalStateException("a place worked out from a sighting is no report");
    }
    if (fix.alarm() != Fix.Alarm.NONE) {
      node.put("alarm", fix.alarm().name());
    }
  }

  private static void sighting(ObjectNode node, SightingReport seen) {
    node.put("post", seen.post());
    node.put("bearing", seen.bearingDegrees());
    sigma(node, "bearingSigma", seen.bearingSigma());
    node.put("range", seen.rangeMetres());
    sigma(node, "rangeSigma", seen.rangeSigma());
    switch (seen.count()) {
      case SightingReport.Count.NotCounted() -> {}
      case SightingReport.Count.Between(var low, var high) ->
          node.putObject("count").put("low", low).put("high", high);
      case SightingReport.Count.About(var figure, var low, var high) ->
          node.putObject("count").put("about", figure).put("low", low).put("high", high);
      case SightingReport.Count.AtLeast(var low) -> node.putObject("count").put("low", low);
    }
    put(node, "seen", seen.seen());
    put(node, "carried", seen.carried());
    put(node, "observer", seen.observer());
  }

  private static void sigma(ObjectNode node, String name, SightingReport.Sigma sigma) {
    if (sigma instanceof SightingReport.Sigma.Stated(var value)) {
      node.put(name, value);
    }
  }

  /** The report that this JSON was written of. */
  static Report report(JsonNode node) {
    return node.has("post") ? sighting(node) : fix(node);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null ? "" : value.asString();
  }

  private static Fix fix(JsonNode node) {
    Accuracy accuracy =
        node.has("major")
            ? Accuracy.stated(
                new ErrorEllipse(
                    node.get("major").asDouble(),
                    node.get("minor").asDouble(),
                    node.get("orientation").asDouble()))
            : Accuracy.unstated();
    return new Fix(
        text(node, "track"),
        Instant.parse(text(node, "time")),
        Place.lonLat(node.get("lon").asDouble(), node.get("lat").asDouble()),
        accuracy,
        text(node, "party"),
        text(node, "source"),
        node.has("alarm") ? Fix.Alarm.valueOf(text(node, "alarm")) : Fix.Alarm.NONE);
  }

  private static SightingReport sighting(JsonNode node) {
    return new SightingReport(
        text(node, "track"),
        Instant.parse(text(node, "time")),
        text(node, "post"),
        node.get("bearing").asDouble(),
        sigma(node, "bearingSigma"),
        node.get("range").asDouble(),
        sigma(node, "rangeSigma"),
        count(node.get("count")),
        text(node, "seen"),
        text(node, "carried"),
        text(node, "observer"),
        text(node, "party"),
        text(node, "source"));
  }

  private static SightingReport.Sigma sigma(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null
        ? new SightingReport.Sigma.Unstated()
        : new SightingReport.Sigma.Stated(value.asDouble());
  }

  private static SightingReport.Count count(@org.jspecify.annotations.Nullable JsonNode node) {
    if (node == null) {
      return new SightingReport.Count.NotCounted();
    }
    int low = node.get("low").asInt();
    if (!node.has("high")) {
      return new SightingReport.Count.AtLeast(low);
    }
    int high = node.get("high").asInt();
    return node.has("about")
        ? new SightingReport.Count.About(node.get("about").asInt(), low, high)
        : new SightingReport.Count.Between(low, high);
  }
}
