package org.truceline.app;

import java.util.List;
import java.util.Locale;
import net.sf.geographiclib.Geodesic;
import org.truceline.app.mission.Basemap;
import org.truceline.terms.Place;

/** The named places of a mission's basemap, to say where something was. */
final class PlaceNames {
  private final List<Basemap.Named> names;

  PlaceNames(List<Basemap.Named> names) {
    this.names = names;
  }

  /** The nearest name with its distance, or the place in degrees where there is no name. */
  String near(Place place, Language language) {
    double least = Double.POSITIVE_INFINITY;
    String said = String.format(Locale.ROOT, "%.5f, %.5f", place.lonDegrees(), place.latDegrees());
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
        said = named.name().in(language) + " (" + Words.metres(metres) + ")";
      }
    }
    return said;
  }
}
