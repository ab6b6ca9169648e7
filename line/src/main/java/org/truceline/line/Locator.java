package org.truceline.line;

import net.sf.geographiclib.Geodesic;
import org.truceline.terms.Place;

/**
 * Finds where places lie against one line, one after another without making objects. Not for two
 * threads at once. Two locators of one line give the same answers whatever they were asked before.
 *
 * <p>Within 20 km of the line the offset, the station and the nearest point agree with Karney's
 * geodesics to a centimetre; beyond {@link #FAR_METRES} the distance is that to the nearest vertex.
 */
public final class Locator {
  /** Beyond this a block's flat map is no longer trusted. */
  public static final double FAR_METRES = 100_000;

  private static final double CURVATURE =
      1 / (3 * 6_371_000.0 * 6_371_000.0); // of the earth, for the second-order term of a distance

  private final Line line;
  private final Frame.Cartesian here = new Frame.Cartesian();
  private final Frame.Point onMap = new Frame.Point();

  private double bestSquare;
  private double best;
  private int bestBlock;
  private int bestEdge;

  private double lonDegrees;
  private double latDegrees;
  private double offsetMetres;
  private double stationMetres;
  private double footX;
  private double footY;
  private End end = End.NONE;
  private double overrunMetres;
  private boolean far;

  Locator(Line line) {
    this.line = line;
  }

  /** Finds where a place lies; the other methods then speak of it. Degrees, as in {@link Place}. */
  public void locate(double lonDegrees, double latDegrees) {
    this.lonDegrees = lonDegrees;
    this.latDegrees = latDegrees;
    here.set(lonDegrees, latDegrees);
    best = FAR_METRES;
    bestSquare = best * best;
    bestBlock = -1;
    Spheres spheres = line.spheres;
    double distance = spheres.distance(here, 1);
    if (distance - spheres.radii[1] < best) {
      visitSphere(1, 0, spheres.count);
    }
    far = bestBlock < 0;
    if (far) {
      settleFar();
    } else {
      settle(line.blocks[bestBlock]);
    }
  }

  /** Distance to the line in metres, positive on its left. */
  public double offsetMetres() {
    return offsetMetres;
  }

  /** Distance along the line from its start to the nearest point, in metres. */
  public double stationMetres() {
    return stationMetres;
  }

  /** Whether the place lies beyond an end of the line, and so has no side. */
  public End end() {
    return end;
  }

  /**
   * How far the place lies, along the line, from where the line stops having sides: the way to the
   * nearer end, or, beyond an end, the way past it.
   */
  double toNearestEndMetres() {
    if (line.closed()) {
      return Double.POSITIVE_INFINITY;
    }
    return end == End.NONE
        ? Math.min(stationMetres, line.lengthMetres() - stationMetres)
        : overrunMetres;
  }

  /** Direction from the place to the nearest point, in radians clockwise from north. */
  public double bearingRadians() {
    if (far) {
      Place nearest = nearest();
      return Math.toRadians(
          Geodesic.WGS84.Inverse(latDegrees, lonDegrees, nearest.latDegrees(), nearest.lonDegrees())
              .azi1);
    }
    Block block = line.blocks[bestBlock];
    return Math.atan2(footX - onMap.x, footY - onMap.y)
        - block.frame.convergenceRadians(lonDegrees, latDegrees);
  }

  /** The nearest point of the line. */
  public Place nearest() {
    return far ? line.placeAt(stationMetres) : line.blocks[bestBlock].frame.placeAt(footX, footY);
  }

  /** What was found, as a value. */
  public Offset offset() {
    return end == End.NONE
        ? new Offset.Beside(offsetMetres, stationMetres, nearest())
        : new Offset.Beyond(end, Math.abs(offsetMetres), stationMetres, nearest());
  }

  Frame.Cartesian cartesian() {
    return here;
  }

  private void visitSphere(int node, int low, int high) {
    if (high - low == 1) {
      visitBlock(low);
      return;
    }
    Spheres spheres = line.spheres;
    int middle = (low + high) >>> 1;
    int left = 2 * node;
    int right = left + 1;
    double toLeft = spheres.distance(here, left);
    double toRight = spheres.distance(here, right);
    if (toLeft <= toRight) {
      if (toLeft - spheres.radii[left] < best) {
        visitSphere(left, low, middle);
      }
      if (toRight - spheres.radii[right] < best) {
        visitSphere(right, middle, high);
      }
    } else {
      if (toRight - spheres.radii[right] < best) {
        visitSphere(right, middle, high);
      }
      if (toLeft - spheres.radii[left] < best) {
        visitSphere(left, low, middle);
      }
    }
  }

  private void visitBlock(int index) {
    Block block = line.blocks[index];
    block.frame.project(here, onMap);
    double chord =
        block.squareToChord(onMap.x, onMap.y, 0, block.edges, block.nodeInverseSquare[1]);
    double reach = best + block.nodeStray[1];
    if (chord < reach * reach) {
      visitRun(block, index, 1, 0, block.edges);
    }
  }

