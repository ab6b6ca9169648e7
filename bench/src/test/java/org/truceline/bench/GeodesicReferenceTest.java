package org.truceline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
}
