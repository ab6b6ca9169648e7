package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

class SightingTest {
  private static final int SAMPLES = 100_000;
  private static final Place POST = Place.lonLat(127.0, 38.2);

  @Test
  void withoutErrorsItIsThePlaceSeen() {
    var sighting = new Sighting(POST, 0, 12, 0, 850, 0);
    assertThat(Chance.apart(sighting.place(), Chance.from(POST, 12, 850))).isLessThan(1e-6);
    assertThat(sighting.error().semiMajorMetres()).isCloseTo(0, within(1e-9));
  }

  @Test
  void aPoorRangeLiesAlongTheBearingAndAPoorBearingAcross() {
    ErrorEllipse poorRange = new Sighting(POST, 0, 30, 0.1, 1_000, 80).error();
    assertThat(poorRange.orientationDegrees()).isCloseTo(30, within(0.1));
    assertThat(poorRange.semiMajorMetres()).isCloseTo(80, within(0.1));
    assertThat(poorRange.semiMinorMetres()).isCloseTo(1.75, within(0.1));
    ErrorEllipse poorBearing = new Sighting(POST, 0, 30, 3, 1_000, 10).error();
    assertThat(poorBearing.orientationDegrees()).isCloseTo(120, within(0.1));
    assertThat(poorBearing.semiMajorMetres()).isCloseTo(52.3, within(0.2));
    assertThat(poorBearing.semiMinorMetres()).isCloseTo(10.1, within(0.2));
  }

  @Test
  void theObserversOwnErrorWidensBothAxes() {
    ErrorEllipse error = new Sighting(POST, 30, 0, 0, 500, 40).error();
    assertThat(error.semiMajorMetres()).isCloseTo(50, within(1e-9));
    assertThat(error.semiMinorMetres()).isCloseTo(30, within(1e-9));
  }

  /** On flat ground the mean and the spread are sums over bearing and range. */
  @ParameterizedTest
  @CsvSource({
    "850, 40, 2, 5, 12",
    "850, 150, 5, 10, 100",
    "5000, 300, 3, 20, 215",
    "300, 5, 10, 2, 300",
    "2000, 100, 20, 5, 0",
    "500, 500, 15, 0, 45",
    "0, 10, 5, 1, 77"
  })
  void meanAndSpreadAreThoseOfASumOverBearingAndRange(
      double range, double rangeSigma, double bearingSigma, double observerSigma, double bearing) {
    double weights = 0;
    double mean = 0;
    double along = 0;
    double across = 0;
    for (double i = -8; i <= 8; i += 0.05) {
      for (double k = -8; k <= 8; k += 0.05) {
        double weight = Math.exp(-(i * i + k * k) / 2);
        double turn = Math.toRadians(bearingSigma) * i;
        double metres = range + rangeSigma * k;
        weights += weight;
        mean += weight * metres * Math.cos(turn);
        along += weight * Math.pow(metres * Math.cos(turn), 2);
        across += weight * Math.pow(metres * Math.sin(turn), 2);
      }
    }
    mean /= weights;
    along = Math.sqrt(along / weights - mean * mean + observerSigma * observerSigma);
    across = Math.sqrt(across / weights + observerSigma * observerSigma);
    var sighting = new Sighting(POST, observerSigma, bearing, bearingSigma, range, rangeSigma);
    assertThat(Chance.apart(POST, sighting.place())).isCloseTo(mean, within(1e-4));
    ErrorEllipse error = sighting.error();
    assertThat(error.semiMajorMetres()).isCloseTo(Math.max(along, across), within(1e-4));
    assertThat(error.semiMinorMetres()).isCloseTo(Math.min(along, across), within(1e-4));
    double axis = along >= across ? bearing : bearing + 90;
    // North turns a little between the post and what is seen.
    assertThat(Math.sin(Math.toRadians(error.orientationDegrees() - axis)))
        .isCloseTo(0, within(0.001));
  }

  @Test
  void theLimitsThemselvesAreAccepted() {
    assertThat(Chance.apart(new Sighting(POST, 0, 0, 0, 0, 0).place(), POST)).isLessThan(1e-6);
    assertThat(new Sighting(POST, 0, -720, 20, 50_000, 0).bearingSigmaDegrees()).isEqualTo(20);
  }

