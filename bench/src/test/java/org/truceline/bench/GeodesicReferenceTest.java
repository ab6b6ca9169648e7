package org.truceline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.truceline.terms.Place;

class GeodesicReferenceTest {
  @Test
  void besideAMeridianTheDistanceIsThatOfTheFoot() {
    var reference =
        new GeodesicReference(
            List.of(Place.lonLat(127, 37.9), Place.lonLat(127, 38), Place.lonLat(127, 38.1)));
    var west = Geodesic.WGS84.Direct(38.03, 127, -90, 3_000);
    var answer = reference.answer(Place.lonLat(west.lon2, west.lat2));
    assertThat(answer.metres()).isCloseTo(3_000, within(1e-6));
    assertThat(answer.side()).isEqualTo(1);
    var east = Geodesic.WGS84.Direct(37.95, 127, 90, 4_000);
    answer = reference.answer(Place.lonLat(east.lon2, east.lat2));
    assertThat(answer.metres()).isCloseTo(4_000, within(1e-6));
    assertThat(answer.side()).isEqualTo(-1);
  }

  @Test
  void pastTheTipOfASpikeTheSideIsTheOutside() {
    // Walked west to east, the tip points north: what lies north of it is on the left.
    var reference =
        new GeodesicReference(
            List.of(
                Place.lonLat(127, 38), Place.lonLat(127.0005, 38.02), Place.lonLat(127.001, 38)));
    for (double lon : new double[] {127.0004, 127.0005, 127.0006}) {
      assertThat(reference.answer(Place.lonLat(lon, 38.0205)).side()).isEqualTo(1);
    }
    assertThat(reference.answer(Place.lonLat(127.0005, 38.01)).side()).isEqualTo(-1);
  }

  @Test
  void pastAnEndThereIsNoSide() {
    var reference = new GeodesicReference(List.of(Place.lonLat(127, 38), Place.lonLat(127.01, 38)));
    var answer = reference.answer(Place.lonLat(127.02, 38.001));
    assertThat(answer.side()).isZero();
    assertThat(answer.metres())
        .isCloseTo(Geodesic.WGS84.Inverse(38.001, 127.02, 38, 127.01).s12, within(1e-6));
  }

  @Test
  void noEdgeThatCouldBeNearestIsLeftOut() {
    long seed = 7;
    var random = new SplittableRandom(seed);
    List<Place> course = new ArrayList<>();
    double lon = 127;
    for (int i = 0; i < 60; i++) {
      // Edges from a metre to kilometres: the nearest point is often far from any vertex.
      lon += 0.00001 + 0.03 * Math.pow(random.nextDouble(), 4);
      course.add(Place.lonLat(lon, 38 + 0.02 * random.nextDouble()));
    }
    var whole = new GeodesicReference(course);
    for (int i = 0; i < 40; i++) {
      Place place =
          Place.lonLat(127 + (lon - 127) * random.nextDouble(), 37.98 + 0.06 * random.nextDouble());
      double least = Double.POSITIVE_INFINITY;
      for (int edge = 1; edge < course.size(); edge++) {
        var alone = new GeodesicReference(course.subList(edge - 1, edge + 1));
        least = Math.min(least, alone.answer(place).metres());
      }
      assertThat(whole.answer(place).metres())
          .as("seed %d, %s", seed, place)
          .isCloseTo(least, within(1e-7));
    }
  }
}
