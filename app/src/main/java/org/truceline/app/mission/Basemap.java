package org.truceline.app.mission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truceline.terms.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small offline map of a mission folder: for the eye and for names, never for measuring.
 *
 * @param shores rings of land
 * @param names named places
 * @param unread files that could not be read whole
 */
public record Basemap(List<List<Place>> shores, List<Named> names, List<Path> unread) {
  public Basemap {
    shores = List.copyOf(shores);
    names = List.copyOf(names);
    unread = List.copyOf(unread);
  }

  /**
   * A named place.
   *
   * @param place where
   * @param name its name by language
   */
  public record Named(Place place, Texts name) {}

  /** Reads what can be read of these files. */
  public static Basemap read(List<Path> files) {
    List<List<Place>> shores = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    List<Path> unread = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    for (Path file : files) {
      try {
        for (JsonNode feature : mapper.readTree(file.toFile()).path("features")) {
          feature(feature, shores, names);
        }
      } catch (JacksonException | IllegalArgumentException broken) {
        unread.add(file);
      }
    }
    return new Basemap(shores, names, unread);
  }

  private static void feature(JsonNode feature, List<List<Place>> shores, List<Named> names) {
    JsonNode coordinates = feature.path("geometry").path("coordinates");
    switch (feature.path("geometry").path("type").asString("")) {
      case "Point" -> {
        Map<String, String> name = new HashMap<>();
        JsonNode properties = feature.path("properties");
        for (String key : List.of("name", "name_ko")) {
          String text = properties.path(key).asString("");
          if (!text.isBlank()) {
            name.put(key.equals("name") ? "en" : "ko", text);
          }
        }
        if (!name.isEmpty()) {
          names.add(new Named(place(coordinates), new Texts(name)));
        }
      }
      case "Polygon" -> coordinates.forEach(ring -> shores.add(ring(ring)));
      case "MultiPolygon" ->
          coordinates.forEach(polygon -> polygon.forEach(ring -> shores.add(ring(ring))));
      default -> {}
    }
  }

  private static List<Place> ring(JsonNode ring) {
    List<Place> places = new ArrayList<>(ring.size());
    ring.forEach(at -> places.add(place(at)));
    return places;
  }

  private static Place place(JsonNode at) {
    return new Place(at.path(0).doubleValue(Double.NaN), at.path(1).doubleValue(Double.NaN));
  }
}
