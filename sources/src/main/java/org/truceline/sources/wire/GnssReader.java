package org.truceline.sources.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Reads the sentences GGA and RMC of one satellite receiver as the fixes of one track. A receiver
 * says a place in both: of one second only the first is taken.
 */
final class GnssReader {
  private static final Pattern TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\.\\d{1,9})?");
  private static final Pattern DATE = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)");
  private static final Pattern ANGLE = Pattern.compile("(\\d{1,3})(\\d\\d(?:\\.\\d{1,9})?)");

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final String track;
  private final String source;
  private final RowReader rows;
  private String lastTime = "";

  GnssReader(String track, String source, WireLimits limits) {
    this.track = track;
    this.source = source;
    this.rows = new RowReader(limits.items());
  }

  /** The item that a sentence is, or none where it says what another has said. */
  List<Item> read(Origin origin, NmeaSentence sentence, Instant received, String original) {
    boolean rmc = sentence.formatter().equals("RMC");
    String state = sentence.field(rmc ? 1 : 5);
    String mode = rmc ? sentence.field(11) : "";
    if (rmc ? !state.equals("A") : state.isEmpty() || state.equals("0")) {
      return List.of(
          new Item.Noted(origin, Because.of("sources.nmea.no-fix", Because.text(track))));
    }
    // Estimated, set by hand, simulated: of GGA 6, 7, 8, of RMC E, M, S.
    if (rmc ? mode.matches("[EMS]") : state.matches("[678]")) {
      return List.of(
          new Item.Noted(origin, Because.of("sources.nmea.not-measured", Because.text(track))));
    }
    if (!lastTime.isEmpty() && lastTime.equals(sentence.field(0))) {
      return List.of();
    }
    lastTime = sentence.field(0);
    return List.of(fix(origin, sentence, rmc, received, original));
  }

  private Item fix(
      Origin origin, NmeaSentence sentence, boolean rmc, Instant received, String original) {
    int at = rmc ? 2 : 1;
    String lat = degrees(sentence.field(at), sentence.field(at + 1), "N", "S");
    String lon = degrees(sentence.field(at + 2), sentence.field(at + 3), "E", "W");
    Matcher clock = TIME.matcher(sentence.field(0));
    if (lat.isEmpty() || lon.isEmpty() || !clock.matches()) {
      return rows.unreadable(origin, Because.of("sources.nmea.fields"), original);
    }
    final Instant time;
    try {
      time = nearest(clock, received);
    } catch (DateTimeException noTime) {
      return rows.unreadable(origin, Because.of("sources.nmea.fields"), original);
    }
    if (rmc && !sameDay(sentence.field(8), time)) {
      return rows.unreadable(
          origin,
          Because.of("sources.nmea.date", Because.text(RowReader.cut(sentence.field(8)))),
          original);
    }
    return rows.read(
        origin, RowReader.Words.of(track, time.toString(), lon, lat, "", "", source), original);
  }

  /** The time of the day nearest to its receipt: a receiver's date may be 1,024 weeks off. */
  private static Instant nearest(Matcher clock, Instant received) {
    String fraction = clock.group(4) == null ? "" : clock.group(4);
    // A leap second is read as the last of its minute.
    String second = clock.group(3).equals("60") ? "59" : clock.group(3);
    LocalTime time =
        LocalTime.parse(clock.group(1) + ":" + clock.group(2) + ":" + second + fraction);
    Instant today =
        received.atOffset(ZoneOffset.UTC).toLocalDate().atTime(time).toInstant(ZoneOffset.UTC);
    if (today.isAfter(received.plus(HALF_A_DAY))) {
      return today.minus(Duration.ofDays(1));
    }
    return today.isBefore(received.minus(HALF_A_DAY)) ? today.plus(Duration.ofDays(1)) : today;
  }

  private static boolean sameDay(String field, Instant time) {
    Matcher date = DATE.matcher(field);
    if (!date.matches()) {
      return false;
    }
    LocalDate day = time.atOffset(ZoneOffset.UTC).toLocalDate();
    return day.getDayOfMonth() == Integer.parseInt(date.group(1))
        && day.getMonthValue() == Integer.parseInt(date.group(2))
        && day.getYear() % 100 == Integer.parseInt(date.group(3));
  }

  /** Degrees and minutes with a hemisphere, as degrees; the empty text where they are none. */
  private static String degrees(String angle, String hemisphere, String plus, String minus) {
    Matcher parts = ANGLE.matcher(angle);
    boolean south = hemisphere.equals(minus);
    if (!parts.matches() || !(south || hemisphere.equals(plus))) {
      return "";
    }
    double minutes = Double.parseDouble(parts.group(2));
    if (minutes >= 60) {
      return "";
    }
    double degrees = Integer.parseInt(parts.group(1)) + minutes / 60;
    return String.format(Locale.ROOT, "%.9f", south ? -degrees : degrees);
  }
}
