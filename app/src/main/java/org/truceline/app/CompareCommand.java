package org.truceline.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
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
import org.truceline.terms.Because;
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
  public Integer call() {
    if (!(step >= 1)) {
      throw Wrong.usage(words().say("app.compare.step"));
    }
    CompareReport report = report(mission(mission));
    files(report);
    if (json) {
      out().println(CompareJson.of(report));
    } else {
      CompareTable.print(report, words(), out(), Integer.MAX_VALUE);
    }
    return 0;
  }

  private void files(CompareReport report) {
    for (Path file : csv) {
      write(file, to -> text(to, writer -> CompareCsv.write(report, writer)));
    }
    for (Path file : gpx) {
      write(file, to -> text(to, writer -> CompareGpx.write(report, words(), writer)));
    }
    for (Path file : kml) {
      write(file, to -> text(to, writer -> CompareKml.write(report, words(), writer)));
    }
    for (Path file : gpkg) {
      write(file, to -> GeoPackageWriter.write(report, to));
    }
    for (Path file : html) {
      write(file, to -> page(report, words(), to));
    }
  }

  private interface TextWriting {
    void to(Writer writer) throws IOException;
  }

  private static void text(Path file, TextWriting writing) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      writing.to(writer);
    }
  }

  /** Writes the page of a report. */
  static void page(CompareReport report, Words words, Path file) throws IOException {
    Basemap basemap = Basemap.read(report.mission().basemap());
    Files.writeString(file, ComparePage.of(report, basemap, words));
  }

  private CompareReport report(Mission mission) {
    for (Mission.Drawing drawing : mission.drawings()) {
      double length = drawing.version().line().lengthMetres();
      if (length / step > Comparer.MOST_STATIONS) {
        throw Wrong.usage(
            words()
                .say(
                    "app.compare.too-many",
                    Because.metres(step),
                    text(drawing.version().id().text()),
                    Because.count(Comparer.MOST_STATIONS)));
      }
    }
    return report(
        mission,
        step,
        all,
        (a, b) ->
            err()
                .println(
                    words().say("app.compare.apart", text(a.id().text()), text(b.id().text()))));
  }

  /**
   * Compares every pair of versions, the first by precedence against each other.
   *
   * @param apart hears of pairs that do not run beside each other
   */
  static CompareReport report(
      Mission mission, double step, boolean all, BiConsumer<Version, Version> apart) {
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
        try {
          pairs.add(Comparer.compare(versions.get(i), versions.get(k), step));
        } catch (IllegalArgumentException nowhere) {
          apart.accept(versions.get(i), versions.get(k));
        }
      }
    }
    return new CompareReport(mission, step, pairs, salients);
  }
}
