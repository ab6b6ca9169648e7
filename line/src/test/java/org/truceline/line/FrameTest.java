package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

class FrameTest {
  @Test
  void cartesianCoordinatesAgreeWithTheStandardLibraryToFiveNanometres() {
    Chance chance = new Chance(20_261_124);
    double worst = 0;
    for (int i = 0; i < 100_000; i++) {
      double lon = i < 1_000 ? i % 2 == 0 ? 180 : -180 : chance.between(-180, 180);
      double lat = i % 1_000 == 0 ? 90 : chance.between(-90, 90);
      worst = Math.max(worst, error(lon, lat));
    }
    assertThat(worst).as("seed 20261124").isLessThan(5e-9);
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

  @Test
  void aPlaceComesBackFromTheMap() {
    Chance chance = new Chance(5);
    var onMap = new Frame.Point();
    var there = new Frame.Cartesian();
    for (int i = 0; i < 500; i++) {
      var frame = new Frame(chance.between(-180, 180), chance.between(-89.9, 89.9));
      double x = chance.between(-10_000, 10_000);
      double y = chance.between(-10_000, 10_000);
      Place place = frame.placeAt(x, y);
      there.set(place.lonDegrees(), place.latDegrees());
      frame.project(there, onMap);
      assertThat(onMap.x).as("seed 5").isCloseTo(x, within(0.005));
      assertThat(onMap.y).as("seed 5").isCloseTo(y, within(0.005));
    }
  }

  @ParameterizedTest
  @CsvSource({"127, 38.2", "180, 10", "-180, -60", "20, 0", "20, -84", "-70, 84"})
  void aStepOnTheTangentPlaneIsOneOnTheGround(double lon, double lat) {
    var frame = new Frame(lon, lat);
    var nearby = new Frame.Nearby();
    for (double[] step : new double[][] {{0, 0}, {140, 0}, {0, 140}, {-60, 120}, {-90, -90}}) {
      frame.nearby(step[0], step[1], nearby);
      Place there = frame.placeAt(step[0], step[1]);
      var exact = new Frame.Cartesian();
      exact.set(there.lonDegrees(), there.latDegrees());
      // The tangent plane stands off the ground by 1.5 mm at 140 m.
      assertThat(nearby.at.distance(exact)).isLessThan(0.003);
      assertThat(Chance.apart(there, Place.lonLat(nearby.lonDegrees, nearby.latDegrees)))
          .isLessThan(0.05);
      assertThat(Math.hypot(Math.hypot(nearby.at.x, nearby.at.y), nearby.at.z))
          .isBetween(6_356_000.0, 6_378_200.0);
    }
  }

  @Test
  void atAPoleAStepStaysOnTheEarth() {
    var nearby = new Frame.Nearby();
    new Frame(20, 90).nearby(30, 40, nearby);
    assertThat(nearby.latDegrees).isEqualTo(90);
    new Frame(20, -90).nearby(30, -40, nearby);
    assertThat(nearby.latDegrees).isEqualTo(-90);
    assertThat(nearby.lonDegrees).isBetween(-180.0, 180.0);
  }

  @ParameterizedTest
  @CsvSource({"127, 38.2", "180, 40", "-179.999, -60", "20, 0", "20, 75"})
  void northElsewhereOnTheMapIsTurnedByTheConvergence(double lon, double lat) {
    var frame = new Frame(lon, lat);
    var there = new Frame.Cartesian();
    var one = new Frame.Point();
    var other = new Frame.Point();
    for (double[] at : new double[][] {{3_000, 0}, {-4_000, 2_000}, {0, 5_000}, {2_000, -4_000}}) {
      Place place = frame.placeAt(at[0], at[1]);
      Place north = Chance.from(place, 0, 100);
      there.set(place.lonDegrees(), place.latDegrees());
      frame.project(there, one);
      there.set(north.lonDegrees(), north.latDegrees());
      frame.project(there, other);
      double turned = Math.atan2(other.x - one.x, other.y - one.y);
      assertThat(frame.convergenceRadians(place.lonDegrees(), place.latDegrees()))
          .isCloseTo(turned, within(2e-6));
    }
  }
}
