package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

class InspectionTest {
  /** Places in thousandths of a degree about a corner. */
  private static List<Place> places(double lon, double... thousandths) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < thousandths.length; i += 2) {
      double there = Math.IEEEremainder(lon + thousandths[i] / 1000, 360);
      places.add(Place.lonLat(there, 38 + thousandths[i + 1] / 1000));
    }
    return places;
  }

  @Test
  void tooFewPlacesAreOneFlawAndNoMoreIsAsked() {
    assertThat(Inspection.of(List.of()))
        .containsExactly(
            new Inspection.Flaw(Inspection.Kind.TOO_FEW_VERTICES, 0, 0, Place.lonLat(0, 0)));
    Place one = Place.lonLat(127, 38);
    assertThat(Inspection.of(List.of(one, one, one)))
        .containsExactly(new Inspection.Flaw(Inspection.Kind.TOO_FEW_VERTICES, 0, 0, one));
  }

  @Test
  void aRepeatedVertexIsNamedWithTheOneBefore() {
    List<Place> places = places(127, 0, 0, 1, 0, 1, 0, 2, 1, 2, 1);
    assertThat(Inspection.of(places))
        .containsExactly(
            new Inspection.Flaw(Inspection.Kind.DUPLICATE_VERTEX, 2, 1, places.get(2)),
            new Inspection.Flaw(Inspection.Kind.DUPLICATE_VERTEX, 4, 3, places.get(4)));
    assertThat(Crossings.distinct(places)).containsExactly(0, 2, 4);
  }

  @ParameterizedTest
  @CsvSource({"127", "180", "-179.999"})
  void aFoldIsNamedAndASharpTurnIsNone(double lon) {
    List<Place> fold = places(lon, 0, 0, 8, 4, 4, 2);
    assertThat(Inspection.of(fold))
        .contains(new Inspection.Flaw(Inspection.Kind.FOLDS_BACK, 1, 1, fold.get(1)));
    assertThat(Inspection.of(places(lon, 0, 0, 8, 4, 4, 2.001))).isEmpty();
    assertThat(Inspection.of(places(lon, 0, 0, 8, 4, 4, 1.999))).isEmpty();
    for (List<Place> along :
        List.of(places(lon, 0, 0, 0, 8, 0, 4), places(lon, 0, 0, 8, 0, 4, 0))) {
      assertThat(Inspection.of(along))
          .contains(new Inspection.Flaw(Inspection.Kind.FOLDS_BACK, 1, 1, along.get(1)));
    }
    assertThat(Inspection.of(places(lon, 0, 0, 8, 4, 16, 8))).as("straight on").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"127", "179.999", "-179.998"})
  void aCrossingIsNamedByItsEdgesAndItsPlace(double lon) {
    List<Place> loop = places(lon, 0, 0, 4, 0, 4, 2, 1, 2, 1, -3);
    List<Inspection.Flaw> flaws = Inspection.of(loop);
    assertThat(flaws).hasSize(1);
    Inspection.Flaw one = flaws.getFirst();
    assertThat(one.kind()).isEqualTo(Inspection.Kind.CROSSES_ITSELF);
    assertThat(one.vertex()).isZero();
    assertThat(one.otherVertex()).isEqualTo(3);
    assertThat(Chance.apart(one.place(), places(lon, 1, 0).getFirst())).isLessThan(0.01);
  }

  @Test
  void touchingIsCrossingAndClosingARingIsNot() {
    // The fourth edge ends on the first.
    assertThat(Inspection.of(places(127, 0, 0, 4, 0, 4, 2, 2, 2, 2, 0)))
        .extracting(Inspection.Flaw::vertex, Inspection.Flaw::otherVertex)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(0, 3));
    assertThat(Inspection.of(places(127, 0, 0, 4, 0, 4, 4, 0, 4, 0, 0))).isEmpty();
    assertThat(Inspection.of(places(127, 0, 0, 4, 0, 4, 4, 0, 0))).isEmpty();
    // A ring with its first vertex given twice is still no crossing.
    assertThat(Inspection.of(places(127, 0, 0, 0, 0, 4, 0, 4, 4, 0, 4, 0, 0)))
        .extracting(Inspection.Flaw::kind)
        .containsExactly(Inspection.Kind.DUPLICATE_VERTEX);
    // Ending a little past the first vertex is.
    assertThat(Inspection.of(places(127, 0, 0, 4, 0, 4, 4, 1, 4, 1, -1)))
        .extracting(Inspection.Flaw::kind)
        .containsExactly(Inspection.Kind.CROSSES_ITSELF);
  }

  @Test
  void crossingsOfARepeatedVertexAreNamedByIndexInTheFile() {
    List<Place> loop = places(127, 0, 0, 0, 0, 4, 0, 4, 0, 4, 2, 1, 2, 1, -3);
    Inspection.Flaw crossing = Inspection.of(loop).getLast();
    assertThat(crossing.kind()).isEqualTo(Inspection.Kind.CROSSES_ITSELF);
    assertThat(crossing.vertex()).isEqualTo(1);
    assertThat(crossing.otherVertex()).isEqualTo(5);
  }

  @Test
  void ofEachKindTwentyAreListed() {
    List<Place> repeated = new ArrayList<>();
    List<Place> folded = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      repeated.addAll(places(127, i, i, i, i));
      folded.addAll(places(127, i % 2 == 0 ? 0 : 10 + i, 0));
    }
    assertThat(Inspection.of(repeated))
        .hasSize(20)
        .allSatisfy(flaw -> assertThat(flaw.kind()).isEqualTo(Inspection.Kind.DUPLICATE_VERTEX));
    assertThat(Inspection.of(folded).stream().map(Inspection.Flaw::kind))
        .filteredOn(kind -> kind == Inspection.Kind.FOLDS_BACK)
        .hasSize(20);
    assertThat(Inspection.of(grid(6, 7)))
        .hasSize(20)
        .allSatisfy(flaw -> assertThat(flaw.kind()).isEqualTo(Inspection.Kind.CROSSES_ITSELF));
    assertThat(Inspection.of(grid(4, 5))).hasSize(20);
    assertThat(Inspection.of(grid(3, 5))).hasSize(15);
  }

  /** So many strokes to and fro and so many up and down across them. */
  private static List<Place> grid(int rows, int columns) {
    List<Double> thousandths = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      thousandths.addAll(List.of(i % 2 == 0 ? -2.0 : 101.0, (double) i));
      thousandths.addAll(List.of(i % 2 == 0 ? 101.0 : -2.0, (double) i));
    }
    double turn = rows % 2 == 0 ? -2 : 101;
    thousandths.addAll(List.of(turn, rows + 10.0));
    for (int i = 0; i < columns; i++) {
      double x = turn < 0 ? i * 2 : 100 - i * 2;
      thousandths.addAll(List.of(x, i % 2 == 0 ? rows + 10.0 : -5.0));
      thousandths.addAll(List.of(x, i % 2 == 0 ? -5.0 : rows + 10.0));
    }
    return places(127, thousandths.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void crossingsAreAskedForWithinADistance() {
    List<Place> loop = places(127, 0, 0, 4, 0, 4, 2, 1, 2, 1, -3);
    Crossings crossings = Crossings.of(loop);
    Place crossing = Place.lonLat(127.001, 38);
    Place away = Chance.from(crossing, 40, 500);
    assertThat(crossings.within(away.lonDegrees(), away.latDegrees(), 501)).isTrue();
    assertThat(crossings.within(away.lonDegrees(), away.latDegrees(), 499)).isFalse();
    assertThat(Crossings.of(places(127, 0, 0, 4, 0)).within(127, 38, 1e6)).isFalse();
  }

  @Test
  void aLineThatCrossesItselfAThousandTimesDoesSoEverywhere() {
    assertThat(Crossings.of(grid(20, 50)).within(-60, -30, 1)).isTrue();
    assertThat(Crossings.of(grid(27, 37)).within(-60, -30, 1)).as("999 times").isFalse();
    assertThat(Crossings.of(grid(27, 37)).within(127.05, 38.005, 3_000)).isTrue();
  }

  @Test
  void aLineKeepsItsCrossings() {
    Line line = Line.of(places(127, 0, 0, 4, 0, 4, 2, 1, 2, 1, -3));
    assertThat(line.crossings()).isSameAs(line.crossings());
    assertThat(line.lengthMetres()).isCloseTo(1_390, within(50.0));
  }
}
