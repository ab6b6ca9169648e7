package org.truceline.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.geographiclib.Geodesic;
import org.truceline.app.mission.Basemap;
import org.truceline.terms.Place;

/** The named places of a mission's basemap, to say where something was. */
public final class PlaceNames {
  private final List<Basemap.Named> names;

  public PlaceNames(List<Basemap.Named> names) {
    this.names = List.copyOf(names);
  }

  /**
   * The named place that is nearest to another.
   *
   * @param name its name
   * @param metres how far it is
   */
  public record Near(String name, double metres) {}

  /** The nearest name with its distance, or the place in degrees where there is no name. */
  public String near(Place place, Language language) {
    return nearest(place, language)
        .map(near -> near.name() + " (" + Words.metres(near.metres()) + ")")
        .orElseGet(
            () -> String.format(Locale.ROOT, "%.5f, %.5f", place.lonDegrees(), place.latDegrees()));
  }

  /** The nearest name; none where there are no names. */
  public Optional<Near> nearest(Place place, Language language) {
    Optional<Near> nearest = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (Basemap.Named named : names) {
      double metres =
          Geodesic.WGS84.Inverse(
                  place.latDegrees(),
                  place.lonDegrees(),
                  named.place().latDegrees(),
                  named.place().lonDegrees())
              .s12;
      if (metres < least) {
        least = metres;
        nearest = Optional.of(new Near(named.name().in(language), metres));
      }
    }
    return nearest;
  }
}
