package org.truceline.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.truceline.line.Line;
import org.truceline.terms.Place;

/**
 * Writes a file of made-up tracks, one.geojson and two.geojson (two versions of 10,000 vertices, 40
 * m apart), for timing whole runs of {@code truceline judge --line}.
 */
public final class MadeUpRows {
  private static final int VERTICES = 10_000;
  private static final int FIXES_IN_TRACK = 10_000;
  private static final double WITHIN_METRES = 5_000;
  private static final double SPEED = 1.4; // metres in a second
  private static final double METRES_IN_DEGREE = 111_000;

  private MadeUpRows() {}

  /** Arguments: the folder to write to, and the number of rows. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    long rows = Long.parseLong(args[1]);
    Files.createDirectories(folder);
    Line one = Line.of(MadeUp.course(VERTICES, 0));
    write(folder.resolve("one.geojson"), one.places());
    write(folder.resolve("two.geojson"), MadeUp.course(VERTICES, 40));
    SplittableRandom random = new SplittableRandom(MadeUp.SEED + 2);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("rows.csv"))) {
      csv.write("track,time,lon,lat,sigma_m,party\n");
      for (long row = 0; row < rows; ) {
        row = track(one, random, start, row, Math.min(rows, row + FIXES_IN_TRACK), csv);
      }
    }
  }

  /** A walk that starts somewhere about the line, turns a little every second and turns back. */
  private static long track(
      Line line, SplittableRandom random, Instant start, long from, long to, BufferedWriter csv)
      throws IOException {
    Place home = line.placeAt(random.nextDouble() * line.lengthMetres());
    double cos = Math.cos(Math.toRadians(home.latDegrees()));
    double x = WITHIN_METRES * (2 * random.nextDouble() - 1) / 2;
    double y = WITHIN_METRES * (2 * random.nextDouble() - 1) / 2;
    double heading = 2 * Math.PI * random.nextDouble();
    for (long row = from; row < to; row++) {
      heading += 0.2 * random.nextGaussian();
      if (Math.hypot(x, y) > WITHIN_METRES - 100) {
        heading = Math.atan2(-y, -x);
      }
      x += SPEED * Math.cos(heading);
      y += SPEED * Math.sin(heading);
      csv.write(
          String.format(
              Locale.ROOT,
              "track-%d,%s,%.6f,%.6f,5,\n",
              from / FIXES_IN_TRACK,
              start.plusSeconds(row - from),
              home.lonDegrees() + x / (METRES_IN_DEGREE * cos),
              home.latDegrees() + y / METRES_IN_DEGREE));
    }
    return to;
  }

  private static void write(Path file, List<Place> places) throws IOException {
    StringBuilder text = new StringBuilder("{\"type\":\"LineString\",\"coordinates\":[");
    for (Place place : places) {
      text.append(
          String.format(Locale.ROOT, "[%.7f,%.7f],", place.lonDegrees(), place.latDegrees()));
    }
    text.setLength(text.length() - 1);
    Files.writeString(file, text.append("]}\n"));
  }
}
