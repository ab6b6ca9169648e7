package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.Place;

class SpheresTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 7, 30, 200, 1_500})
  void everyBallHoldsThoseUnderItAndIsNoLargerThanThatNeeds(int vertices) {
    Line line = new Chance(vertices).wandering(Place.lonLat(127, 38), vertices, 600, 80);
    assertThat(line.spheres.count).isEqualTo(line.blocks.length);
    assertThat(blocksUnder(line, 1, 0, line.blocks.length)).isEqualTo(line.blocks.length);
  }

  /** The balls' centres are vertices, so that a run to and fro makes a large one. */
  @ParameterizedTest
  @CsvSource({
    "0 0 3000 0 4900 0 3000 10 4900 20 5100 0", // the first holds the second
    "0 0 1100 0 5050 0 1100 10 5050 10 1100 20" // the second holds the first
  })
  void aBallThatHoldsAnotherIsNotWidenedForIt(String course) {
    List<Place> places = new ArrayList<>();
    try (Scanner metres = new Scanner(course)) {
      while (metres.hasNext()) {
        places.add(new Frame(127, 38).placeAt(metres.nextInt(), metres.nextInt()));
      }
    }
    Line line = Line.of(places);
    assertThat(line.blocks.length).isEqualTo(2);
    assertThat(blocksUnder(line, 1, 0, 2)).isEqualTo(2);
    assertThat(line.spheres.radii[1])
        .isCloseTo(Math.max(line.spheres.radii[2], line.spheres.radii[3]), within(1e-5));
  }

  private static int blocksUnder(Line line, int node, int low, int high) {
    Spheres spheres = line.spheres;
    double radius = spheres.radii[node];
    if (high - low == 1) {
      Block block = line.blocks[low];
      var centre = cartesian(block.frame.lonDegrees, block.frame.latDegrees);
      assertThat(spheres.distance(centre, node)).isCloseTo(0, within(1e-6));
      assertThat(radius).isCloseTo(block.radius + 1, within(1e-6));
      for (int i = 0; i <= block.edges; i++) {
        int vertex = block.firstVertex + i;
        var there = cartesian(line.lon(vertex), line.lat(vertex));
        assertThat(spheres.distance(there, node)).isLessThanOrEqualTo(radius);
      }
      return 1;
    }
    double left = spheres.radii[2 * node];
    double right = spheres.radii[2 * node + 1];
    double apart = spheres.distance(centre(spheres, 2 * node), 2 * node + 1);
    assertThat(spheres.distance(centre(spheres, 2 * node), node) + left)
        .isLessThanOrEqualTo(radius);
    assertThat(spheres.distance(centre(spheres, 2 * node + 1), node) + right)
        .isLessThanOrEqualTo(radius);
    double least = Math.max(Math.max(left, right), (left + apart + right) / 2);
    assertThat(radius).isCloseTo(least, within(1e-5));
    int middle = (low + high) / 2;
    return blocksUnder(line, 2 * node, low, middle) + blocksUnder(line, 2 * node + 1, middle, high);
  }

  private static Frame.Cartesian centre(Spheres spheres, int node) {
    var centre = new Frame.Cartesian();
    centre.x = spheres.xs[node];
    centre.y = spheres.ys[node];
    centre.z = spheres.zs[node];
    return centre;
  }

  private static Frame.Cartesian cartesian(double lon, double lat) {
    var there = new Frame.Cartesian();
    there.set(lon, lat);
    return there;
  }
}
