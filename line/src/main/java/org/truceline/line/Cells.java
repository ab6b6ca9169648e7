package org.truceline.line;

import java.util.Arrays;

/**
 * Which edges can be nearest to a place, by cells of longitude and latitude that are cut smaller
 * where the line is near and its edges are many. A cell is filled when places have fallen into it
 * some times, so that only ground that is asked about costs anything. Not for two threads at once.
 *
 * <p>What a cell names is never too little. An edge is left out only if some one point of the line
 * is nearer than it to all four corners of the cell: that point is then nearer everywhere in the
 * cell, since where it is nearer than a given point is a half-plane, and a half-plane that holds
 * the corners holds the cell.
 */
final class Cells {
  /** The list of a cell for which the whole line must be searched. */
  static final int NONE = Integer.MIN_VALUE;

  /** The side of a cell that has not been cut. */
  private static final double CELL_METRES = 300;

  /** A cell is cut into so many times so many. */
  private static final int CUT = 4;

  /** A cell is cut at most so often: to some metres. */
  private static final int MOST_CUTS = 4;

  /** Edges that a cell may name before it is cut. */
  private static final int ENOUGH_EDGES = 6;

  /** Edges that a cell which is cut no more may name. */
  private static final int MOST_EDGES = 64;

  /** A cell is filled when it has been asked for so often. */
  private static final int ASKED_BEFORE_FILLED = 4;

  /** Cells in all, before cutting; a line that needs more has larger ones. */
  private static final int MOST_CELLS = 1 << 21;

  /** Ints in all lists of a locator: 16 MB. Cells beyond this search the whole line. */
  private static final int MOST_LISTED = 1 << 22;

  /** How far about the line there are cells. */
  private static final double ABOUT_METRES = 6_000;

  /** Near the poles a degree of longitude is no measure. */
  private static final double LAST_LATITUDE = 85;

  /** Distances on flat maps and through the earth agree to this, in metres. */
  private static final double MAPS_AGREE_METRES = 0.05;

  private static final double METRES_IN_DEGREE = 110_500; // the shortest degree of latitude

  private static final int CORNERS = 4;

  private final Line line;
  private final Locator whole;
  private final double west;
  private final double south;
  private final double columnsInDegree;
  private final double rowsInDegree;
  private final int columns;
  private final int rows;

  /**
   * The cells row by row, and behind them, as they are needed, cut cells and lists. What a cell
   * holds is its number of questions below 0 while it waits to be filled, {@link #NONE}, or twice
   * the index of its list, or twice that of its own cells and one more. A list is the number of its
   * blocks and then, for each, its index, the number of its edges and the edges.
   */
  private int[] held;

  private int size;

  private final Frame.Cartesian[] corners = new Frame.Cartesian[CORNERS];
  private final double[] witnessToCorner = new double[CORNERS * CORNERS];
  private final double[] atLeast = new double[CORNERS];
  private final double[] cornerX = new double[CORNERS];
  private final double[] cornerY = new double[CORNERS];
  private final Frame.Point onMap = new Frame.Point();
  private final int[] blockOf = new int[MOST_EDGES];
  private final int[] edgeOf = new int[MOST_EDGES];
  private int found;

  Cells(Line line) {
    this.line = line;
    this.whole = Locator.searching(line);
    Bounds bounds = Bounds.of(line, ABOUT_METRES);
    this.west = bounds.west();
    this.south = bounds.south();
    double narrowest =
        METRES_IN_DEGREE
            * Math.cos(Math.toRadians(Math.max(Math.abs(south), Math.abs(bounds.north()))));
    double wide = bounds.width() * narrowest;
    double high = (bounds.north() - south) * METRES_IN_DEGREE;
    boolean usable =
        bounds.width() < 180 && -LAST_LATITUDE < south && bounds.north() < LAST_LATITUDE;
    double side = Math.max(CELL_METRES, Math.sqrt(wide * high / MOST_CELLS));
    this.columns = usable ? (int) Math.ceil(wide / side) : 0;
    this.rows = usable ? (int) Math.ceil(high / side) : 0;
    this.columnsInDegree = columns / bounds.width();
    this.rowsInDegree = rows / (bounds.north() - south);
    this.size = columns * rows;
    this.held = new int[size];
    Arrays.setAll(corners, i -> new Frame.Cartesian());
  }

  /** Where the list for a place begins in {@link #held()}, or {@link #NONE}. */
  int listFor(double lonDegrees, double latDegrees) {
    double east = lonDegrees - west;
    double x = (east < 0 ? east + 360 : east) * columnsInDegree;
    double y = (latDegrees - south) * rowsInDegree;
    if (!(x < columns && y >= 0 && y < rows)) {
      return NONE;
    }
    int column = (int) x;
    int row = (int) y;
    int holds = held(row * columns + column, column, row, 0);
    double side = 1;
    double left = column;
    double low = row;
    for (int cuts = 1; holds != NONE && (holds & 1) != 0; cuts++) {
      x = CUT * (x - column);
      y = CUT * (y - row);
      column = Math.min((int) x, CUT - 1);
      row = Math.min((int) y, CUT - 1);
      side /= CUT;
      left += column * side;
      low += row * side;
      holds = held((holds >> 1) + row * CUT + column, left, low, cuts);
    }
    return holds == NONE ? NONE : holds >> 1;
  }

  /** What a cell holds, {@link #NONE} while it waits to be filled. */
  private int held(int cell, double left, double low, int cuts) {
    int holds = held[cell];
    if (holds > 0 || holds == NONE) {
      return holds;
    }
    if (holds > -ASKED_BEFORE_FILLED) {
      held[cell] = holds - 1;
      return NONE;
    }
    holds = fill(left, low, Math.pow(CUT, -cuts), cuts);
    held[cell] = holds;
    return holds;
  }

