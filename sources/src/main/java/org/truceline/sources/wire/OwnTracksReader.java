package org.truceline.sources.wire;

import java.time.Instant;
import java.util.Locale;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.sources.StrictJson;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a message of the apps of OwnTracks (its booklet's page on JSON): {@code "_type":
 * "location"} as a report of the track {@code user/device}, the levels of the topic behind the
 * first.
 */
final class OwnTracksReader {
  /**
   * The radius within which a place lies with 68 % is so many standard deviations, turned round.
   */
  private static final double SIGMA_OF_RADIUS = 0.66;

  /** The last second of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  private final String source;
  private final RowReader rows;

  OwnTracksReader(String source, WireLimits limits) {
    this.source = source;
    this.rows = new RowReader(limits.items());
  }

  /** The item that a message is. */
  Item read(Origin origin, String topic, Original payload) {
    String original = payload.text();
    final JsonNode node;
    try {
      node = StrictJson.MAPPER.readTree(payload.bytes());
    } catch (JacksonException broken) {
      String said = String.valueOf(broken.getOriginalMessage()).replace('\n', ' ');
      return rows.unreadable(
          origin,
          Because.of("sources.owntracks.json", Because.text(RowReader.cut(said, 300))),
          original);
    }
    String type = text(node, "_type");
    if (type.equals("encrypted")) {
      return rows.unreadable(origin, Because.of("sources.owntracks.encrypted"), original);
    }
    if (!type.equals("location")) {
      return type.isEmpty()
          ? rows.unreadable(origin, Because.of("sources.owntracks.no-type"), original)
          : new Item.Noted(
              origin, Because.of("sources.owntracks.type", Because.text(RowReader.cut(type))));
    }
    JsonNode radius = node.path("acc");
    if (radius.isNumber() && radius.asDouble() < 0) {
      // So iOS says that it does not know the place at all.
      return rows.unreadable(origin, Because.of("sources.owntracks.invalid"), original);
    }
    return rows.read(
        origin,
        RowReader.Words.of(
            track(topic, node),
            time(node),
            text(node, "lon"),
            text(node, "lat"),
            sigma(radius),
            "",
            source),
        original);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }

  /** The levels behind the first; without them, the letters that a user gave the device. */
  private static String track(String topic, JsonNode node) {
    int first = topic.indexOf('/', 1);
    return first < 0 || first == topic.length() - 1
        ? text(node, "tid")
        : topic.substring(first + 1);
  }

  /** Seconds since 1970; what is none is left to be refused as it stands. */
  private static String time(JsonNode node) {
    JsonNode stated = node.path("tst");
    boolean whole = stated.isIntegralNumber() && stated.canConvertToLong();
    return whole && stated.asLong() > 0 && stated.asLong() <= LATEST
        ? Instant.ofEpochSecond(stated.asLong()).toString()
        : text(node, "tst");
  }

  /** A radius of nothing is one that nobody filled in. */
  private static String sigma(JsonNode radius) {
    if (radius.isMissingNode() || radius.isNull()) {
      return "";
    }
    if (!radius.isNumber()) {
      return radius.toString();
    }
    double metres = radius.asDouble();
    return metres == 0 ? "" : String.format(Locale.ROOT, "%.3f", metres * SIGMA_OF_RADIUS);
  }
}
