package org.truceline.app.mission;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
import org.truceline.terms.Place;

/** Reads the markers of a mission folder. */
final class MarkerFile {
  static final String HEADER = "number,version,lon,lat,accuracy_m,status,last_seen,seen_by,source";

  /** A marker further than this from its version was not planted for it. */
  private static final double FURTHEST_METRES = 2_000;

  /** A line has some thousand markers; a file of more than this is another file. */
  private static final long LARGEST_BYTES = 16L << 20;

  private MarkerFile() {}

  static List<Marker> read(
      Path path, String file, List<Mission.Drawing> drawings, Findings findings) {
    List<String> lines;
    try {
      if (Files.size(path) > LARGEST_BYTES) {
        findings.error(file, 0, "", "mission.marker.too-large", Because.count(LARGEST_BYTES >> 20));
        return List.of();
      }
      lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      findings.error(file, 0, "", "mission.file-missing", Because.text(file));
      return List.of();
    } catch (MalformedInputException notText) {
      findings.error(file, 0, "", "mission.not-utf8");
      return List.of();
    } catch (IOException unreadable) {
      findings.error(
          file, 0, "", "mission.file-unreadable", Because.text(String.valueOf(unreadable)));
      return List.of();
    }
    if (lines.isEmpty()) {
      findings.error(file, 0, "", "mission.file-empty");
      return List.of();
    }
    String header = lines.getFirst();
    if (!(header.startsWith("\uFEFF") ? header.substring(1) : header).strip().equals(HEADER)) {
      findings.error(file, 1, "", "mission.marker.header", Because.text(HEADER));
      return List.of();
    }
    List<Marker> markers = new ArrayList<>();
    Set<String> numbers = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank()) {
        marker(line.split(",", -1), i + 1, file, drawings, findings, numbers, markers);
      }
    }
    return markers;
  }

  private static void marker(
      String[] fields,
      long line,
      String file,
      List<Mission.Drawing> drawings,
      Findings findings,
      Set<String> numbers,
      List<Marker> markers) {
    if (fields.length != 9) {
      findings.error(file, line, "", "mission.marker.fields", Because.count(fields.length));
      return;
    }
    String number = fields[0].strip();
    if (!numbers.add(number + " " + fields[1])) {
      findings.error(file, line, number, "mission.marker.twice", Because.text(number));
    }
    Marker.Status status;
    try {
      status = Marker.Status.valueOf(fields[5].strip().toUpperCase(Locale.ROOT).replace(' ', '_'));
    } catch (IllegalArgumentException unknown) {
      List<String> known = List.of("seen", "not seen", "destroyed", "moved", "doubtful");
      findings.error(
          file,
          line,
          number,
          "mission.marker.status",
          Because.text(fields[5]),
          Because.text(Nearest.of(fields[5], known)));
      return;
    }
    try {
      Place place =
          new Place(Double.parseDouble(fields[2].strip()), Double.parseDouble(fields[3].strip()));
      double sigma = Double.parseDouble(fields[4].strip());
      Marker marker = new Marker(number, new VersionId(fields[1].strip()), place, sigma, status);
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
