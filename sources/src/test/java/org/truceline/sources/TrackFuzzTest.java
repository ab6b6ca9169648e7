package org.truceline.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.truceline.watch.Fix;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds of every reader, whatever the bytes. In a test run the inputs kept beside this class
 * are tried; {@code tools/fuzz} looks for new ones.
 */
class TrackFuzzTest {
  private static final byte[] CSV_HEAD = "track,time,lon,lat,sigma_m,party\n".getBytes(UTF_8);

  private static final byte[] SIGHTINGS_HEAD =
      "track,time,post,bearing_deg,range_m,range_sigma_m,count,count_low,count_high,seen\n"
          .getBytes(UTF_8);

  private static final byte[] JSON_HEAD =
      "{\"track\":\"a\",\"time\":\"2026-06-09T08:05:00Z\",\"lon\":127,\"lat\":38}\n"
          .getBytes(UTF_8);

  private static final byte[] GEOJSON_HEAD =
      "{\"type\":\"FeatureCollection\",\"features\":[".getBytes(UTF_8);

  @FuzzTest
  void anyBytesAreAnsweredAndAnsweredTheSameInPieces(byte[] bytes) {
    List<Item> whole = read(new ByteArrayInputStream(bytes));
    assertThat(whole).isNotEmpty();
    assertThat(read(new Dripping(bytes))).isEqualTo(whole);
    for (Item item : whole) {
      if (item instanceof Item.Unreadable unreadable) {
        assertThat(unreadable.original().length()).isLessThanOrEqualTo(501);
      }
    }
  }

  @FuzzTest
  void everyRowUnderAHeaderIsAnsweredOnce(byte[] bytes) {
    byte[] file = joined(CSV_HEAD, bytes);
    List<Item> items = read(new ByteArrayInputStream(file));
    if (otherKind(items)) {
      return;
    }
    assertThat(lines(items)).isEqualTo(written(file, 2));
  }

  @FuzzTest
  void everySightingUnderAHeaderIsAnsweredOnce(byte[] bytes) {
    byte[] file = joined(SIGHTINGS_HEAD, bytes);
    List<Item> items = read(new ByteArrayInputStream(file));
    if (otherKind(items)) {
      return;
    }
    assertThat(lines(items)).isEqualTo(written(file, 2));
    assertThat(items)
        .allSatisfy(one -> assertThat(one instanceof Item.Brought(var _, Fix _, var _)).isFalse());
  }

  @FuzzTest
  void theFastWayThroughARowReadsWhatTheCarefulWayReads(byte[] bytes) {
    String text = new String(bytes, UTF_8).replace("\"", "").replace("\r", "").replace("\0", "");
    StringBuilder plain = new StringBuilder();
    StringBuilder quoted = new StringBuilder();
    for (String row : text.split("\n", -1)) {
      plain.append(row).append('\n');
      int first = row.indexOf(',');
      // A quote sends the row down the careful way.
      quoted.append(
          row.isBlank() || first < 0
              ? row
              : "\"" + row.substring(0, first) + "\"" + row.substring(first));
      quoted.append('\n');
    }
    List<Item> fast = read(joined(CSV_HEAD, plain.toString().getBytes(UTF_8)));
    List<Item> careful = read(joined(CSV_HEAD, quoted.toString().getBytes(UTF_8)));
    assertThat(withoutOriginals(fast)).isEqualTo(withoutOriginals(careful));
  }

  @FuzzTest
  void everyLineOfJsonIsAnsweredOnce(byte[] bytes) {
    byte[] file = joined(JSON_HEAD, bytes);
    List<Item> items = read(new ByteArrayInputStream(file));
    if (otherKind(items)) {
      return;
    }
    assertThat(lines(items)).isEqualTo(written(file, 1));
  }

  @FuzzTest
  void everyFeatureIsAnswered(byte[] bytes) {
    byte[] file = joined(GEOJSON_HEAD, bytes);
    List<Item> items = read(new ByteArrayInputStream(file));
    assertThat(items).isNotEmpty();
    JsonNode known;
    try {
      known = new JsonMapper().readTree(file);
    } catch (JacksonException broken) {
      assertThat(items.getLast()).isInstanceOf(Item.Unreadable.class);
      return;
    }
    if (endsWith("sources.json.syntax", items)) {
      return; // A key that stands twice ends the reading, and is said.
    }
    int least = 0;
    for (JsonNode feature : known.path("features")) {
      JsonNode geometry = feature.path("geometry");
      boolean path = geometry.path("type").asString("").equals("LineString");
      int places = path ? geometry.path("coordinates").size() : 1;
      boolean timed = feature.path("properties").path("coordTimes").size() == places;
      least += timed ? Math.max(1, places) : 1;
    }
    assertThat(items.size()).isGreaterThanOrEqualTo(least);
  }

  @FuzzTest
  void everyPointOfGpxIsAnsweredOnce(byte[] bytes)
      throws ParserConfigurationException, IOException {
    byte[] file = joined("<gpx>".getBytes(UTF_8), bytes);
    List<Item> items = read(new ByteArrayInputStream(file));
    assertThat(items).isNotEmpty();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document known;
    try {
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      known = builder.parse(new ByteArrayInputStream(file));
    } catch (SAXException | IOException broken) {
      return;
    }
    if (endsWith("sources.gpx.syntax", items) || new String(file, UTF_8).contains("<:")) {
      return;
    }
    int points =
        known.getElementsByTagNameNS("*", "trkpt").getLength()
            + known.getElementsByTagNameNS("*", "wpt").getLength();
    long answered =
        items.stream()
            .filter(one -> one.origin().line() > 0 || one instanceof Item.Brought)
            .count();
    assertThat(answered).isEqualTo(points);
  }

