package org.truceline.line;

import java.util.Arrays;

/** The edges of a line that come within a reach of a place, in metres east and north of it. */
final class EdgesNear {
  private final Line line;
  private final Frame.Cartesian here = new Frame.Cartesian();
  private final Frame.Point onMap = new Frame.Point();
  private double[] ends = new double[64];
  private int size;
  private double reach;
  private double cos;
  private double sin;

  EdgesNear(Line line) {
    this.line = line;
  }

  void collect(double lonDegrees, double latDegrees, double reachMetres) {
    size = 0;
    reach = reachMetres;
    here.set(lonDegrees, latDegrees);
    visitSphere(lonDegrees, latDegrees, 1, 0, line.spheres.count);
  }

  int size() {
    return size;
  }

  double x1(int i) {
    return ends[4 * i];
  }

  double y1(int i) {
    return ends[4 * i + 1];
  }

  double x2(int i) {
    return ends[4 * i + 2];
  }

  double y2(int i) {
    return ends[4 * i + 3];
  }

  private void visitSphere(double lon, double lat, int node, int low, int high) {
    if (line.spheres.distance(here, node) - line.spheres.radii[node] > reach) {
      return;
    }
    if (high - low > 1) {
      int middle = (low + high) >>> 1;
      visitSphere(lon, lat, 2 * node, low, middle);
      visitSphere(lon, lat, 2 * node + 1, middle, high);
      return;
    }
    Block block = line.blocks[low];
    block.frame.project(here, onMap);
    double turn = block.frame.convergenceRadians(lon, lat);
    cos = Math.cos(turn);
    sin = Math.sin(turn);
    visitRun(block, 1);
  }

  private void visitRun(Block block, int node) {
    double within = reach + block.stray(node);
    if (block.squareToNode(onMap.x, onMap.y, node) > within * within) {
      return;
    }
    if (block.leaf(node)) {
      for (int i = block.low(node); i < block.high(node); i++) {
        add(block, i);
      }
      return;
    }
    visitRun(block, 2 * node);
    visitRun(block, 2 * node + 1);
  }

  private void add(Block block, int edge) {
    if (4 * size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    int at = 4 * size++;
    for (int k = 0; k < 2; k++) {
      double x = block.xs[edge + k] - onMap.x;
      double y = block.ys[edge + k] - onMap.y;
      // From the map's axes to east and north at the place.
      ends[at + 2 * k] = x * cos - y * sin;
      ends[at + 2 * k + 1] = x * sin + y * cos;
    }
  }
}
