package org.truceline.app.mission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the course of one version from a GeoJSON file. */
public final class LineFile {
  /** A larger file is not a drawing of one line. */
  private static final long LARGEST_BYTES = 256L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LineFile() {}

  /**
   * A line file by itself, outside a mission folder.
   *
   * @param findings what is wrong with it
   * @param places its places; fewer than two where findings say why
   */
  public record Alone(List<Finding> findings, List<Place> places) {
    public Alone {
      findings = List.copyOf(findings);
      places = List.copyOf(places);
    }
  }

  /** What a line file by itself is called: its name without the ending. */
  public static VersionId id(Path file) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return new VersionId(dot > 0 ? name.substring(0, dot) : name);
  }

  /** Reads a line file by itself. */
  public static Alone read(Path path) {
    Findings findings = new Findings();
    String name = path.toString();
    List<Place> places = read(path, name, findings);
    boolean usable = !places.isEmpty() && DrawingChecks.vertices(places, name, findings);
    return new Alone(findings.all(), usable ? places : List.of());
  }

  /** The places of the one line in a file; fewer than two where findings say why. */
  static List<Place> read(Path path, String name, Findings findings) {
    return tree(path, name, findings).map(root -> line(root, name, findings)).orElse(List.of());
  }

  /** A file of GeoJSON, or nothing where findings say why. */
  static Optional<JsonNode> tree(Path path, String name, Findings findings) {
    JsonNode root;
    try {
      if (Files.size(path) > LARGEST_BYTES) {
        findings.error(name, 0, "", "mission.line.too-large", Because.count(LARGEST_BYTES >> 20));
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(path)) {
        root = MAPPER.readTree(in);
      }
    } catch (NoSuchFileException missing) {
      findings.error(name, 0, "", "mission.file-missing", Because.text(name));
      return Optional.empty();
    } catch (JacksonIOException unreadable) {
      findings.error(
          name,
          0,
          "",
          "mission.file-unreadable",
          Because.text(String.valueOf(unreadable.getCause())));
      return Optional.empty();
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      findings.error(
          name,
          where == null ? 0 : where.getLineNr(),
          "",
          "mission.json-broken",
          Because.text(broken.getOriginalMessage()));
      return Optional.empty();
    } catch (IOException unreadable) {
      findings.error(
          name, 0, "", "mission.file-unreadable", Because.text(String.valueOf(unreadable)));
      return Optional.empty();
    }
    if (root.isMissingNode()) {
      findings.error(name, 0, "", "mission.file-empty");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private static List<Place> line(JsonNode root, String name, Findings findings) {
    List<JsonNode> lines = new ArrayList<>();
    gather(root, lines);
    if (lines.size() != 1) {
      findings.error(name, 0, "", "mission.line.not-one", Because.count(lines.size()));
      return List.of();
    }
    JsonNode coordinates = lines.getFirst();
    if (coordinates.isEmpty()) {
      findings.error(name, 0, "", "mission.line.too-few");
      return List.of();
    }
    List<Place> places = new ArrayList<>(coordinates.size());
    int bad = 0;
    boolean swapped = false;
    for (int i = 0; i < coordinates.size(); i++) {
      JsonNode at = coordinates.path(i);
      double lon = at.path(0).isNumber() ? at.path(0).doubleValue() : Double.NaN;
      double lat = at.path(1).isNumber() ? at.path(1).doubleValue() : Double.NaN;
      if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
        places.add(new Place(lon, lat));
        continue;
      }
      swapped |= Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
      if (bad++ < 5) {
        findings.error(
            name,
            0,
            "vertex " + i,
            "mission.line.bad-vertex",
            Because.count(i),
            Because.text(shortened(at.toString())));
      }
    }
    if (swapped) {
      findings.error(name, 0, "", "mission.line.swapped");
    }
    return bad == 0 ? places : List.of();
  }

  /** What a message quotes of something that may be long. */
  static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 79) + "…" : text;
  }

  private static void gather(JsonNode node, List<JsonNode> lines) {
    switch (node.path("type").asString("")) {
      case "FeatureCollection" -> node.path("features").forEach(one -> gather(one, lines));
      case "Feature" -> gather(node.path("geometry"), lines);
      case "LineString" -> lines.add(node.path("coordinates"));
      case "MultiLineString" -> node.path("coordinates").forEach(lines::add);
      default -> {}
    }
  }
}
