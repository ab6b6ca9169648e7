package org.truceline.line;

/**
 * A run of edges, at most some kilometres across, on its own flat map, under a strip tree (D. H.
 * Ballard, "Strip trees: a hierarchical representation for curves", CACM 24(5), 1981): each node
 * holds how far its run of edges strays from the chord between the run's ends, so that most of the
 * line is passed over without looking at its edges.
 */
final class Block {
  /** Edges under one leaf: fewer cost more visits, more cost more distances. */
  static final int LEAF_EDGES = 4;

  final int firstVertex;
  final int edges;
  final Frame frame;
  final double[] xs;
  final double[] ys;
  final double[] inverseSquares;
  final double[] nodeStray;
  final double[] nodeInverseSquare;
  final double radius;

  Block(int firstVertex, Frame frame, double[] xs, double[] ys) {
    this.firstVertex = firstVertex;
    this.frame = frame;
    this.xs = xs;
    this.ys = ys;
    this.edges = xs.length - 1;
    this.inverseSquares = new double[edges];
    double furthest = 0;
    for (int i = 0; i < edges; i++) {
      inverseSquares[i] = inverseSquare(xs[i + 1] - xs[i], ys[i + 1] - ys[i]);
    }
    for (int i = 0; i <= edges; i++) {
      furthest = Math.max(furthest, Math.hypot(xs[i], ys[i]));
    }
    this.radius = furthest;
    int nodes = 2;
    for (int span = edges; span > LEAF_EDGES; span = (span + 1) / 2) {
      nodes *= 2;
    }
    this.nodeStray = new double[nodes];
    this.nodeInverseSquare = new double[nodes];
    measure(1, 0, edges);
  }

  static double inverseSquare(double dx, double dy) {
    double square = dx * dx + dy * dy;
    return square > 0 ? 1 / square : 0;
  }

  private void measure(int node, int low, int high) {
    nodeInverseSquare[node] = inverseSquare(xs[high] - xs[low], ys[high] - ys[low]);
    double most = 0;
    for (int i = low + 1; i < high; i++) {
      most = Math.max(most, squareToChord(xs[i], ys[i], low, high, nodeInverseSquare[node]));
    }
    // A hair more, so that rounding never hides an edge.
    nodeStray[node] = Math.sqrt(most) * (1 + 1e-12) + 1e-9;
    if (high - low > LEAF_EDGES) {
      int middle = (low + high) >>> 1;
      measure(2 * node, low, middle);
      measure(2 * node + 1, middle, high);
    }
  }

  /** Squared distance from x, y to the chord from one vertex to another. */
  double squareToChord(double x, double y, int from, int to, double inverse) {
    double ax = xs[from];
    double ay = ys[from];
    double dx = xs[to] - ax;
    double dy = ys[to] - ay;
    double px = x - ax;
    double py = y - ay;
    double t = (px * dx + py * dy) * inverse;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double ex = px - t * dx;
    double ey = py - t * dy;
    return ex * ex + ey * ey;
  }
}
