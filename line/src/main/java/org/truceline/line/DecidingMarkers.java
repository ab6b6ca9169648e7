package org.truceline.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The identified markers of a page, ready to be asked which of them decides for a place: the
 * nearest within reach. They are kept in order along the axis on which they spread most, so that
 * only those within reach on it are looked at.
 */
final class DecidingMarkers {
  private final List<Deciding> byAxis;
  private final double[] onAxis;
  private final int axis;
  private final double reach;

  /**
   * A marker that can decide.
   *
   * @param marker the marker
   * @param version index of its version on the page
   * @param at where it is
   * @param eastToLine metres east from the marker to the nearest point of its version
   * @param northToLine metres north to it
   */
  record Deciding(
      Marker marker, int version, Frame.Cartesian at, double eastToLine, double northToLine) {}

  DecidingMarkers(LineBook.Page page) {
    reach = page.rule() instanceof Rule.MarkersFirst ? page.markerReachMetres() : -1;
    List<Deciding> all = new ArrayList<>();
    for (int version = 0; version < page.versions().size(); version++) {
      Locator locator = page.versions().get(version).line().locator();
      for (Marker marker : page.markers()) {
        if (marker.identified() && marker.version().equals(page.versions().get(version).id())) {
          all.add(deciding(marker, version, locator));
        }
      }
    }
    axis = widestAxis(all);
    all.sort(Comparator.comparingDouble(one -> coordinate(one.at(), axis)));
    byAxis = List.copyOf(all);
    onAxis = byAxis.stream().mapToDouble(one -> coordinate(one.at(), axis)).toArray();
  }

  private static Deciding deciding(Marker marker, int version, Locator locator) {
    double lon = marker.place().lonDegrees();
    double lat = marker.place().latDegrees();
    var at = new Frame.Cartesian();
    at.set(lon, lat);
    locator.locate(lon, lat);
    double metres = Math.abs(locator.offsetMetres());
    double bearing = locator.bearingRadians();
    return new Deciding(
        marker, version, at, metres * Math.sin(bearing), metres * Math.cos(bearing));
  }

  /** The marker that decides for a place, or null. */
  @org.jspecify.annotations.Nullable
  Deciding at(Frame.Cartesian place) {
    if (reach < 0 || byAxis.isEmpty()) {
      return null;
    }
    double here = coordinate(place, axis);
    int i = Arrays.binarySearch(onAxis, here - reach);
    Deciding nearest = null;
    double least = reach;
    for (i = i < 0 ? -i - 1 : i; i < onAxis.length && onAxis[i] <= here + reach; i++) {
      double away = place.distance(byAxis.get(i).at());
      if (away <= least) {
        least = away;
        nearest = byAxis.get(i);
      }
    }
    return nearest;
  }

  private static int widestAxis(List<Deciding> all) {
    int widest = 0;
    double most = -1;
    for (int axis = 0; axis < 3; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Deciding one : all) {
        low = Math.min(low, coordinate(one.at(), axis));
        high = Math.max(high, coordinate(one.at(), axis));
      }
      if (high - low > most) {
        most = high - low;
        widest = axis;
      }
    }
    return widest;
  }

  private static double coordinate(Frame.Cartesian at, int axis) {
    return axis == 0 ? at.x : axis == 1 ? at.y : at.z;
  }
}
