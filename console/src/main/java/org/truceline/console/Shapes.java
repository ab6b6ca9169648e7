package org.truceline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truceline.console.view.Said;
import org.truceline.line.VersionId;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON schemas (2020-12) of what the API writes, made from the very records that are written;
 * of what is no record of its own they stand in {@code shapes.json}.
 */
final class Shapes {
  private static final String MOMENT = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$";

  /** A day; one that never comes has a year of nine digits. */
  private static final String DAY = "^(\\d{4}|\\+\\d{9})-\\d\\d-\\d\\d$";

  private final Map<String, Object> components = new TreeMap<>();
  private final Map<String, Class<?>> classes = new HashMap<>();

  Shapes() {
    components.putAll(written());
  }

  private static Map<String, Object> written() {
    try (var in = Shapes.class.getResourceAsStream("shapes.json")) {
      if (in == null) {
        throw new IllegalStateException("shapes.json is not in the program");
      }
      return new JsonMapper().readValue(in, new TypeReference<Map<String, Object>>() {});
    } catch (IOException broken) {
      throw new UncheckedIOException("shapes.json", broken);
    }
  }

  /** Every schema that has a name. */
  Map<String, Object> components() {
    return components;
  }

  /** The schema of a body. */
  Map<String, Object> of(Operation.Shape shape) {
    return switch (shape) {
      case Operation.Shape.Of(var type) -> of((Type) type);
      case Operation.Shape.Named(var name) -> named(name);
      case Operation.Shape.Opaque() -> Map.of();
    };
  }

  private Map<String, Object> named(String name) {
    if (!components.containsKey(name)) {
      throw new IllegalStateException("there is no schema " + name);
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> one)) {
      throw new IllegalStateException("nothing is known of how " + type + " is written");
    }
    if (one == String.class || one == PartyId.class || one == VersionId.class) {
      return Map.of("type", "string");
    }
    if (one == ZoneId.class) {
      return Map.of("type", "string", "description", "A zone's name in the IANA database.");
    }
    if (one == long.class || one == int.class) {
      return Map.of("type", "integer");
    }
    if (one == double.class) {
      return Map.of("type", "number");
    }
    if (one == boolean.class) {
      return Map.of("type", "boolean");
    }
    if (one == Instant.class) {
      return Map.of("type", "string", "format", "date-time", "pattern", MOMENT);
    }
    if (one == LocalDate.class) {
      return Map.of("type", "string", "pattern", DAY);
    }
    if (one == Place.class) {
      return named("Place");
    }
    if (one == Said.class) {
      return named("Said");
    }
    return one.isEnum() ? words(one) : record(one);
  }

  private static Map<String, Object> words(Class<?> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(Json::text)
            .map(text -> text.substring(1, text.length() - 1))
            .toList();
    return Map.of("type", "string", "enum", words);
  }

  private Map<String, Object> record(Class<?> type) {
    String name = type.getSimpleName();
    if (!type.isRecord()) {
      throw new IllegalStateException("nothing is known of how " + type + " is written");
    }
    Class<?> before = classes.putIfAbsent(name, type);
    boolean taken = before == null ? components.containsKey(name) : before != type;
    if (taken) {
      throw new IllegalStateException("two schemas of one name: " + name);
    }
    if (before == null) {
      Map<String, Object> schema = new LinkedHashMap<>();
      // Before its parts: a reason has reasons below it.
      components.put(name, schema);
      Map<String, Object> properties = new LinkedHashMap<>();
      List<String> needed = new ArrayList<>();
      for (RecordComponent part : type.getRecordComponents()) {
        properties.put(part.getName(), of(part.getGenericType()));
        needed.add(part.getName());
      }
      schema.put("type", "object");
      schema.put("properties", properties);
      schema.put("required", needed);
      schema.put("additionalProperties", false);
    }
    return named(name);
  }
}
