package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

class DoubtTest {
  private static final int SAMPLES = 1_000_000;
  private static final Place CENTRE = Place.lonLat(127.0, 38.2);

  /** A shape in metres east and north of the centre, a place, its error and the line's. */
  @SuppressWarnings("ArrayRecordComponent") // a drawing, read only
  record Situation(
      String name, double[][] shape, double x, double y, ErrorEllipse error, double sigmaOfLine) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Situation> situations() {
    double[][] straight = {{-3000, 0}, {3000, 0}};
    double[][] kinked = {{-3000, -1000}, {0, 0}, {3000, -2500}};
    double[][] spiked = {{-3000, 0}, {-15, 0}, {0, 400}, {15, 0}, {3000, 0}};
    double[][] folded = {{-3000, 0}, {500, 0}, {510, 20}, {-500, 40}, {-500, 70}, {3000, 60}};
    double[][] saw = new double[121][];
    for (int i = 0; i < saw.length; i++) {
      saw[i] = new double[] {(i - 60) * 50, i % 2 == 0 ? 0 : 30};
    }
    var circle = ErrorEllipse.circle(25);
    var slim = new ErrorEllipse(60, 8, 30);
    return Stream.of(
        new Situation("straight, on the line", straight, 0, 0, circle, 0),
        new Situation("straight, 20 m off", straight, 10, 20, circle, 0),
        new Situation("straight, slim ellipse", straight, 0, -15, slim, 0),
        new Situation("straight, the line's own error", straight, 0, 30, circle, 40),
        new Situation("kinked, inside the turn", kinked, 0, -20, circle, 0),
        new Situation("kinked, outside the turn", kinked, 5, 12, slim, 5),
        new Situation("spiked, in the spike", spiked, 0, 300, circle, 0),
        new Situation("spiked, at the tip", spiked, 0, 395, circle, 10),
        new Situation("spiked, at the foot", spiked, 20, 10, slim, 0),
        new Situation("folded, between the folds", folded, 100, 30, circle, 0),
        new Situation("folded, in the bend", folded, 505, 10, circle, 0),
        new Situation("folded, slim", folded, -480, 50, slim, 3),
        new Situation("sawtooth", saw, 12, 15, circle, 0),
        new Situation("sawtooth, wide error", saw, 0, 60, ErrorEllipse.circle(200), 0));
  }

  @Tag("samples")
  @ParameterizedTest
  @MethodSource("situations")
  void sharesAgreeWithAMillionSamples(Situation situation) {
    Line line = line(situation.shape());
    Place place = at(situation.x(), situation.y());
    SideShares shares =
        new Doubt(line)
            .shares(
                place.lonDegrees(), place.latDegrees(), situation.error(), situation.sigmaOfLine());
    SideShares drawn = drawn(line, situation, 7);
    assertThat(shares.left()).isCloseTo(drawn.left(), within(0.01));
    assertThat(shares.right()).isCloseTo(drawn.right(), within(0.01));
    assertThat(shares.beyond()).isCloseTo(drawn.beyond(), within(0.01));
  }

  @Tag("samples")
  @Test
  void nearAnEndPartOfTheDoubtHasNoSide() {
    double[][] straight = {{-3000, 0}, {0, 0}};
    var situation = new Situation("end", straight, -10, 5, ErrorEllipse.circle(25), 0);
    SideShares shares =
        new Doubt(line(straight))
            .shares(at(-10, 5).lonDegrees(), at(-10, 5).latDegrees(), ErrorEllipse.circle(25), 0);
    SideShares drawn = drawn(line(straight), situation, 11);
    assertThat(shares.beyond()).isCloseTo(drawn.beyond(), within(0.01));
    assertThat(shares.left()).isCloseTo(drawn.left(), within(0.01));
  }

  @Test
  void farAbeamOfAnEndTheDoubtIsStillDivided() {
    double[][] straight = {{-3000, 0}, {0, 0}};
    SideShares shares =
        new Doubt(line(straight))
            .shares(at(0, 500).lonDegrees(), at(0, 500).latDegrees(), ErrorEllipse.circle(25), 0);
    assertThat(shares.beyond()).isCloseTo(0.5, within(0.02));
    assertThat(shares.left()).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aPlaceWithoutErrorIsOnOneSide() {
    Line line = line(new double[][] {{-3000, 0}, {3000, 0}});
    Place place = at(0, 1);
    SideShares shares =
        new Doubt(line).shares(place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(0), 0);
    assertThat(shares.left()).isEqualTo(1);
  }

  @Tag("samples")
  @Test
  void insideARingCountsAsItsLeftWhenWalkedAgainstTheClock() {
    List<double[]> ring = new ArrayList<>();
    for (int i = 0; i <= 36; i++) {
      ring.add(
          new double[] {
            50 * Math.cos(Math.toRadians(i % 36 * 10)), 50 * Math.sin(Math.toRadians(i % 36 * 10))
          });
    }
    Line line = line(ring.toArray(double[][]::new));
    var situation = new Situation("ring", new double[0][], 0, 0, ErrorEllipse.circle(40), 0);
    SideShares shares =
        new Doubt(line)
            .shares(CENTRE.lonDegrees(), CENTRE.latDegrees(), ErrorEllipse.circle(40), 0);
    assertThat(shares.left()).isCloseTo(drawn(line, situation, 3).left(), within(0.01));
  }

  private static SideShares drawn(Line line, Situation situation, long seed) {
    var random = new SplittableRandom(seed);
    double azimuth = Math.toRadians(situation.error().orientationDegrees());
    Locator locator = line.locator();
    Frame frame = new Frame(CENTRE.lonDegrees(), CENTRE.latDegrees());
    long[] counts = new long[3];
    for (int i = 0; i < SAMPLES; i++) {
      double along = random.nextGaussian() * situation.error().semiMajorMetres();
      double across = random.nextGaussian() * situation.error().semiMinorMetres();
      double x = situation.x() + along * Math.sin(azimuth) + across * Math.cos(azimuth);
      double y = situation.y() + along * Math.cos(azimuth) - across * Math.sin(azimuth);
      x += random.nextGaussian() * situation.sigmaOfLine();
      y += random.nextGaussian() * situation.sigmaOfLine();
      Place there = quickly(frame, x, y);
      locator.locate(there.lonDegrees(), there.latDegrees());
      counts[locator.end() != End.NONE ? 2 : locator.offsetMetres() >= 0 ? 0 : 1]++;
    }
    double all = SAMPLES;
    return new SideShares(counts[0] / all, counts[1] / all, counts[2] / all);
  }

  /** Metres about the centre into degrees, true to a part in ten thousand: enough for samples. */
  private static Place quickly(Frame frame, double x, double y) {
    double lat = Math.toRadians(frame.latDegrees);
    double w = 1 - Frame.ECCENTRICITY_SQUARED * Math.sin(lat) * Math.sin(lat);
    double normal = Frame.SEMI_MAJOR_METRES / Math.sqrt(w);
    double meridian = normal * (1 - Frame.ECCENTRICITY_SQUARED) / w;
    return Place.lonLat(
        frame.lonDegrees + Math.toDegrees(x / (normal * Math.cos(lat))),
        frame.latDegrees + Math.toDegrees(y / meridian));
  }

  private static Line line(double[][] shape) {
    List<Place> places = new ArrayList<>();
    for (double[] vertex : shape) {
      places.add(at(vertex[0], vertex[1]));
    }
    return Line.of(places);
  }

  private static Place at(double x, double y) {
    return new Frame(CENTRE.lonDegrees(), CENTRE.latDegrees()).placeAt(x, y);
  }
}
