package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;

/** The strip tree of a block against distances of JTS. */
class BlockTest {
  private static Block wandering(int edges, boolean closed) {
    Chance chance = new Chance(edges);
    double[] xs = new double[edges + 1];
    double[] ys = new double[edges + 1];
    for (int i = 0; i <= edges; i++) {
      xs[i] = chance.between(-900, 900);
      ys[i] = chance.between(-900, 900);
    }
    if (closed) {
      xs[edges] = xs[0];
      ys[edges] = ys[0];
    }
    return new Block(7, new Frame(127, 38), xs, ys);
  }

  private static double toSegment(Block block, double x, double y, int from, int to) {
    return Distance.pointToSegment(new Coordinate(x, y), at(block, from), at(block, to));
  }

  private static Coordinate at(Block block, int vertex) {
    return new Coordinate(block.xs[vertex], block.ys[vertex]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 8, 9, 23, 64, 65})
  void everyNodeHoldsItsRunAndHowFarItStrays(int edges) {
    Block block = wandering(edges, false);
    assertThat(visited(block, 1, 0, edges)).isEqualTo(edges);
    Block ring = wandering(edges + 2, true);
    assertThat(visited(ring, 1, 0, edges + 2)).isEqualTo(edges + 2);
  }

  /** Looks at a node and those under it; the number of edges under its leaves. */
  private static int visited(Block block, int node, int low, int high) {
    assertThat(block.low(node)).isEqualTo(low);
    assertThat(block.high(node)).isEqualTo(high);
    double furthest = 0;
    for (int i = low; i <= high; i++) {
      furthest = Math.max(furthest, toSegment(block, block.xs[i], block.ys[i], low, high));
    }
    // Never less, for then an edge would be passed over, and hardly more.
    assertThat(block.stray(node)).isGreaterThanOrEqualTo(furthest);
    assertThat(block.stray(node)).isCloseTo(furthest, within(1e-8));
    assertThat(Math.sqrt(block.squareToNode(50, -30, node)))
        .isCloseTo(toSegment(block, 50, -30, low, high), within(1e-9));
    assertThat(block.leaf(node)).isEqualTo(high - low <= 4);
    if (high - low <= 4) {
      return high - low;
    }
    int middle = (low + high) / 2;
    return visited(block, 2 * node, low, middle) + visited(block, 2 * node + 1, middle, high);
  }

  @Test
  void distancesToEdgesAreThoseToTheirNearestPoints() {
    Block block = wandering(23, false);
    Chance chance = new Chance(5);
    for (int i = 0; i < 500; i++) {
      double x = chance.between(-2_000, 2_000);
      double y = chance.between(-2_000, 2_000);
      int edge = i % 23;
      assertThat(Math.sqrt(block.squareToEdge(x, y, edge)))
          .as("seed 5")
          .isCloseTo(toSegment(block, x, y, edge, edge + 1), within(1e-9));
    }
  }

  @Test
  void anEdgeIsToldByItsStartItsRunAndItsLength() {
    Block block =
        new Block(7, new Frame(127, 38), new double[] {10, 40, 43}, new double[] {5, -35, -31});
    assertThat(block.firstVertex).isEqualTo(7);
    assertThat(block.edges).isEqualTo(2);
    assertThat(block.x(1)).isEqualTo(40);
    assertThat(block.y(1)).isEqualTo(-35);
    assertThat(block.dx(1)).isEqualTo(3);
    assertThat(block.dy(1)).isEqualTo(4);
    assertThat(block.inverseSquare(1)).isEqualTo(1 / 25.0);
    assertThat(block.inverseSquare(0)).isEqualTo(1 / 2500.0);
  }

  @Test
  void theRadiusReachesTheFurthestVertex() {
    Block block = new Block(0, new Frame(127, 38), new double[] {3, 0, 1}, new double[] {4, 0, -1});
    assertThat(block.radius).isEqualTo(5);
    Block later =
        new Block(0, new Frame(127, 38), new double[] {1, 0, 30}, new double[] {1, 0, 40});
    assertThat(later.radius).isEqualTo(50);
  }
}