  private void visitRun(Block block, int index, int node, int low, int high) {
    double x = onMap.x;
    double y = onMap.y;
    if (high - low <= Block.LEAF_EDGES) {
      for (int i = low; i < high; i++) {
        double square = block.squareToChord(x, y, i, i + 1, block.inverseSquares[i]);
        if (square < bestSquare) {
          bestSquare = square;
          best = Math.sqrt(square);
          bestBlock = index;
          bestEdge = i;
        }
      }
      return;
    }
    int middle = (low + high) >>> 1;
    int left = 2 * node;
    int right = left + 1;
    double toLeft = block.squareToChord(x, y, low, middle, block.nodeInverseSquare[left]);
    double toRight = block.squareToChord(x, y, middle, high, block.nodeInverseSquare[right]);
    boolean leftFirst = toLeft <= toRight;
    for (int turn = 0; turn < 2; turn++) {
      boolean goLeft = leftFirst == (turn == 0);
      double reach = best + block.nodeStray[goLeft ? left : right];
      if ((goLeft ? toLeft : toRight) < reach * reach) {
        if (goLeft) {
          visitRun(block, index, left, low, middle);
        } else {
          visitRun(block, index, right, middle, high);
        }
      }
    }
  }

  /** Turns the nearest edge into the answer, with the earth's curvature in its second order. */
  private void settle(Block block) {
    block.frame.project(here, onMap);
    double ax = block.xs[bestEdge];
    double ay = block.ys[bestEdge];
    double dx = block.xs[bestEdge + 1] - ax;
    double dy = block.ys[bestEdge + 1] - ay;
    double px = onMap.x - ax;
    double py = onMap.y - ay;
    // On the ground |P - Q|² is smaller by (P × Q)² / 3R²; P × Q runs evenly along the edge.
    double crossAtStart = onMap.x * ay - onMap.y * ax;
    double crossAlong = onMap.x * dy - onMap.y * dx;
    double t =
        (px * dx + py * dy + CURVATURE * crossAtStart * crossAlong)
            / (dx * dx + dy * dy - CURVATURE * crossAlong * crossAlong);
    int vertex = block.firstVertex + bestEdge;
    double clamped = Math.clamp(t, 0, 1);
    footX = ax + clamped * dx;
    footY = ay + clamped * dy;
    double ex = onMap.x - footX;
    double ey = onMap.y - footY;
    double cross = crossAtStart + clamped * crossAlong;
    double distance = Math.sqrt(Math.max(0, ex * ex + ey * ey - CURVATURE * cross * cross));
    double from = line.station(vertex);
    stationMetres = from + clamped * (line.station(vertex + 1) - from);
    int side = dx * py - dy * px >= 0 ? 1 : -1;
    end = End.NONE;
    if (t <= 0) {
      side = sideAtVertex(vertex, side);
      end = t < 0 && vertex == 0 && !line.closed() ? End.START : End.NONE;
      overrunMetres = -t * (line.station(vertex + 1) - from);
    } else if (t >= 1) {
      side = sideAtVertex(vertex + 1, side);
      end = t > 1 && vertex + 1 == line.lastVertex() && !line.closed() ? End.FINISH : End.NONE;
      overrunMetres = (t - 1) * (line.station(vertex + 1) - from);
    }
    offsetMetres = side * distance;
  }

  private int sideAtVertex(int vertex, int sideOfEdge) {
    int outer = line.outerSide(vertex);
    return outer == 0 ? sideOfEdge : outer;
  }

  /** The nearest vertex of a line that is far away: its distance, and the side of the sphere. */
  private void settleFar() {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    var there = new Frame.Cartesian();
    int block = nearestSphere();
    int first = line.blocks[block].firstVertex;
    for (int i = first; i <= first + line.blocks[block].edges; i++) {
      there.set(line.lon(i), line.lat(i));
      double square = square(there.x - here.x) + square(there.y - here.y);
      square += square(there.z - here.z);
      if (square < least) {
        least = square;
        nearest = i;
      }
    }
    stationMetres = line.station(nearest);
    double distance =
        Geodesic.WGS84.Inverse(latDegrees, lonDegrees, line.lat(nearest), line.lon(nearest)).s12;
    boolean atEnd = !line.closed() && (nearest == 0 || nearest == line.lastVertex());
    overrunMetres = distance;
    end = !atEnd ? End.NONE : nearest == 0 ? End.START : End.FINISH;
    int next = Math.min(nearest + 1, line.lastVertex());
    int side = line.outerSide(nearest);
    offsetMetres = distance * (side != 0 ? side : sideOfGreatCircle(next - 1, next));
  }

  private int nearestSphere() {
    Spheres spheres = line.spheres;
    int node = 1;
    int low = 0;
    int high = spheres.count;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      double left = spheres.distance(here, 2 * node) - spheres.radii[2 * node];
      double right = spheres.distance(here, 2 * node + 1) - spheres.radii[2 * node + 1];
      if (left <= right) {
        node = 2 * node;
        high = middle;
      } else {
        node = 2 * node + 1;
        low = middle;
      }
    }
    return low;
  }

  private int sideOfGreatCircle(int from, int to) {
    var a = new Frame.Cartesian();
    var b = new Frame.Cartesian();
    a.set(line.lon(from), line.lat(from));
    b.set(line.lon(to), line.lat(to));
    double volume =
        (a.y * b.z - a.z * b.y) * here.x
            + (a.z * b.x - a.x * b.z) * here.y
            + (a.x * b.y - a.y * b.x) * here.z;
    return volume >= 0 ? 1 : -1;
  }

  private static double square(double value) {
    return value * value;
  }
}
