package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Place;

class LocatorTest {
  private static final double CENTIMETRE = 0.01;

  @ParameterizedTest
  @CsvSource({
    "1, 127.0, 38.0", "2, 0.0, 0.0", "3, 179.99, 10.0", "4, -179.995, -51.0", "5, 33.3, 35.1",
    "6, 12.0, 79.5", "7, 100.0, 89.2", "8, -60.0, -89.6", "9, 78.0, 33.0", "10, 20.0, 89.99"
  })
  void offsetAndStationAgreeWithKarneyWithinTwentyKilometres(long seed, double lon, double lat) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(Place.lonLat(lon, lat), 40, 700, 70);
    Locator locator = line.locator();
    List<GeodesicLine> edges = Reference.edges(line);
    double worstOffset = 0;
    double worstStation = 0;
    for (int i = 0; i < 300; i++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, 20_000));
      Reference reference = Reference.of(edges, place);
      locator.locate(place.lonDegrees(), place.latDegrees());
      worstOffset =
          Math.max(worstOffset, Math.abs(Math.abs(locator.offsetMetres()) - reference.metres));
      Place there = line.placeAt(locator.stationMetres());
      worstStation = Math.max(worstStation, Chance.apart(there, locator.nearest()));
      if (reference.secondBest > reference.metres + 1) {
        worstStation =
            Math.max(worstStation, Math.abs(locator.stationMetres() - reference.station));
      }
    }
    assertThat(worstOffset).as("offset, seed %d", seed).isLessThan(CENTIMETRE);
    assertThat(worstStation).as("station, seed %d", seed).isLessThan(CENTIMETRE);
  }

  /** Signs, found by walking: straight to the nearest point no other part of the line is met. */
  @Test
  void leftIsPositive() {
    Line line = Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(127.1, 38)));
    assertThat(((Offset.Beside) line.offset(Place.lonLat(127.05, 38.01))).metres()).isPositive();
    assertThat(((Offset.Beside) line.offset(Place.lonLat(127.05, 37.99))).metres()).isNegative();
  }

  @Test
  void beyondAnEndThereIsNoSide() {
    Line line = Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(127.1, 38)));
    assertThat(line.offset(Place.lonLat(126.99, 38.0)))
        .isInstanceOfSatisfying(
            Offset.Beyond.class, beyond -> assertThat(beyond.end()).isEqualTo(End.START));
    assertThat(line.offset(Place.lonLat(127.11, 38.05)))
        .isInstanceOfSatisfying(
            Offset.Beyond.class, beyond -> assertThat(beyond.end()).isEqualTo(End.FINISH));
  }

  @Test
  void insideAndOutsideOfASharpVertexAreTold() {
    // A spike that points north: walked west to east, its inside is on the right.
    Line line =
        Line.of(
            List.of(
                Place.lonLat(127, 38),
                Place.lonLat(127.05, 38),
                Place.lonLat(127.0505, 38.02),
                Place.lonLat(127.051, 38),
                Place.lonLat(127.1, 38)));
    Locator locator = line.locator();
    locator.locate(127.0505, 38.0201);
    assertThat(locator.offsetMetres()).isCloseTo(11.1, within(0.1));
    locator.locate(127.0505, 38.019);
    assertThat(locator.offsetMetres()).isNegative();
    locator.locate(127.0490, 38.01);
    assertThat(locator.offsetMetres()).isPositive();
    locator.locate(127.0505, 37.999);
    assertThat(locator.offsetMetres()).isNegative();
  }

  @Test
  void aPlaceFarAwayStillHasADistance() {
    Line line =
        Line.of(
            List.of(Place.lonLat(127, 38), Place.lonLat(127.05, 38.001), Place.lonLat(127.1, 38)));
    Offset offset = line.offset(Place.lonLat(127.05, 45));
    assertThat(offset).isInstanceOf(Offset.Beside.class);
    assertThat(((Offset.Beside) offset).metres())
        .isCloseTo(
            Chance.apart(Place.lonLat(127.05, 45), Place.lonLat(127.05, 38.001)), within(1.0));
  }

  /** The nearest point of every edge on Karney's geodesics. */
  private record Reference(double metres, double station, double secondBest) {
    static List<GeodesicLine> edges(Line line) {
      List<GeodesicLine> edges = new ArrayList<>();
      for (int i = 0; i + 1 < line.places().size(); i++) {
        Place a = line.places().get(i);
        Place b = line.places().get(i + 1);
        edges.add(
            Geodesic.WGS84.InverseLine(
                a.latDegrees(), a.lonDegrees(), b.latDegrees(), b.lonDegrees()));
      }
      return edges;
    }

    static Reference of(List<GeodesicLine> edges, Place place) {
      double best = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      double bestStation = 0;
      double station = 0;
      double nearestStart = Double.POSITIVE_INFINITY;
      double[] toStart = new double[edges.size()];
      for (int i = 0; i < toStart.length; i++) {
        toStart[i] = distance(edges.get(i), 0, place);
        nearestStart = Math.min(nearestStart, toStart[i]);
      }
      for (int i = 0; i < toStart.length; i++) {
        GeodesicLine edge = edges.get(i);
        // No point of an edge is nearer than its start by more than its length.
        if (toStart[i] - edge.Distance() > nearestStart + 2) {
          station += edge.Distance();
          continue;
        }
        // Step by how far the place lies ahead along the edge, until that is nothing.
        double at = 0;
        double before = -1;
        for (int step = 0; step < 9 && Math.abs(at - before) > 1e-7; step++) {
          before = at;
          at = Math.clamp(at + ahead(edge, at, place), 0, edge.Distance());
        }
        double metres = distance(edge, at, place);
        if (metres < best) {
          if (station + at - bestStation > 1) {
            second = best;
          }
          best = metres;
          bestStation = station + at;
        } else if (metres < second && station + at - bestStation > 1) {
          second = metres;
        }
        station += edge.Distance();
      }
      return new Reference(best, bestStation, second);
    }

    private static double ahead(GeodesicLine edge, double along, Place place) {
      var there = edge.Position(along);
      var seen =
          Geodesic.WGS84.Inverse(there.lat2, there.lon2, place.latDegrees(), place.lonDegrees());
      return seen.s12 * Math.cos(Math.toRadians(seen.azi1 - there.azi2));
    }

    private static double distance(GeodesicLine edge, double along, Place place) {
      var there = edge.Position(along);
      return Geodesic.WGS84.Inverse(place.latDegrees(), place.lonDegrees(), there.lat2, there.lon2)
          .s12;
    }
  }
}
