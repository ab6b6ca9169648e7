package org.truceline.sources.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Reads the lines of one wire of NMEA: ships by AIS (VDM, VDO), and a satellite receiver (GGA, RMC)
 * where a mission names its track. Other sentences are passed over.
 */
final class NmeaReader {
  private final NmeaMeaning meaning;
  private final String wire;
  private final RowReader rows;
  private final AisReader ais;
  private final GnssReader gnss;
  private final AisParts parts = new AisParts();
  private long line;

  NmeaReader(NmeaMeaning meaning, String wire, String source, WireLimits limits) {
    this.meaning = meaning;
    this.wire = wire;
    this.rows = new RowReader(limits.items());
    this.ais = new AisReader(meaning, source, limits);
    this.gnss = new GnssReader(meaning.receiver(), source, limits);
  }

  /** Whether a message is not whole yet. */
  boolean waiting() {
    return parts.waiting();
  }

  /** Everything that a line says, or completes. */
  List<Item> read(String text, Instant received) {
    Origin origin = new Origin(wire, ++line);
    List<Item> items = new ArrayList<>();
    if (!text.isBlank()) {
      switch (NmeaSentence.read(text)) {
        case NmeaSentence.Reading.Unread(var reason) ->
            items.add(rows.unreadable(origin, reason, text));
        case NmeaSentence.Reading.Read(var sentence) ->
            items.addAll(items(origin, sentence, received, text));
      }
    }
    int given = parts.giveUp(received);
    if (given > 0) {
      items.add(rows.unreadable(origin, Because.of("sources.ais.parts", Because.count(given)), ""));
    }
    return items;
  }

  /** A line of which no more is kept than its beginning. */
  Item tooLong(String beginning) {
    return rows.unreadable(
        new Origin(wire, ++line),
        Because.of("sources.nmea.long", Because.count(NmeaSentence.LONGEST)),
        beginning);
  }

  private List<Item> items(Origin origin, NmeaSentence sentence, Instant received, String text) {
    return switch (sentence.formatter()) {
      case "VDM", "VDO" ->
          switch (parts.put(sentence, received)) {
            case AisParts.Answer.Whole(var payload, var fill) ->
                List.of(
                    ais.read(origin, SixBits.of(payload, fill), station(sentence, received), text));
            case AisParts.Answer.NotYet() -> List.of();
            case AisParts.Answer.Unread(var reason) ->
                List.of(rows.unreadable(origin, reason, text));
          };
      case "GGA", "RMC" ->
          meaning.receiver().isEmpty() ? List.of() : gnss.read(origin, sentence, received, text);
      default -> List.of();
    };
  }

  /** When a station received it, if it says so and its clock is not ahead of ours. */
  private static Instant station(NmeaSentence sentence, Instant received) {
    Instant stated = Instant.ofEpochSecond(sentence.station());
    return sentence.station() == 0 || stated.isAfter(received.plus(WireLimits.AHEAD))
        ? received
        : stated;
  }
}
