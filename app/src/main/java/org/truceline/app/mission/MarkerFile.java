package org.truceline.app.mission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.truceline.line.Marker;
import org.truceline.line.Offset;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.terms.Place;

/** Reads the markers of a mission folder. */
final class MarkerFile {
  static final String HEADER = "number,version,lon,lat,accuracy_m,status,last_seen,seen_by,source";

  /** A marker further than this from its version was not planted for it. */
  private static final double FURTHEST_METRES = 2_000;

  private MarkerFile() {}

  static List<Marker> read(
      Path path, String file, List<Mission.Drawing> drawings, Findings findings) {
    List<Marker> markers = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    for (TableFile.Row row :
        new TableFile(HEADER, Finding.Severity.ERROR, findings).read(path, file)) {
      marker(row, file, drawings, findings, numbers, markers);
    }
    return markers;
  }

  private static void marker(
      TableFile.Row row,
      String file,
      List<Mission.Drawing> drawings,
      Findings findings,
      Set<String> numbers,
      List<Marker> markers) {
    long line = row.line();
    String number = row.field(0);
    if (!numbers.add(number + " " + row.field(1))) {
      findings.error(file, line, number, "mission.marker.twice", Because.text(number));
    }
    Marker.Status status;
    try {
      status = Marker.Status.valueOf(row.field(5).toUpperCase(Locale.ROOT).replace(' ', '_'));
    } catch (IllegalArgumentException unknown) {
      List<String> known = List.of("seen", "not seen", "destroyed", "moved", "doubtful");
      findings.error(
          file,
          line,
          number,
          "mission.marker.status",
          Because.text(row.field(5)),
          Because.text(Nearest.of(row.field(5), known)));
      return;
    }
    try {
      Place place = new Place(Double.parseDouble(row.field(2)), Double.parseDouble(row.field(3)));
      double sigma = Double.parseDouble(row.field(4));
      Marker marker = new Marker(number, new VersionId(row.field(1)), place, sigma, status);
      markers.add(marker);
      near(marker, line, file, drawings, findings);
    } catch (IllegalArgumentException bad) {
      findings.error(
          file, line, number, "mission.marker.bad", Because.text(String.valueOf(bad.getMessage())));
    }
  }

  private static void near(
      Marker marker, long line, String file, List<Mission.Drawing> drawings, Findings findings) {
    List<String> ids = new ArrayList<>();
    for (Mission.Drawing drawing : drawings) {
      ids.add(drawing.version().id().text());
      if (drawing.version().id().equals(marker.version())) {
        double metres =
            switch (drawing.version().line().offset(marker.place())) {
              case Offset.Beside beside -> Math.abs(beside.metres());
              case Offset.Beyond beyond -> beyond.metres();
            };
        if (metres > FURTHEST_METRES) {
          findings.warning(
              file,
              line,
              marker.number(),
              "mission.marker.far",
              Because.text(marker.version().text()),
              Because.metres(metres));
        }
        return;
      }
    }
    findings.error(
        file,
        line,
        marker.number(),
        "mission.version-unknown",
        Because.text(marker.version().text()),
        Because.text(Nearest.of(marker.version().text(), ids)));
  }
}
