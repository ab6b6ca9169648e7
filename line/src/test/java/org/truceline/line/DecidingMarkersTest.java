package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

class DecidingMarkersTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private static LineBook.Page page(Line line, List<Marker> markers, double reach) {
    return new LineBook(
            List.of(Version.always(new VersionId("a"), line, 0)),
            markers,
            List.of(new DatedRule(new Rule.MarkersFirst(), LocalDate.MIN, LocalDate.MAX)),
            reach)
        .on(DAY);
  }

  private static Frame.Cartesian cartesian(Place place) {
    var there = new Frame.Cartesian();
    there.set(place.lonDegrees(), place.latDegrees());
    return there;
  }

  /** Courses along each of the earth's axes, so that the markers spread along each. */
  @ParameterizedTest
  @CsvSource({"1, 90, 0, 90", "2, 0, 0, 90", "3, 0, 0, 0", "4, 127, 38, 90", "5, -70, -50, 10"})
  void ofManyMarkersTheNearestWithinReachDecides(long seed, double lon, double lat, double course) {
    Chance chance = new Chance(seed);
    Place start = Place.lonLat(lon, lat);
    Line line = Line.of(List.of(start, Chance.from(start, course, 30_000)));
    List<Marker> markers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place at = Chance.from(on, chance.between(0, 360), chance.between(0, 300));
      Marker.Status status = i % 5 == 0 ? Marker.Status.MOVED : Marker.Status.SEEN;
      markers.add(new Marker("" + i, new VersionId(i % 7 == 0 ? "b" : "a"), at, 1, status));
    }
    DecidingMarkers deciding = new DecidingMarkers(page(line, markers, 250));
    int none = 0;
    for (int i = 0; i < 500; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, 500));
      String nearest = "";
      double least = 250;
      for (Marker marker : markers) {
        boolean counts = marker.identified() && marker.version().text().equals("a");
        double away = cartesian(place).distance(cartesian(marker.place()));
        if (counts && away <= least) {
          least = away;
          nearest = marker.number();
        }
      }
      DecidingMarkers.Deciding told = deciding.at(cartesian(place));
      none += told == null ? 1 : 0;
      assertThat(told == null ? "" : told.marker().number()).as("seed %d", seed).isEqualTo(nearest);
    }
    assertThat(none).as("places without a marker, seed %d", seed).isBetween(1, 499);
  }

  @Test
  void onlySeenMarkersAreIdentified() {
    for (Marker.Status status : Marker.Status.values()) {
      Marker marker = new Marker("1", new VersionId("a"), Place.lonLat(127, 38), 0, status);
      assertThat(marker.identified()).isEqualTo(status == Marker.Status.SEEN);
    }
  }

  /** The line through the marker is the version moved to it: read off on the ground. */
  @ParameterizedTest
  @CsvSource({"0, 40", "90, 40", "200, 40", "317, 40", "45, 0"})
  void theLineRunsThroughTheMarkerWhateverItsCourse(double course, double aside) {
    Place middle = Place.lonLat(127, 38.2);
    Line line =
        Line.of(
            List.of(Chance.from(middle, course + 180, 3_000), Chance.from(middle, course, 3_000)));
    // The marker stands to the right of the line as drawn, the place further to the right.
    Place marker = Chance.from(middle, course + 90, aside);
    Place place = Chance.from(middle, course + 90, aside + 12);
    var believer =
        new Believer(
            page(
                line,
                List.of(new Marker("1", new VersionId("a"), marker, 5, Marker.Status.SEEN)),
                300));
    SideBelief belief =
        believer.believe(
            place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(12), Side.RIGHT);
    assertThat(belief.decidedBy()).isEqualTo("1");
    assertThat(belief.pastByRule()).isCloseTo(Normal.below(12 / 13.0), within(1e-3));
    assertThat(belief.pastAll()).isCloseTo(Normal.below((aside + 12) / 12), within(1e-4));
    assertThat(belief.because().parts().getFirst().message()).isEqualTo("line.rule.marker");
  }

  @Test
  void aMarkerBeyondTheEndOfItsLineLeavesItOpen() {
    Place middle = Place.lonLat(127, 38.2);
    Line line = Line.of(List.of(Chance.from(middle, 270, 3_000), middle));
    Place marker = Chance.from(middle, 0, 10);
    var believer =
        new Believer(
            page(
                line,
                List.of(new Marker("1", new VersionId("a"), marker, 0, Marker.Status.SEEN)),
                300));
    Place place = Chance.from(middle, 90, 100);
    SideBelief belief =
        believer.believe(place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(5), Side.LEFT);
    assertThat(belief.decidedBy()).isEqualTo("1");
    assertThat(belief.beyond()).isEqualTo(1);
    assertThat(belief.verdict()).isEqualTo(SideBelief.Verdict.CANNOT_TELL);
  }

  @Test
  void exactlyAtItsReachAMarkerStillDecidesAndWithoutReachOnlyOnTheSpot() {
    Place middle = Place.lonLat(127, 38.2);
    Line line = Line.of(List.of(Chance.from(middle, 270, 3_000), Chance.from(middle, 90, 3_000)));
    List<Marker> one = List.of(new Marker("1", new VersionId("a"), middle, 0, Marker.Status.SEEN));
    Place place = Chance.from(middle, 0, 100);
    double reach = cartesian(place).distance(cartesian(middle));
    assertThat(new DecidingMarkers(page(line, one, reach)).at(cartesian(place))).isNotNull();
    assertThat(new DecidingMarkers(page(line, one, Math.nextDown(reach))).at(cartesian(place)))
        .isNull();
    assertThat(new DecidingMarkers(page(line, one, 0)).at(cartesian(middle))).isNotNull();
    assertThat(new DecidingMarkers(page(line, List.of(), 500)).at(cartesian(middle))).isNull();
  }
}
