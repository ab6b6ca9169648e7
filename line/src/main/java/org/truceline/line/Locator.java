package org.truceline.line;

import java.util.Objects;
import net.sf.geographiclib.Geodesic;
import org.jspecify.annotations.Nullable;
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

  /** Within this a flat map is true to {@link #MAP_ERROR_METRES} off its centre too. */
  private static final double FLAT_METRES = 30_000;

  private static final double MAP_ERROR_METRES = 1;

  /** A locator that is asked so often pays for cells; before, it searches the whole line. */
  private static final int QUESTIONS_BEFORE_CELLS = 1_000;

  private final Line line;
  private final Frame.Cartesian own = new Frame.Cartesian();
  private int questionsBeforeCells;
  private @Nullable Cells cells;
  private Frame.Cartesian here = own;
  private final Frame.Point onMap = new Frame.Point();

  private double bestSquare;
  private double best;
  private int bestBlock;
  private int bestEdge;
  private double placeX;
  private double placeY;

  private double lonDegrees;
  private double latDegrees;
  private double offsetMetres;
  private double stationMetres;
  private double footX;
  private double footY;
  private End end = End.NONE;
  private boolean far;
  private int farVertex;
  private double farMetres;

  Locator(Line line) {
    this(line, QUESTIONS_BEFORE_CELLS);
  }

  private Locator(Line line, int questionsBeforeCells) {
    this.line = line;
    this.questionsBeforeCells = questionsBeforeCells;
  }

  /** A locator that always searches the whole line. */
  static Locator searching(Line line) {
    return new Locator(line, Integer.MAX_VALUE);
  }

  /** Finds where a place lies; the other methods then speak of it. Degrees, as in {@link Place}. */
  public void locate(double lonDegrees, double latDegrees) {
    own.set(lonDegrees, latDegrees);
    locate(own, lonDegrees, latDegrees);
  }

  /** As {@link #locate(double, double)}, with the place's Cartesian coordinates known already. */
  void locate(Frame.Cartesian there, double lonDegrees, double latDegrees) {
    this.here = there;
    this.lonDegrees = lonDegrees;
    this.latDegrees = latDegrees;
    best = FAR_METRES;
    bestSquare = best * best;
    bestBlock = -1;
    int list = list();
    if (list != Cells.NONE) {
      visitListed(list);
    } else {
      Spheres spheres = line.spheres;
      if (spheres.distance(here, 1) - spheres.radii[1] < best) {
        visitSphere(1, 0, spheres.count);
      }
    }
    far = bestBlock < 0;
    if (far) {
      settleFar();
    } else {
      settle(line.blocks[bestBlock]);
    }
  }

  private int list() {
    Cells known = cells;
    if (known == null) {
      if (questionsBeforeCells-- > 0) {
        return Cells.NONE;
      }
      known = new Cells(line);
      cells = known;
    }
    return known.listFor(lonDegrees, latDegrees);
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
   * Whether a place within this distance of here may lie beyond an end of the line: not if all such
   * places are nearer to the nearest point than to the end.
   */
  boolean nearEnd(double metres) {
    return !line.closed()
        && (end != End.NONE || nearEnd(line.start, metres) || nearEnd(line.finish, metres));
  }

  private boolean nearEnd(Frame.Cartesian theEnd, double metres) {
    double away = here.distance(theEnd);
    double offset = Math.abs(offsetMetres);
    if (away >= offset + 2 * metres) {
      return false;
    }
    if (far || away > FLAT_METRES) {
      return true;
    }
    line.blocks[bestBlock].frame.project(theEnd, onMap);
    double apart = Math.hypot(onMap.x - footX, onMap.y - footY);
    // The bisector between the end and the nearest point lies so far from here, times 2 apart.
    double bisector = (away - offset) * (away + offset);
    return bisector <= 2 * apart * (metres + MAP_ERROR_METRES);
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
    return Math.atan2(footX - placeX, footY - placeY)
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
    double reach = best + block.stray(1);
    if (block.squareToNode(onMap.x, onMap.y, 1) < reach * reach) {
      visitRun(block, index, 1);
      keepMap(index);
    }
  }

  private void visitListed(int list) {
    int[] held = Objects.requireNonNull(cells).held();
    int at = list;
    for (int blocksLeft = held[at++]; blocksLeft > 0; blocksLeft--) {
      int index = held[at++];
      Block block = line.blocks[index];
      block.frame.project(here, onMap);
      double x = onMap.x;
      double y = onMap.y;
      int end = at + 1 + held[at];
      for (at++; at < end; at++) {
        consider(block, index, held[at], x, y);
      }
      keepMap(index);
    }
  }

  private void visitRun(Block block, int index, int node) {
    double x = onMap.x;
    double y = onMap.y;
    if (block.leaf(node)) {
      int high = block.high(node);
      for (int i = block.low(node); i < high; i++) {
        consider(block, index, i, x, y);
      }
      best = Math.sqrt(bestSquare);
      return;
    }
    int left = 2 * node;
    int right = left + 1;
    double toLeft = block.squareToNode(x, y, left);
    double toRight = block.squareToNode(x, y, right);
    boolean leftFirst = toLeft <= toRight;
    int nearer = leftFirst ? left : right;
    int other = leftFirst ? right : left;
    double reach = best + block.stray(nearer);
    if (Math.min(toLeft, toRight) < reach * reach) {
      visitRun(block, index, nearer);
    }
    reach = best + block.stray(other);
    if (Math.max(toLeft, toRight) < reach * reach) {
      visitRun(block, index, other);
    }
  }

  private void consider(Block block, int index, int edge, double x, double y) {
    double square = block.squareToEdge(x, y, edge);
    if (square < bestSquare || (square == bestSquare && earlier(index, edge))) {
      bestSquare = square;
      bestBlock = index;
      bestEdge = edge;
    }
  }

  /** Keeps where the place lies on a block's map, if the nearest edge is now of that block. */
  private void keepMap(int index) {
    if (bestBlock == index) {
      placeX = onMap.x;
      placeY = onMap.y;
    }
  }

  /** Of edges that are equally near the first counts, in whatever order they are met. */
  private boolean earlier(int block, int edge) {
    return block < bestBlock || (block == bestBlock && edge < bestEdge);
  }

  /** Turns the nearest edge into the answer, with the earth's curvature in its second order. */
  private void settle(Block block) {
    double ax = block.x(bestEdge);
    double ay = block.y(bestEdge);
    double dx = block.dx(bestEdge);
    double dy = block.dy(bestEdge);
    double px = placeX - ax;
    double py = placeY - ay;
    // On the ground |P - Q|² is smaller by (P × Q)² / 3R²; P × Q runs evenly along the edge.
    double crossAtStart = placeX * ay - placeY * ax;
    double crossAlong = placeX * dy - placeY * dx;
    double inverse = block.inverseSquare(bestEdge);
    double t =
        (px * dx + py * dy + CURVATURE * crossAtStart * crossAlong)
            * inverse
            * (1 + CURVATURE * crossAlong * crossAlong * inverse);
    int vertex = block.firstVertex + bestEdge;
    double clamped = Math.clamp(t, 0, 1);
    footX = ax + clamped * dx;
    footY = ay + clamped * dy;
    double ex = placeX - footX;
    double ey = placeY - footY;
    double cross = crossAtStart + clamped * crossAlong;
    double distance = Math.sqrt(Math.max(0, ex * ex + ey * ey - CURVATURE * cross * cross));
    double from = line.station(vertex);
    stationMetres = from + clamped * (line.station(vertex + 1) - from);
    int side = dx * py - dy * px >= 0 ? 1 : -1;
    end = End.NONE;
    if (t <= 0) {
      side = sideAtVertex(vertex, side);
      end = t < 0 && vertex == 0 && !line.closed() ? End.START : End.NONE;
    } else if (t >= 1) {
      side = sideAtVertex(vertex + 1, side);
      end = t > 1 && vertex + 1 == line.lastVertex() && !line.closed() ? End.FINISH : End.NONE;
    }
    offsetMetres = side * distance;
  }

  private int sideAtVertex(int vertex, int sideOfEdge) {
    int outer = line.outerSide(vertex);
    return outer == 0 ? sideOfEdge : outer;
  }

  /** The nearest vertex of a line that is far away: its distance, and the side of the sphere. */
  private void settleFar() {
    farVertex = 0;
    farMetres = Double.POSITIVE_INFINITY;
    visitFar(1, 0, line.spheres.count);
    int nearest = farVertex;
    stationMetres = line.station(nearest);
    double distance =
        Geodesic.WGS84.Inverse(latDegrees, lonDegrees, line.lat(nearest), line.lon(nearest)).s12;
    boolean atEnd = !line.closed() && (nearest == 0 || nearest == line.lastVertex());
    end = !atEnd ? End.NONE : nearest == 0 ? End.START : End.FINISH;
    int next = Math.min(nearest + 1, line.lastVertex());
    int side = line.outerSide(nearest);
    offsetMetres = distance * (side != 0 ? side : sideOfGreatCircle(next - 1, next));
  }

  private void visitFar(int node, int low, int high) {
    Spheres spheres = line.spheres;
    if (spheres.distance(here, node) - spheres.radii[node] >= farMetres) {
      return;
    }
    if (high - low > 1) {
      int middle = (low + high) >>> 1;
      boolean leftFirst = spheres.distance(here, 2 * node) <= spheres.distance(here, 2 * node + 1);
      if (leftFirst) {
        visitFar(2 * node, low, middle);
      }
      visitFar(2 * node + 1, middle, high);
      if (!leftFirst) {
        visitFar(2 * node, low, middle);
      }
      return;
    }
    var there = new Frame.Cartesian();
    int first = line.blocks[low].firstVertex;
    for (int i = first; i <= first + line.blocks[low].edges; i++) {
      there.set(line.lon(i), line.lat(i));
      double metres = here.distance(there);
      if (metres < farMetres) {
        farMetres = metres;
        farVertex = i;
      }
    }
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
}
