package org.truceline.sources;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.SightingReport;

/** Makes a fix of the words of one row, or says what is wrong with them. */
public final class RowReader {
  /** The first moment of the first year that is taken: no track was kept before it. */
  static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** The first moment of the first year that is not taken: five digits are a slip of the pen. */
  static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

  /** Characters of a value that a message quotes. */
  private static final int MOST_QUOTED = 60;

  private final Limits limits;
  private final SightingReader sightings;

  /** A reader that takes so much. */
  public RowReader(Limits limits) {
    this.limits = limits;
    this.sightings = new SightingReader(limits);
  }

  /** The words of a row; an empty text is a field that is not there. */
  public record Words(
      String track,
      String time,
      String lon,
      String lat,
      String sigma,
      String semiMajor,
      String semiMinor,
      String orientation,
      String party,
      String source,
      String alarm,
      String received) {
    /** The words of a wire's message, which has no ellipse, no alarm and no time of receipt. */
    public static Words of(
        String track,
        String time,
        String lon,
        String lat,
        String sigma,
        String party,
        String source) {
      return new Words(track, time, lon, lat, sigma, "", "", "", party, source, "", "");
    }
  }

  /** The fix in these words, or what is wrong with them beside the original. */
  public Item read(Origin origin, Words words, String original) {
    try {
      Fix fix = fix(words);
      return new Item.Brought(origin, fix, received(words.received(), fix.time()));
    } catch (Refusal refusal) {
      return unreadable(origin, refusal.reason, original);
    }
  }

  /** A sighting, whose words are asked for by their names. */
  Item read(Origin origin, UnaryOperator<String> word, String original) {
    try {
      SightingReport sighting = sightings.sighting(word);
      return new Item.Brought(origin, sighting, received(word.apply("received"), sighting.time()));
    } catch (Refusal refusal) {
      return unreadable(origin, refusal.reason, original);
    }
  }

  /** What could not be read, with as much of the original as is kept. */
  public Item unreadable(Origin origin, Because reason, String original) {
    return new Item.Unreadable(origin, reason, cut(original, limits.longestOriginal()));
  }

  private Fix fix(Words words) throws Refusal {
    if (words.track().isBlank()) {
      throw new Refusal(Because.of("sources.row.no-track"));
    }
    for (String name : new String[] {words.track(), words.party(), words.source()}) {
      if (name.length() > limits.longestName()) {
        throw new Refusal(
            Because.of("sources.row.name-too-long", Because.count(limits.longestName())));
      }
    }
    Instant time = time(words.time());
    Place place = place(words.lon(), words.lat());
    return new Fix(
        words.track(),
        time,
        place,
        accuracy(words),
        words.party(),
        words.source(),
        alarm(words.alarm()));
  }

  private static Fix.Alarm alarm(String text) throws Refusal {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "", "none" -> Fix.Alarm.NONE;
      case "jamming" -> Fix.Alarm.JAMMING;
      case "spoofing" -> Fix.Alarm.SPOOFING;
      default -> throw new Refusal(Because.of("sources.row.alarm", Because.text(cut(text))));
    };
  }

  private static Instant received(String text, Instant otherwise) throws Refusal {
    return text.isBlank() ? otherwise : time(text);
  }

  static Instant time(String text) throws Refusal {
    if (text.isBlank()) {
      throw new Refusal(Because.of("sources.row.no-time"));
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
        throw new Refusal(Because.of("sources.row.time-out-of-range", Because.text(cut(text))));
      }
      return time;
    } catch (DateTimeException notWithOffset) {
      try {
        LocalDateTime.parse(text);
      } catch (DateTimeException noTimeAtAll) {
        throw new Refusal(Because.of("sources.row.time-unreadable", Because.text(cut(text))));
      }
      throw new Refusal(Because.of("sources.row.time-without-zone", Because.text(cut(text))));
    }
  }

  private static Place place(String lonText, String latText) throws Refusal {
    double lon = number("lon", lonText);
    double lat = number("lat", latText);
    if (Math.abs(lat) > 90) {
      boolean swapped = Math.abs(lon) <= 90 && Math.abs(lat) <= 180;
      throw new Refusal(
          Because.of(
              swapped ? "sources.row.axes-swapped" : "sources.row.lat-out-of-range",
              Because.text(cut(latText))));
    }
    if (Math.abs(lon) > 180) {
      throw new Refusal(Because.of("sources.row.lon-out-of-range", Because.text(cut(lonText))));
    }
    return new Place(lon, lat);
  }

  private static Accuracy accuracy(Words words) throws Refusal {
    boolean major = !words.semiMajor().isBlank();
    boolean minor = !words.semiMinor().isBlank();
    boolean oriented = !words.orientation().isBlank();
    if (major || minor || oriented) {
      if (!(major && minor && oriented)) {
        throw new Refusal(Because.of("sources.row.ellipse-incomplete"));
      }
      double semiMajor = notNegative("semi_major_m", words.semiMajor());
      double semiMinor = notNegative("semi_minor_m", words.semiMinor());
      if (semiMinor > semiMajor) {
        throw new Refusal(Because.of("sources.row.ellipse-upside-down"));
      }
      return Accuracy.stated(
          new ErrorEllipse(semiMajor, semiMinor, number("orientation_deg", words.orientation())));
    }
    if (words.sigma().isBlank()) {
      return Accuracy.unstated();
    }
    return Accuracy.stated(ErrorEllipse.circle(notNegative("sigma_m", words.sigma())));
  }

  private static double notNegative(String name, String text) throws Refusal {
    double value = number(name, text);
    if (value < 0) {
      throw new Refusal(
          Because.of("sources.row.negative", Because.text(name), Because.text(cut(text))));
    }
    return value;
  }

  static double number(String name, String text) throws Refusal {
    if (text.isBlank()) {
      throw new Refusal(Because.of("sources.row.missing", Because.text(name)));
    }
    double value = NumberBytes.parse(text);
    if (Double.isFinite(value)) {
      return value;
    }
    boolean number = Double.isInfinite(value) || NOT_FINITE.matcher(text.strip()).matches();
    throw new Refusal(
        Because.of(
            number ? "sources.row.not-finite" : "sources.row.not-a-number",
            Because.text(name),
            Because.text(cut(text))));
  }

  /** A value as a message quotes it. */
  public static String cut(String text) {
    return cut(text, MOST_QUOTED);
  }

  /** A text without what is too much of it; never cut within a character. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean within = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, within ? most - 1 : most) + "…";
  }

  /** A row refused for a reason; never leaves this package's readers. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Because reason;

    Refusal(Because reason) {
      super(reason.message(), null, false, false);
      this.reason = reason;
    }
  }
}
