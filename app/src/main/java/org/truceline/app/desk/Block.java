package org.truceline.app.desk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.wire.Original;
import org.truceline.terms.Because;
import org.truceline.watch.Report;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What arrived within a moment, as it goes into the archive of reports: one line of JSON for each
 * piece, its original beside what was understood of it. Positions are too many to be an entry each;
 * the block's digest is one.
 *
 * @param lines the pieces, in the order in which they came
 */
record Block(List<Line> lines) {
  private static final JsonMapper MAPPER = new JsonMapper();

  Block {
    lines = List.copyOf(lines);
  }

  /**
   * One piece.
   *
   * @param source the wire it came over
   * @param author who says so
   * @param received when it came
   * @param key what makes it the same news, or the empty text
   * @param original the bytes as they came
   * @param reports what was understood
   * @param unreadable how many items could not be read
   */
  record Line(
      String source,
      String author,
      Instant received,
      String key,
      Original original,
      List<Report> reports,
      int unreadable) {
    Line {
      reports = List.copyOf(reports);
    }
  }

  /** A piece of an arrival as a line. */
  static Line line(Arrival arrival, Arrival.Piece piece) {
    List<Report> reports = new ArrayList<>();
    int unreadable = 0;
    for (Item item : piece.items()) {
      switch (item) {
        case Item.Brought brought -> reports.add(brought.report());
        case Item.Unreadable no -> unreadable++;
        case Item.Noted noted -> {}
      }
    }
    return new Line(
        arrival.source(),
        arrival.author(),
        arrival.received(),
        piece.key(),
        piece.original(),
        reports,
        unreadable);
  }

  /** Why a piece could not be read, where none of it could. */
  static java.util.Optional<Because> wrong(Arrival.Piece piece) {
    Because wrong = null;
    for (Item item : piece.items()) {
      switch (item) {
        case Item.Brought brought -> {
          return java.util.Optional.empty();
        }
        case Item.Unreadable(var origin, var reason, var original) ->
            wrong = wrong == null ? reason : wrong;
        case Item.Noted noted -> {}
      }
    }
    return java.util.Optional.ofNullable(wrong);
  }

  /** The block as it is kept. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Line line : lines) {
      ObjectNode node = MAPPER.createObjectNode();
      node.put("source", line.source());
      node.put("author", line.author());
      node.put("received", line.received().toString());
      if (!line.key().isEmpty()) {
        node.put("key", line.key());
      }
      if (line.unreadable() > 0) {
        node.put("unreadable", line.unreadable());
      }
      ArrayNode reports = node.putArray("reports");
      line.reports().forEach(report -> reports.add(ReportJson.of(report)));
      put(node, line.original());
      bytes.writeBytes(MAPPER.writeValueAsBytes(node));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** The bytes as text where they are UTF-8, else as base64. */
  private static void put(ObjectNode node, Original original) {
    byte[] bytes = original.bytes();
    try {
      node.put(
          "original",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      node.put("originalBase64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static Original original(JsonNode node) {
    JsonNode text = node.get("original");
    return Original.of(
        text == null
            ? Base64.getDecoder().decode(node.get("originalBase64").asString())
            : text.asString().getBytes(StandardCharsets.UTF_8));
  }

  /** The block that was kept. */
  static Block of(byte[] bytes) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int to = 0; to < bytes.length; to++) {
      if (bytes[to] == '\n') {
        lines.add(
            line(MAPPER.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8))));
        from = to + 1;
      }
    }
    return new Block(lines);
  }

  private static Line line(JsonNode node) {
    List<Report> reports = new ArrayList<>();
    node.get("reports").forEach(report -> reports.add(ReportJson.report(report)));
    return new Line(
        node.get("source").asString(),
        node.get("author").asString(),
        Instant.parse(node.get("received").asString()),
        node.has("key") ? node.get("key").asString() : "",
        original(node),
        reports,
        node.has("unreadable") ? node.get("unreadable").asInt() : 0);
  }
}
