package org.truceline.console;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truceline.terms.Place;

/**
 * One thing with a place and a time, as OGC API Features gives it to a map program.
 *
 * @param id letters, digits and {@code . _ - ~ :}, its own within its collection
 * @param places one place, or the vertices of a course in order
 * @param when when it holds
 * @param properties what is said of it; a value that is not known is absent
 */
record Feature(String id, List<Place> places, Span when, Map<String, Object> properties) {
  Feature {
    places = List.copyOf(places);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a feature without a place: " + id);
    }
  }

  /**
   * A time from one moment to another, both of them in it.
   *
   * @param from the first moment
   * @param to the last moment
   */
  record Span(Instant from, Instant to) {
    /** All of time: of what has no time of its own, and where nobody asks for one. */
    static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

    static Span at(Instant moment) {
      return new Span(moment, moment);
    }

    boolean meets(Span other) {
      return !from.isAfter(other.to) && !other.from.isAfter(to);
    }
  }

  /** Whether it is to be had within a box, and at a time. */
  boolean isIn(Box box, Span asked) {
    return when.meets(asked) && box.meets(places);
  }

  /** The feature as GeoJSON (RFC 7946). */
  Map<String, Object> json() {
    Map<String, Object> geometry = new LinkedHashMap<>();
    geometry.put("type", places.size() == 1 ? "Point" : "LineString");
    geometry.put("coordinates", places.size() == 1 ? places.getFirst() : places);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "Feature");
    json.put("id", id);
    json.put("geometry", geometry);
    json.put("properties", properties);
    return json;
  }
}
