package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

/** Ends, far places and directions, against Karney's geodesics and by reasoning. */
class LocatorEndsTest {
  private static final Frame FRAME = new Frame(127, 38.2);

  private static Line line(double... metres) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < metres.length; i += 2) {
      places.add(FRAME.placeAt(metres[i], metres[i + 1]));
    }
    return Line.of(places);
  }

  private static Locator located(Line line, double x, double y) {
    Place place = FRAME.placeAt(x, y);
    Locator locator = line.locator();
    locator.locate(place.lonDegrees(), place.latDegrees());
    return locator;
  }

  @ParameterizedTest
  @CsvSource({"500", "-500", "20", "3000"})
  void anEndIsNearWhereTheBisectorToItIs(double abeam) {
    // What is nearer to the end than to the nearest point begins half way between the two.
    for (Line line : List.of(line(-9_000, 0, 0, 0), line(0, 0, -9_000, 0))) {
      Locator beside = located(line, -100, abeam);
      assertThat(beside.nearEnd(48)).isFalse();
      assertThat(beside.nearEnd(50.1)).isTrue();
      Locator further = located(line, -2_000, abeam);
      assertThat(further.nearEnd(998)).isFalse();
      assertThat(further.nearEnd(1_000.1)).isTrue();
      Locator beyond = located(line, 100, abeam);
      assertThat(beyond.end()).isNotEqualTo(End.NONE);
      assertThat(beyond.nearEnd(0)).isTrue();
    }
  }

  /** The end's map has its middle on the line, so that the end lies off both its axes. */
  @ParameterizedTest
  @CsvSource({"0", "90", "180", "270", "35", "235"})
  void whateverTheCourseTheBisectorIsHalfWay(double course) {
    Place end = FRAME.placeAt(0, 0);
    Line line =
        Line.of(
            List.of(
                Chance.from(end, course + 180, 4_000), Chance.from(end, course + 180, 1_500), end));
    Place foot = Chance.from(end, course + 180, 600);
    Place place = Chance.from(foot, course + 90, 700);
    for (Line one : List.of(line, Line.of(line.places().reversed()))) {
      Locator locator = one.locator();
      locator.locate(place.lonDegrees(), place.latDegrees());
      assertThat(locator.nearEnd(298)).isFalse();
      assertThat(locator.nearEnd(300.1)).isTrue();
    }
  }

  @Test
  void fromFarOffAnEndCountsAsNearWithinTwiceTheDistanceMore() {
    Line line = line(-90_000, 0, -50_000, 0, 0, 0);
    Locator far = located(line, -10_000, 40_000);
    // The end is 41,231 m away and the line 40,000 m.
    assertThat(far.nearEnd(600)).isFalse();
    assertThat(far.nearEnd(650)).isTrue();
  }

  @Test
  void aRingHasNoEndsToBeNear() {
    Line ring = line(0, 0, 500, 0, 0, 500, 0, 0);
    assertThat(located(ring, 0, -1).nearEnd(1_000)).isFalse();
    assertThat(located(ring, -1, -1).end()).isEqualTo(End.NONE);
  }

  @Test
  void noPlaceWithinADistanceIsBeyondAnEndThatIsNotNear() {
    for (long seed = 1; seed <= 8; seed++) {
      Chance chance = new Chance(seed);
      Line line = chance.wandering(Place.lonLat(127, 38), 12, 200, 80);
      Locator locator = line.locator();
      int near = 0;
      for (int i = 0; i < 300; i++) {
        Place on = line.placeAt(chance.between(0, line.lengthMetres()));
        Place place = Chance.from(on, chance.between(0, 360), chance.between(0, 800));
        double metres = chance.between(1, 300);
        locator.locate(place.lonDegrees(), place.latDegrees());
        if (locator.nearEnd(metres)) {
          near++;
          continue;
        }
        for (int azimuth = 0; azimuth < 360; azimuth += 15) {
          Place there = Chance.from(place, azimuth, metres);
          locator.locate(there.lonDegrees(), there.latDegrees());
          assertThat(locator.end())
              .as("%s, %f m, seed %d", place, metres, seed)
              .isEqualTo(End.NONE);
        }
      }
      assertThat(near).as("seed %d", seed).isBetween(1, 299);
    }
  }

  @Test
  void justAtThePerpendicularOfAnEndThePlaceIsBesideAndPastItBeyond() {
    Line line = line(-300, 0, 0, 0);
    assertThat(located(line, -0.01, 40).end()).isEqualTo(End.NONE);
    assertThat(located(line, 0.01, 40).end()).isEqualTo(End.FINISH);
    assertThat(located(line, -299.99, 40).end()).isEqualTo(End.NONE);
    assertThat(located(line, -300.01, 40).end()).isEqualTo(End.START);
    // A sharp turn in the middle is no end.
    Line bent = line(-300, 0, 0, 0, -300, 100);
    assertThat(located(bent, 50, 10).end()).isEqualTo(End.NONE);
    assertThat(located(bent, 50, 10).offsetMetres()).isCloseTo(-Math.hypot(50, 10), within(0.01));
    assertThat(located(bent, 50, 10).stationMetres()).isCloseTo(300, within(0.001));
  }

  @Test
  void whereALineEndsInItsOwnStartTheEndIsTold() {
    Offset.Beyond beyond = (Offset.Beyond) located(line(-300, 0, 0, 0), 30, 40).offset();
    assertThat(beyond.end()).isEqualTo(End.FINISH);
    assertThat(beyond.metres()).isCloseTo(50, within(0.001));
    assertThat(beyond.stationMetres()).isCloseTo(300, within(0.001));
    assertThat(Chance.apart(beyond.nearest(), FRAME.placeAt(0, 0))).isLessThan(0.001);
    // On the right of an end the distance has no sign either.
    assertThat(((Offset.Beyond) located(line(-300, 0, 0, 0), 30, -40).offset()).metres())
        .isCloseTo(50, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"1, 127, 38, 3000", "2, -70, -55, 12000", "3, 179.99, 66, 500", "4, 10, 0, 19000"})
  void theBearingPointsToTheNearestPoint(long seed, double lon, double lat, double within) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(Place.lonLat(lon, lat), 40, 900, 60);
    Locator locator = line.locator();
    for (int i = 0; i < 200; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0.1, 1) * within);
      locator.locate(place.lonDegrees(), place.latDegrees());
      Place nearest = locator.nearest();
      if (Chance.apart(place, nearest) < 50) {
        continue;
      }
      double azimuth =
          Geodesic.WGS84.Inverse(
                  place.latDegrees(),
                  place.lonDegrees(),
                  nearest.latDegrees(),
                  nearest.lonDegrees())
              .azi1;
      double off = Math.toDegrees(locator.bearingRadians()) - azimuth;
      assertThat(Math.IEEEremainder(off, 360)).as("seed %d", seed).isCloseTo(0, within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 150", "2, 3000", "3, 60000"})
  void furtherThanAHundredKilometresTheNearestVertexIsTold(long seed, double step) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(Place.lonLat(20, 40), 60, step, 30);
    Locator locator = line.locator();
    for (int i = 0; i < 100; i++) {
      Place place = Place.lonLat(chance.between(-150, 178), chance.between(-85, 20));
      double least = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      int nearest = 0;
      for (int vertex = 0; vertex <= line.lastVertex(); vertex++) {
        double metres = Chance.apart(place, Place.lonLat(line.lon(vertex), line.lat(vertex)));
        if (metres < least) {
          second = least;
          least = metres;
          nearest = vertex;
        } else {
          second = Math.min(second, metres);
        }
      }
      locator.locate(place.lonDegrees(), place.latDegrees());
      // Through the earth and along it the order of two vertices may differ by some metres.
      assertThat(Math.abs(locator.offsetMetres()))
          .as("%s, seed %d", place, seed)
          .isCloseTo(least, within(40.0));
      if (second > least + 40) {
        assertThat(locator.stationMetres())
            .as("%s, seed %d", place, seed)
            .isEqualTo(line.station(nearest));
      }
      End end =
          locator.stationMetres() == 0
              ? End.START
              : locator.stationMetres() == line.lengthMetres() ? End.FINISH : End.NONE;
      assertThat(locator.end()).as("%s, seed %d", place, seed).isEqualTo(end);
      Place told = locator.nearest();
      assertThat(Chance.apart(place, told))
          .as("seed %d", seed)
          .isCloseTo(Math.abs(locator.offsetMetres()), within(0.001));
      double azimuth =
          Geodesic.WGS84.Inverse(
                  place.latDegrees(), place.lonDegrees(), told.latDegrees(), told.lonDegrees())
              .azi1;
      assertThat(Math.toDegrees(locator.bearingRadians())).isCloseTo(azimuth, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // along the meridian of 20 degrees from south to north: west is left
    "18, 1",
    "22, -1",
    "-60, 1",
    "100, -1"
  })
  void furtherThanAHundredKilometresTheSideIsThatOfTheGreatCircle(double lon, int side) {
    List<Place> north = new ArrayList<>();
    for (int i = -40; i <= 40; i++) {
      north.add(Place.lonLat(20, i / 10.0 + 0.05));
    }
    Line line = Line.of(north);
    Locator locator = line.locator();
    locator.locate(lon, 0);
    assertThat(Math.signum(locator.offsetMetres())).isEqualTo(side);
    assertThat(locator.end()).isEqualTo(End.NONE);
    Locator back = Line.of(north.reversed()).locator();
    back.locate(lon, 0);
    assertThat(Math.signum(back.offsetMetres())).isEqualTo(-side);
  }

  @Test
  void furtherThanAHundredKilometresASharpTurnHasItsOutside() {
    Line spike = Line.of(List.of(Place.lonLat(20, 0), Place.lonLat(21, 2), Place.lonLat(22, 0)));
    Locator locator = spike.locator();
    locator.locate(21, 8);
    assertThat(locator.offsetMetres()).isPositive();
    Locator back = Line.of(spike.places().reversed()).locator();
    back.locate(21, 8);
    assertThat(back.offsetMetres()).isNegative();
    assertThat(locator.end()).isEqualTo(End.NONE);
    // A ring has an outside at its first place too, and no end.
    Line ring =
        Line.of(
            List.of(
                Place.lonLat(20, 0),
                Place.lonLat(20.02, 0),
                Place.lonLat(20, 0.02),
                Place.lonLat(20, 0)));
    locator = ring.locator();
    locator.locate(17, -2);
    assertThat(locator.end()).isEqualTo(End.NONE);
    assertThat(locator.offsetMetres()).isNegative();
  }

  @Test
  void fromAHundredKilometresOnTheDistanceIsThatToAVertex() {
    Line line = line(-3_500, 0, 0, 0, 3_500, 0);
    assertThat(located(line, 1_700, 99_000).offsetMetres()).isCloseTo(99_000, within(8.0));
    assertThat(located(line, 1_700, 99_000).stationMetres()).isCloseTo(5_200, within(30.0));
    assertThat(located(line, 1_700, 101_000).stationMetres()).isCloseTo(3_500, within(0.01));
  }

  @Test
  void aSecondLapOverTheSameGroundIsNeverNamed() {
    Chance chance = new Chance(12);
    List<Place> lap = chance.wandering(Place.lonLat(127, 38.2), 40, 100, 90).places();
    List<Place> twice = new ArrayList<>(lap);
    twice.addAll(lap);
    Line line = Line.of(twice);
    assertThat(line.blocks.length).isEqualTo(1);
    Locator locator = line.locator();
    for (int i = 0; i < 500; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, 300));
      locator.locate(place.lonDegrees(), place.latDegrees());
      assertThat(locator.stationMetres()).as("seed 12").isLessThan(line.station(40) + 1e-6);
    }
  }

  @Test
  void ofEdgesEquallyNearTheFirstCounts() {
    // The line runs to and fro over the same ground.
    Line line = line(0, 0, 1_000, 0, 0, 0, 1_000, 0);
    for (double y : new double[] {30, -30}) {
      Locator locator = located(line, 400, y);
      assertThat(locator.stationMetres()).isCloseTo(400, within(0.01));
      assertThat(Math.abs(locator.offsetMetres())).isCloseTo(30, within(0.001));
    }
  }
}
