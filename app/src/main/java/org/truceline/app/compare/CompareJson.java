package org.truceline.app.compare;

import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Marker;
import org.truceline.line.Salient;
import org.truceline.terms.Place;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as JSON (docs/reference/compare.md). Lengths are rounded to millimetres. */
public final class CompareJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CompareJson() {}

  /** The text. */
  public static String of(CompareReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("mission", report.mission().id());
    root.put("notice", report.mission().notice().in(org.truceline.app.Language.EN));
    root.put("stepMetres", report.stepMetres());
    ArrayNode versions = root.putArray("versions");
    for (Mission.Drawing drawing : report.mission().drawings()) {
      versions
          .addObject()
          .put("id", drawing.version().id().text())
          .put("title", drawing.title().in(org.truceline.app.Language.EN))
          .put("lengthMetres", rounded(drawing.version().line().lengthMetres()))
          .put("vertices", drawing.version().line().places().size())
          .put("sigmaMetres", drawing.version().sigmaMetres())
          .put("judged", drawing.judged());
    }
    ArrayNode pairs = root.putArray("pairs");
    for (Comparison pair : report.pairs()) {
      pair(pairs.addObject(), pair);
    }
    ArrayNode salients = root.putArray("salients");
    for (Salient salient : report.salients()) {
      salient(salients.addObject(), salient);
    }
    root.put("identifiedMarkers", report.identifiedMarkers().size());
    ArrayNode markers = root.putArray("markers");
    for (Marker marker : report.identifiedMarkers()) {
      place(markers.addObject().put("number", marker.number()), marker.place());
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void pair(ObjectNode node, Comparison pair) {
    node.put("a", pair.a().text())
        .put("b", pair.b().text())
        .put("samples", pair.samples().size())
        .put("beyond", pair.beyond())
        .put("stepMetres", pair.stepMetres())
        .put("medianMetres", rounded(pair.medianMetres()))
        .put("p95Metres", rounded(pair.p95Metres()))
        .put("maxMetres", rounded(pair.maxMetres()))
        .put("stripHectares", rounded(pair.stripHectares()))
        .put("agreeShare", rounded(pair.agreeShare()))
        .put("leftShare", rounded(CompareReport.shareLeft(pair)));
    place(
        node.putObject("maxPlace").put("stationMetres", rounded(pair.maxAt().stationMetres())),
        pair.maxAt().place());
  }

  private static void salient(ObjectNode node, Salient salient) {
    node.put("version", salient.version().text())
        .put("pointsTo", salient.pointsTo().name().toLowerCase(java.util.Locale.ROOT))
        .put("fromMetres", rounded(salient.fromMetres()))
        .put("toMetres", rounded(salient.toMetres()))
        .put("depthMetres", rounded(salient.depthMetres()))
        .put("shortCutMetres", rounded(salient.shortCutMetres()))
        .put("hectares", rounded(salient.hectares()));
    place(node.putObject("tip"), salient.tip());
    place(node.putObject("from"), salient.from());
    place(node.putObject("to"), salient.to());
  }

  private static void place(ObjectNode node, Place place) {
    node.put("lon", Math.round(place.lonDegrees() * 1e7) / 1e7);
    node.put("lat", Math.round(place.latDegrees() * 1e7) / 1e7);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
