package org.truceline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.truceline.terms.Place;

class TransverseMercatorTest {
  private static final Place MIDDLE = Place.lonLat(128, 38);

  @Test
  void theMiddleMeridianIsTrueToScale() {
    var plane = new TransverseMercator(MIDDLE);
    plane.project(128, 38.5);
    double arc = Geodesic.WGS84.Inverse(38, 128, 38.5, 128).s12;
    assertThat(plane.x()).isCloseTo(0, within(1e-9));
    assertThat(plane.y()).isCloseTo(arc, within(1e-6));
  }

  /** Figures of UTM zone 31 for 3 degrees east of the equator's middle are in every handbook. */
  @Test
  void aPlaceOnTheEquatorThreeDegreesEastLiesWhereUtmPutsIt() {
    var plane = new TransverseMercator(Place.lonLat(3, 0));
    plane.project(6, 0);
    assertThat(500_000 + 0.9996 * plane.x()).isCloseTo(833_978.557, within(0.001));
    assertThat(plane.y()).isCloseTo(0, within(1e-6));
  }

  @Test
  void shortWaysDividedByTheScaleAreThoseOnTheGround() {
    var plane = new TransverseMercator(MIDDLE);
    for (double lon = 126.5; lon <= 129.5; lon += 0.25) {
      for (double azimuth = 0; azimuth < 360; azimuth += 30) {
        var there = Geodesic.WGS84.Direct(38.1, lon, azimuth, 50);
        plane.project(there.lon2, there.lat2);
        double x = plane.x();
        double y = plane.y();
        plane.project(lon, 38.1);
        double onGround = Math.hypot(x - plane.x(), y - plane.y()) / plane.scale();
        assertThat(onGround).isCloseTo(50, within(2e-5));
      }
    }
  }
}
