package org.truceline.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.Because;
import org.truceline.watch.Fix;

/** Each bad input, and what is said of it. */
class BadInputTest {
  private static final String TIME = "2026-06-09T08:05:00Z";
  private static final String CSV = "track,time,lon,lat\np1," + TIME + ",127,38\n";
  private static final String JSON =
      "{\"track\":\"a\",\"time\":\"" + TIME + "\",\"lon\":127,\"lat\":38}\n";
  private static final String FEATURE =
      "{\"type\":\"Feature\",\"properties\":{\"track\":\"b\",\"time\":\""
          + TIME
          + "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,38]}}";
  private static final String GPX =
      "<gpx><trk><name>c</name><trkpt lon=\"127\" lat=\"38\"><time>"
          + TIME
          + "</time></trkpt></trk></gpx>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        TIME + "|NaN|38|sources.row.not-finite",
        TIME + "|127|-Infinity|sources.row.not-finite",
        TIME + "|127|1e400|sources.row.not-finite",
        TIME + "|127|91|sources.row.lat-out-of-range",
        TIME + "|38|127|sources.row.axes-swapped",
        TIME + "|127|38f|sources.row.not-a-number",
        TIME + "|127|0x26p0|sources.row.not-a-number",
        "2026-06-09T08:05:00|127|38|sources.row.time-without-zone",
        "10000-06-09T08:05:00Z|127|38|sources.row.time-unreadable",
        "+10000-06-09T08:05:00Z|127|38|sources.row.time-out-of-range",
        "+999999999-12-31T23:59:59-18:00|127|38|sources.row.time-out-of-range",
        "1899-12-31T23:59:59Z|127|38|sources.row.time-out-of-range",
        "0000-01-01T00:00:00Z|127|38|sources.row.time-out-of-range"
      })
  void everyFormSaysTheSameOfABadPosition(String time, String lon, String lat, String reason) {
    // JSON has no word for what is not finite but a text.
    String property = "\"lon\":\"" + lon + "\",\"lat\":\"" + lat + "\"";
    String csv = "p1," + time + "," + lon + "," + lat;
    String json = "{\"track\":\"a\",\"time\":\"" + time + "\"," + property + "}";
    String gpx =
        GPX.replace("lon=\"127\" lat=\"38\"", "lon=\"" + lon + "\" lat=\"" + lat + "\"")
            .replace(TIME, time);
    assertThat(refusals(CSV + csv)).containsExactly("t:3 " + reason);
    assertThat(refusals(CSV + "\"p1\"" + csv.substring(2))).containsExactly("t:3 " + reason);
    assertThat(refusals(JSON + json)).containsExactly("t:2 " + reason);
    assertThat(refusals(gpx)).containsExactly("t:1 " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
  void theFirstAndTheLastYearAreRead(String time) {
    Fix fix = (Fix) ((Item.Brought) read(CSV.replace(TIME, time)).getFirst()).report();
    assertThat(fix.time()).isEqualTo(Instant.parse(time));
  }

  @Test
  void utf16SaysWhatItIs() {
    for (String text : new String[] {CSV, JSON, GPX}) {
      assertThat(refusals(text.getBytes(UTF_16))).containsExactly("t sources.file.utf-16");
      assertThat(refusals(text.getBytes(UTF_16LE))).containsExactly("t sources.file.utf-16");
    }
  }

  @Test
  void aNameThatIsNotUtf8IsNotReadAsAnotherName() {
    String csv = CSV + "Müller," + TIME + ",127,38\n\"Müller\"," + TIME + ",127,38\n";
    assertThat(refusals(csv.getBytes(ISO_8859_1)))
        .containsExactly("t:3 sources.line-not-utf8", "t:4 sources.line-not-utf8");
    String json = JSON + JSON.replace("\"a\"", "\"Müller\"");
    assertThat(refusals(json.getBytes(ISO_8859_1))).containsExactly("t:2 sources.line-not-utf8");
    assertThat(refusals(FEATURE.replace("\"b\"", "\"Müller\"").getBytes(ISO_8859_1)))
        .containsExactly("t:1 sources.json.syntax");
    assertThat(refusals(GPX.replace(">c<", ">Müller<").getBytes(ISO_8859_1)))
        .containsExactly("t:1 sources.gpx.syntax");
    assertThat(refusals(csv)).isEmpty();
  }

  @Test
  void aMarkAndReturnsBeforeLineEndsChangeNothing() {
    for (String text : new String[] {CSV, JSON + JSON, FEATURE, GPX}) {
      List<Item> plain = read(text);
      assertThat(plain).isNotEmpty().allMatch(Item.Brought.class::isInstance);
      assertThat(read("\uFEFF" + text)).isEqualTo(plain);
      assertThat(read(text.replace("\n", "\r\n"))).isEqualTo(plain);
    }
    assertThat(refusals("\uFEFF")).containsExactly("t sources.file.empty");
  }

  @Test
  void aLineAsLongAsTheLongestIsReadWhereverABufferEnds() {
    Limits limits = new Limits(100, 500, 200, 200, 1 << 30);
    String row = "p1," + TIME + ",127,38";
    String longest = row + "0".repeat(100 - row.length()) + "\r\n";
    for (String number : new String[] {"38.", "38"}) {
      String rows = longest.replace("38", number).substring(number.length() - 2);
      byte[] file = ("track,time,lon,lat\n" + rows.repeat(2_000)).getBytes(UTF_8);
      for (int piece = 99; piece < 103; piece++) {
        List<Item> items = new ArrayList<>();
        TrackReader.read("t", new Slow(file, piece), limits, items::add);
        assertThat(items).hasSize(2_000);
        assertThat(items.stream().map(Item::getClass).distinct()).hasSize(1);
      }
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLineOfManyQuotesTakesNoLongerThanItsLengthAsks() {
    String quotes = "a" + "\"".repeat(1_000_000);
    assertThat(refusals(CSV + quotes + "\n" + "p2," + TIME + ",127,38\n"))
        .containsExactly("t:3 sources.csv.field-count");
  }

  @Test
  void aQuoteThatIsNotClosedIsSaidAndNotGuessed() {
    assertThat(refusals(CSV + "p1," + TIME + ",127,\"38\np2," + TIME + ",127,38\n"))
        .containsExactly("t:3 sources.csv.quote-open");
    assertThat(refusals("track,time,lon,\"lat\n")).containsExactly("t:1 sources.csv.quote-open");
  }

  @Test
  void aHeaderWithoutRowsIsNoted() {
    List<Item> items = read("track,time,lon,lat\r\n\n");
    assertThat(items).hasSize(1);
    assertThat(((Item.Noted) items.getFirst()).note().message()).isEqualTo("sources.csv.no-rows");
  }

  @Test
  void aHeaderLongerThanALineSaysSo() {
    assertThat(refusals("track,time,lon,lat," + "x".repeat(2 << 20) + "\n"))
        .containsExactly("t:1 sources.line-too-long");
  }

  @Test
  void anOriginalIsNotCutWithinACharacter() {
    String original = "x".repeat(499) + "\uD83D\uDE00" + "x".repeat(20);
    Item.Unreadable bad = (Item.Unreadable) read(CSV + original + "\n").getLast();
    assertThat(bad.original()).isEqualTo("x".repeat(499) + "…");
  }

  @Test
  void featuresAloneAndOnLinesOfTheirOwnAreRead() {
    assertThat(read(FEATURE)).hasSize(1).allMatch(Item.Brought.class::isInstance);
    assertThat(read(FEATURE + "\n" + FEATURE)).hasSize(2).allMatch(Item.Brought.class::isInstance);
  }

  @Test
  void whatIsNoFeatureIsSaidAndTheNextIsRead() {
    String text =
        "{\"type\":\"FeatureCollection\",\"features\":[null,\n"
            + FEATURE
            + ",\n7,{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[]}},\n"
            + "{\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[]}},"
            + FEATURE
            + "]}";
    assertThat(refusals(text))
        .containsExactly(
            "t:1 sources.geojson.not-a-feature",
            "t:3 sources.geojson.not-a-feature",
            "t:3 sources.geojson.times",
            "t:4 sources.geojson.geometry");
    assertThat(read(text)).hasSize(6);
  }

  @Test
  void aLineOfJsonMayHoldTheWordsOfGeoJson() {
    String row = JSON.replace("{", "{\"note\":{\"type\":\"Feature\",\"features\":[1]},");
    assertThat(read(row + row)).hasSize(2).allMatch(Item.Brought.class::isInstance);
  }

  @Test
  void aKeyThatStandsTwiceIsNotGuessed() {
    assertThat(refusals(JSON.replace("}", ",\"lat\":39}")))
        .containsExactly("t:1 sources.json.syntax");
    assertThat(refusals(JSON.strip() + " " + JSON)).containsExactly("t:1 sources.json.syntax");
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFeatureOfManyBadPartsTakesNoLongerThanItsLengthAsks() {
    String parts = "[[1]]" + ",[[1]]".repeat(200_000);
    String track = "y".repeat(1_000_000);
    assertThat(
            read(
                "{\"type\":\"Feature\",\"properties\":{\"track\":{\"a\":\""
                    + track
                    + "\"}},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":["
                    + parts
                    + "]}}"))
        .hasSize(200_001);
  }

  @Test
  void whatOneItemMayHoldIsLimitedInGeoJsonAndXml() {
    Limits limits = new Limits(1 << 12, 500, 200, 200, 1 << 30);
    String feature = FEATURE.replace("\"b\"", "\"" + "y".repeat(200_000) + "\"");
    String collection = "{\"features\":[" + FEATURE + "," + feature + "]}";
    String comment = GPX.replace("</trk>", "<!--" + "y".repeat(200_000) + "--></trk>");
    String value = GPX.replace("<trk>", "<trk a=\"" + "y".repeat(200_000) + "\">");
    assertThat(refusals(limits, collection)).containsExactly("t:1 sources.geojson.too-long");
    assertThat(refusals(limits, comment)).containsExactly("t:1 sources.gpx.too-long");
    assertThat(refusals(limits, value)).containsExactly("t:1 sources.gpx.too-long");
    assertThat(refusals(limits, "<gpx>" + "<a>".repeat(20_000)))
        .containsExactly("t:1 sources.gpx.syntax");
    String manyShort = GPX.replace("</gpx>", "<wpt/>".repeat(20_000) + "</gpx>");
    assertThat(read(limits, new ByteArrayInputStream(manyShort.getBytes(UTF_8)))).hasSize(20_001);
  }

  @Test
  void xmlReadsNoOtherFileAndExpandsNothing() {
    String entities =
        "<!DOCTYPE gpx [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
            + GPX.replace(">c<", ">&a;<");
    assertThat(refusals(entities)).containsExactly("t:1 sources.gpx.syntax");
  }

  @Test
  void routePointsAreNotedNotTakenForPositions() {
    List<Item> items = read(GPX.replace("</gpx>", "<rte><rtept/><rtept/></rte></gpx>"));
    assertThat(items).hasSize(2);
    assertThat(((Item.Noted) items.getLast()).note())
        .isEqualTo(Because.of("sources.gpx.route-points", Because.count(2)));
  }

  @Test
  void everyMemberOfAGzipIsReadFromASlowPipe() throws IOException {
    StringBuilder rows = new StringBuilder(CSV);
    SplittableRandom random = new SplittableRandom(20_261_124);
    for (int i = 0; i < 20_000; i++) {
      rows.append("p1," + TIME + ",127.").append(random.nextInt(1 << 30)).append(",38\n");
    }
    byte[] first = gzip(rows.toString().getBytes(UTF_8));
    byte[] both = joined(first, gzip(("p2," + TIME + ",1,2\n").getBytes(UTF_8)));
    // The pipe pauses just where the first member ends.
    List<Item> items = read(Limits.USUAL, new Slow(both, first.length));
    assertThat(items).hasSize(20_002).allMatch(Item.Brought.class::isInstance);
  }

  @Test
  void whatFollowsAGzipAndIsNoneIsSaid() throws IOException {
    byte[] packed = gzip(CSV.getBytes(UTF_8));
    for (int length : new int[] {1, 2, 9, 17, 200_000}) {
      byte[] after = new byte[length];
      Arrays.fill(after, (byte) 'x');
      assertThat(refusals(joined(packed, after))).containsExactly("t sources.file.after-gzip");
    }
  }

  @Test
  void aPackedFileThatWasCutSaysSo() throws IOException {
    byte[] packed = gzip(CSV.getBytes(UTF_8));
    for (int length = 3; length < packed.length; length++) {
      assertThat(refusals(Arrays.copyOf(packed, length))).containsExactly("t sources.file.cut");
    }
    byte[] zip = zip("a.csv", CSV, "b.csv", CSV);
    for (int length = 4; length < zip.length; length++) {
      assertThat(refusals(Arrays.copyOf(zip, length)))
          .isNotEmpty()
          .last(org.assertj.core.api.InstanceOfAssertFactories.STRING)
          .matches("t sources.(file.cut|zip.cut|zip.stopped)");
    }
    assertThat(refusals(zip)).isEmpty();
  }

  @Test
  void theListOfAZipIsFoundBehindALongRemark() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("a.csv"));
      zip.write(CSV.getBytes(UTF_8));
      zip.setComment("x".repeat(65_535));
    }
    assertThat(refusals(packed.toByteArray())).isEmpty();
    for (int piece : new int[] {1_000, 65_536, 65_558, 100_000}) {
      List<Item> items = read(Limits.USUAL, new Slow(packed.toByteArray(), piece));
      assertThat(items).hasSize(1).allMatch(Item.Brought.class::isInstance);
    }
  }

  @Test
  void anEntryWhoseNameLeadsOutIsNotedAndReadInPlace() throws IOException {
    for (String name : new String[] {"../../a.csv", "/etc/a.csv", "x/../../a.csv", "..\\a.csv"}) {
      List<Item> items = read(zip(name, CSV));
      assertThat(items).hasSize(2);
      assertThat(((Item.Noted) items.getFirst()).note().message())
          .isEqualTo("sources.zip.name-leads-out");
      assertThat(items.getLast()).isInstanceOf(Item.Brought.class);
      assertThat(items.getLast().origin()).isEqualTo(new Origin("t!" + name, 2));
    }
    assertThat(read(zip("a..b/c...csv", CSV))).hasSize(1);
  }

  @Test
  void aBombIsStoppedAlsoWhereNobodyReadsTheEntryToItsEnd() throws IOException {
    Limits limits = new Limits(1 << 20, 500, 200, 200, 1 << 20);
    byte[] bomb = zip("a.csv", "nothing,known\n" + "x".repeat(8 << 20), "b.csv", CSV);
    assertThat(reasons(read(limits, new ByteArrayInputStream(bomb))))
        .containsExactly("t!a.csv:1 sources.csv.column-missing", "t sources.file.bomb");
  }

  @Test
  void manySmallBombsAreOneBomb() throws IOException {
    Limits limits = new Limits(1 << 20, 500, 200, 200, 1 << 20);
    String[] entries = new String[40];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = "e" + i;
      entries[i + 1] = CSV + "\n".repeat(500_000);
    }
    assertThat(reasons(read(limits, new ByteArrayInputStream(zip(entries)))))
        .contains("t sources.zip.stopped");
  }

  @Test
  void aBombInsideGeoJsonOrGpxIsCalledABomb() throws IOException {
    Limits limits = new Limits(1 << 20, 500, 200, 200, 1 << 20);
    String blanks = " ".repeat(8 << 20);
    byte[] json = gzip(("{\"features\":[" + FEATURE + "," + blanks + "]}").getBytes(UTF_8));
    byte[] gpx = gzip(GPX.replace("</gpx>", blanks + "</gpx>").getBytes(UTF_8));
    for (byte[] bomb : new byte[][] {json, gpx}) {
      assertThat(reasons(read(limits, new ByteArrayInputStream(bomb))))
          .containsExactly("t sources.file.bomb");
    }
  }

  private static List<String> refusals(String text) {
    return refusals(text.getBytes(UTF_8));
  }

  private static List<String> refusals(Limits limits, String text) {
    return reasons(read(limits, new ByteArrayInputStream(text.getBytes(UTF_8))));
  }

  private static List<String> refusals(byte[] bytes) {
    return reasons(read(bytes));
  }

  /** Where each thing stood that could not be read, and why. */
  private static List<String> reasons(List<Item> items) {
    List<String> reasons = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Item.Unreadable bad) {
        reasons.add(bad.origin() + " " + bad.reason().message());
      }
    }
    return reasons;
  }

  private static List<Item> read(String text) {
    return read(text.getBytes(UTF_8));
  }

  private static List<Item> read(byte[] bytes) {
    return read(Limits.USUAL, new ByteArrayInputStream(bytes));
  }

  private static List<Item> read(Limits limits, InputStream in) {
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", in, limits, items::add);
    return items;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return packed.toByteArray();
  }

  /** Gives pieces of one size and never says that more is there, as a pipe does. */
  private static final class Slow extends InputStream {
    private final byte[] bytes;
    private final int piece;
    private int at;

    Slow(byte[] bytes, int piece) {
      this.bytes = bytes;
      this.piece = piece;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = Math.min(Math.min(length, piece - at % piece), bytes.length - at);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }
}
