package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

class LineTest {
  private static Line line(double... metres) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < metres.length; i += 2) {
      places.add(new Frame(127, 38).placeAt(metres[i], metres[i + 1]));
    }
    return Line.of(places);
  }

  @ParameterizedTest
  @CsvSource({"1, 50", "2, 700", "3, 3000", "4, 12000"})
  void aBlockReachesAtMostFiveKilometresFromItsFirstVertex(long seed, double step) {
    Line line = new Chance(seed).wandering(Place.lonLat(127, 38), 200, step, 40);
    int vertex = 0;
    for (Block block : line.blocks) {
      assertThat(block.firstVertex).isEqualTo(vertex);
      Place first = Place.lonLat(line.lon(vertex), line.lat(vertex));
      for (int i = 1; i <= block.edges; i++) {
        Place there = Place.lonLat(line.lon(vertex + i), line.lat(vertex + i));
        assertThat(Chance.apart(first, there)).as("seed %d", seed).isLessThan(5_000.01);
      }
      vertex += block.edges;
      // Nor is it cut sooner than it must be.
      if (vertex < line.lastVertex()) {
        Place next = Place.lonLat(line.lon(vertex + 1), line.lat(vertex + 1));
        assertThat(Chance.apart(first, next)).as("seed %d", seed).isGreaterThan(4_999.99);
      }
    }
    assertThat(vertex).isEqualTo(line.lastVertex());
  }

  @Test
  void anEdgeIsCutEvenlyIntoPiecesOfAtMostFourKilometres() {
    Line line = line(0, 0, 10_000, 0);
    assertThat(line.lastVertex()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(line.station(i + 1) - line.station(i)).isCloseTo(10_000 / 3.0, within(1e-6));
      assertThat(
              Chance.apart(
                  Place.lonLat(line.lon(i), line.lat(i)),
                  Place.lonLat(line.lon(i + 1), line.lat(i + 1))))
          .isCloseTo(10_000 / 3.0, within(1e-3));
    }
    assertThat(line.places()).hasSize(2);
    assertThat(line(0, 0, 3_990, 0).lastVertex()).isEqualTo(1);
    // More pieces than room was first made for.
    Line fifty = Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(129.2, 38)));
    assertThat(fifty.lastVertex()).isEqualTo(49);
    assertThat(fifty.lengthMetres()).isCloseTo(193_000, within(500.0));
  }

  @Test
  void repeatedPlacesCountOnce() {
    Line line = line(0, 0, 0, 0, 300, 0, 300, 0, 300, 400, 300, 400);
    assertThat(line.lastVertex()).isEqualTo(2);
    assertThat(line.lengthMetres()).isCloseTo(700, within(0.001));
    assertThat(line.places()).hasSize(6);
  }

  @Test
  void fewerThanTwoDifferentPlacesAreNoLine() {
    Place place = Place.lonLat(127, 38);
    for (List<Place> few : List.of(List.<Place>of(), List.of(place), List.of(place, place))) {
      assertThatThrownBy(() -> Line.of(few))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a line has at least two different places");
    }
  }

  @Test
  void itIsClosedWhereItEndsInItsFirstPlace() {
    assertThat(line(0, 0, 500, 0, 0, 500, 0, 0).closed()).isTrue();
    assertThat(line(0, 0, 500, 0, 0, 500).closed()).isFalse();
    assertThat(line(0, 0, 500, 0, 0, 500, 0, 1).closed()).isFalse();
    assertThat(line(0, 0, 500, 0, 0, 500, 1, 0).closed()).isFalse();
    assertThat(line(0, 0, 500, 0, 0, 0).closed()).as("there and back is no ring").isFalse();
    Place other = Place.lonLat(179.99, 10);
    Place third = Place.lonLat(179.99, 10.01);
    Place east = Place.lonLat(180, 10);
    Place west = Place.lonLat(-180, 10);
    assertThat(Line.of(List.of(east, other, third, west)).closed()).isTrue();
    assertThat(Line.of(List.of(west, other, third, east)).closed()).isTrue();
    assertThat(Line.of(List.of(east, other, third, Place.lonLat(-180, 10.001))).closed()).isFalse();
    assertThat(Line.of(List.of(east, other, third, Place.lonLat(-179.999, 10))).closed()).isFalse();
    assertThat(Line.of(List.of(Place.lonLat(179.999, 10), other, third, west)).closed()).isFalse();
  }

  @Test
  void aStationIsAPlaceOnTheLineAndOutsideItTheNearerEnd() {
    Line line = line(0, 0, 1_000, 0, 1_000, 500);
    assertThat(line.placeAt(-1)).isEqualTo(line.places().getFirst());
    assertThat(line.placeAt(0)).isEqualTo(line.places().getFirst());
    assertThat(line.placeAt(line.station(1))).isEqualTo(line.places().get(1));
    assertThat(line.placeAt(line.lengthMetres())).isEqualTo(line.places().getLast());
    assertThat(line.placeAt(line.lengthMetres() + 1)).isEqualTo(line.places().getLast());
    for (double station = 1; station < 1_500; station += 7) {
      double east = Math.min(station, 1_000);
      double north = Math.max(0, station - 1_000);
      assertThat(Chance.apart(line.placeAt(station), new Frame(127, 38).placeAt(east, north)))
          .isLessThan(0.001);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // a turn to the left from the course, in degrees, and the side that lies outside it
    "0, 0",
    "30, 0",
    "44, 0",
    "46, -1",
    "90, -1",
    "135, -1",
    "179, -1",
    "-30, 0",
    "-44, 0",
    "-46, 1",
    "-90, 1",
    "-135, 1",
    "-179, 1"
  })
  void theOutsideOfASharpTurnIsTold(double turn, int outside) {
    for (double course : new double[] {0, 77, 180, 301}) {
      Place middle = Place.lonLat(-70, -33);
      Line line =
          Line.of(
              List.of(
                  Chance.from(middle, course + 180, 200),
                  middle,
                  Chance.from(middle, course - turn, 300)));
      assertThat(line.outerSide(1)).as("course %f", course).isEqualTo(outside);
      assertThat(line.outerSide(0)).isZero();
      assertThat(line.outerSide(2)).isZero();
    }
  }

  @Test
  void aRingTurnsAtItsFirstPlaceToo() {
    // A square walked against the clock turns left: its outside is on the right.
    Line square = line(0, 0, 500, 0, 500, 500, 0, 500, 0, 0);
    Line reversed = Line.of(square.places().reversed());
    for (int i = 0; i <= 4; i++) {
      assertThat(square.outerSide(i)).isEqualTo(-1);
      assertThat(reversed.outerSide(i)).isEqualTo(1);
    }
    // From the middle of a side it goes straight on.
    Line fromMiddle = line(250, 0, 500, 0, 500, 500, 0, 500, 0, 0, 250, 0);
    assertThat(fromMiddle.outerSide(0)).isZero();
    assertThat(fromMiddle.outerSide(5)).isZero();
    assertThat(fromMiddle.outerSide(4)).isEqualTo(-1);
  }
}
