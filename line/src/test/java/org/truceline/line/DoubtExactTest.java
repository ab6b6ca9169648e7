package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** Shares that have a closed form: half-planes, corners, strips, squares and discs. */
class DoubtExactTest {
  /** What lies outside five standard deviations, and the quadrature's own error. */
  private static final double EXACT = 1e-5;

  /** A sum over 1,536 points is off by 0.0013 in the mean and was never found off by more. */
  private static final double SUMMED = 0.007;

  private static final Frame FRAME = new Frame(127, 38.2);

  private static Line line(double... metres) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < metres.length; i += 2) {
      places.add(FRAME.placeAt(metres[i], metres[i + 1]));
    }
    return Line.of(places);
  }

  private static SideShares shares(
      Line line, double x, double y, ErrorEllipse error, double sigmaOfLine) {
    Place place = FRAME.placeAt(x, y);
    return new Doubt(line).shares(place.lonDegrees(), place.latDegrees(), error, sigmaOfLine);
  }

  private static SideShares shares(Line line, double x, double y, double sigma) {
    return shares(line, x, y, ErrorEllipse.circle(sigma), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 25, 25, 0, 0",
    "20, 25, 25, 0, 0",
    "-20, 25, 25, 0, 0",
    "110, 25, 25, 0, 0",
    "30, 25, 25, 0, 40",
    "-15, 60, 8, 30, 0",
    "15, 60, 8, 150, 0",
    "40, 60, 8, 0, 0",
    "12, 60, 8, 90, 0",
    "12, 60, 8, 75, 5",
    "1, 0.5, 0.2, 20, 0"
  })
  void besideAStraightLineItIsTheNormalDistributionAcross(
      double offset, double major, double minor, double azimuth, double sigmaOfLine) {
    var error = new ErrorEllipse(major, minor, azimuth);
    double turn = Math.toRadians(azimuth);
    double across =
        Math.hypot(Math.hypot(major * Math.cos(turn), minor * Math.sin(turn)), sigmaOfLine);
    double expected = Normal.below(offset / across);
    for (int from : new int[] {-3_000, -2_990, -2_949}) {
      // Vertices every 100 m and two more ends: the edges fall otherwise in the disc each time.
      double[] metres = new double[2 * 62];
      for (int i = 0; i <= 61; i++) {
        metres[2 * i] = from + 100 * i;
      }
      SideShares shares = shares(line(metres), 0, offset, error, sigmaOfLine);
      assertThat(shares.left()).isCloseTo(expected, within(EXACT));
      assertThat(shares.right()).isCloseTo(1 - expected, within(EXACT));
      assertThat(shares.beyond()).isZero();
    }
    SideShares back = shares(line(3_000, 0, -3_000, 0), 0, offset, error, sigmaOfLine);
    assertThat(back.right()).isCloseTo(expected, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 25, 25",
    "-10, 30, 25, 25",
    "60, -5, 25, 25",
    "-40, -90, 25, 25",
    "30, 20, 50, 10",
    "-100, 4, 50, 10",
    "0, 10, 10, 3"
  })
  void insideARightAngleItIsAProductOfTwo(double x, double y, double alongX, double alongY) {
    // Left of the bend lies the ground west of one leg and north of the other.
    var error = new ErrorEllipse(alongX, alongY, 90);
    double expected = Normal.below(-x / alongX) * Normal.below(y / alongY);
    SideShares shares = shares(line(-3_000, 0, 0, 0, 0, 3_000), x, y, error, 0);
    assertThat(shares.left()).isCloseTo(expected, within(EXACT));
    assertThat(shares.right()).isCloseTo(1 - expected, within(EXACT));
    SideShares back = shares(line(0, 3_000, 0, 0, -3_000, 0), x, y, error, 0);
    assertThat(back.right()).isCloseTo(expected, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"0, 25", "20, 25", "-30, 25", "55, 25", "20, 8", "20, 90", "-60, 15"})
  void betweenTwoLegsOfAFoldItIsADifferenceOfTwo(double y, double sigma) {
    double expected = Normal.below((40 - y) / sigma) - Normal.below(-y / sigma);
    Line fold = line(-3_000, 0, 3_000, 0, 3_000, 40, -3_000, 40);
    assertThat(shares(fold, 0, y, sigma).left()).isCloseTo(expected, within(EXACT));
    Line back = Line.of(fold.places().reversed());
    assertThat(shares(back, 0, y, sigma).left()).isCloseTo(1 - expected, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 30", "10, -20, 30", "90, 0, 30", "-45, 45, 20", "50, 50, 12", "170, 0, 30"})
  void insideASquareItIsAProductOfDifferences(double x, double y, double sigma) {
    double expected =
        (Normal.below((50 - x) / sigma) - Normal.below((-50 - x) / sigma))
            * (Normal.below((50 - y) / sigma) - Normal.below((-50 - y) / sigma));
    Line square = line(-50, -50, 50, -50, 50, 50, -50, 50, -50, -50);
    assertThat(shares(square, x, y, sigma).left()).isCloseTo(expected, within(EXACT));
    Line clockwise = Line.of(square.places().reversed());
    assertThat(shares(clockwise, x, y, sigma).left()).isCloseTo(1 - expected, within(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"50, 40", "50, 11", "300, 70"})
  void insideADiscItIsThatOfRayleigh(double radius, double sigma) {
    double[] metres = new double[2 * 721];
    for (int i = 0; i <= 720; i++) {
      metres[2 * i] = radius * Math.cos(Math.toRadians(i % 720 / 2.0));
      metres[2 * i + 1] = radius * Math.sin(Math.toRadians(i % 720 / 2.0));
    }
    double expected = 1 - Math.exp(-radius * radius / (2 * sigma * sigma));
    SideShares shares = shares(line(metres), 0, 0, sigma);
    assertThat(shares.left()).isCloseTo(expected, within(1e-4));
  }

  @Test
  void manyTeethThatCutTheRimAreAllCounted() {
    // A comb of strips 10 m wide, joined 3 km off: half of the ground is between its legs.
    double[] metres = new double[2 * 40];
    for (int i = 0; i < 40; i++) {
      metres[2 * i] = (i + 1) / 2 % 2 == 0 ? -3_000 : 3_000;
      metres[2 * i + 1] = 10 * (i / 2) - 95;
    }
    double expected = 0;
    for (int i = 0; i < 20; i += 2) {
      expected += Normal.below((10 * i - 85) / 15.0) - Normal.below((10 * i - 95) / 15.0);
    }
    assertThat(shares(line(metres), 0, 0, 15).left()).isCloseTo(expected, within(EXACT));
  }

  @Test
  void fiveStandardDeviationsOffNothingIsInDoubt() {
    Line line = line(-3_000, 0, 3_000, 0);
    assertThat(shares(line, 0, 125.1, 25)).isEqualTo(new SideShares(1, 0, 0));
    assertThat(shares(line, 0, -125.1, 25)).isEqualTo(new SideShares(0, 1, 0));
    assertThat(shares(line, 0, 124, 25).right()).isBetween(1e-12, 1e-6);
    // Five of the major axis are within the disc's square, but the slim ellipse does not reach.
    var slim = new ErrorEllipse(50, 5, 90);
    assertThat(shares(line, 0, 100, slim, 0)).isEqualTo(new SideShares(1, 0, 0));
    assertThat(shares(line, 0, -100, slim, 0)).isEqualTo(new SideShares(0, 1, 0));
    assertThat(shares(line, 0, 0.01, 0)).isEqualTo(new SideShares(1, 0, 0));
    assertThat(shares(line, 0, -0.01, 0)).isEqualTo(new SideShares(0, 1, 0));
    // A millimetre is the least doubt there is.
    assertThat(shares(line, 0, 0.001, 1e-9).left()).isCloseTo(Normal.below(1), within(0.001));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 25, 25, 90",
    "-10, 5, 25, 25, 90",
    "20, -15, 25, 25, 90",
    "10, 130, 25, 25, 90",
    "-30, -400, 25, 25, 90",
    "-300, 1200, 300, 300, 90",
    "12, 10, 50, 10, 90",
    "-5, 60, 50, 10, 0",
    "60, 20, 50, 10, 90",
    "30, 300, 50, 10, 90"
  })
  void aboutAnEndTheSharesAreThoseOfTheGroundBesideAndBeyond(
      double x, double y, double major, double minor, double azimuth) {
    var error = new ErrorEllipse(major, minor, azimuth);
    double alongX = azimuth == 90 ? major : minor;
    double alongY = azimuth == 90 ? minor : major;
    double beyond = Normal.below(x / alongX);
    double left = (1 - beyond) * Normal.below(y / alongY);
    SideShares finish = shares(line(-9_000, 0, 0, 0), x, y, error, 0);
    assertThat(finish.beyond()).isCloseTo(beyond, within(SUMMED));
    assertThat(finish.left()).isCloseTo(left, within(SUMMED));
    SideShares start = shares(line(0, 0, -9_000, 0), x, y, error, 0);
    assertThat(start.beyond()).isCloseTo(beyond, within(SUMMED));
    assertThat(start.right()).isCloseTo(left, within(SUMMED));
  }

  @ParameterizedTest
  @CsvSource({"30", "60", "120", "150"})
  void aSlimEllipseAcrossTheEndIsTurnedTheRightWay(double azimuth) {
    double turn = Math.toRadians(azimuth);
    var error = new ErrorEllipse(60, 6, azimuth);
    double east = Math.hypot(60 * Math.sin(turn), 6 * Math.cos(turn));
    Line line = line(-9_000, 0, 0, 0);
    assertThat(shares(line, 20, 15, error, 0).beyond())
        .isCloseTo(Normal.below(20 / east), within(SUMMED));
    // Along the ellipse east goes with north where its azimuth is below 90 degrees.
    SideShares shares = shares(line, 0, 0, error, 0);
    double correlation =
        (3_600 - 36)
            * Math.sin(turn)
            * Math.cos(turn)
            / (east * Math.hypot(60 * Math.cos(turn), 6 * Math.sin(turn)));
    assertThat(shares.left())
        .isCloseTo(0.25 - Math.asin(correlation) / (2 * Math.PI), within(SUMMED));
  }

  @Test
  void whollyBeyondAnEndNobodyCanTellAtAll() {
    var beyond = new SideShares(0, 0, 1);
    assertThat(shares(line(-9_000, 0, 0, 0), 500, 30, 25)).isEqualTo(beyond);
    assertThat(shares(line(0, 0, -9_000, 0), 500, 30, 25)).isEqualTo(beyond);
    assertThat(shares(line(-9_000, 0, 0, 0), 3, 2, 0)).isEqualTo(beyond);
    assertThat(shares(line(-9_000, 0, 0, 0), 200, 190, new ErrorEllipse(60, 6, 0), 0))
        .isEqualTo(beyond);
  }

  @Test
  void wherePartOfTheDoubtIsBeyondTheOtherEndBothCount() {
    // A line of 20 m within a doubt of 100 m: 8 per cent of the ground lies beside it.
    SideShares shares = shares(line(-10, 0, 10, 0), 0, 0, 100);
    double beside = Normal.below(0.1) - Normal.below(-0.1);
    assertThat(shares.beyond()).isCloseTo(1 - beside, within(SUMMED));
    assertThat(shares.left()).isCloseTo(beside / 2, within(SUMMED));
  }

  @Test
  void aLineThatCrossesItselfIsSummedOverPoints() {
    // A loop of 20 m: what is left of the line is told point by point, as the locator tells it.
    Line loop = line(-3_000, 0, 10, 0, 10, 20, -10, 20, -10, -3_000);
    assertThat(loop.crossings().within(127, 38.2, 100)).isTrue();
    SideShares shares = shares(loop, 0, 10, 3);
    assertThat(shares.left()).isCloseTo(1, within(SUMMED));
  }

  @Test
  void aDoubtOfManyKilometresIsSummed() {
    Line line = line(-60_000, 0, -30_000, 0, 0, 0, 30_000, 0, 60_000, 0);
    SideShares shares = shares(line, 0, 5_000, 10_001);
    double beyond = 2 * Normal.below(-60_000 / 10_001.0);
    assertThat(shares.left())
        .isCloseTo((1 - beyond) * Normal.below(5_000 / 10_001.0), within(0.01));
  }
}
