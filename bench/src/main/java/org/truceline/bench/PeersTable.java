package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Prints the table of the peers from the files that they left in a folder: {@code jmh.json}, {@code
 * runs-PEER.csv} with lines {@code name,fixesPerSecond}, {@code reference.csv} and {@code
 * answers-NAME.csv}.
 */
final class PeersTable {
  /**
   * A row.
   *
   * @param name under which its runs were written
   * @param answers the file of answers with its errors
   * @param words what it is, for the reader
   */
  private record Row(String name, String answers, String words) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("truceline", "truceline", "Truceline, Locator"),
          new Row("jtsFacets", "jts-facets", "JTS, IndexedFacetDistance"),
          new Row(
              "jtsFacetsScaled",
              "jts-facets-scaled",
              "JTS, IndexedFacetDistance, divided by the plane's scale"),
          new Row(
              "jtsFacetsProjectedBefore",
              "jts-facets",
              "JTS, IndexedFacetDistance, projected before"),
          new Row("jtsSegments", "jts-segments", "JTS, STRtree of segments"),
          new Row(
              "jtsSegmentsProjectedBefore",
              "jts-segments",
              "JTS, STRtree of segments, projected before"),
          new Row("geos-segments", "geos-segments", "GEOS, STRtree of segments, projected before"),
          new Row("geos-prepared", "geos-prepared", "GEOS, prepared line, projected before"),
          new Row(
              "postgis-geometry",
              "postgis-geometry",
              "PostGIS, geometry, <-> on segments, projected before"),
          new Row(
              "postgis-transform",
              "postgis-transform",
              "PostGIS, geometry, <-> on segments, ST_Transform of each fix"),
          new Row("postgis-geography", "postgis-geography", "PostGIS, geography, <-> on segments"),
          new Row(
              "postgis-geography-line",
              "postgis-geography-line",
              "PostGIS, geography, ST_Distance to the whole line"));

  /** Answers without sides: distances, which are never negative. */
  private static final List<String> SIDELESS = List.of("geos-prepared", "postgis-geography-line");

  private PeersTable() {}

  /** The folder is the one argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, List<Double>> runs = runs(folder);
    List<double[]> reference = numbers(folder.resolve("reference.csv"));
    System.out.println(
        "| | fixes/s, median | lowest to highest | runs"
            + " | error, median | 99.9th percentile | largest | wrong side |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (Row row : ROWS) {
      PeerErrors errors =
          errors(reference, numbers(folder.resolve("answers-" + row.answers() + ".csv")));
      boolean sided = !SIDELESS.contains(row.answers());
      String sides = sided ? errors.wrongSides() + " of " + errors.beside() : "not told";
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %s | %s |%n",
          row.words(),
          speed(find(runs, row.name())),
          metres(errors.metres(0.5)),
          metres(errors.metres(0.999)),
          metres(errors.metres(1)),
          sides);
    }
    System.out.printf(
        Locale.ROOT,
        "%nProjecting the fixes onto the plane, alone, in Java: %,.0f fixes/s.%n",
        median(find(runs, "projectionAlone")));
    System.out.printf(
        Locale.ROOT,
        "Errors: of the distances of %,d fixes to two versions, against GeographicLib.%n",
        reference.size());
  }

  private static List<Double> find(Map<String, List<Double>> runs, String name) {
    List<Double> found = runs.getOrDefault(name, List.of());
    if (found.isEmpty()) {
      throw new IllegalStateException("no runs of " + name);
    }
    return found;
  }

  private static Map<String, List<Double>> runs(Path folder) throws IOException {
    Map<String, List<Double>> runs = new TreeMap<>();
    for (JsonNode benchmark :
        new ObjectMapper().readTree(Files.readString(folder.resolve("jmh.json")))) {
      String name = benchmark.get("benchmark").stringValue();
      List<Double> speeds = new ArrayList<>();
      for (JsonNode fork : benchmark.get("primaryMetric").get("rawData")) {
        fork.forEach(iteration -> speeds.add(iteration.doubleValue()));
      }
      runs.put(name.substring(name.lastIndexOf('.') + 1), speeds);
    }
    try (var files = Files.newDirectoryStream(folder, "runs-*.csv")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          int comma = line.indexOf(',');
          runs.computeIfAbsent(line.substring(0, comma), name -> new ArrayList<>())
              .add(Double.parseDouble(line.substring(comma + 1)));
        }
      }
    }
    return runs;
  }

  private static List<double[]> numbers(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static PeerErrors errors(List<double[]> reference, List<double[]> answers) {
    if (reference.size() != answers.size()) {
      throw new IllegalStateException(
          answers.size() + " answers for " + reference.size() + " fixes");
    }
    var errors = new PeerErrors();
    for (int i = 0; i < answers.size(); i++) {
      double[] expected = reference.get(i);
      double[] found = answers.get(i);
      if (found[0] != expected[0]) {
        throw new IllegalStateException("answer " + i + " is of fix " + found[0]);
      }
      errors.add(new GeodesicReference.Answer(expected[1], (int) expected[2]), found[1]);
      errors.add(new GeodesicReference.Answer(expected[3], (int) expected[4]), found[2]);
    }
    return errors;
  }

  private static String speed(List<Double> speeds) {
    return String.format(
        Locale.ROOT,
        "%,.0f | %,.0f to %,.0f | %d",
        median(speeds),
        speeds.stream().min(Double::compare).orElseThrow(),
        speeds.stream().max(Double::compare).orElseThrow(),
        speeds.size());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String metres(double value) {
    return value < 0.000_001
        ? "under 0.000001 m"
        : String.format(Locale.ROOT, value < 0.001 ? "%.6f m" : "%.4f m", value);
  }
}
