package org.truceline.sources;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.truceline.terms.Because;
import org.truceline.watch.SightingReport;
import org.truceline.watch.SightingReport.Count;
import org.truceline.watch.SightingReport.Sigma;

/** Makes a sighting of the words of one row, or says what is wrong with them. */
final class SightingReader {
  /** The columns that are read. */
  static final List<String> COLUMNS =
      List.of(
          "track",
          "time",
          "post",
          "bearing_deg",
          "range_m",
          "bearing_sigma_deg",
          "range_sigma_m",
          "count",
          "count_low",
          "count_high",
          "seen",
          "carried",
          "observer",
          "party",
          "source",
          "received");

  /** The first of them must be there. */
  static final int NEEDED = 5;

  /** Columns that only a sighting has. */
  private static final Set<String> ITS_OWN = Set.of("post", "bearing_deg", "range_m");

  /** Characters of what an observer says: a radio message, not a report of the day. */
  private static final int LONGEST_WORDS = 500;

  private static final Pattern WHOLE = Pattern.compile("\\d{1,7}");

  private final Limits limits;

  SightingReader(Limits limits) {
    this.limits = limits;
  }

  /** Whether what has these columns is a sighting: a fix has a place, a sighting has none. */
  static boolean tells(Iterable<String> columns) {
    boolean own = false;
    for (String column : columns) {
      if (column.equals("lon") || column.equals("lat")) {
        return false;
      }
      own |= ITS_OWN.contains(column);
    }
    return own;
  }

  /** The sighting in these words; an empty text is a field that is not there. */
  SightingReport sighting(UnaryOperator<String> word) throws RowReader.Refusal {
    String track = word.apply("track");
    if (track.isBlank()) {
      throw new RowReader.Refusal(Because.of("sources.row.no-track"));
    }
    if (word.apply("post").isBlank()) {
      throw new RowReader.Refusal(Because.of("sources.row.no-post"));
    }
    for (String name : List.of("track", "post", "observer", "party", "source")) {
      shorter(word.apply(name), limits.longestName());
    }
    shorter(word.apply("seen"), LONGEST_WORDS);
    shorter(word.apply("carried"), LONGEST_WORDS);
    Instant time = RowReader.time(word.apply("time"));
    double bearing = RowReader.number("bearing_deg", word.apply("bearing_deg"));
    if (!(bearing >= 0 && bearing <= 360)) {
      throw new RowReader.Refusal(
          Because.of("sources.row.bearing", quoted(word.apply("bearing_deg"))));
    }
    return new SightingReport(
        track,
        time,
        word.apply("post"),
        bearing,
        sigma("bearing_sigma_deg", word, SightingReport.LARGEST_BEARING_SIGMA),
        within("range_m", word, SightingReport.LONGEST_RANGE_METRES),
        sigma("range_sigma_m", word, SightingReport.LONGEST_RANGE_METRES),
        count(word),
        word.apply("seen"),
        word.apply("carried"),
        word.apply("observer"),
        word.apply("party"),
        word.apply("source"));
  }

  private static void shorter(String text, int most) throws RowReader.Refusal {
    if (text.length() > most) {
      throw new RowReader.Refusal(Because.of("sources.row.name-too-long", Because.count(most)));
    }
  }

  private static Sigma sigma(String name, UnaryOperator<String> word, double most)
      throws RowReader.Refusal {
    return word.apply(name).isBlank()
        ? new Sigma.Unstated()
        : new Sigma.Stated(within(name, word, most));
  }

  private static double within(String name, UnaryOperator<String> word, double most)
      throws RowReader.Refusal {
    double value = RowReader.number(name, word.apply(name));
    if (!(value >= 0 && value <= most)) {
      throw new RowReader.Refusal(
          Because.of(
              "sources.row.out-of-range",
              Because.text(name),
              quoted(word.apply(name)),
              Because.count((long) most)));
    }
    return value;
  }

  private static Count count(UnaryOperator<String> word) throws RowReader.Refusal {
    boolean low = !word.apply("count_low").isBlank();
    boolean high = !word.apply("count_high").isBlank();
    boolean figure = !word.apply("count").isBlank();
    if (figure && !(low && high)) {
      throw new RowReader.Refusal(
          Because.of("sources.row.count-without-interval", quoted(word.apply("count"))));
    }
    int least = low ? whole("count_low", word) : 0;
    if (!high) {
      return low ? new Count.AtLeast(least) : new Count.NotCounted();
    }
    int most = whole("count_high", word);
    int said = figure ? whole("count", word) : least;
    if (least > most || said < least || said > most) {
      throw new RowReader.Refusal(
          Because.of("sources.row.counts-reversed", Because.count(least), Because.count(most)));
    }
    return figure && least < most
        ? new Count.About(said, least, most)
        : new Count.Between(least, most);
  }

  private static int whole(String name, UnaryOperator<String> word) throws RowReader.Refusal {
    String text = word.apply(name).strip();
    int value = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : Integer.MAX_VALUE;
    if (value > SightingReport.MOST_COUNTED) {
      throw new RowReader.Refusal(
          Because.of(
              "sources.row.not-a-count",
              Because.text(name),
              quoted(text),
              Because.count(SightingReport.MOST_COUNTED)));
    }
    return value;
  }

  private static Because.Value quoted(String text) {
    return Because.text(RowReader.cut(text));
  }
}
