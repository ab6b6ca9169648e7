package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** What holds for every line, tried on lines made from a seed; the seed is in every message. */
class LinePropertiesTest {
  private static final double MILLIMETRE = 0.001;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  private static Line wandering(Chance chance) {
    Place start = Place.lonLat(chance.between(-150, 150), chance.between(-70, 70));
    return chance.wandering(start, 60, chance.between(5, 800), chance.between(5, 110));
  }

  private static Place beside(Line line, Chance chance) {
    Place on = line.placeAt(chance.between(0, line.lengthMetres()));
    return Chance.from(on, chance.between(0, 360), chance.between(0, 3_000));
  }

  private static Line changed(Line line, UnaryOperator<Place> change) {
    return Line.of(line.places().stream().map(change).toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void turnedRoundTheLineExchangesItsSidesAndEnds(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    Line back = Line.of(line.places().reversed());
    for (int i = 0; i < 200; i++) {
      Place place = beside(line, chance);
      switch (line.offset(place)) {
        case Offset.Beside(var metres, var station, var nearest) -> {
          Offset.Beside other = (Offset.Beside) back.offset(place);
          assertThat(other.metres()).as("seed %d", seed).isCloseTo(-metres, within(MILLIMETRE));
          if (Chance.apart(nearest, other.nearest()) < 0.1) {
            assertThat(other.stationMetres())
                .as("seed %d", seed)
                .isCloseTo(line.lengthMetres() - station, within(0.2));
          }
        }
        case Offset.Beyond beyond -> {
          Offset.Beyond other = (Offset.Beyond) back.offset(place);
          assertThat(other.end()).as("seed %d", seed).isNotEqualTo(beyond.end());
          assertThat(other.metres()).isCloseTo(beyond.metres(), within(MILLIMETRE));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mirroredTheLineExchangesItsSides(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    double middle = line.places().getFirst().lonDegrees();
    UnaryOperator<Place> mirror =
        place ->
            Place.lonLat(
                Math.IEEEremainder(2 * middle - place.lonDegrees(), 360), place.latDegrees());
    Line mirrored = changed(line, mirror);
    for (int i = 0; i < 200; i++) {
      Place place = beside(line, chance);
      if (line.offset(place) instanceof Offset.Beside(var metres, var station, _)) {
        Offset.Beside other = (Offset.Beside) mirrored.offset(mirror.apply(place));
        assertThat(other.metres()).as("seed %d", seed).isCloseTo(-metres, within(MILLIMETRE));
        assertThat(other.stationMetres()).as("seed %d", seed).isCloseTo(station, within(0.2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void movedAlongTheParallelNothingChanges(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    double by = 179 - line.places().getFirst().lonDegrees();
    UnaryOperator<Place> move =
        place -> Place.lonLat(Math.IEEEremainder(place.lonDegrees() + by, 360), place.latDegrees());
    Line moved = changed(line, move);
    for (int i = 0; i < 200; i++) {
      Place place = beside(line, chance);
      if (line.offset(place) instanceof Offset.Beside(var metres, _, _)) {
        Offset.Beside other = (Offset.Beside) moved.offset(move.apply(place));
        assertThat(other.metres()).as("seed %d", seed).isCloseTo(metres, within(MILLIMETRE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aVertexMoreOnAnEdgeChangesNothing(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    List<Place> more = new ArrayList<>();
    double station = 0;
    for (int i = 0; i + 1 < line.places().size(); i++) {
      Place here = line.places().get(i);
      double length = Chance.apart(here, line.places().get(i + 1));
      more.add(here);
      more.add(line.placeAt(station + length * chance.between(0.05, 0.95)));
      station += length;
    }
    more.add(line.places().getLast());
    Line finer = Line.of(more);
    assertThat(finer.lengthMetres()).isCloseTo(line.lengthMetres(), within(MILLIMETRE));
    for (int i = 0; i < 200; i++) {
      Place place = beside(line, chance);
      Offset one = line.offset(place);
      Offset other = finer.offset(place);
      assertThat(other.getClass()).as("seed %d", seed).isEqualTo(one.getClass());
      if (one instanceof Offset.Beside(var metres, _, _)) {
        assertThat(((Offset.Beside) other).metres())
            .as("seed %d", seed)
            .isCloseTo(metres, within(MILLIMETRE));
      }
    }
  }

  /** The side is that of a polygon which the line and a way far round its left close. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theSideIsThatOfThePolygonOnTheLeft(long seed) {
    Chance chance = new Chance(seed);
    double turn = chance.between(40, 150);
    Line line = simple(chance, turn);
    List<Coordinate> ring = new ArrayList<>();
    Place first = line.places().getFirst();
    Place last = line.places().getLast();
    for (Place place : line.places()) {
      ring.add(new Coordinate(place.lonDegrees(), place.latDegrees()));
    }
    // The line runs from west to east, so its left is the north.
    ring.add(new Coordinate(last.lonDegrees() + 3, last.latDegrees()));
    ring.add(new Coordinate(last.lonDegrees() + 3, 45));
    ring.add(new Coordinate(first.lonDegrees() - 3, 45));
    ring.add(new Coordinate(first.lonDegrees() - 3, first.latDegrees()));
    ring.add(ring.getFirst());
    var polygon = new GeometryFactory().createPolygon(ring.toArray(Coordinate[]::new));
    var north = new IndexedPointInAreaLocator(polygon);
    int told = 0;
    for (int i = 0; i < 2_000; i++) {
      Place place = beside(line, chance);
      if (line.offset(place) instanceof Offset.Beside beside && Math.abs(beside.metres()) > 0.05) {
        boolean inside =
            north.locate(new Coordinate(place.lonDegrees(), place.latDegrees()))
                == Location.INTERIOR;
        assertThat(beside.metres() > 0).as("%s, seed %d", place, seed).isEqualTo(inside);
        told++;
      }
    }
    assertThat(told).as("places with a side, seed %d", seed).isGreaterThan(1_000);
  }

  /** A line with spikes and folds that runs from west to east and does not cross itself. */
  private static Line simple(Chance chance, double turn) {
    while (true) {
      List<Place> places = new ArrayList<>();
      Place here = Place.lonLat(127, 38);
      for (int i = 0; i < 40; i++) {
        places.add(here);
        here = Chance.from(here, 90 + chance.between(-turn, turn), chance.between(30, 600));
      }
      boolean crosses =
          Inspection.of(places).stream()
              .anyMatch(flaw -> flaw.kind() == Inspection.Kind.CROSSES_ITSELF);
      if (!crosses) {
        // Long ways in and out, of short edges: a long one would bulge off the chart's straight.
        for (int i = 1; i <= 100; i++) {
          places.addFirst(Place.lonLat(127 - 0.003 * i, 38));
          places.add(Place.lonLat(here.lonDegrees() + 0.003 * i, here.latDegrees()));
        }
        if (Inspection.of(places).isEmpty()) {
          return Line.of(places);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPlaceOnTheLineIsAtItsOwnStation(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    Locator locator = line.locator();
    for (int i = 0; i < 200; i++) {
      double station = chance.between(0, line.lengthMetres());
      Place on = line.placeAt(station);
      locator.locate(on.lonDegrees(), on.latDegrees());
      assertThat(locator.offsetMetres()).as("seed %d", seed).isCloseTo(0, within(MILLIMETRE));
      Place found = line.placeAt(locator.stationMetres());
      assertThat(Chance.apart(found, on)).as("seed %d", seed).isLessThan(0.01);
    }
    assertThat(line.placeAt(-5)).isEqualTo(line.places().getFirst());
    assertThat(line.placeAt(line.lengthMetres() + 5)).isEqualTo(line.places().getLast());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sharesExchangeWithTheSidesAndTurnWithTheEllipse(long seed) {
    Chance chance = new Chance(seed);
    Line line = wandering(chance);
    Doubt doubt = new Doubt(line);
    Doubt back = new Doubt(Line.of(line.places().reversed()));
    for (int i = 0; i < 60; i++) {
      Place on = line.placeAt(line.lengthMetres() * chance.between(0.1, 0.9));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, 60));
      double minor = chance.between(1, 20);
      double azimuth = chance.between(0, 180);
      var error = new ErrorEllipse(minor + chance.between(0, 30), minor, azimuth);
      var same = new ErrorEllipse(error.semiMajorMetres(), minor, azimuth + 180);
      SideShares shares = doubt.shares(place.lonDegrees(), place.latDegrees(), error, 4);
      SideShares turned = doubt.shares(place.lonDegrees(), place.latDegrees(), same, 4);
      SideShares other = back.shares(place.lonDegrees(), place.latDegrees(), error, 4);
      assertThat(turned.left()).as("seed %d", seed).isCloseTo(shares.left(), within(1e-6));
      // What is sampled and not summed up exactly agrees to the samples' own error.
      double samples = shares.beyond() > 0 || crossesNear(line) ? 0.01 : 1e-4;
      assertThat(other.left()).as("seed %d", seed).isCloseTo(shares.right(), within(samples));
      assertThat(other.beyond()).as("seed %d", seed).isCloseTo(shares.beyond(), within(samples));
    }
  }

  private static boolean crossesNear(Line line) {
    return Inspection.of(line.places()).stream()
        .anyMatch(flaw -> flaw.kind() == Inspection.Kind.CROSSES_ITSELF);
  }
}
