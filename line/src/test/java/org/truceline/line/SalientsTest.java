package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

class SalientsTest {
  private static final Frame FRAME = new Frame(127, 38.2);

  private static List<Salient> salients(double... metres) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < metres.length; i += 2) {
      places.add(FRAME.placeAt(metres[i], metres[i + 1]));
    }
    return Salients.of(Version.always(new VersionId("a"), Line.of(places), 1));
  }

  /** Sides of 3, 4 and 5 and of 7, 24 and 25: every corner falls on a step of 20 m. */
  @ParameterizedTest
  @CsvSource({"1, LEFT", "-1, RIGHT"})
  void aTriangleIsToldByItsTipDepthShortCutAndGround(double up, Side side) {
    Salient one =
        salients(-1140, 280 * up, -180, 0, 0, 240 * up, 180, 0, 1140, 280 * up).getFirst();
    assertThat(one.version()).isEqualTo(new VersionId("a"));
    assertThat(one.pointsTo()).isEqualTo(side);
    assertThat(one.fromMetres()).isCloseTo(1_000, within(0.001));
    assertThat(one.toMetres()).isCloseTo(1_600, within(0.001));
    assertThat(one.depthMetres()).isCloseTo(240, within(0.01));
    assertThat(one.shortCutMetres()).isCloseTo(360, within(0.01));
    assertThat(one.hectares()).isCloseTo(4.32, within(0.001));
    assertThat(Chance.apart(one.from(), FRAME.placeAt(-180, 0))).isLessThan(0.01);
    assertThat(Chance.apart(one.to(), FRAME.placeAt(180, 0))).isLessThan(0.01);
    assertThat(Chance.apart(one.tip(), FRAME.placeAt(0, 240 * up))).isLessThan(0.01);
  }

  @ParameterizedTest
  @CsvSource({"40, LEFT", "130, LEFT", "200, RIGHT", "311, RIGHT"})
  void whateverTheCourseOfTheLineTheSalientIsTheSame(double course, Side side) {
    double up = side == Side.LEFT ? 1 : -1;
    double[] upright = {-1140, 280 * up, -180, 0, 0, 240 * up, 180, 0, 1140, 280 * up};
    double[] turned = new double[upright.length];
    double cos = Math.cos(Math.toRadians(course));
    double sin = Math.sin(Math.toRadians(course));
    for (int i = 0; i < turned.length; i += 2) {
      turned[i] = upright[i] * cos - upright[i + 1] * sin;
      turned[i + 1] = upright[i] * sin + upright[i + 1] * cos;
    }
    Salient one = salients(turned).getFirst();
    assertThat(one.pointsTo()).isEqualTo(side);
    assertThat(one.depthMetres()).isCloseTo(240, within(0.01));
    assertThat(one.shortCutMetres()).isCloseTo(360, within(0.01));
    assertThat(one.hectares()).isCloseTo(4.32, within(0.001));
  }

  @Test
  void salientsComeInTheOrderOfTheirStations() {
    // The shallower comes first on the line.
    List<Salient> two =
        salients(-3000, 0, -1600, 0, -1500, 200, -1400, 0, 0, 0, 150, 500, 300, 0, 2000, 0);
    assertThat(two).hasSize(2);
    assertThat(two.get(0).depthMetres()).isLessThan(210);
    assertThat(two.get(1).depthMetres()).isGreaterThan(400);
    assertThat(two.get(0).toMetres()).isLessThan(two.get(1).fromMetres());
  }

  @Test
  void theGroundOfACrookedSalientIsThatBetweenLineAndShortCut() {
    // A tower 100 m wide on a foot 300 m wide.
    Salient one =
        salients(-1000, 300, -160, 0, -60, 0, -60, 320, 60, 320, 60, 0, 160, 0, 1000, 300)
            .getFirst();
    assertThat(one.depthMetres()).isCloseTo(320, within(15.0));
    double foot = one.shortCutMetres() - 120;
    assertThat(one.hectares()).isCloseTo(120 * 320 / 10_000.0, within(0.1 + 320 * foot / 20_000));
  }

  @ParameterizedTest
  @CsvSource({
    // half the width and the depth of a triangle, how many salients that is
    "40, 61, 1",
    "40, 58, 0",
    "100, 103, 1",
    "100, 97, 0",
    "700, 730, 1",
    "700, 660, 0"
  })
  void belowSixtyMetresAndBlunterThanARightAngleIsNone(double half, double depth, int count) {
    double side = Math.hypot(half, depth);
    // The foot lies so that a step falls on the tip.
    double before = Math.ceil((side + 1_000) / 20) * 20 - side;
    assertThat(salients(-half - before, 0, -half, 0, 0, depth, half, 0, half + before, 0))
        .hasSize(count);
  }

  @Test
  void aShortCutIsAtMostFifteenHundredMetresLong() {
    List<Salient> wide = salients(-4000, 0, -1000, 0, 0, 2000, 1000, 0, 4000, 0);
    assertThat(wide).hasSize(1);
    assertThat(wide.getFirst().shortCutMetres()).isBetween(1_300.0, 1_500.0);
    assertThat(wide.getFirst().depthMetres())
        .isCloseTo(wide.getFirst().shortCutMetres(), within(12.0));
    // Legs that run side by side for long are searched to three kilometres of line.
    List<Salient> slim = salients(-4000, 0, -100, 0, -20, 2500, 20, 2500, 100, 0, 4000, 0);
    assertThat(slim).hasSize(1);
    assertThat(slim.getFirst().depthMetres()).isBetween(2_300.0, 2_510.0);
  }

  @Test
  void nextToEachOtherBothAreToldAndOfOverlappingOnesTheDeepest() {
    List<Salient> two = salients(-1140, 280, -180, 0, 0, 240, 180, 0, 360, 240, 540, 0, 1500, 280);
    assertThat(two).extracting(Salient::pointsTo).contains(Side.LEFT, Side.LEFT);
    double end = 0;
    for (Salient one : two) {
      assertThat(one.fromMetres()).isGreaterThanOrEqualTo(end);
      end = one.toMetres();
    }
    List<Salient> apart =
        salients(-1140, 280, -180, 0, 0, 240, 180, 0, 1180, 0, 1360, 240, 1540, 0, 2500, 280);
    assertThat(apart).hasSize(2);
    assertThat(apart.get(0).tip().lonDegrees()).isLessThan(apart.get(1).tip().lonDegrees());
  }

  @Test
  void atTheEndsOfALineThereIsNoSalientWithoutBothItsLegs() {
    assertThat(salients(0, 0, 30, 300)).isEmpty();
    assertThat(salients(-180, 0, 0, 240, 20, 214)).isEmpty();
    // A line of two legs and nothing more is one: its short cut joins the ends.
    List<Salient> bare = salients(-180, 0, 0, 240, 180, 0);
    assertThat(bare).hasSize(1);
    assertThat(bare.getFirst().depthMetres()).isBetween(220.0, 240.01);
  }

  @Test
  void aLineOfThousandsOfKilometresIsSearchedInLargerSteps() {
    Line line =
        Line.of(
            List.of(
                Place.lonLat(0, 40),
                Place.lonLat(20, 40),
                Place.lonLat(20.005, 40.009),
                Place.lonLat(20.01, 40),
                Place.lonLat(35, 40)));
    double step = line.lengthMetres() / 100_000;
    assertThat(step).isGreaterThan(29);
    List<Salient> found = Salients.of(Version.always(new VersionId("a"), line, 1));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().fromMetres() / step)
        .isCloseTo(Math.rint(found.getFirst().fromMetres() / step), within(1e-6));
    assertThat(found.getFirst().depthMetres()).isCloseTo(1_000, within(60.0));
  }
}
