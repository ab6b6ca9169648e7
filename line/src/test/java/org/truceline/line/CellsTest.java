package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

/** The cells only say where to look: what is found is the same to the last bit. */
class CellsTest {
  @ParameterizedTest
  @CsvSource({
    // seed, start, vertices, step and turn of the line, how far from it is asked
    "1, 127, 38, 2000, 30, 60, 3000",
    "2, 127, 38, 40, 700, 90, 9000",
    "3, 179.99, 10, 500, 40, 120, 1500",
    "4, -60, -82, 300, 200, 60, 8000",
    "5, 20, 89, 200, 200, 60, 8000",
    "6, 0, 0, 20000, 0.5, 40, 300",
    "7, 12, 60, 3, 9000, 10, 20000"
  })
  void placesAreFoundAsByASearchOfTheWholeLine(
      long seed, double lon, double lat, int vertices, double step, double turn, double within) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(Place.lonLat(lon, lat), vertices, step, turn);
    List<Place> asked = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      asked.add(Chance.from(on, chance.between(0, 360), chance.between(0, within)));
      asked.add(Chance.from(on, chance.between(0, 360), chance.between(0, within / 50)));
    }
    assertSameAnswers(line, asked, seed);
  }

  @Test
  void aRingThatStraddlesTheAntimeridianIsFoundAsByASearch() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double turn = 2 * Math.PI * i / 400;
      double lon = 180 + 0.1 * Math.cos(turn);
      places.add(Place.lonLat(lon > 180 ? lon - 360 : lon, 20 + 0.1 * Math.sin(turn)));
    }
    places.add(places.getFirst());
    Line line = Line.of(places);
    Chance chance = new Chance(8);
    List<Place> asked = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      asked.add(
          Chance.from(Place.lonLat(180, 20), chance.between(0, 360), chance.between(0, 15_000)));
    }
    assertSameAnswers(line, asked, 8);
  }

  /** Asks often enough, and each place often enough, for the cells to be made and filled. */
  private static void assertSameAnswers(Line line, List<Place> asked, long seed) {
    Locator withCells = line.locator();
    Locator searching = Locator.searching(line);
    for (int round = 0; round < 6; round++) {
      for (Place place : asked) {
        withCells.locate(place.lonDegrees(), place.latDegrees());
        if (round < 5) {
          continue;
        }
        searching.locate(place.lonDegrees(), place.latDegrees());
        assertThat(withCells.offsetMetres())
            .as("offset of %s, seed %d", place, seed)
            .isEqualTo(searching.offsetMetres());
        assertThat(withCells.stationMetres())
            .as("station of %s, seed %d", place, seed)
            .isEqualTo(searching.stationMetres());
        assertThat(withCells.end()).isEqualTo(searching.end());
      }
    }
  }
}
