package org.truceline.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.locationtech.jts.geom.Point;
import org.truceline.line.Locator;
import org.truceline.terms.Place;

/**
 * Writes the work of {@link PeersWork} into a folder, for the peers that are not Java, with the
 * reference's answers and those of Truceline and JTS.
 *
 * <ul>
 *   <li>{@code line-one.csv}, {@code line-two.csv}: seq,lon,lat,x,y
 *   <li>{@code fixes.csv}: id,lon,lat,x,y
 *   <li>{@code middle.csv}: lon,lat of the plane's middle
 *   <li>{@code reference.csv}: id,metres,side,metres,side, of the first and the second version
 *   <li>{@code answers-NAME.csv}: id,offset,offset: metres, positive on the left
 * </ul>
 */
final class PeersFiles {
  private final Path folder;
  private final int fixes;
  private final int checked;
  private final PeersWork work;

  private PeersFiles(Path folder, int fixes, int checked) {
    if (checked < 1 || checked > fixes) {
      throw new IllegalArgumentException(checked + " fixes to check, of " + fixes);
    }
    this.folder = folder;
    this.fixes = fixes;
    this.checked = checked;
    this.work = new PeersWork(fixes);
  }

  /**
   * Takes the folder, how many fixes, and how many of them, the first, have their errors told. Says
   * what the work is.
   */
  public static void main(String[] arguments) throws IOException {
    var files =
        new PeersFiles(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    files.writeCourse("line-one.csv", files.work.firstCourse);
    files.writeCourse("line-two.csv", files.work.secondCourse);
    files.writeFixes();
    files.writeReference();
    files.writeTruceline();
    files.writeJts();
    System.out.printf(
        Locale.ROOT,
        "seed %d, two versions of %,d vertices %.0f m apart, %,d fixes within %,.0f m of the first%n",
        MadeUp.SEED,
        PeersWork.VERTICES,
        PeersWork.SHIFT_METRES,
        files.fixes,
        PeersWork.WITHIN_METRES);
  }

  private void writeCourse(String name, List<Place> course) throws IOException {
    try (PrintWriter out = open(name)) {
      for (int i = 0; i < course.size(); i++) {
        Place place = course.get(i);
        work.plane.project(place.lonDegrees(), place.latDegrees());
        line(out, i, place.lonDegrees(), place.latDegrees(), work.plane.x(), work.plane.y());
      }
    }
  }

  private void writeFixes() throws IOException {
    try (PrintWriter out = open("fixes.csv")) {
      for (int i = 0; i < fixes; i++) {
        Place fix = fix(i);
        work.plane.project(fix.lonDegrees(), fix.latDegrees());
        line(out, i, fix.lonDegrees(), fix.latDegrees(), work.plane.x(), work.plane.y());
      }
    }
    try (PrintWriter out = open("middle.csv")) {
      out.println(work.middle.lonDegrees() + "," + work.middle.latDegrees());
    }
  }

  private void writeReference() throws IOException {
    var one = new GeodesicReference(work.firstCourse);
    var two = new GeodesicReference(work.secondCourse);
    try (PrintWriter out = open("reference.csv")) {
      for (int i = 0; i < checked; i++) {
        GeodesicReference.Answer first = one.answer(fix(i));
        GeodesicReference.Answer second = two.answer(fix(i));
        line(out, i, first.metres(), first.side(), second.metres(), second.side());
      }
    }
  }

  private void writeTruceline() throws IOException {
    Locator one = work.first.locator();
    Locator two = work.second.locator();
    // All are asked once before: a locator may answer by other means once it has been asked often,
    // and those are what the benchmark times.
    for (int i = 0; i < fixes; i++) {
      Place fix = fix(i);
      one.locate(fix.lonDegrees(), fix.latDegrees());
      two.locate(fix.lonDegrees(), fix.latDegrees());
    }
    try (PrintWriter out = open("answers-truceline.csv")) {
      for (int i = 0; i < checked; i++) {
        Place fix = fix(i);
        one.locate(fix.lonDegrees(), fix.latDegrees());
        two.locate(fix.lonDegrees(), fix.latDegrees());
        line(out, i, one.offsetMetres(), two.offsetMetres());
      }
    }
  }

  private void writeJts() throws IOException {
    var one = new JtsPeer(work.firstCourse, work.plane);
    var two = new JtsPeer(work.secondCourse, work.plane);
    writeJts("jts-facets", one, two, JtsPeer::offsetByFacets, false);
    writeJts("jts-facets-scaled", one, two, JtsPeer::offsetByFacets, true);
    writeJts("jts-segments", one, two, JtsPeer::offsetBySegments, false);
  }

  private void writeJts(
      String name,
      JtsPeer one,
      JtsPeer two,
      BiFunction<JtsPeer, Point, Double> offset,
      boolean dividedByScale)
      throws IOException {
    try (PrintWriter out = open("answers-" + name + ".csv")) {
      for (int i = 0; i < checked; i++) {
        Place fix = fix(i);
        work.plane.project(fix.lonDegrees(), fix.latDegrees());
        Point here = JtsPeer.point(work.plane.x(), work.plane.y());
        double scale = dividedByScale ? work.plane.scale() : 1;
        line(out, i, offset.apply(one, here) / scale, offset.apply(two, here) / scale);
      }
    }
  }

  private Place fix(int i) {
    return Place.lonLat(work.fixes[2 * i], work.fixes[2 * i + 1]);
  }

  private PrintWriter open(String name) throws IOException {
    return new PrintWriter(Files.newBufferedWriter(folder.resolve(name)));
  }

  /** Numbers are written so that they are read back to the last bit. */
  private static void line(PrintWriter out, int id, double... values) {
    out.print(id);
    for (double value : values) {
      out.print(',');
      out.print(value);
    }
    out.println();
  }
}
