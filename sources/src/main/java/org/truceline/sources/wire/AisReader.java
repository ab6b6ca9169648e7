package org.truceline.sources.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Reads one message of AIS (ITU-R M.1371-5): positions of ships (types 1, 2, 3, 18, 19) as reports;
 * base stations (4) and names (5, 24) as things worth knowing.
 */
final class AisReader {
  /** The error of a position whose accuracy flag says "10 m or better"; else none is stated. */
  private static final String BETTER_THAN = "10";

  private static final int NO_LONGITUDE = 181 * 600_000;
  private static final int NO_LATITUDE = 91 * 600_000;

  /** Sent before it is received, but by clocks that differ a little. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private final NmeaMeaning meaning;
  private final String source;
  private final RowReader rows;

  AisReader(NmeaMeaning meaning, String source, WireLimits limits) {
    this.meaning = meaning;
    this.source = source;
    this.rows = new RowReader(limits.items());
  }

  /**
   * The item that a message is.
   *
   * @param received when it was received, by the station if it says so
   */
  Item read(Origin origin, SixBits bits, Instant received, String original) {
    int type = bits.length() < 38 ? 0 : bits.unsigned(0, 6);
    int needed = needed(type, bits);
    if (bits.length() < Math.max(38, needed)) {
      return rows.unreadable(
          origin,
          Because.of("sources.ais.short", Because.count(type), Because.count(bits.length())),
          original);
    }
    int number = bits.unsigned(8, 30);
    if (number == 0 || number > 999_999_999) {
      return rows.unreadable(
          origin, Because.of("sources.ais.mmsi", Because.count(number)), original);
    }
    String mmsi = String.format(Locale.ROOT, "%09d", number);
    return switch (type) {
      case 1, 2, 3 -> position(new Place(bits, mmsi, 60, 137), origin, received, original);
      case 18, 19 -> position(new Place(bits, mmsi, 56, 133), origin, received, original);
      case 4 -> noted(origin, Because.of("sources.ais.base", Because.text(mmsi)));
      case 5 -> named(origin, mmsi, bits.text(112, 20), bits.text(70, 7));
      case 24 ->
          switch (bits.unsigned(38, 2)) {
            case 0 -> named(origin, mmsi, bits.text(40, 20), "");
            case 1 -> named(origin, mmsi, "", bits.text(90, 7));
            default ->
                rows.unreadable(
                    origin, Because.of("sources.ais.part", Because.text(mmsi)), original);
          };
      default ->
          noted(origin, Because.of("sources.ais.type", Because.text(mmsi), Because.count(type)));
    };
  }

  /**
   * Bits that a message of a type has at least. Receivers send some types without their last bits,
   * and others with more.
   */
  private static int needed(int type, SixBits bits) {
    return switch (type) {
      case 1, 2, 3, 4, 18 -> 168;
      case 5 -> 232;
      case 19 -> 306;
      case 24 -> bits.unsigned(38, 2) == 0 ? 160 : 132;
      default -> 38;
    };
  }

  /** Where the fields of a position stand: its accuracy, longitude and latitude, and its second. */
  private record Place(SixBits bits, String mmsi, int at, int secondAt) {
    boolean accurate() {
      return bits.flag(at);
    }

    int lon() {
      return bits.signed(at + 1, 28);
    }

    int lat() {
      return bits.signed(at + 29, 27);
    }

    int second() {
      return bits.unsigned(secondAt, 6);
    }
  }

  private Item position(Place place, Origin origin, Instant received, String original) {
    Because.Value mmsi = Because.text(place.mmsi());
    if (place.lon() == NO_LONGITUDE || place.lat() == NO_LATITUDE) {
      return noted(origin, Because.of("sources.ais.no-place", mmsi));
    }
    int second = place.second();
    if (second > 60) {
      // 61 set by hand, 62 dead reckoning, 63 the receiver is out of order.
      return noted(origin, Because.of("sources.ais.not-measured", mmsi, Because.count(second)));
    }
    return rows.read(
        origin,
        RowReader.Words.of(
            place.mmsi(),
            time(received, second).toString(),
            degrees(place.lon()),
            degrees(place.lat()),
            place.accurate() ? BETTER_THAN : "",
            meaning.party(place.mmsi()),
            source),
        original);
  }

  /** Ten thousandths of a minute, as degrees to the eighth decimal: a millimetre. */
  private static String degrees(int tenThousandths) {
    return String.format(Locale.ROOT, "%.8f", tenThousandths / 600_000.0);
  }

  /**
   * The time of a position: of the message's own time only the second of the minute is sent, so the
   * latest such second is taken that is not ahead of the receipt. 60 says that no second is known.
   */
  static Instant time(Instant received, int second) {
    if (second == 60) {
      return received;
    }
    Instant time = received.truncatedTo(ChronoUnit.MINUTES).plusSeconds(second);
    if (time.isAfter(received.plus(AHEAD))) {
      return time.minus(Duration.ofMinutes(1));
    }
    Instant next = time.plus(Duration.ofMinutes(1));
    return next.isAfter(received.plus(AHEAD)) ? time : next;
  }

  private static Item named(Origin origin, String mmsi, String name, String callsign) {
    return noted(
        origin,
        Because.of(
            "sources.ais.named", Because.text(mmsi), Because.text(name), Because.text(callsign)));
  }

  private static Item noted(Origin origin, Because note) {
    return new Item.Noted(origin, note);
  }
}