  @FuzzTest
  void packedBytesAreReadAsTheSameBytesPlain(byte[] bytes) throws IOException {
    List<Item> plain = read(bytes);
    boolean packed = bytes.length > 1 && (bytes[0] == 'P' || bytes[0] == 0x1f);
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    for (int half = 0; half < 2; half++) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
        int from = half == 0 ? 0 : bytes.length / 2;
        int to = half == 0 ? bytes.length / 2 : bytes.length;
        gzip.write(bytes, from, to - from);
      }
    }
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
      zip.putNextEntry(new ZipEntry("in/"));
      zip.putNextEntry(new ZipEntry("in/t"));
      zip.write(bytes);
    }
    if (!packed) {
      assertThat(read(new Dripping(gzipped.toByteArray()))).isEqualTo(plain);
      List<Item> entry = read(new Dripping(zipped.toByteArray()));
      assertThat(withoutFile(entry)).isEqualTo(withoutFile(plain));
    }
    // A packed file that was cut says so, wherever the cut is.
    int cut = 1 + (bytes.length == 0 ? 0 : bytes[0] & 0xff) % (zipped.size() - 10);
    byte[] rest = java.util.Arrays.copyOf(zipped.toByteArray(), zipped.size() - cut);
    assertThat(read(rest).getLast()).isInstanceOf(Item.Unreadable.class);
  }

  @FuzzTest
  void linesAreCutWhereANaiveReaderCutsThem(byte[] bytes) throws IOException {
    int longest = 24;
    // The beginning pushes what follows over the end of the buffer.
    byte[] before = new byte[(1 << 16) - 1 - (bytes.length == 0 ? 0 : bytes[0] & 0x3f)];
    java.util.Arrays.fill(before, (byte) '\n');
    byte[] file = joined(before, bytes);
    Lines lines = new Lines(new Dripping(file), longest);
    for (int i = 0; i < before.length; i++) {
      if (!lines.next()) {
        throw new AssertionError("only " + i + " lines");
      }
    }
    int from = before.length;
    while (from < file.length) {
      int to = from;
      while (to < file.length && file[to] != '\n') {
        to++;
      }
      int end = to > from && file[to - 1] == '\r' ? to - 1 : to;
      assertThat(lines.next()).isTrue();
      assertThat(lines.tooLong()).isEqualTo(end - from > longest);
      if (end - from <= longest) {
        assertThat(lines.text(1_000)).isEqualTo(new String(file, from, end - from, UTF_8));
      }
      from = to + 1;
    }
    assertThat(lines.next()).isFalse();
  }

  @FuzzTest
  void aNumberIsTheOneOfTheJdkOrNone(byte[] bytes) {
    double read = new NumberBytes().parse(bytes, 0, bytes.length);
    String text = new String(bytes, UTF_8).strip();
    double known = Double.NaN;
    if (text.matches("[-+0-9.eE]*")) {
      try {
        known = Double.parseDouble(text);
      } catch (NumberFormatException none) {
        known = Double.NaN;
      }
    }
    assertThat(Double.doubleToLongBits(read))
        .isEqualTo(Double.doubleToLongBits(Double.isFinite(known) ? known : Double.NaN));
  }

  private static byte[] joined(byte[] head, byte[] rest) {
    byte[] joined = java.util.Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, joined, head.length, rest.length);
    return joined;
  }

  private static List<Item> read(byte[] bytes) {
    return read(new ByteArrayInputStream(bytes));
  }

  private static List<Item> read(InputStream in) {
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", in, Limits.USUAL, items::add);
    return items;
  }

  /** Whether the file as a whole was refused, which answers for all of it. */
  private static boolean otherKind(List<Item> items) {
    return items.size() == 1 && items.getFirst().origin().line() == 0;
  }

  private static boolean endsWith(String reason, List<Item> items) {
    return items.getLast() instanceof Item.Unreadable last
        && last.reason().message().equals(reason);
  }

  private static List<Long> lines(List<Item> items) {
    return items.stream().map(one -> one.origin().line()).toList();
  }

  /** The numbers of the lines from one on that hold more than blanks. */
  private static List<Long> written(byte[] file, long first) {
    List<Long> written = new ArrayList<>();
    long number = 1;
    boolean blank = true;
    for (int i = 0; i <= file.length; i++) {
      if (i == file.length || file[i] == '\n') {
        if (!blank && number >= first) {
          written.add(number);
        }
        number++;
        blank = true;
      } else {
        blank &= file[i] >= 0 && file[i] <= ' ';
      }
    }
    return written;
  }

  private static List<Item> withoutOriginals(List<Item> items) {
    return items.stream()
        .map(one ->
            one instanceof Item.Unreadable bad
                ? new Item.Unreadable(bad.origin(), bad.reason(), "")
                : one)
        .toList();
  }

  private static List<Item> withoutFile(List<Item> items) {
    return items.stream()
        .map(one -> {
          Origin origin = new Origin("", one.origin().line());
          return switch (one) {
            case Item.Brought(var _, var report, var received) ->
                (Item) new Item.Brought(origin, report, received);
            case Item.Unreadable(var _, var reason, var original) ->
                new Item.Unreadable(origin, reason, original);
            case Item.Noted(var _, var note) -> new Item.Noted(origin, note);
          };
        })
        .toList();
  }

  /** A slow stream that never says that more is there. */
  private static final class Dripping extends InputStream {
    private final byte[] bytes;
    private int at;

    Dripping(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == bytes.length) {
        return -1;
      }
      int most = 1 + (at * 7) % 11 + (at < 60_000 ? 50_000 * (at / 40_000) : 0);
      int count = Math.min(Math.min(length, bytes.length - at), most);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
