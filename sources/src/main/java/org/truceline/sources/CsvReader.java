package org.truceline.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;

/**
 * Reads tracks from rows under a header, separated by commas, semicolons or tabs (RFC 4180, but a
 * field holds no line break). Rows without quotes go down a fast way that makes no strings.
 */
final class CsvReader {
  /** The columns that are read, in the order of {@link RowReader.Words}. */
  static final List<String> COLUMNS =
      List.of(
          "track",
          "time",
          "lon",
          "lat",
          "sigma_m",
          "semi_major_m",
          "semi_minor_m",
          "orientation_deg",
          "party",
          "source",
          "alarm",
          "received");

  private static final int NEEDED = 4;

  /** Years between these need no look at {@link RowReader#EARLIEST} and its fellow. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 9999;

  /** A row with more fields than this is not a row of tracks. */
  private static final int MOST_FIELDS = 200;

  private final String file;
  private final Lines lines;
  private final Limits limits;
  private final RowReader rows;
  private final Consumer<? super Item> sink;

  private byte separator = ',';
  private List<String> columns = COLUMNS;
  private boolean sightings;
  private int[] columnOfField = new int[0];
  private final int[] starts = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private int[] fieldOf = new int[0];
  private final String[] lastNames = {"", "", "", ""};
  private final NumberBytes numbers = new NumberBytes();
  private long dateKey = -1;
  private long dateDays;

  CsvReader(String file, Lines lines, Limits limits, Consumer<? super Item> sink) {
    this.file = file;
    this.lines = lines;
    this.limits = limits;
    this.rows = new RowReader(limits);
    this.sink = sink;
  }

  /** Reads on from the header, which is the line that {@code lines} stands on. */
  void read() throws IOException {
    if (!header()) {
      return;
    }
    boolean any = false;
    while (lines.next()) {
      if (!lines.blank()) {
        any = true;
        row();
      }
    }
    if (!any) {
      sink.accept(new Item.Noted(new Origin(file, 0), Because.of("sources.csv.no-rows")));
    }
  }

