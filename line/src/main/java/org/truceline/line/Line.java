package org.truceline.line;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicLine;
import net.sf.geographiclib.GeodesicMask;
import org.jspecify.annotations.Nullable;
import org.truceline.terms.Place;

/**
 * The course of a line: places joined by geodesics of WGS 84, in order. Left and right are those of
 * somebody who walks from the first place to the last. Immutable.
 */
public final class Line {
  /** Longer edges are cut, so that every piece is straight on its flat map to a millimetre. */
  private static final double LONGEST_PIECE_METRES = 4_000;

  /** A block reaches at most so far from its first vertex: its flat map stays true. */
  private static final double BLOCK_REACH_METRES = 5_000;

  static final double SHARP_TURN_DEGREES = 45;

  private static final double SHARP_TURN_TANGENT = Math.tan(Math.toRadians(SHARP_TURN_DEGREES));

  private final List<Place> places;
  private final double[] lons;
  private final double[] lats;
  private final double[] stations;
  private final byte[] outerSides;
  private final boolean closed;
  private volatile @Nullable Crossings crossings;
  final Frame.Cartesian start = new Frame.Cartesian();
  final Frame.Cartesian finish = new Frame.Cartesian();
  final Block[] blocks;
  final Spheres spheres;

  private Line(List<Place> places, Pieces pieces) {
    this.places = places;
    this.lons = pieces.lons();
    this.lats = pieces.lats();
    this.stations = pieces.stations();
    int last = lons.length - 1;
    this.closed = last > 2 && sameMeridian(lons[0], lons[last]) && lats[0] == lats[last];
    start.set(lons[0], lats[0]);
    finish.set(lons[last], lats[last]);
    this.blocks = cut(lons, lats);
    this.outerSides = outerSides();
    this.spheres = new Spheres(blocks);
  }

  /**
   * A line through these places.
   *
   * @throws IllegalArgumentException if fewer than two different places are given
   */
  public static Line of(List<Place> places) {
    List<Place> kept = List.copyOf(places);
    Pieces pieces = Pieces.of(kept);
    if (pieces.lons().length < 2) {
      throw new IllegalArgumentException("a line has at least two different places");
    }
    return new Line(kept, pieces);
  }

  /** The places it was made from. */
  public List<Place> places() {
    return places;
  }

  /** Its length along the ground, in metres. */
  public double lengthMetres() {
    return stations[stations.length - 1];
  }

  /** Whether it ends where it begins, and so has no ends. */
  public boolean closed() {
    return closed;
  }

