package org.truceline.app.mission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.terms.Because;
import org.truceline.terms.Place;
import tools.jackson.databind.JsonNode;

/** Reads the area of an activity from a GeoJSON file, and looks over areas. */
final class AreaFile {
  /** Everybody who is told of an area can hold a map beside it; more corners are another file. */
  private static final int MOST_CORNERS = 1_000;

  private AreaFile() {}

  /** The corners of the one polygon in a file, in order; none where findings say why. */
  static List<Place> read(Path path, String name, Findings findings) {
    Optional<JsonNode> root = LineFile.tree(path, name, findings);
    if (root.isEmpty()) {
      return List.of();
    }
    List<JsonNode> polygons = new ArrayList<>();
    gather(root.get(), polygons);
    if (polygons.size() != 1 || polygons.getFirst().size() != 1) {
      findings.error(name, 0, "", "mission.area.not-one", Because.count(polygons.size()));
      return List.of();
    }
    List<Place> corners = new ArrayList<>();
    for (JsonNode at : polygons.getFirst().path(0)) {
      double lon = at.path(0).isNumber() ? at.path(0).doubleValue() : Double.NaN;
      double lat = at.path(1).isNumber() ? at.path(1).doubleValue() : Double.NaN;
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
        findings.error(
            name,
            0,
            "",
            "mission.area.corner",
            Because.count(corners.size()),
            Because.text(LineFile.shortened(at.toString())));
        return List.of();
      }
      corners.add(new Place(lon, lat));
    }
    if (corners.isEmpty()) {
      findings.error(name, 0, "", "mission.area.few", Because.count(0));
    }
    return corners;
  }

  private static void gather(JsonNode node, List<JsonNode> polygons) {
    switch (node.path("type").asString("")) {
      case "FeatureCollection" -> node.path("features").forEach(one -> gather(one, polygons));
      case "Feature" -> gather(node.path("geometry"), polygons);
      case "Polygon" -> polygons.add(node.path("coordinates"));
      case "MultiPolygon" -> node.path("coordinates").forEach(polygons::add);
      default -> {}
    }
  }

  /** What is wrong with corners, if anything is; a first corner that is repeated is left out. */
  static Optional<Because> flaw(List<Place> corners) {
    if (corners.size() < 3) {
      return Optional.of(Because.of("mission.area.few", Because.count(corners.size())));
    }
    if (corners.size() > MOST_CORNERS) {
      return Optional.of(
          Because.of(
              "mission.area.many", Because.count(corners.size()), Because.count(MOST_CORNERS)));
    }
    double west = 0;
    double east = 0;
    for (Place corner : corners) {
      west = Math.min(west, lon(corners, corner));
      east = Math.max(east, lon(corners, corner));
    }
    if (east - west >= 180) {
      return Optional.of(Because.of("mission.area.wide"));
    }
    int size = corners.size();
    for (int i = 0; i < size; i++) {
      for (int k = i + 2; k < size; k++) {
        boolean neighbours = i == 0 && k == size - 1;
        if (!neighbours && cross(corners, i, k)) {
          return Optional.of(
              Because.of("mission.area.crosses", Because.count(i), Because.count(k)));
        }
      }
    }
    return Optional.empty();
  }

  /** The corners without a last one that closes the ring. */
  static List<Place> open(List<Place> corners) {
    boolean closed = corners.size() > 1 && corners.getFirst().equals(corners.getLast());
    return closed ? corners.subList(0, corners.size() - 1) : corners;
  }

  private static double lon(List<Place> corners, Place corner) {
    return Math.IEEEremainder(corner.lonDegrees() - corners.getFirst().lonDegrees(), 360);
  }

  /** Whether two sides that are not neighbours touch or cross. */
  private static boolean cross(List<Place> corners, int i, int k) {
    Place a = corners.get(i);
    Place b = corners.get((i + 1) % corners.size());
    Place c = corners.get(k);
    Place d = corners.get((k + 1) % corners.size());
    double abc = turn(corners, a, b, c);
    double abd = turn(corners, a, b, d);
    double cda = turn(corners, c, d, a);
    double cdb = turn(corners, c, d, b);
    if (abc == 0 && abd == 0) {
      return overlap(lon(corners, a), lon(corners, b), lon(corners, c), lon(corners, d))
          && overlap(a.latDegrees(), b.latDegrees(), c.latDegrees(), d.latDegrees());
    }
    return abc * abd <= 0 && cda * cdb <= 0;
  }

  private static boolean overlap(double a, double b, double c, double d) {
    return Math.max(Math.min(a, b), Math.min(c, d)) <= Math.min(Math.max(a, b), Math.max(c, d));
  }

  private static double turn(List<Place> corners, Place a, Place b, Place c) {
    double x = lon(corners, b) - lon(corners, a);
    double y = b.latDegrees() - a.latDegrees();
    double turn = x * (c.latDegrees() - a.latDegrees()) - y * (lon(corners, c) - lon(corners, a));
    // Products of tiny sides vanish; only the direction of the turn is asked for.
    return Math.signum(turn);
  }
}
