package org.truceline.line;

/** Balls around the blocks of a line, in a binary tree over their order. */
final class Spheres {
  /** Edges are chords of the ground between their ends: they sag by less than this, in metres. */
  private static final double SAG_METRES = 1;

  final int count;
  final double[] xs;
  final double[] ys;
  final double[] zs;
  final double[] radii;

  Spheres(Block[] blocks) {
    count = blocks.length;
    int nodes = 2;
    for (int span = count; span > 1; span = (span + 1) / 2) {
      nodes *= 2;
    }
    xs = new double[nodes];
    ys = new double[nodes];
    zs = new double[nodes];
    radii = new double[nodes];
    enclose(blocks, 1, 0, count);
  }

  private void enclose(Block[] blocks, int node, int low, int high) {
    if (high - low == 1) {
      Block block = blocks[low];
      var centre = new Frame.Cartesian();
      centre.set(block.frame.lonDegrees, block.frame.latDegrees);
      xs[node] = centre.x;
      ys[node] = centre.y;
      zs[node] = centre.z;
      radii[node] = block.radius + SAG_METRES;
      return;
    }
    int middle = (low + high) >>> 1;
    int left = 2 * node;
    int right = left + 1;
    enclose(blocks, left, low, middle);
    enclose(blocks, right, middle, high);
    double dx = xs[right] - xs[left];
    double dy = ys[right] - ys[left];
    double dz = zs[right] - zs[left];
    double apart = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double radius =
        Math.max(Math.max(radii[left], radii[right]), (apart + radii[left] + radii[right]) / 2);
    double along = apart > 0 ? Math.clamp((radius - radii[left]) / apart, 0, 1) : 0;
    xs[node] = xs[left] + along * dx;
    ys[node] = ys[left] + along * dy;
    zs[node] = zs[left] + along * dz;
    radii[node] = radius + 1e-6;
  }

  /** Distance through the earth from a place to a node's centre, in metres. */
  double distance(Frame.Cartesian from, int node) {
    double dx = from.x - xs[node];
    double dy = from.y - ys[node];
    double dz = from.z - zs[node];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
