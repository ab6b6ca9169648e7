package org.truceline.line;

/**
 * A run of edges, at most some kilometres across, on its own flat map, under a strip tree (D. H.
 * Ballard, "Strip trees: a hierarchical representation for curves", CACM 24(5), 1981): each node
 * holds how far its run of edges strays from the chord between the run's ends, so that most of the
 * line is passed over without looking at its edges. Node 1 is the whole run; the halves of node k
 * are 2k and 2k + 1.
 */
final class Block {
  /** Edges under one leaf: fewer cost more visits, more cost more distances. */
  static final int LEAF_EDGES = 4;

  // A chord lies in one row: from x and y, by dx and dy, one over its square, and for a node the
  // stray. Rows keep what is read together in one line of the processor's cache.
  private static final int EDGE_ROW = 5;
  private static final int NODE_ROW = 6;

  final int firstVertex;
  final int edges;
  final Frame frame;
  final double[] xs;
  final double[] ys;
  final double radius;
  private final double[] edgeRows;
  private final double[] nodeRows;
  private final int[] lows;
  private final int[] highs;

  Block(int firstVertex, Frame frame, double[] xs, double[] ys) {
    this.firstVertex = firstVertex;
    this.frame = frame;
    this.xs = xs;
    this.ys = ys;
    this.edges = xs.length - 1;
    this.edgeRows = new double[EDGE_ROW * edges];
    for (int i = 0; i < edges; i++) {
      chord(edgeRows, EDGE_ROW * i, i, i + 1);
    }
    double furthest = 0;
    for (int i = 0; i <= edges; i++) {
      furthest = Math.max(furthest, Math.hypot(xs[i], ys[i]));
    }
    this.radius = furthest;
    int nodes = 2;
    for (int span = edges; span > LEAF_EDGES; span = (span + 1) / 2) {
      nodes *= 2;
    }
    this.nodeRows = new double[NODE_ROW * nodes];
    this.lows = new int[nodes];
    this.highs = new int[nodes];
    measure(1, 0, edges);
  }

  private void chord(double[] rows, int at, int from, int to) {
    double dx = xs[to] - xs[from];
    double dy = ys[to] - ys[from];
    double square = dx * dx + dy * dy;
    rows[at] = xs[from];
    rows[at + 1] = ys[from];
    rows[at + 2] = dx;
    rows[at + 3] = dy;
    rows[at + 4] = square > 0 ? 1 / square : 0;
  }

  private void measure(int node, int low, int high) {
    int at = NODE_ROW * node;
    chord(nodeRows, at, low, high);
    lows[node] = low;
    highs[node] = high;
    double most = 0;
    for (int i = low + 1; i < high; i++) {
      most = Math.max(most, squareToChord(nodeRows, at, xs[i], ys[i]));
    }
    // A hair more, so that rounding never hides an edge.
    nodeRows[at + 5] = Math.sqrt(most) * (1 + 1e-12) + 1e-9;
    if (high - low > LEAF_EDGES) {
      int middle = (low + high) >>> 1;
      measure(2 * node, low, middle);
      measure(2 * node + 1, middle, high);
    }
  }

  /** The first edge under a node. */
  int low(int node) {
    return lows[node];
  }

  /** One past the last edge under a node. */
  int high(int node) {
    return highs[node];
  }

  boolean leaf(int node) {
    return highs[node] - lows[node] <= LEAF_EDGES;
  }

  /** How far the edges under a node stray from its chord, in metres. */
  double stray(int node) {
    return nodeRows[NODE_ROW * node + 5];
  }

  /** Squared distance from x, y to a node's chord. */
  double squareToNode(double x, double y, int node) {
    return squareToChord(nodeRows, NODE_ROW * node, x, y);
  }

  /** Squared distance from x, y to an edge. */
  double squareToEdge(double x, double y, int edge) {
    return squareToChord(edgeRows, EDGE_ROW * edge, x, y);
  }

  double x(int edge) {
    return edgeRows[EDGE_ROW * edge];
  }

  double y(int edge) {
    return edgeRows[EDGE_ROW * edge + 1];
  }

  double dx(int edge) {
    return edgeRows[EDGE_ROW * edge + 2];
  }

  double dy(int edge) {
    return edgeRows[EDGE_ROW * edge + 3];
  }

  /** One over the squared length of an edge. */
  double inverseSquare(int edge) {
    return edgeRows[EDGE_ROW * edge + 4];
  }

  private static double squareToChord(double[] rows, int at, double x, double y) {
    double px = x - rows[at];
    double py = y - rows[at + 1];
    double dx = rows[at + 2];
    double dy = rows[at + 3];
    double t = Math.min(1, Math.max(0, (px * dx + py * dy) * rows[at + 4]));
    double ex = px - t * dx;
    double ey = py - t * dy;
    return ex * ex + ey * ey;
  }
}
