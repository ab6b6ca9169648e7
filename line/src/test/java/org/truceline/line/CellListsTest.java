package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

/** What cells name, where there are any, and what they cost. */
class CellListsTest {
  private static final Place START = Place.lonLat(127, 38.2);

  /** Cells of 300 m are cut at most four times, each asked four times before it is filled. */
  private static final int ENOUGH_QUESTIONS = 30;

  private static Line straight(int edges, double edgeMetres) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= edges; i++) {
      places.add(Chance.from(START, 90, edgeMetres * i));
    }
    return Line.of(places);
  }

  private static int asked(Cells cells, Place place, int times) {
    int list = Cells.NONE;
    for (int i = 0; i < times; i++) {
      list = cells.listFor(place.lonDegrees(), place.latDegrees());
    }
    return list;
  }

  /** The edges of a list, as indices of the vertices at which they begin. */
  private static List<Integer> edges(Line line, Cells cells, int list) {
    int[] held = cells.held();
    List<Integer> edges = new ArrayList<>();
    int at = list + 1;
    int before = -1;
    for (int i = 0; i < held[list]; i++) {
      int block = held[at++];
      assertThat(block).as("blocks in their order").isGreaterThan(before);
      before = block;
      int count = held[at++];
      assertThat(count).isPositive();
      for (int k = 0; k < count; k++) {
        int edge = held[at++];
        assertThat(edge).isBetween(0, line.blocks[block].edges - 1);
        edges.add(line.blocks[block].firstVertex + edge);
      }
    }
    assertThat(edges).doesNotHaveDuplicates();
    return edges;
  }

  /** How near an edge is to a place, on the map of its block. */
  private static double metres(Line line, int edge, Place place) {
    for (Block block : line.blocks) {
      if (edge < block.firstVertex + block.edges) {
        var there = new Frame.Cartesian();
        var onMap = new Frame.Point();
        there.set(place.lonDegrees(), place.latDegrees());
        block.frame.project(there, onMap);
        return Math.sqrt(block.squareToEdge(onMap.x, onMap.y, edge - block.firstVertex));
      }
    }
    throw new AssertionError("no edge " + edge);
  }

  @ParameterizedTest
  @CsvSource({
    // seed, vertices, step, turn, how far off, edges named in the mean at most
    "1, 400, 40, 60, 1500, 3.6",
    "2, 60, 900, 90, 3000, 2.0",
    "3, 300, 15, 120, 200, 3.55",
    "4, 2000, 60, 5, 4000, 3.85"
  })
  void theNearestEdgeIsNamedAndFewBesideIt(
      long seed, int vertices, double step, double turn, double off, double most) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(START, vertices, step, turn);
    Cells cells = new Cells(line);
    int lists = 0;
    double named = 0;
    for (int i = 0; i < 400; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, off));
      int list = asked(cells, place, ENOUGH_QUESTIONS);
      if (list == Cells.NONE) {
        continue;
      }
      lists++;
      List<Integer> edges = edges(line, cells, list);
      assertThat(edges).hasSizeBetween(1, 64);
      named += edges.size();
      double least = Double.POSITIVE_INFINITY;
      for (int edge = 0; edge < line.lastVertex(); edge++) {
        least = Math.min(least, metres(line, edge, place));
      }
      double ofNamed = Double.POSITIVE_INFINITY;
      for (int edge : edges) {
        ofNamed = Math.min(ofNamed, metres(line, edge, place));
      }
      assertThat(ofNamed).as("%s, seed %d", place, seed).isEqualTo(least);
    }
    assertThat(lists).as("places with a list, seed %d", seed).isGreaterThan(380);
    assertThat(named / lists).as("edges named in the mean, seed %d", seed).isLessThan(most);
  }

  @Test
  void aCellIsFilledWhenItHasBeenAskedForFourTimes() {
    Cells cells = new Cells(straight(3, 2_000));
    Place place = Chance.from(START, 90, 1_000);
    for (int i = 0; i < 4; i++) {
      assertThat(asked(cells, place, 1)).isEqualTo(Cells.NONE);
    }
    int list = asked(cells, place, 1);
    assertThat(list).isNotEqualTo(Cells.NONE);
    assertThat(asked(cells, place, 1)).as("the same from then on").isEqualTo(list);
  }

  @Test
  void aCellThatWouldNameManyEdgesIsCutAndItsPartsFilledInTurn() {
    // 300 m hold 30 edges, a quarter of that 7 or 8, a sixteenth 2 or 3.
    Line line = straight(600, 10);
    Cells cells = new Cells(line);
    Place place = Chance.from(START, 90, 3_004);
    assertThat(asked(cells, place, 12)).isEqualTo(Cells.NONE);
    int list = asked(cells, place, 1);
    assertThat(list).isNotEqualTo(Cells.NONE);
    assertThat(edges(line, cells, list)).hasSizeBetween(2, 6).contains(300);
  }

  @ParameterizedTest
  @CsvSource({"2000, 1, 1", "6000, 21, 200"})
  void whereMoreThanSixtyFourEdgesMeetTheWholeLineIsSearched(
      double spoke, int leastBlocks, int mostBlocks) {
    // Short spokes through one place lie in one block, the pieces of long ones in many.
    List<Place> spokes = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      double azimuth = 180 / 80.0 * i + (i % 2 == 0 ? 0 : 180);
      spokes.add(Chance.from(START, azimuth + 180, spoke));
      spokes.add(START);
      spokes.add(Chance.from(START, azimuth, spoke));
    }
    Line line = Line.of(spokes);
    assertThat(line.blocks.length).isBetween(leastBlocks, mostBlocks);
    Cells cells = new Cells(line);
    assertThat(asked(cells, START, 60)).isEqualTo(Cells.NONE);
    Place between = Chance.from(START, 1.1, spoke - 50);
    int list = asked(cells, between, 60);
    assertThat(list).isNotEqualTo(Cells.NONE);
    assertThat(edges(line, cells, list)).hasSizeBetween(2, 6);
  }

  @Test
  void thereAreCellsSixKilometresAboutTheLineAndNoneBeyond() {
    Line line = straight(2, 3_000);
    for (double azimuth : new double[] {0, 180, 90, 270}) {
      Place from = Chance.from(START, 90, azimuth == 90 ? 6_000 : azimuth == 270 ? 0 : 3_000);
      Cells cells = new Cells(line);
      Place near = Chance.from(from, azimuth, 5_980);
      Place beyond = Chance.from(from, azimuth, 6_060);
      assertThat(asked(cells, near, ENOUGH_QUESTIONS)).isNotEqualTo(Cells.NONE);
      assertThat(asked(cells, beyond, ENOUGH_QUESTIONS)).isEqualTo(Cells.NONE);
      assertThat(asked(cells, Chance.from(from, azimuth, 500_000), ENOUGH_QUESTIONS))
          .isEqualTo(Cells.NONE);
    }
  }

  @Test
  void twelveKilometresFromTheLineACellSearchesTheWhole() {
    Line line = Line.of(List.of(START, Chance.from(Chance.from(START, 0, 50_000), 90, 50_000)));
    Cells cells = new Cells(line);
    Place middle = line.placeAt(line.lengthMetres() / 2);
    assertThat(asked(cells, Chance.from(middle, 135, 11_500), ENOUGH_QUESTIONS))
        .isNotEqualTo(Cells.NONE);
    assertThat(asked(cells, Chance.from(middle, 135, 12_600), ENOUGH_QUESTIONS))
        .isEqualTo(Cells.NONE);
    assertThat(asked(cells, Chance.from(middle, 315, 12_600), ENOUGH_QUESTIONS))
        .isEqualTo(Cells.NONE);
  }

  @Test
  void aCellIsThreeHundredMetresWideAndALongLineHasLargerOnes() {
    // 18 by 12 km: 60 by 40 cells, and some for what a degree is longer than the shortest.
    assertThat(new Cells(straight(2, 3_000)).held().length).isBetween(60 * 40, 64 * 44);
    Line long1 = Line.of(List.of(Place.lonLat(20, 40), Place.lonLat(60, 55)));
    assertThat(new Cells(long1).held().length).isBetween(2_000_000, 2_110_000);
  }

  @ParameterizedTest
  @CsvSource({"84.9, true", "-84.9, true", "84.96, false", "-84.96, false", "89, false"})
  void nearThePolesThereAreNone(double lat, boolean cells) {
    Line line =
        Line.of(List.of(Place.lonLat(20, lat), Place.lonLat(20.05, lat), Place.lonLat(20.1, lat)));
    Cells some = new Cells(line);
    assertThat(some.held().length > 0).isEqualTo(cells);
    assertThat(asked(some, Place.lonLat(20.05, lat), ENOUGH_QUESTIONS) != Cells.NONE)
        .isEqualTo(cells);
  }

  @Test
  void aLineHalfRoundTheEarthHasNone() {
    List<Place> places = new ArrayList<>();
    for (int lon = -95; lon <= 95; lon += 5) {
      places.add(Place.lonLat(lon, 10));
    }
    assertThat(new Cells(Line.of(places)).held().length).isZero();
    assertThat(new Cells(Line.of(places.subList(1, 20))).held().length).isPositive();
  }

  @Test
  void acrossTheAntimeridianThereAreCellsOnBothSides() {
    Line line = Line.of(List.of(Place.lonLat(179.95, 10), Place.lonLat(-179.95, 10)));
    Cells cells = new Cells(line);
    for (double lon : new double[] {179.9, 179.96, 180, -180, -179.96, -179.9}) {
      assertThat(asked(cells, Place.lonLat(lon, 10.01), ENOUGH_QUESTIONS))
          .as("longitude %f", lon)
          .isNotEqualTo(Cells.NONE);
    }
    assertThat(asked(cells, Place.lonLat(-179.8, 10.01), ENOUGH_QUESTIONS)).isEqualTo(Cells.NONE);
    assertThat(asked(cells, Place.lonLat(179.8, 10.01), ENOUGH_QUESTIONS)).isEqualTo(Cells.NONE);
    assertThat(cells.held().length).isLessThan(120 * 50);
  }
}