  private boolean header() {
    if (unfit()) {
      return false;
    }
    String text = lines.text(limits.longestLineBytes());
    for (char candidate : new char[] {',', ';', '\t'}) {
      if (text.indexOf(candidate) >= 0) {
        separator = (byte) candidate;
        break;
      }
    }
    List<String> fields = quoted(text, (char) separator);
    if (fields.isEmpty()) {
      sink.accept(rows.unreadable(origin(), Because.of("sources.csv.quote-open"), text));
      return false;
    }
    List<String> names = fields.stream().map(one -> one.strip().toLowerCase(Locale.ROOT)).toList();
    sightings = SightingReader.tells(names);
    columns = sightings ? SightingReader.COLUMNS : COLUMNS;
    columnOfField = new int[fields.size()];
    fieldOf = new int[columns.size()];
    java.util.Arrays.fill(fieldOf, -1);
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < columnOfField.length; i++) {
      String name = names.get(i);
      columnOfField[i] = columns.indexOf(name);
      if (columnOfField[i] < 0) {
        unknown.add(name);
      } else if (fieldOf[columnOfField[i]] >= 0) {
        return refuseHeader("sources.csv.column-twice", name, text);
      } else {
        fieldOf[columnOfField[i]] = i;
      }
    }
    for (int i = 0; i < (sightings ? SightingReader.NEEDED : NEEDED); i++) {
      if (fieldOf[i] < 0) {
        String key =
            sightings ? "sources.csv.sighting-column-missing" : "sources.csv.column-missing";
        return refuseHeader(key, columns.get(i), text);
      }
    }
    if (!unknown.isEmpty()) {
      sink.accept(
          new Item.Noted(
              origin(),
              Because.of(
                  "sources.csv.columns-unknown",
                  Because.text(
                      RowReader.cut(String.join(", ", unknown), limits.longestOriginal())))));
    }
    return true;
  }

  private boolean refuseHeader(String key, String name, String text) {
    sink.accept(rows.unreadable(origin(), Because.of(key, Because.text(name)), text));
    return false;
  }

  private Origin origin() {
    return new Origin(file, lines.number());
  }

  private void row() {
    if (unfit()) {
      return;
    }
    int fields = split();
    if (fields == columnOfField.length && !sightings && fast()) {
      return;
    }
    slow();
  }

  /** Says of a line that is too long, or no text, that it is; nothing of it is read. */
  private boolean unfit() {
    Optional<Because> why = lines.unfit();
    why.ifPresent(reason ->
        sink.accept(rows.unreadable(origin(), reason, lines.text(limits.longestOriginal() * 4))));
    return why.isPresent();
  }

  /** Splits the line at separators; -1 where a quote calls for the careful way. */
  private int split() {
    byte[] bytes = lines.bytes();
    int end = lines.end();
    int count = 0;
    int from = lines.start();
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      if (b == '"' || count == MOST_FIELDS - 1) {
        return -1;
      }
      if (b == separator) {
        starts[count] = from;
        ends[count++] = i;
        from = i + 1;
      }
    }
    starts[count] = from;
    ends[count++] = end;
    return count;
  }

  private boolean fast() {
    byte[] bytes = lines.bytes();
    for (int optional = 5; optional <= 7; optional++) {
      if (length(optional) > 0) {
        return false;
      }
    }
    Fix.Alarm alarm = Fix.Alarm.NONE;
    if (length(10) > 0) {
      switch (name(bytes, 10, 3)) {
        case "none" -> {}
        case "jamming" -> alarm = Fix.Alarm.JAMMING;
        case "spoofing" -> alarm = Fix.Alarm.SPOOFING;
        default -> {
          return false;
        }
      }
    }
    double lon = number(bytes, 2);
    double lat = number(bytes, 3);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      return false;
    }
    Accuracy accuracy = Accuracy.unstated();
    if (length(4) > 0) {
      double sigma = number(bytes, 4);
      if (!(sigma >= 0)) {
        return false;
      }
      accuracy = Accuracy.stated(ErrorEllipse.circle(sigma));
    }
    Instant time = time(bytes, starts[fieldOf[1]], ends[fieldOf[1]]);
    if (time.equals(Instant.MIN)) {
      return false;
    }
    Instant received = time;
    if (length(11) > 0) {
      received = time(bytes, starts[fieldOf[11]], ends[fieldOf[11]]);
      if (received.equals(Instant.MIN)) {
        return false;
      }
    }
    String track = name(bytes, 0, 0);
    String party = name(bytes, 8, 1);
    String source = name(bytes, 9, 2);
    int most = limits.longestName();
    if (track.isBlank()
        || track.length() > most
        || party.length() > most
        || source.length() > most) {
      return false;
    }
    var place = new org.truceline.terms.Place(lon, lat);
    sink.accept(
        new Item.Brought(
            origin(), new Fix(track, time, place, accuracy, party, source, alarm), received));
    return true;
  }

  private int length(int column) {
    int field = fieldOf[column];
    return field < 0 ? 0 : ends[field] - starts[field];
  }

  private double number(byte[] bytes, int column) {
    int field = fieldOf[column];
    return numbers.parse(bytes, starts[field], ends[field]);
  }

  /** The text of a column; the same text as in the row before is the same string. */
  private String name(byte[] bytes, int column, int memory) {
    int field = fieldOf[column];
    if (field < 0 || ends[field] == starts[field]) {
      return "";
    }
    String last = lastNames[memory];
    int length = ends[field] - starts[field];
    if (last.length() == length) {
      int i = 0;
      while (i < length && last.charAt(i) == bytes[starts[field] + i]) {
        i++;
      }
      if (i == length) {
        return last;
      }
    }
    lastNames[memory] = new String(bytes, starts[field], length, StandardCharsets.UTF_8).strip();
    return lastNames[memory];
  }

  /** A time written yyyy-MM-ddTHH:mm:ss[.f…](Z|±HH:MM), or {@link Instant#MIN}. */
  private Instant time(byte[] bytes, int from, int to) {
    if (to - from < 20 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return Instant.MIN;
    }
    if (bytes[from + 10] != 'T' || bytes[from + 13] != ':' || bytes[from + 16] != ':') {
      return Instant.MIN;
    }
    int year = digits(bytes, from, 4);
    int month = digits(bytes, from + 5, 2);
    int day = digits(bytes, from + 8, 2);
    int hour = digits(bytes, from + 11, 2);
    int minute = digits(bytes, from + 14, 2);
    int second = digits(bytes, from + 17, 2);
    boolean date =
        year > FIRST_YEAR && year < LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 28;
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return Instant.MIN;
    }
    int at = from + 19;
    int nanos = 0;
    if (bytes[at] == '.') {
      int unit = 100_000_000;
      for (at++; at < to && bytes[at] >= '0' && bytes[at] <= '9' && unit > 0; at++) {
        nanos += (bytes[at] - '0') * unit;
        unit /= 10;
      }
    }
    int offset = offsetSeconds(bytes, at, to);
    if (offset == Integer.MIN_VALUE) {
      return Instant.MIN;
    }
    long key = (year * 16L + month) * 32 + day;
    if (key != dateKey) {
      dateKey = key;
      dateDays = LocalDate.of(year, month, day).toEpochDay();
    }
    return Instant.ofEpochSecond(
        dateDays * 86_400 + hour * 3_600L + minute * 60L + second - offset, nanos);
  }

  private static int offsetSeconds(byte[] bytes, int at, int to) {
    if (at + 1 == to && bytes[at] == 'Z') {
      return 0;
    }
    if (at + 6 != to || bytes[at + 3] != ':' || (bytes[at] != '+' && bytes[at] != '-')) {
      return Integer.MIN_VALUE;
    }
    int hours = digits(bytes, at + 1, 2);
    int minutes = digits(bytes, at + 4, 2);
    if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return bytes[at] == '-' ? -seconds : seconds;
  }

  private static int digits(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private void slow() {
    String text = lines.text(limits.longestLineBytes());
    List<String> fields = quoted(text, (char) separator);
    if (fields.isEmpty()) {
      sink.accept(rows.unreadable(origin(), Because.of("sources.csv.quote-open"), text));
      return;
    }
    if (fields.size() != columnOfField.length) {
      sink.accept(
          rows.unreadable(
              origin(),
              Because.of(
                  "sources.csv.field-count",
                  Because.count(fields.size()),
                  Because.count(columnOfField.length)),
              text));
      return;
    }
    String[] words = new String[columns.size()];
    for (int column = 0; column < words.length; column++) {
      words[column] = fieldOf[column] < 0 ? "" : fields.get(fieldOf[column]).strip();
    }
    if (sightings) {
      sink.accept(rows.read(origin(), name -> words[columns.indexOf(name)], text));
      return;
    }
    sink.accept(
        rows.read(
            origin(),
            new RowReader.Words(
                words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7],
                words[8], words[9], words[10], words[11]),
            text));
  }

  /**
   * Fields of a row; a field in double quotes may hold separators and doubled quotes. None where a
   * quote is opened and not closed.
   */
  static List<String> quoted(String text, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inside = false;
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inside) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          inside = false;
        }
      } else if (c == '"' && blank) {
        field.setLength(0);
        inside = true;
        blank = false;
      } else if (c == separator) {
        fields.add(field.toString());
        field.setLength(0);
        blank = true;
      } else {
        field.append(c);
        blank &= Character.isWhitespace(c);
      }
    }
    fields.add(field.toString());
    return inside ? List.of() : fields;
  }
}
