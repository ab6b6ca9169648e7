package org.truceline.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.truceline.console.Feature.Span;

/**
 * Which features of a collection are asked for (OGC API Features, part 1, 7.15).
 *
 * @param limit how many at most, 1 to {@link #MOST}
 * @param offset how many are passed over
 * @param box where
 * @param when when
 * @param given the parameters as they came, for the links to other pages
 */
record FeatureQuery(int limit, int offset, Box box, Span when, Map<String, String> given) {
  /** So many are answered where nobody says; a map program then asks for the next page. */
  static final int USUAL = 1_000;

  /** More at once would be megabytes; who asks for more gets so many, as the standard has it. */
  static final int MOST = 10_000;

  /** No collection holds so many. */
  static final int FURTHEST = 10_000_000;

  static final Set<String> NAMES = Set.of("limit", "offset", "bbox", "datetime");

  FeatureQuery {
    given = Map.copyOf(given);
  }

  /** What a request's parameters ask for. */
  sealed interface Asked {}

  /** It can be answered. */
  record Good(FeatureQuery query) implements Asked {}

  /** It cannot: the message that says why, with the parameter as it came. */
  record Wrong(String message, String original) implements Asked {}

  /** Reads the parameters of a request. */
  static Asked read(Map<String, List<String>> parameters) {
    Optional<Asked> odd = findOdd(parameters, NAMES);
    if (odd.isPresent()) {
      return odd.get();
    }
    Map<String, String> given = new TreeMap<>();
    parameters.forEach((name, values) -> given.put(name, values.getFirst()));
    Optional<Integer> limit = whole(given.getOrDefault("limit", "" + USUAL));
    if (limit.isEmpty() || limit.get() < 1) {
      return new Wrong("console.ogc.limit", given.getOrDefault("limit", ""));
    }
    Optional<Integer> offset = whole(given.getOrDefault("offset", "0"));
    if (offset.isEmpty() || offset.get() > FURTHEST) {
      return new Wrong("console.ogc.offset", given.getOrDefault("offset", ""));
    }
    Optional<Box> box = given.containsKey("bbox") ? box(given.get("bbox")) : Optional.of(Box.WORLD);
    if (box.isEmpty()) {
      return new Wrong("console.ogc.bbox", given.getOrDefault("bbox", ""));
    }
    Optional<Span> when =
        given.containsKey("datetime") ? span(given.get("datetime")) : Optional.of(Span.ALWAYS);
    if (when.isEmpty()) {
      return new Wrong("console.ogc.datetime", given.getOrDefault("datetime", ""));
    }
    return new Good(
        new FeatureQuery(Math.min(limit.get(), MOST), offset.get(), box.get(), when.get(), given));
  }

  /** A parameter that is not known, or stands there twice. */
  static Optional<Asked> findOdd(Map<String, List<String>> parameters, Set<String> known) {
    for (Map.Entry<String, List<String>> one : parameters.entrySet()) {
      if (!known.contains(one.getKey())) {
        return Optional.of(new Wrong("console.ogc.parameter", one.getKey()));
      }
      if (one.getValue().size() != 1) {
        return Optional.of(new Wrong("console.ogc.twice", one.getKey()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> whole(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** Four numbers, or six, of which the third and the last are heights: they decide nothing. */
  private static Optional<Box> box(String text) {
    String[] parts = text.split(",", -1);
    boolean numbers = parts.length == 4 || parts.length == 6;
    double[] values = new double[parts.length];
    for (int i = 0; numbers && i < parts.length; i++) {
      numbers = parts[i].strip().matches("[+-]?\\d{1,15}(\\.\\d{0,30})?([eE][+-]?\\d{1,3})?");
      values[i] = numbers ? Double.parseDouble(parts[i].strip()) : 0;
    }
    if (!numbers) {
      return Optional.empty();
    }
    int half = parts.length / 2;
    try {
      return Optional.of(new Box(values[0], values[1], values[half], values[half + 1]));
    } catch (IllegalArgumentException outOfTheWorld) {
      return Optional.empty();
    }
  }

  private static Optional<Span> span(String text) {
    String[] parts = text.split("/", -1);
    try {
      Instant from = parts[0].isEmpty() || parts[0].equals("..") ? Instant.MIN : moment(parts[0]);
      if (parts.length == 1) {
        return from.equals(Instant.MIN) ? Optional.empty() : Optional.of(Span.at(from));
      }
      Instant to = parts[1].isEmpty() || parts[1].equals("..") ? Instant.MAX : moment(parts[1]);
      return parts.length > 2 || from.isAfter(to)
          ? Optional.empty()
          : Optional.of(new Span(from, to));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  /** The parameters of a page that begins at an offset, with a question mark. */
  String at(int other) {
    Map<String, String> all = new TreeMap<>(given);
    all.put("offset", Integer.toString(other));
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) ->
        text.append(text.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }
}
