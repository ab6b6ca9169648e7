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

class ComparerTest {
  private static Version version(String id, double sigma, double[]... shape) {
    return Version.always(new VersionId(id), line(shape), sigma);
  }

  private static Line line(double[]... shape) {
    List<Place> places = new ArrayList<>();
    for (double[] vertex : shape) {
      places.add(new Frame(127, 38.2).placeAt(vertex[0], vertex[1]));
    }
    return Line.of(places);
  }

  private static double[] at(double x, double y) {
    return new double[] {x, y};
  }

  @Test
  void aVersionFortyMetresToTheLeftIsFortyMetresToTheLeftEverywhere() {
    Comparison pair =
        Comparer.compare(
            version("a", 5, at(-3_000, 0), at(3_000, 0)),
            version("b", 5, at(-3_000, 40), at(3_000, 40)),
            100);
    // The first and the last station may lie a hair beyond the other's ends.
    assertThat(pair.samples()).hasSizeBetween(59, 61);
    assertThat(pair.samples())
        .allSatisfy(one -> assertThat(one.offsetMetres()).isCloseTo(40, within(0.01)));
    assertThat(pair.samples().get(8).stationMetres() - pair.samples().get(7).stationMetres())
        .isEqualTo(100);
    assertThat(pair.samples().getFirst().sigmaMetres()).isCloseTo(Math.sqrt(50), within(1e-9));
    assertThat(pair.medianMetres()).isCloseTo(40, within(0.01));
    assertThat(pair.p95Metres()).isCloseTo(40, within(0.01));
    assertThat(pair.maxMetres()).isCloseTo(40, within(0.01));
    assertThat(pair.stripHectares()).isCloseTo(24, within(0.01));
    assertThat(pair.agreeShare()).isZero();
    assertThat(pair.beyond() + pair.samples().size()).isEqualTo(61);
  }

  @Test
  void toTheRightIsBelowZeroAndWithinTheErrorsTheyAgree() {
    Comparison pair =
        Comparer.compare(
            version("a", 15, at(-3_000, 0), at(3_000, 0)),
            version("b", 15, at(-3_000, -40), at(3_000, -40)),
            500);
    assertThat(pair.samples().getFirst().offsetMetres()).isCloseTo(-40, within(0.01));
    // 40 m is within 1.96 times 21.2 m.
    assertThat(pair.agreeShare()).isEqualTo(1);
    assertThat(pair.samples().getFirst().agrees()).isTrue();
    assertThat(pair.samples().getFirst().widthMetres()).isCloseTo(40, within(0.01));
  }

