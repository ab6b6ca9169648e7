package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.truceline.terms.Place;

class EdgesNearTest {
  @ParameterizedTest
  @CsvSource({"1, 127, 38, 300", "2, -70, -55, 2000", "3, 179.99, 66, 50", "4, 10, 0, 800"})
  void everyEdgeWithinReachIsCollectedInMetresEastAndNorth(
      long seed, double lon, double lat, double reach) {
    Chance chance = new Chance(seed);
    Line line = chance.wandering(Place.lonLat(lon, lat), 300, 150, 90);
    EdgesNear near = new EdgesNear(line);
    for (int round = 0; round < 20; round++) {
      Place on = line.placeAt(chance.between(0, line.lengthMetres()));
      Place place = Chance.from(on, chance.between(0, 360), chance.between(0, reach));
      near.collect(place.lonDegrees(), place.latDegrees(), reach);
      List<Coordinate> starts = new ArrayList<>();
      List<Coordinate> ends = new ArrayList<>();
      for (int i = 0; i < near.size(); i++) {
        starts.add(new Coordinate(near.x1(i), near.y1(i)));
        ends.add(new Coordinate(near.x2(i), near.y2(i)));
      }
      for (int i = 0; i < line.lastVertex(); i++) {
        Coordinate from = seen(place, Place.lonLat(line.lon(i), line.lat(i)));
        Coordinate to = seen(place, Place.lonLat(line.lon(i + 1), line.lat(i + 1)));
        if (Distance.pointToSegment(new Coordinate(0, 0), from, to) < reach - 0.1) {
          int at = indexOf(starts, from, 0);
          while (at >= 0 && ends.get(at).distance(to) > 0.1) {
            at = indexOf(starts, from, at + 1);
          }
          assertThat(at).as("edge %d, seed %d", i, seed).isNotNegative();
        }
      }
    }
  }

  /** Metres east and north of a place, by Karney's geodesics. */
  private static Coordinate seen(Place from, Place to) {
    double metres = Chance.apart(from, to);
    double azimuth =
        Math.toRadians(
            net.sf.geographiclib.Geodesic.WGS84.Inverse(
                    from.latDegrees(), from.lonDegrees(), to.latDegrees(), to.lonDegrees())
                .azi1);
    return new Coordinate(metres * Math.sin(azimuth), metres * Math.cos(azimuth));
  }

  private static int indexOf(List<Coordinate> all, Coordinate one, int from) {
    for (int i = from; i < all.size(); i++) {
      if (all.get(i).distance(one) < 0.1) {
        return i;
      }
    }
    return -1;
  }

  /** What is collected is integrated edge by edge: more than needed costs time. */
  @Test
  void hardlyAnEdgeBeyondReachIsCollected() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= 2_000; i++) {
      places.add(Chance.from(Place.lonLat(127, 38.2), 90, 50.0 * i));
    }
    EdgesNear near = new EdgesNear(Line.of(places));
    Place middle = Chance.from(Place.lonLat(127, 38.2), 90, 50_010);
    for (double reach : new double[] {30, 200, 1_000, 20_000}) {
      near.collect(middle.lonDegrees(), middle.latDegrees(), reach);
      assertThat((double) near.size())
          .isBetween(2 * reach / 50, 2 * reach / 50 + 2 * Block.LEAF_EDGES);
    }
    Place abeam = Chance.from(middle, 0, 400);
    near.collect(abeam.lonDegrees(), abeam.latDegrees(), 390);
    assertThat(near.size()).isZero();
  }
}