  /** The place at a station, in metres from the start; stations outside the line give its ends. */
  public Place placeAt(double stationMetres) {
    int i = java.util.Arrays.binarySearch(stations, stationMetres);
    if (i >= 0) {
      return new Place(lons[i], lats[i]);
    }
    i = -i - 2;
    if (i < 0) {
      return new Place(lons[0], lats[0]);
    }
    if (i >= stations.length - 1) {
      return new Place(lons[lons.length - 1], lats[lats.length - 1]);
    }
    GeodesicLine edge =
        Geodesic.WGS84.InverseLine(
            lats[i],
            lons[i],
            lats[i + 1],
            lons[i + 1],
            GeodesicMask.DISTANCE_IN | GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
    return placeOn(edge, stationMetres - stations[i]);
  }

  /** Something that finds where places lie against this line; one for each thread. */
  public Locator locator() {
    return new Locator(this);
  }

  /** Where a place lies against the line. */
  public Offset offset(Place place) {
    Locator locator = locator();
    locator.locate(place.lonDegrees(), place.latDegrees());
    return locator.offset();
  }

  double station(int vertex) {
    return stations[vertex];
  }

  double lon(int vertex) {
    return lons[vertex];
  }

  double lat(int vertex) {
    return lats[vertex];
  }

  int lastVertex() {
    return lons.length - 1;
  }

  /**
   * 1 where the outside of a sharp turn is left, -1 right. 0 at a turn of less than {@link
   * #SHARP_TURN_DEGREES}: whoever stands out from the vertex there is on the same side of its
   * edges.
   */
  int outerSide(int vertex) {
    return outerSides[vertex];
  }

  /** Where the line crosses itself; found when first asked for. */
  Crossings crossings() {
    Crossings known = crossings;
    if (known == null) {
      known = Crossings.of(places);
      crossings = known;
    }
    return known;
  }

  private static boolean sameMeridian(double lon, double other) {
    return lon == other || (Math.abs(lon) == 180 && Math.abs(other) == 180);
  }

  private static Place placeOn(GeodesicLine edge, double metres) {
    var there = edge.Position(metres, GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
    return new Place(Math.max(-180, Math.min(180, there.lon2)), there.lat2);
  }

  private static Block[] cut(double[] lons, double[] lats) {
    List<Block> blocks = new ArrayList<>();
    var from = new Frame.Cartesian();
    var to = new Frame.Cartesian();
    int last = lons.length - 1;
    int start = 0;
    while (start < last) {
      from.set(lons[start], lats[start]);
      int end = start + 1;
      while (end < last) {
        to.set(lons[end + 1], lats[end + 1]);
        if (from.distance(to) > BLOCK_REACH_METRES) {
          break;
        }
        end++;
      }
      blocks.add(block(lons, lats, start, end));
      start = end;
    }
    return blocks.toArray(Block[]::new);
  }

  private static Block block(double[] lons, double[] lats, int start, int end) {
    int middle = (start + end) >>> 1;
    Frame frame = new Frame(lons[middle], lats[middle]);
    double[] xs = new double[end - start + 1];
    double[] ys = new double[end - start + 1];
    var there = new Frame.Cartesian();
    var onMap = new Frame.Point();
    for (int i = start; i <= end; i++) {
      there.set(lons[i], lats[i]);
      frame.project(there, onMap);
      xs[i - start] = onMap.x;
      ys[i - start] = onMap.y;
    }
    return new Block(start, frame, xs, ys);
  }

  private byte[] outerSides() {
    byte[] sides = new byte[lons.length];
    var there = new Frame.Cartesian();
    var before = new Frame.Point();
    var after = new Frame.Point();
    int last = lons.length - 1;
    for (int i = 0; i <= last; i++) {
      if (!closed && (i == 0 || i == last)) {
        continue;
      }
      int previous = i == 0 ? last - 1 : i - 1;
      int next = i == last ? 1 : i + 1;
      Frame frame = new Frame(lons[i], lats[i]);
      there.set(lons[previous], lats[previous]);
      frame.project(there, before);
      there.set(lons[next], lats[next]);
      frame.project(there, after);
      // Turning left (cross above zero) leaves the outside on the right.
      double cross = -before.x * after.y + before.y * after.x;
      double along = -before.x * after.x - before.y * after.y;
      boolean sharp = Math.abs(cross) > SHARP_TURN_TANGENT * along;
      sides[i] = (byte) (!sharp ? 0 : cross > 0 ? -1 : 1);
    }
    return sides;
  }

  /** The line's vertices with long edges cut and repeated places left out, and their stations. */
  @SuppressWarnings("ArrayRecordComponent") // stays inside this class: a hot structure's parts
  private record Pieces(double[] lons, double[] lats, double[] stations) {
    static Pieces of(List<Place> places) {
      var growing = new Growing(places.size() + 16);
      Place before = places.isEmpty() ? new Place(0, 0) : places.getFirst();
      if (!places.isEmpty()) {
        growing.add(before.lonDegrees(), before.latDegrees(), 0);
      }
      double station = 0;
      for (int i = 1; i < places.size(); i++) {
        Place here = places.get(i);
        GeodesicLine edge =
            Geodesic.WGS84.InverseLine(
                before.latDegrees(),
                before.lonDegrees(),
                here.latDegrees(),
                here.lonDegrees(),
                GeodesicMask.DISTANCE_IN | GeodesicMask.LATITUDE | GeodesicMask.LONGITUDE);
        double length = edge.Distance();
        if (length == 0) {
          continue;
        }
        int cuts = (int) Math.ceil(length / LONGEST_PIECE_METRES);
        for (int k = 1; k < cuts; k++) {
          Place between = placeOn(edge, length * k / cuts);
          growing.add(between.lonDegrees(), between.latDegrees(), station + length * k / cuts);
        }
        station += length;
        growing.add(here.lonDegrees(), here.latDegrees(), station);
        before = here;
      }
      return growing.done();
    }
  }

  private static final class Growing {
    private double[] lons;
    private double[] lats;
    private double[] stations;
    private int size;

    Growing(int capacity) {
      lons = new double[capacity];
      lats = new double[capacity];
      stations = new double[capacity];
    }

    void add(double lon, double lat, double station) {
      if (size == lons.length) {
        int more = size + size / 2;
        lons = java.util.Arrays.copyOf(lons, more);
        lats = java.util.Arrays.copyOf(lats, more);
        stations = java.util.Arrays.copyOf(stations, more);
      }
      lons[size] = lon;
      lats[size] = lat;
      stations[size++] = station;
    }

    Pieces done() {
      return new Pieces(
          java.util.Arrays.copyOf(lons, size),
          java.util.Arrays.copyOf(lats, size),
          java.util.Arrays.copyOf(stations, size));
    }
  }
}