  @Test
  void quantilesLieBetweenTheStations() {
    // The second runs away from the first evenly: 0 to 60 m over 6 km.
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000, 0)),
            version("b", 1, at(-3_000, 0), at(3_000, 60)),
            100);
    assertThat(pair.medianMetres()).isCloseTo(30, within(0.5));
    assertThat(pair.p95Metres()).isCloseTo(57, within(0.7));
    assertThat(pair.maxAt().stationMetres()).isBetween(5_700.0, 6_000.0);
    assertThat(pair.stripHectares()).isCloseTo(18, within(0.05));
    assertThat(pair.agreeShare()).isBetween(0.02, 0.1);
  }

  @Test
  void stationsBeyondTheOtherAreCountedAndNotGuessed() {
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000, 0)),
            version("b", 1, at(-1_000, 20), at(1_000, 20)),
            100);
    assertThat(pair.beyond()).isBetween(40, 42);
    assertThat(pair.samples()).hasSizeBetween(19, 21);
    assertThat(pair.stripHectares()).isCloseTo(4, within(0.01));
  }

  @Test
  void theStripOfVersionsThatCrossIsTheSumOfBothSides() {
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000, 0)),
            version("b", 1, at(-3_000, -50), at(3_000, 50)),
            100);
    assertThat(pair.stripHectares()).isCloseTo(15, within(0.05));
    assertThat(pair.samples().getFirst().offsetMetres()).isNegative();
    assertThat(pair.samples().getLast().offsetMetres()).isPositive();
  }

  @Test
  void drawnTheOtherWayTheOffsetsAreStillThoseOfTheFirst() {
    Version a = version("a", 1, at(-3_000, 0), at(3_000, 0));
    Version b = version("b", 1, at(3_000, 40), at(-3_000, 40));
    assertThat(Comparer.opposed(a.line(), b.line())).isTrue();
    Comparison pair = Comparer.compare(a, b, 100);
    assertThat(pair.samples().getFirst().offsetMetres()).isCloseTo(40, within(0.01));
    assertThat(pair.stripHectares()).isCloseTo(24, within(0.01));
  }

  @Test
  void ringsAreComparedWhicheverWayTheyRun() {
    Version one = version("one", 1, at(900, 0), at(0, 900), at(-900, 0), at(0, -900), at(900, 0));
    Version same = version("same", 1, at(0, 950), at(-950, 0), at(0, -950), at(950, 0), at(0, 950));
    Version other =
        version("other", 1, at(0, 950), at(950, 0), at(0, -950), at(-950, 0), at(0, 950));
    assertThat(Comparer.opposed(one.line(), same.line())).isFalse();
    assertThat(Comparer.opposed(one.line(), other.line())).isTrue();
    // Squares with diagonals of 1.8 and 1.9 km.
    assertThat(Comparer.stripHectares(one.line(), same.line())).isCloseTo(18.5, within(0.05));
    assertThat(Comparer.stripHectares(one.line(), other.line())).isCloseTo(18.5, within(0.05));
    Version arc = version("arc", 1, at(0, 950), at(-950, 0), at(0, -950));
    assertThat(Comparer.opposed(one.line(), arc.line())).isFalse();
    assertThat(Comparer.opposed(arc.line(), other.line())).isTrue();
    Version back = version("back", 1, at(0, 900), at(900, 0), at(0, -900), at(-900, 0), at(0, 900));
    assertThat(Comparer.stripHectares(one.line(), arc.line())).isCloseTo(9.25, within(0.05));
    assertThat(Comparer.stripHectares(arc.line(), back.line())).isCloseTo(9.25, within(0.05));
    assertThat(Comparer.stripHectares(arc.line(), other.line())).as("the same way").isZero();
  }

  @Test
  void aStepThatCannotBeAndLinesThatDoNotMeetAreRefused() {
    Version a = version("a", 1, at(-3_000, 0), at(3_000, 0));
    Version away = version("away", 1, at(5_000, 0), at(9_000, 0));
    assertThatThrownBy(() -> Comparer.compare(a, away, 100))
        .hasMessageContaining("no station of a lies beside away");
    assertThatThrownBy(() -> Comparer.compare(a, away, 0)).hasMessageContaining("a step of 0.0 m");
    assertThatThrownBy(() -> Comparer.compare(a, away, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Comparer.compare(a, away, 0.001))
        .hasMessageContaining("a step of 0.001 m");
    assertThat(Comparer.stripHectares(a.line(), away.line())).isZero();
  }

  @Test
  void quantilesOfFiveStationsAreInterpolated() {
    // 0, 15, 30, 45 and 60 m.
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000.5, 0)),
            version("b", 1, at(-6_000, -30), at(6_000, 90)),
            1_500);
    assertThat(pair.samples()).hasSize(5);
    assertThat(pair.medianMetres()).isCloseTo(30, within(0.02));
    assertThat(pair.p95Metres()).isCloseTo(57, within(0.02));
    assertThat(pair.maxMetres()).isCloseTo(60, within(0.02));
    assertThat(pair.maxAt()).isEqualTo(pair.samples().getLast());
    assertThat(pair.maxAt().stationMetres()).isEqualTo(6_000);
    assertThat(pair.agreeShare()).isEqualTo(0.2);
    assertThat(pair.stepMetres()).isEqualTo(1_500);
    assertThat(pair.beyond()).isZero();
  }

  @Test
  void quantilesAreThoseOfTheWidthsInTheirOrder() {
    // 30, 45, 60, 45 and 30 m.
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000.5, 0)),
            version("b", 1, at(-6_000, 0), at(0, 60), at(6_000, 0)),
            1_500);
    assertThat(pair.medianMetres()).isCloseTo(45, within(0.02));
    assertThat(pair.p95Metres()).isCloseTo(57, within(0.02));
    assertThat(pair.maxAt().stationMetres()).isEqualTo(3_000);
  }

  @Test
  void aStepLongerThanTheLineLeavesItsFirstStation() {
    Comparison pair =
        Comparer.compare(
            version("a", 1, at(-3_000, 0), at(3_000, 0)),
            version("b", 1, at(-4_000, 25), at(4_000, 25)),
            7_000);
    assertThat(pair.samples()).hasSize(1);
    assertThat(pair.medianMetres()).isCloseTo(25, within(0.01));
    assertThat(pair.p95Metres()).isEqualTo(pair.medianMetres());
    assertThat(pair.maxMetres()).isEqualTo(pair.medianMetres());
  }

  @Test
  void versionsAgreeUpToTheirErrorsTimesOnePointNineSix() {
    for (double[] sigmas : new double[][] {{20.45, 0}, {0, 20.45}, {15, 13.9}}) {
      Comparison pair =
          Comparer.compare(
              version("a", sigmas[0], at(-3_000, 0), at(3_000, 0)),
              version("b", sigmas[1], at(-3_100, 40), at(3_100, 40)),
              1_000);
      assertThat(pair.agreeShare()).isEqualTo(1);
      Comparison closer =
          Comparer.compare(
              version("a", 0.99 * sigmas[0], at(-3_000, 0), at(3_000, 0)),
              version("b", 0.99 * sigmas[1], at(-3_100, 40), at(3_100, 40)),
              1_000);
      assertThat(closer.agreeShare()).isZero();
    }
  }

  /** Area of a polygon on the ellipsoid, by Karney's geodesics. */
  private static double hectares(List<Place> ring) {
    var area = new net.sf.geographiclib.PolygonArea(net.sf.geographiclib.Geodesic.WGS84, false);
    for (Place place : ring) {
      area.AddPoint(place.latDegrees(), place.lonDegrees());
    }
    return Math.abs(area.Compute().area) / 10_000;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "90, 20", "127, 38.2", "179.99, -45", "-70, 66", "20, -84"})
  void theStripIsTheAreaOnTheEllipsoid(double lon, double lat) {
    Frame frame = new Frame(lon, lat);
    // Two triangles on a rectangle; short edges, for an edge's sag counts for nothing then.
    List<Place> straight = new ArrayList<>();
    List<Place> roof = new ArrayList<>();
    for (int x = -2_000; x <= 2_000; x += 50) {
      straight.add(frame.placeAt(x, 0));
      roof.add(frame.placeAt(x, 300 + (2_000 - Math.abs(x)) / 4.0));
    }
    Line one = Line.of(straight);
    Line two = Line.of(roof);
    List<Place> ring = new ArrayList<>(straight);
    ring.addAll(roof.reversed());
    assertThat(Comparer.stripHectares(one, two)).isCloseTo(hectares(ring), within(0.02));
    assertThat(Comparer.stripHectares(two, one)).isCloseTo(hectares(ring), within(0.02));
  }

  /** Rings begin anywhere: each start is tried against each. */
  @Test
  void ringsRunOneWayOrTheOtherWhereverTheyBegin() {
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double turn = Math.toRadians(30 * i);
      corners.add(at(900 * Math.cos(turn), 900 * Math.sin(turn)));
    }
    Line ring = ring(corners, 0);
    for (int i = 0; i < 12; i++) {
      Line other = ring(corners, i);
      Line against = Line.of(other.places().reversed());
      assertThat(Comparer.opposed(ring, other)).as("start %d", i).isFalse();
      assertThat(Comparer.opposed(ring, against)).as("start %d", i).isTrue();
      assertThat(Comparer.opposed(against, other)).as("start %d", i).isTrue();
    }
  }

  private static Line ring(List<double[]> corners, int first) {
    double[][] shape = new double[13][];
    for (int i = 0; i <= 12; i++) {
      shape[i] = corners.get((first + i) % 12);
    }
    return line(shape);
  }

  @Test
  void anArcThatPassesTheStartOfARingHasItsStripThere() {
    // The ring begins in the east, in the middle of the arc.
    Line ring = line(at(900, 0), at(0, 900), at(-900, 0), at(0, -900), at(900, 0));
    Line arc = line(at(0, -1_000), at(1_000, 0), at(0, 1_000));
    assertThat(Comparer.opposed(ring, arc)).isFalse();
    assertThat(Comparer.stripHectares(ring, arc)).isCloseTo(19, within(0.1));
    assertThat(Comparer.stripHectares(arc, ring)).isCloseTo(19, within(0.1));
    Line back = Line.of(arc.places().reversed());
    assertThat(Comparer.stripHectares(back, ring)).isCloseTo(19, within(0.1));
  }

  @Test
  void aPointedSalientIsFoundWithItsShortCut() {
    Version spike =
        version("spike", 1, at(-5_000, 0), at(-200, 0), at(0, 400), at(200, 0), at(5_000, 0));
    List<Salient> salients = Salients.of(spike);
    assertThat(salients).hasSize(1);
    Salient one = salients.getFirst();
    assertThat(one.version()).isEqualTo(new VersionId("spike"));
    assertThat(one.pointsTo()).isEqualTo(Side.LEFT);
    assertThat(one.depthMetres()).isCloseTo(400, within(15.0));
    assertThat(one.shortCutMetres()).isBetween(380.0, 480.0);
    assertThat(one.hectares()).isCloseTo(8, within(0.8));
    assertThat(one.fromMetres()).isBetween(4_700.0, 4_820.0);
    assertThat(one.toMetres()).isBetween(5_680.0, 5_800.0);
    assertThat(Chance.apart(one.tip(), new Frame(127, 38.2).placeAt(0, 400))).isLessThan(15);
    assertThat(Chance.apart(one.from(), one.to())).isCloseTo(one.shortCutMetres(), within(0.01));
  }

  @Test
  void towardTheRightItPointsToTheRightAndBluntBendsAreNoSalients() {
    Version south =
        version("s", 1, at(-5_000, 0), at(-100, 0), at(0, -300), at(100, 0), at(5_000, 0));
    assertThat(Salients.of(south))
        .singleElement()
        .extracting(Salient::pointsTo)
        .isEqualTo(Side.RIGHT);
    assertThat(Salients.of(version("b", 1, at(-3_000, 0), at(0, 800), at(3_000, 0)))).isEmpty();
    assertThat(
            Salients.of(
                version("t", 1, at(-3_000, 0), at(-20, 0), at(0, 50), at(20, 0), at(3_000, 0))))
        .as("shallower than a drawing's errors")
        .isEmpty();
    Version two =
        version(
            "two",
            1,
            at(-5_000, 0),
            at(-2_100, 0),
            at(-2_000, 300),
            at(-1_900, 0),
            at(1_900, 0),
            at(2_000, -300),
            at(2_100, 0),
            at(5_000, 0));
    assertThat(Salients.of(two))
        .extracting(Salient::pointsTo)
        .containsExactly(Side.LEFT, Side.RIGHT);
  }
}