  @Tag("samples")
  @ParameterizedTest
  @CsvSource({
    // range, its error, error of the bearing, error of the observer, a line so far past the middle
    "850, 40, 2, 5, 20",
    "850, 150, 5, 10, -60",
    "5000, 300, 3, 20, 200",
    "300, 5, 10, 2, 0",
    "2000, 100, 20, 5, 100"
  })
  void meanSpreadAndShareAgreeWithSamples(
      double range, double rangeSigma, double bearingSigma, double observerSigma, double past) {
    double bearing = 12;
    var sighting = new Sighting(POST, observerSigma, bearing, bearingSigma, range, rangeSigma);
    Place middle = sighting.place();
    Place onLine = Chance.from(middle, bearing, past);
    Line line =
        Line.of(
            List.of(
                Chance.from(onLine, bearing - 90, 30_000),
                Chance.from(onLine, bearing + 90, 30_000)));
    Locator locator = line.locator();
    var random = new SplittableRandom(9);
    double[] sums = new double[4];
    int left = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Place stand =
          Chance.from(
              Chance.from(POST, 0, observerSigma * random.nextGaussian()),
              90,
              observerSigma * random.nextGaussian());
      Place seen =
          Chance.from(
              stand,
              bearing + bearingSigma * random.nextGaussian(),
              range + rangeSigma * random.nextGaussian());
      var apart =
          Geodesic.WGS84.Inverse(
              middle.latDegrees(), middle.lonDegrees(), seen.latDegrees(), seen.lonDegrees());
      double turn = Math.toRadians(apart.azi1 - bearing);
      sums[0] += apart.s12 * Math.cos(turn) / SAMPLES;
      sums[1] += apart.s12 * Math.sin(turn) / SAMPLES;
      sums[2] += Math.pow(apart.s12 * Math.cos(turn), 2) / SAMPLES;
      sums[3] += Math.pow(apart.s12 * Math.sin(turn), 2) / SAMPLES;
      locator.locate(seen.lonDegrees(), seen.latDegrees());
      left += locator.offsetMetres() >= 0 ? 1 : 0;
    }
    ErrorEllipse error = sighting.error();
    double spread = error.semiMajorMetres();
    assertThat(sums[0]).as("along, seed 9").isCloseTo(0, within(spread * 0.02));
    assertThat(sums[1]).as("across, seed 9").isCloseTo(0, within(spread * 0.02));
    boolean alongIsMajor =
        Math.abs(Math.cos(Math.toRadians(error.orientationDegrees() - bearing))) > 0.7;
    double along = alongIsMajor ? error.semiMajorMetres() : error.semiMinorMetres();
    double across = alongIsMajor ? error.semiMinorMetres() : error.semiMajorMetres();
    assertThat(Math.sqrt(sums[2])).as("spread along").isCloseTo(along, within(along * 0.02));
    assertThat(Math.sqrt(sums[3])).as("spread across").isCloseTo(across, within(across * 0.02));
    SideShares shares = new Doubt(line).shares(middle.lonDegrees(), middle.latDegrees(), error, 0);
    if (bearingSigma <= 5) {
      assertThat(shares.left()).isCloseTo((double) left / SAMPLES, within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1, 100, 1, an observer's error of -1.0 m",
    "NaN, 0, 1, 100, 1, an observer's error of NaN m",
    "0, Infinity, 1, 100, 1, a bearing of Infinity degrees",
    "0, 0, 21, 100, 1, a bearing's error of 21.0 degrees",
    "0, 0, 1, -5, 1, a range of -5.0 m",
    "0, 0, 1, 50001, 1, a range of 50001.0 m",
    "0, 0, 1, 100, Infinity, a range's error of Infinity m"
  })
  void whatNobodyCanHaveSeenIsRefused(
      double observerSigma,
      double bearing,
      double bearingSigma,
      double range,
      double rangeSigma,
      String message) {
    assertThatThrownBy(
            () -> new Sighting(POST, observerSigma, bearing, bearingSigma, range, rangeSigma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
