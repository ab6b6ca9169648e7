package org.truceline.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.app.compare.CompareCsv;
import org.truceline.app.compare.CompareGpx;
import org.truceline.app.compare.CompareJson;
import org.truceline.app.compare.CompareKml;
import org.truceline.app.compare.ComparePage;
import org.truceline.app.compare.CompareReport;
import org.truceline.app.compare.CompareTable;
import org.truceline.app.geopackage.GeoPackageWriter;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparer;
import org.truceline.line.Comparison;
import org.truceline.line.Salient;
import org.truceline.line.Salients;
import org.truceline.line.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline compare}: where the versions of a line differ, and by how much. */
@Command(name = "compare")
final class CompareCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "MISSION", descriptionKey = "MISSION")
  Path mission = Path.of(".");

  @Option(names = "--step", paramLabel = "METRES", defaultValue = "100")
  double step = 100;

  @Option(names = "--all")
  boolean all;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--csv", paramLabel = "FILE")
  List<Path> csv = new ArrayList<>();

  @Option(names = "--gpx", paramLabel = "FILE")
  List<Path> gpx = new ArrayList<>();

  @Option(names = "--kml", paramLabel = "FILE")
  List<Path> kml = new ArrayList<>();

  @Option(names = "--gpkg", paramLabel = "FILE")
  List<Path> gpkg = new ArrayList<>();

  @Option(names = "--html", paramLabel = "FILE")
  List<Path> html = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (!(step >= 1)) {
      throw Wrong.usage(words().say("app.compare.step"));
    }
    CompareReport report = report(mission(mission), step, all);
    files(report);
    if (json) {
      out().println(CompareJson.of(report));
    } else {
      CompareTable.print(report, words(), out());
    }
    return 0;
  }

  private void files(CompareReport report) throws IOException {
    for (Path file : csv) {
      try (Writer writer = Files.newBufferedWriter(file)) {
        CompareCsv.write(report, writer);
      }
      written(file);
    }
    for (Path file : gpx) {
      try (Writer writer = Files.newBufferedWriter(file)) {
        CompareGpx.write(report, words(), writer);
      }
      written(file);
    }
    for (Path file : kml) {
      try (Writer writer = Files.newBufferedWriter(file)) {
        CompareKml.write(report, words(), writer);
      }
      written(file);
    }
    for (Path file : gpkg) {
      GeoPackageWriter.write(report, file);
      written(file);
    }
    for (Path file : html) {
      page(report, words(), file);
      written(file);
    }
  }

  private void written(Path file) {
    err().println(words().say("compare.page.written", text(file.toString())));
  }

  /** Writes the page of a report. */
  static void page(CompareReport report, Words words, Path file) throws IOException {
    Basemap basemap = Basemap.read(report.mission().basemap());
    Files.writeString(file, ComparePage.of(report, basemap, words));
  }

  /** Compares every pair of versions, the first by precedence against each other. */
  static CompareReport report(Mission mission, double step, boolean all) {
    List<Version> versions = new ArrayList<>();
    for (Mission.Drawing drawing : mission.drawings()) {
      if (all || drawing.judged()) {
        versions.add(drawing.version());
      }
    }
    List<Comparison> pairs = new ArrayList<>();
    List<Salient> salients = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      salients.addAll(Salients.of(versions.get(i)));
      for (int k = i + 1; k < versions.size(); k++) {
        pairs.add(Comparer.compare(versions.get(i), versions.get(k), step));
      }
    }
    return new CompareReport(mission, step, pairs, salients);
  }
}
