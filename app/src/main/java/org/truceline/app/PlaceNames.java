package org.truceline.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import org.truceline.terms.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The named places of a mission's basemap, to say where something was. */
final class PlaceNames {
  private record Named(Place place, JsonNode properties) {}

  private final List<Named> places = new ArrayList<>();
  private final List<Path> unread = new ArrayList<>();

  /** The names in these files; a file that cannot be read has none. */
  PlaceNames(List<Path> basemap) {
    JsonMapper mapper = new JsonMapper();
    for (Path path : basemap) {
      try {
        for (JsonNode feature : mapper.readTree(path.toFile()).path("features")) {
          JsonNode at = feature.path("geometry").path("coordinates");
          boolean point = feature.path("geometry").path("type").asString("").equals("Point");
          if (point && at.path(0).isNumber() && at.path(1).isNumber()) {
            Place place = new Place(at.path(0).doubleValue(), at.path(1).doubleValue());
            places.add(new Named(place, feature.path("properties")));
          }
        }
      } catch (JacksonException | IllegalArgumentException unreadable) {
        unread.add(path);
      }
    }
  }

  /** The files that could not be read whole; a judgement goes on without their names. */
  List<Path> unread() {
    return List.copyOf(unread);
  }

  /** The nearest name with its distance, or the place in degrees where there is no name. */
  String near(Place place, Language language) {
    double least = Double.POSITIVE_INFINITY;
    String name = "";
    for (Named named : places) {
      double rough =
          Math.hypot(
              (named.place.lonDegrees() - place.lonDegrees())
                  * Math.cos(Math.toRadians(place.latDegrees())),
              named.place.latDegrees() - place.latDegrees());
      if (rough < least) {
        String own = named.properties.path("name_" + language.code()).asString("");
        String any = named.properties.path("name").asString("");
        String candidate = own.isBlank() ? any : own;
        if (!candidate.isBlank()) {
          least = rough;
          name =
              candidate
                  + " ("
                  + Words.metres(
                      Geodesic.WGS84.Inverse(
                              place.latDegrees(),
                              place.lonDegrees(),
                              named.place.latDegrees(),
                              named.place.lonDegrees())
                          .s12)
                  + ")";
        }
      }
    }
    return name.isEmpty()
        ? String.format(java.util.Locale.ROOT, "%.5f, %.5f", place.lonDegrees(), place.latDegrees())
        : name;
  }
}