  /** What the cells hold; here are the lists. */
  int[] held() {
    return held;
  }

  private int fill(double left, double low, double side, int cuts) {
    if (size + 3 * MOST_EDGES + CUT * CUT > MOST_LISTED) {
      return NONE;
    }
    if (!placeWitnesses(left, low, side)) {
      return NONE;
    }
    found = 0;
    if (gather(1, 0, line.spheres.count)) {
      if (found <= ENOUGH_EDGES || cuts == MOST_CUTS) {
        return 2 * written();
      }
    }
    return cuts < MOST_CUTS ? 2 * room(CUT * CUT) + 1 : NONE;
  }

  /** Puts a witness at the point of the line nearest to each corner. */
  private boolean placeWitnesses(double left, double low, double side) {
    var witness = new Frame.Cartesian();
    for (int i = 0; i < CORNERS; i++) {
      corners[i].set(lon(left + (i & 1) * side), lat(low + (i >> 1) * side));
    }
    for (int i = 0; i < CORNERS; i++) {
      double lonDegrees = Math.IEEEremainder(lon(left + (i & 1) * side), 360);
      whole.locate(lonDegrees, lat(low + (i >> 1) * side));
      if (Math.abs(whole.offsetMetres()) > 2 * ABOUT_METRES) {
        return false;
      }
      var nearest = whole.nearest();
      witness.set(nearest.lonDegrees(), nearest.latDegrees());
      for (int k = 0; k < CORNERS; k++) {
        witnessToCorner[CORNERS * i + k] = witness.distance(corners[k]) + MAPS_AGREE_METRES;
      }
    }
    return true;
  }

  private double lon(double column) {
    return west + column / columnsInDegree;
  }

  private double lat(double row) {
    return south + row / rowsInDegree;
  }

  /** Whether some witness is nearer to every corner than what is at least so far from them. */
  private boolean hidden() {
    for (int i = 0; i < CORNERS * CORNERS; i += CORNERS) {
      if (witnessToCorner[i] < atLeast[0]
          && witnessToCorner[i + 1] < atLeast[1]
          && witnessToCorner[i + 2] < atLeast[2]
          && witnessToCorner[i + 3] < atLeast[3]) {
        return true;
      }
    }
    return false;
  }

  /** Gathers the edges that are not hidden; false if there are too many. */
  private boolean gather(int sphere, int low, int high) {
    for (int k = 0; k < CORNERS; k++) {
      atLeast[k] = line.spheres.distance(corners[k], sphere) - line.spheres.radii[sphere];
    }
    if (hidden()) {
      return true;
    }
    if (high - low > 1) {
      int half = (low + high) >>> 1;
      return gather(2 * sphere, low, half) && gather(2 * sphere + 1, half, high);
    }
    for (int k = 0; k < CORNERS; k++) {
      line.blocks[low].frame.project(corners[k], onMap);
      cornerX[k] = onMap.x;
      cornerY[k] = onMap.y;
    }
    return gatherRun(low, 1);
  }

  private boolean gatherRun(int index, int node) {
    Block block = line.blocks[index];
    double stray = block.stray(node);
    for (int k = 0; k < CORNERS; k++) {
      atLeast[k] = Math.sqrt(block.squareToNode(cornerX[k], cornerY[k], node)) - stray;
    }
    if (hidden()) {
      return true;
    }
    if (!block.leaf(node)) {
      return gatherRun(index, 2 * node) && gatherRun(index, 2 * node + 1);
    }
    for (int edge = block.low(node); edge < block.high(node); edge++) {
      for (int k = 0; k < CORNERS; k++) {
        atLeast[k] = Math.sqrt(block.squareToEdge(cornerX[k], cornerY[k], edge));
      }
      if (!hidden()) {
        if (found == MOST_EDGES) {
          return false;
        }
        blockOf[found] = index;
        edgeOf[found++] = edge;
      }
    }
    return true;
  }

  /** Writes the edges gathered as a list. */
  private int written() {
    int list = room(3 * found + 1);
    int at = list + 1;
    for (int i = 0; i < found; ) {
      int block = blockOf[i];
      held[list]++;
      held[at++] = block;
      int count = at++;
      while (i < found && blockOf[i] == block) {
        held[at++] = edgeOf[i++];
        held[count]++;
      }
    }
    size = at;
    return list;
  }

  /** Where so many ints, all 0, begin. */
  private int room(int ints) {
    int from = size;
    size += ints;
    if (size > held.length) {
      held = Arrays.copyOf(held, Math.max(size, held.length + held.length / 2));
    }
    return from;
  }

  /** The degrees within which a line and what is near it lie; east of west by width. */
  private record Bounds(double west, double width, double south, double north) {
    static Bounds of(Line line, double aboutMetres) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double south = 90;
      double north = -90;
      for (int i = 0; i <= line.lastVertex(); i++) {
        double east = Math.IEEEremainder(line.lon(i) - line.lon(0), 360);
        low = Math.min(low, east);
        high = Math.max(high, east);
        south = Math.min(south, line.lat(i));
        north = Math.max(north, line.lat(i));
      }
      double up = aboutMetres / METRES_IN_DEGREE;
      double across = up / Math.cos(Math.toRadians(Math.max(Math.abs(south), Math.abs(north))));
      return new Bounds(
          Math.IEEEremainder(line.lon(0) + low - across, 360),
          high - low + 2 * across,
          south - up,
          north + up);
    }
  }
}
