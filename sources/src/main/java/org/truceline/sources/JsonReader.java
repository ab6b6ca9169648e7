package org.truceline.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads tracks from newline-delimited JSON and from GeoJSON. */
final class JsonReader {
  private static final JsonMapper MAPPER = StrictJson.MAPPER;

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
    var unfit = lines.unfit();
    if (unfit.isPresent()) {
      refuse(origin, unfit.get(), text);
      return;
    }
    final JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JacksonException broken) {
      refuse(origin, syntax(broken, lines.number() - 1), text);
      return;
    }
    if (node.isObject() && !node.hasNonNull("lon") && SightingReader.tells(given(node))) {
      sink.accept(rows.read(origin, name -> text(node, name), text));
    } else if (node.isObject()) {
      sink.accept(rows.read(origin, words(node, "", ""), text));
    } else {
      refuse(origin, Because.of("sources.json.not-an-object"), text);
    }
  }

  private void refuse(Origin origin, Because reason, String original) {
    sink.accept(rows.unreadable(origin, reason, original));
  }

  /** What is wrong with the syntax, and where; {@code before} lines were read by another parser. */
  private static Because syntax(JacksonException broken, long before) {
    var where = broken.getLocation();
    return Because.of(
        "sources.json.syntax",
        Because.count(before + (where == null ? 0 : where.getLineNr())),
        Because.count(where == null ? 0 : where.getColumnNr()),
        Because.text(
            RowReader.cut(String.valueOf(broken.getOriginalMessage()).replace('\n', ' '), 300)));
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
        text(node, "source"),
        text(node, "alarm"),
        text(node, "received"));
  }

  /** The names of the members that hold something. */
  private static List<String> given(JsonNode node) {
    return node.propertyNames().stream().filter(name -> !text(node, name).isBlank()).toList();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? ""
        : value.isValueNode() ? value.asString() : value.toString();
  }

  /** Whether a text holds an object up to its end. */
  static boolean wholeObject(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT;
    } catch (JacksonException broken) {
      return false;
    }
  }

  /** Whether the first object of a text, of which this is the beginning, is GeoJSON. */
  static boolean geoJson(String start) {
    try (JsonParser parser = MAPPER.createParser(start)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        boolean feature =
            name.equals("type")
                && value == JsonToken.VALUE_STRING
                && parser.getString().startsWith("Feature");
        if (feature || (name.equals("features") && value == JsonToken.START_ARRAY)) {
          return true;
        }
        parser.skipChildren();
      }
    } catch (JacksonException broken) {
      return false;
    }
    return false;
  }

  /** GeoJSON: features or collections of them, one feature in memory at a time. */
  void readGeoJson(InputStream in) throws IOException {
    Leash leash = new Leash(in, limits.longestItemBytes());
    long line = 1;
    try (JsonParser parser = MAPPER.createParser(leash)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        line = parser.currentLocation().getLineNr();
        leash.slacken();
        if (token == JsonToken.START_OBJECT) {
          root(new Origin(file, line), parser, leash);
        } else {
          JsonNode other = parser.readValueAsTree();
          refuse(
              new Origin(file, line), Because.of("sources.geojson.no-features"), other.toString());
        }
      }
    } catch (JacksonIOException stopped) {
      IOException cause = stopped.getCause();
      if (!(cause instanceof Leash.TooLong)) {
        throw cause;
      }
      refuse(
          new Origin(file, line),
          Because.of("sources.geojson.too-long", Because.count(limits.longestItemBytes())),
          "");
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      refuse(new Origin(file, where == null ? line : where.getLineNr()), syntax(broken, 0), "");
    }
  }

  /** One object at the top of the file: a collection of features, or one feature. */
  private void root(Origin origin, JsonParser parser, Leash leash) {
    ObjectNode members = MAPPER.createObjectNode();
    boolean any = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("features") && value == JsonToken.START_ARRAY) {
        any |= features(parser, leash);
      } else {
        members.set(name, parser.<JsonNode>readValueAsTree());
      }
    }
    if (text(members, "type").equals("Feature")) {
      feature(origin, members);
    } else if (!any) {
      refuse(origin, Because.of("sources.geojson.no-features"), members.toString());
    }
  }

  private boolean features(JsonParser parser, Leash leash) {
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      any = true;
      Origin origin = new Origin(file, parser.currentLocation().getLineNr());
      JsonNode feature = parser.readValueAsTree();
      leash.slacken();
      if (feature.isObject()) {
        feature(origin, feature);
      } else {
        refuse(origin, Because.of("sources.geojson.not-a-feature"), feature.toString());
      }
    }
    return any;
  }

  private void feature(Origin origin, JsonNode feature) {
    JsonNode geometry = feature.path("geometry");
    JsonNode properties = feature.path("properties");
    JsonNode coordinates = geometry.path("coordinates");
    String type = text(geometry, "type");
    RowReader.Words words = words(properties, "", "");
    JsonNode times = times(properties);
    if (type.equals("Point")) {
      sink.accept(rows.read(origin, at(words, coordinates, words.time()), feature.toString()));
    } else if (type.equals("LineString")) {
      path(origin, coordinates, times, words);
    } else if (type.equals("MultiLineString") && !coordinates.isEmpty()) {
      for (int i = 0; i < coordinates.size(); i++) {
        path(origin, coordinates.path(i), times.path(i), words);
      }
    } else {
      refuse(
          origin,
          Because.of(
              "sources.geojson.geometry",
              Because.text(type.isEmpty() ? "null" : RowReader.cut(type, 60))),
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

  private void path(Origin origin, JsonNode coordinates, JsonNode times, RowReader.Words words) {
    if (times.size() != coordinates.size() || !coordinates.isArray() || coordinates.isEmpty()) {
      refuse(
          origin,
          Because.of(
              "sources.geojson.times",
              Because.count(times.size()),
              Because.count(coordinates.size())),
          coordinates.toString());
      return;
    }
    for (int i = 0; i < coordinates.size(); i++) {
      JsonNode at = coordinates.path(i);
      String time = times.path(i).asString("");
      sink.accept(rows.read(origin, at(words, at, time), at + " " + times.path(i)));
    }
  }

  /** The words of a feature at one of its positions. */
  private static RowReader.Words at(RowReader.Words words, JsonNode position, String time) {
    return new RowReader.Words(
        words.track(),
        time,
        ordinate(position, 0),
        ordinate(position, 1),
        words.sigma(),
        words.semiMajor(),
        words.semiMinor(),
        words.orientation(),
        words.party(),
        words.source(),
        words.alarm(),
        words.received());
  }

  private static String ordinate(JsonNode coordinates, int index) {
    JsonNode value = coordinates.path(index);
    return value.isMissingNode() || value.isNull() ? "" : value.toString();
  }
}
