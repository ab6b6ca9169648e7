package org.truceline.app.episode;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a ring to a window, so that a page holds what it shows and no more (I. E. Sutherland and G.
 * W. Hodgman, Communications of the ACM 17, 1974).
 */
final class Clip {
  private Clip() {}

  /** A ring of points, each x and y, cut to a window; empty where none of it is inside. */
  static List<double[]> to(
      List<double[]> ring, double west, double top, double east, double bottom) {
    List<double[]> cut = half(ring, 0, west, 1);
    cut = half(cut, 0, east, -1);
    cut = half(cut, 1, top, 1);
    return half(cut, 1, bottom, -1);
  }

  /** Keeps what lies on one side of an upright or level line. */
  private static List<double[]> half(List<double[]> ring, int axis, double at, int sign) {
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      double[] from = ring.get(i);
      double[] to = ring.get((i + 1) % ring.size());
      double before = sign * (from[axis] - at);
      double after = sign * (to[axis] - at);
      if (before >= 0) {
        kept.add(from);
      }
      if (before >= 0 != after >= 0) {
        double share = before / (before - after);
        kept.add(
            new double[] {
              from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])
            });
      }
    }
    return kept;
  }

  /**
   * Cuts a segment, x and y of its ends, to a window in its place (Y.-D. Liang and B. A. Barsky,
   * ACM Transactions on Graphics 3, 1984).
   *
   * @return whether any of it is inside
   */
  static boolean segment(double[] ends, double west, double top, double east, double bottom) {
    double dx = ends[2] - ends[0];
    double dy = ends[3] - ends[1];
    double from = 0;
    double to = 1;
    double[][] edges = {
      {-dx, ends[0] - west}, {dx, east - ends[0]}, {-dy, ends[1] - top}, {dy, bottom - ends[1]}
    };
    for (double[] edge : edges) {
      if (edge[0] == 0 && edge[1] < 0) {
        return false;
      }
      if (edge[0] < 0) {
        from = Math.max(from, edge[1] / edge[0]);
      } else if (edge[0] > 0) {
        to = Math.min(to, edge[1] / edge[0]);
      }
    }
    if (from >= to) {
      return false;
    }
    double x = ends[0];
    double y = ends[1];
    // The ends stay the very same where they are inside, so that pieces join.
    if (to < 1) {
      ends[2] = x + to * dx;
      ends[3] = y + to * dy;
    }
    if (from > 0) {
      ends[0] = x + from * dx;
      ends[1] = y + from * dy;
    }
    return true;
  }
}
