package org.truceline.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.truceline.terms.Place;

/** Measures where two versions differ. */
public final class Comparer {
  /** Versions agree at a station where their offset is below this many standard deviations. */
  public static final double AGREE_SIGMAS = 1.96;

  /** The most stations a comparison has; a shorter step on a long line is refused. */
  public static final int MOST_STATIONS = 2_000_000;

  private Comparer() {}

  /**
   * Compares b with a at stations every so many metres along a.
   *
   * @throws IllegalArgumentException if the step is not above zero, would give more than {@link
   *     #MOST_STATIONS}, or no station of a lies beside b
   */
  public static Comparison compare(Version a, Version b, double stepMetres) {
    double length = a.line().lengthMetres();
    if (!(stepMetres > 0) || length / stepMetres > MOST_STATIONS) {
      throw new IllegalArgumentException("a step of " + stepMetres + " m along " + length + " m");
    }
    List<Comparison.Sample> samples = new ArrayList<>();
    Locator locator = b.line().locator();
    int beyond = 0;
    int agreeing = 0;
    // A place on a is to the left of b where b is to the right of a, if both run the same way.
    int turn = opposed(a.line(), b.line()) ? 1 : -1;
    long stations = (long) Math.floor(length / stepMetres);
    for (long i = 0; i <= stations; i++) {
      double station = i * stepMetres;
      Place place = a.line().placeAt(station);
      locator.locate(place.lonDegrees(), place.latDegrees());
      if (locator.end() != End.NONE) {
        beyond++;
        continue;
      }
      double offset = turn * locator.offsetMetres();
      double sigma = Math.hypot(a.sigmaMetresAt(station), b.sigmaMetresAt(locator.stationMetres()));
      boolean agrees = Math.abs(offset) <= AGREE_SIGMAS * sigma;
      agreeing += agrees ? 1 : 0;
      samples.add(new Comparison.Sample(station, place, offset, sigma, agrees));
    }
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "no station of " + a.id() + " lies beside " + b.id() + ": they do not overlap");
    }
    return summed(a, b, stepMetres, samples, beyond, agreeing);
  }

  private static Comparison summed(
      Version a,
      Version b,
      double stepMetres,
      List<Comparison.Sample> samples,
      int beyond,
      int agreeing) {
    double[] widths = new double[samples.size()];
    int widest = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = samples.get(i).widthMetres();
      if (widths[i] > widths[widest]) {
        widest = i;
      }
    }
    double max = widths[widest];
    Arrays.sort(widths);
    return new Comparison(
        a.id(),
        b.id(),
        stepMetres,
        samples,
        beyond,
        quantile(widths, 0.5),
        quantile(widths, 0.95),
        max,
        samples.get(widest),
        stripHectares(a.line(), b.line()),
        (double) agreeing / widths.length);
  }

  /** The quantile of sorted values, between the two nearest of them. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** Whether one line runs against the other. */
  public static boolean opposed(Line a, Line b) {
    Line along = b.closed() && !a.closed() ? b : a;
    Line other = along.equals(a) ? b : a;
    Locator locator = along.locator();
    double first = stationOf(other, 1 / 6.0, locator);
    double middle = stationOf(other, 3 / 6.0, locator);
    double last = stationOf(other, 5 / 6.0, locator);
    if (!along.closed()) {
      return first > last;
    }
    return (first > middle && middle > last)
        || (middle > last && last > first)
        || (last > first && first > middle);
  }

  private static double stationOf(Line line, double share, Locator locator) {
    Place place = line.placeAt(share * line.lengthMetres());
    locator.locate(place.lonDegrees(), place.latDegrees());
    return locator.stationMetres();
  }

  /**
   * Area between two lines where both run, in hectares: the faces between them on the cylindrical
   * equal-area projection of the ellipsoid (J. P. Snyder, Map Projections: A Working Manual, USGS
   * 1395, eq. 10-1 and 3-12). Between two rings it is what lies in one of them only.
   */
  static double stripHectares(Line a, Line b) {
    double reference = a.places().getFirst().lonDegrees();
    boolean opposed = opposed(a, b);
    Coordinate[] first = common(a, b, opposed, reference);
    Coordinate[] second = common(b, a, opposed, reference);
    if (opposed) {
      CoordinateArrays.reverse(second);
    }
    if (first.length < 2 || second.length < 2) {
      return 0;
    }
    GeometryFactory factory = new GeometryFactory();
    if (a.closed() && b.closed()) {
      Geometry one = GeometryFixer.fix(factory.createPolygon(first));
      Geometry two = GeometryFixer.fix(factory.createPolygon(second));
      return OverlayNGRobust.overlay(one, two, OverlayNG.SYMDIFFERENCE).getArea() / 10_000;
    }
    LineString one = factory.createLineString(first);
    LineString two = factory.createLineString(second);
    LineString start = factory.createLineString(new Coordinate[] {first[0], second[0]});
    LineString finish =
        factory.createLineString(
            new Coordinate[] {first[first.length - 1], second[second.length - 1]});
    Geometry noded =
        factory.createGeometryCollection(new Geometry[] {one, two, start, finish}).union();
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(noded);
    double squareMetres = 0;
    for (Object face : polygonizer.getPolygons()) {
      squareMetres += ((Geometry) face).getArea();
    }
    return squareMetres / 10_000;
  }

  /** The part of a line that runs beside another, in its own direction, on the equal-area map. */
  private static Coordinate[] common(Line line, Line other, boolean opposed, double referenceLon) {
    double from = 0;
    double to = line.lengthMetres();
    if (!other.closed()) {
      Locator locator = line.locator();
      from = stationOf(other, opposed ? 1 : 0, locator);
      to = stationOf(other, opposed ? 0 : 1, locator);
    }
    CoordinateList kept = new CoordinateList();
    if (from < to) {
      walk(line, from, to, referenceLon, kept);
    } else if (line.closed()) {
      walk(line, from, line.lengthMetres(), referenceLon, kept);
      walk(line, 0, to, referenceLon, kept);
    }
    return kept.toCoordinateArray();
  }

  private static void walk(
      Line line, double from, double to, double referenceLon, CoordinateList kept) {
    kept.add(equalArea(line.placeAt(from), referenceLon), false);
    for (int i = 0; i <= line.lastVertex(); i++) {
      double station = line.station(i);
      if (station > from && station < to) {
        kept.add(equalArea(new Place(line.lon(i), line.lat(i)), referenceLon), false);
      }
    }
    kept.add(equalArea(line.placeAt(to), referenceLon), false);
  }

  private static Coordinate equalArea(Place place, double referenceLon) {
    double lon = Math.toRadians(Math.IEEEremainder(place.lonDegrees() - referenceLon, 360));
    double sin = Math.sin(Math.toRadians(place.latDegrees()));
    double e = Math.sqrt(Frame.ECCENTRICITY_SQUARED);
    double es = e * sin;
    double q =
        (1 - Frame.ECCENTRICITY_SQUARED)
            * (sin / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * e));
    return new Coordinate(Frame.SEMI_MAJOR_METRES * lon, Frame.SEMI_MAJOR_METRES * q / 2);
  }
}
