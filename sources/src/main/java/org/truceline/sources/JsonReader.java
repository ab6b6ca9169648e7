package org.truceline.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tracks from newline-delimited JSON and from GeoJSON. */
final class JsonReader {
  /** Deeper nesting than this is no position. */
  private static final int DEEPEST = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private final String file;
  private final Limits limits;
  private final RowReader rows;
  private final Consumer<? super Item> sink;

  JsonReader(String file, Limits limits, Consumer<? super Item> sink) {
    this.file = file;
    this.limits = limits;
    this.rows = new RowReader(limits);
    this.sink = sink;
  }

  /** One JSON object a line, from the line that {@code lines} stands on. */
  void readLines(Lines lines) throws IOException {
    do {
      if (!lines.blank()) {
        line(lines);
      }
    } while (lines.next());
  }

  private void line(Lines lines) {
    Origin origin = new Origin(file, lines.number());
    String text = lines.text(limits.longestLineBytes());
    if (lines.tooLong()) {
      refuse(
          origin,
          Because.of("sources.line-too-long", Because.count(limits.longestLineBytes())),
          text);
      return;
    }
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isObject()) {
        sink.accept(rows.read(origin, words(node, "", ""), text));
      } else {
        refuse(origin, Because.of("sources.json.not-an-object"), text);
      }
    } catch (JacksonException broken) {
      refuse(origin, syntax(broken), text);
    }
  }

  private void refuse(Origin origin, Because reason, String original) {
    sink.accept(rows.unreadable(origin, reason, original));
  }

  private static Because syntax(JacksonException broken) {
    var where = broken.getLocation();
    return Because.of(
        "sources.json.syntax",
        Because.count(where == null ? 0 : where.getLineNr()),
        Because.count(where == null ? 0 : where.getColumnNr()),
        Because.text(broken.getOriginalMessage()));
  }

  private static RowReader.Words words(JsonNode node, String lon, String lat) {
    return new RowReader.Words(
        text(node, "track"),
        text(node, "time"),
        lon.isEmpty() ? text(node, "lon") : lon,
        lat.isEmpty() ? text(node, "lat") : lat,
        text(node, "sigma_m"),
        text(node, "semi_major_m"),
        text(node, "semi_minor_m"),
        text(node, "orientation_deg"),
        text(node, "party"),
        text(node, "source"));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? ""
        : value.isValueNode() ? value.asString() : value.toString();
  }

  /** GeoJSON: a feature or a collection of them, one feature in memory at a time. */
  void readGeoJson(InputStream in) {
    long line = 1;
    try (JsonParser parser = MAPPER.createParser(in)) {
      parser.nextToken();
      long features = 0;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("features")) {
          if (parser.nextToken() != JsonToken.START_ARRAY) {
            continue;
          }
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            line = parser.currentLocation().getLineNr();
            feature(new Origin(file, line), parser.readValueAsTree());
            features++;
          }
        } else if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
          parser.nextToken();
          parser.skipChildren();
        }
      }
      if (features == 0) {
        refuse(new Origin(file, 0), Because.of("sources.geojson.no-features"), "");
      }
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      refuse(new Origin(file, where == null ? line : where.getLineNr()), syntax(broken), "");
    }
  }

  private void feature(Origin origin, JsonNode feature) {
    JsonNode geometry = feature.path("geometry");
    JsonNode properties = feature.path("properties");
    JsonNode coordinates = geometry.path("coordinates");
    String type = text(geometry, "type");
    if (type.equals("Point")) {
      sink.accept(
          rows.read(
              origin,
              words(properties, ordinate(coordinates, 0), ordinate(coordinates, 1)),
              feature.toString()));
    } else if (type.equals("LineString")) {
      path(origin, coordinates, times(properties), properties, feature);
    } else if (type.equals("MultiLineString")) {
      JsonNode times = times(properties);
      for (int i = 0; i < coordinates.size(); i++) {
        path(origin, coordinates.path(i), times.path(i), properties, feature);
      }
    } else {
      refuse(
          origin,
          Because.of("sources.geojson.geometry", Because.text(type.isEmpty() ? "null" : type)),
          feature.toString());
    }
  }

  private static JsonNode times(JsonNode properties) {
    for (String name : new String[] {"coordTimes", "times"}) {
      if (properties.has(name)) {
        return properties.path(name);
      }
    }
    return properties.path("coordinateProperties").path("times");
  }

  private void path(
      Origin origin, JsonNode coordinates, JsonNode times, JsonNode properties, JsonNode feature) {
    if (times.size() != coordinates.size()) {
      refuse(
          origin,
          Because.of(
              "sources.geojson.times",
              Because.count(times.size()),
              Because.count(coordinates.size())),
          feature.toString());
      return;
    }
    for (int i = 0; i < coordinates.size(); i++) {
      JsonNode at = coordinates.path(i);
      RowReader.Words words = words(properties, ordinate(at, 0), ordinate(at, 1));
      RowReader.Words timed =
          new RowReader.Words(
              words.track(),
              times.path(i).asString(""),
              words.lon(),
              words.lat(),
              words.sigma(),
              words.semiMajor(),
              words.semiMinor(),
              words.orientation(),
              words.party(),
              words.source());
      sink.accept(rows.read(origin, timed, at + " " + times.path(i)));
    }
  }

  private static String ordinate(JsonNode coordinates, int index) {
    JsonNode value = coordinates.path(index);
    return value.isMissingNode() || value.isNull() ? "missing" : value.toString();
  }
}
