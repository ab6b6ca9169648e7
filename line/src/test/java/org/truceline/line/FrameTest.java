package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truceline.terms.Place;

class FrameTest {
  @Test
  void cartesianCoordinatesAgreeWithTheStandardLibraryToTensOfNanometres() {
    Chance chance = new Chance(20_261_124);
    double worst = 0;
    for (int i = 0; i < 100_000; i++) {
      double lon = i < 1_000 ? i % 2 == 0 ? 180 : -180 : chance.between(-180, 180);
      double lat = i % 1_000 == 0 ? 90 : chance.between(-90, 90);
      worst = Math.max(worst, error(lon, lat));
    }
    assertThat(worst).as("seed 20261124").isLessThan(5e-8);
  }

  private static double error(double lon, double lat) {
    var there = new Frame.Cartesian();
    there.set(lon, lat);
    double phi = StrictMath.toRadians(lat);
    double lambda = StrictMath.toRadians(lon);
    double sin = StrictMath.sin(phi);
    double normal =
        Frame.SEMI_MAJOR_METRES / StrictMath.sqrt(1 - Frame.ECCENTRICITY_SQUARED * sin * sin);
    double out = normal * StrictMath.cos(phi);
    double x = out * StrictMath.cos(lambda) - there.x;
    double y = out * StrictMath.sin(lambda) - there.y;
    double z = normal * (1 - Frame.ECCENTRICITY_SQUARED) * sin - there.z;
    return Math.sqrt(x * x + y * y + z * z);
  }

  @Test
  void distancesAndDirectionsFromTheCentreAreTrueWithinThirtyKilometres() {
    Chance chance = new Chance(3);
    var onMap = new Frame.Point();
    var there = new Frame.Cartesian();
    for (int i = 0; i < 2_000; i++) {
      Place centre = Place.lonLat(chance.between(-180, 180), chance.between(-89.9, 89.9));
      double azimuth = chance.between(0, 360);
      double metres = chance.between(0, 30_000);
      Place place = Chance.from(centre, azimuth, metres);
      var frame = new Frame(centre.lonDegrees(), centre.latDegrees());
      there.set(place.lonDegrees(), place.latDegrees());
      frame.project(there, onMap);
      double east = metres * Math.sin(Math.toRadians(azimuth));
      double north = metres * Math.cos(Math.toRadians(azimuth));
      assertThat(Math.hypot(onMap.x - east, onMap.y - north))
          .as("seed 3, %s", centre)
          .isLessThan(0.05);
      assertThat(Math.hypot(onMap.x, onMap.y) - metres)
          .as("seed 3, %s", centre)
          .isBetween(-0.002, 0.002);
    }
  }
}
