package org.truceline.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.watch.Fix;

class TrackReaderTest {
  private static final String HEADER = "track,time,lon,lat,sigma_m,party,source\n";
  private static final String ROW = "p1,2026-06-09T08:05:00+09:00,127.5,38.1,5,kpa,gps\n";

  @Test
  void aRowUnderAHeaderIsAFix() {
    Fix fix = (Fix) only(HEADER + ROW).report();
    assertThat(fix.track()).isEqualTo("p1");
    assertThat(fix.time()).isEqualTo(Instant.parse("2026-06-08T23:05:00Z"));
    assertThat(fix.place().lonDegrees()).isEqualTo(127.5);
    assertThat(fix.party()).isEqualTo("kpa");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p1,2026-06-09T08:05:00,127.5,38.1,5,,|sources.row.time-without-zone",
        "p1,yesterday,127.5,38.1,5,,|sources.row.time-unreadable",
        "p1,,127.5,38.1,5,,|sources.row.no-time",
        ",2026-06-09T08:05:00Z,127.5,38.1,5,,|sources.row.no-track",
        "p1,2026-06-09T08:05:00Z,38.1,127.5,5,,|sources.row.axes-swapped",
        "p1,2026-06-09T08:05:00Z,127.5,91,5,,|sources.row.lat-out-of-range",
        "p1,2026-06-09T08:05:00Z,181,38,5,,|sources.row.lon-out-of-range",
        "p1,2026-06-09T08:05:00Z,NaN,38,5,,|sources.row.not-finite",
        "p1,2026-06-09T08:05:00Z,Infinity,38,5,,|sources.row.not-finite",
        "p1,2026-06-09T08:05:00Z,here,38,5,,|sources.row.not-a-number",
        "p1,2026-06-09T08:05:00Z,,38,5,,|sources.row.missing",
        "p1,2026-06-09T08:05:00Z,127,38,-5,,|sources.row.negative",
        "p1,2026-06-09T08:05:00Z,127,38|sources.csv.field-count"
      })
  void aBadRowIsSetAsideWithItsReasonAndTheNextIsRead(String row, String reason) {
    List<Item> items = read((HEADER + row + "\n" + ROW).getBytes(StandardCharsets.UTF_8));
    assertThat(items).hasSize(2);
    Item.Unreadable bad = (Item.Unreadable) items.getFirst();
    assertThat(bad.reason().message()).isEqualTo(reason);
    assertThat(bad.origin()).isEqualTo(new Origin("t", 2));
    assertThat(bad.original()).isEqualTo(row);
    assertThat(items.get(1)).isInstanceOf(Item.Brought.class);
  }

  @Test
  void quotesSemicolonsTabsAndABomAreRead() {
    for (String separator : new String[] {",", ";", "\t"}) {
      String text =
          "\uFEFF"
              + String.join(separator, "time", "track", "lat", "lon")
              + "\r\n"
              + String.join(
                  separator, "2026-06-09T08:05:00Z", "\"p " + separator + " 1\"", "38", "127")
              + "\r\n";
      Fix fix = (Fix) only(text).report();
      assertThat(fix.track()).isEqualTo("p " + separator + " 1");
      assertThat(fix.place().latDegrees()).isEqualTo(38);
    }
  }

  @Test
  void jsonLinesGeoJsonAndGpxAreToldByTheirContent() {
    assertThat(
            ((Fix)
                    only("{\"track\":\"a\",\"time\":\"2026-06-09T08:05:00Z\",\"lon\":127,\"lat\":38}")
                        .report())
                .track())
        .isEqualTo("a");
    assertThat(
            ((Fix)
                    only("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                            + "\"properties\":{\"track\":\"b\",\"time\":\"2026-06-09T08:05:00Z\"},"
                            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,38]}}]}")
                        .report())
                .track())
        .isEqualTo("b");
    assertThat(
            ((Fix)
                    only("<gpx><trk><name>c</name><trkseg><trkpt lon=\"127\" lat=\"38\">"
                            + "<time>2026-06-09T08:05:00Z</time></trkpt></trkseg></trk></gpx>")
                        .report())
                .track())
        .isEqualTo("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|sources.file.empty",
        "'   '|sources.file.empty",
        "[1,2]|sources.file.json-array",
        "a,b,c|sources.csv.column-missing",
        "track,time,lon,lat,lat|sources.csv.column-twice",
        "<gpx></gpx>|sources.gpx.no-points",
        "<gpx><trk>|sources.gpx.syntax",
        "{\"type\":\"FeatureCollection\"}|sources.geojson.no-features",
        "{\"track\":|sources.json.syntax"
      })
  void aFileThatIsNoTrackFileSaysWhatToDo(String text, String reason) {
    List<Item> items = read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(items).hasSize(1);
    assertThat(((Item.Unreadable) items.getFirst()).reason().message()).isEqualTo(reason);
  }

  @Test
  void gzipAndZipAreUnpackedOnce() throws IOException {
    byte[] plain = (HEADER + ROW).getBytes(StandardCharsets.UTF_8);
    assertThat(read(gzip(plain))).hasSize(1).first().isInstanceOf(Item.Brought.class);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
      zip.putNextEntry(new ZipEntry("one.csv"));
      zip.write(plain);
      zip.putNextEntry(new ZipEntry("two.csv"));
      zip.write(plain);
    }
    assertThat(read(zipped.toByteArray())).hasSize(2);
    Item.Unreadable twice = (Item.Unreadable) read(gzip(gzip(plain))).getFirst();
    assertThat(twice.reason().message()).isEqualTo("sources.file.packed-twice");
  }

  @Test
  void aZipBombIsStoppedAndSaid() throws IOException {
    byte[] bomb = gzip((HEADER + ROW + "x".repeat(50_000_000)).getBytes(StandardCharsets.UTF_8));
    Limits limits = new Limits(1 << 20, 500, 200, 200, 1 << 20);
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", new ByteArrayInputStream(bomb), limits, items::add);
    assertThat(items.getFirst()).isInstanceOf(Item.Brought.class);
    assertThat(((Item.Unreadable) items.getLast()).reason().message())
        .isEqualTo("sources.file.bomb");
  }

  @Test
  void aLineWithoutAnEndIsPassedOverInConstantMemory() {
    long size = 40L << 20;
    @SuppressWarnings("InputStreamSlowMultibyteRead") // slow is fine here
    InputStream endless =
        new InputStream() {
          private final byte[] head = (HEADER + ROW).getBytes(StandardCharsets.UTF_8);
          private long at;

          @Override
          public int read() {
            return at < head.length ? head[(int) at++] : at++ < size ? 'x' : -1;
          }
        };
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", endless, new Limits(1 << 16, 500, 200, 200, 1 << 30), items::add);
    assertThat(items).hasSize(2);
    Item.Unreadable tooLong = (Item.Unreadable) items.get(1);
    assertThat(tooLong.reason().message()).isEqualTo("sources.line-too-long");
    assertThat(tooLong.original()).hasSizeLessThan(600);
  }

  @Test
  void whatFollowsALineThatWasTooLongIsRead() {
    Limits limits = new Limits(1_000, 500, 200, 200, 1 << 30);
    String text = HEADER + "y".repeat(200_000) + "\n" + ROW;
    List<Item> items = new ArrayList<>();
    TrackReader.read(
        "t", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limits, items::add);
    assertThat(items).hasSize(2);
    assertThat(items.get(1)).isInstanceOf(Item.Brought.class);
    assertThat(items.get(1).origin().line()).isEqualTo(3);
  }

  @Test
  void anyBytesAreAnsweredAndNothingThrows() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      if (i % 3 == 0) {
        byte[] head = HEADER.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, bytes, 0, Math.min(bytes.length, head.length));
      }
      assertThat(read(bytes)).as("run %d", i).isNotNull();
    }
  }

  @Test
  void numbersAreReadAsTheJdkReadsThem() {
    SplittableRandom random = new SplittableRandom(7);
    NumberBytes numbers = new NumberBytes();
    for (int i = 0; i < 100_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(8));
      String text =
          i % 2 == 0
              ? Double.toString(value)
              : String.format(java.util.Locale.ROOT, "%." + random.nextInt(12) + "f", value);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(numbers.parse(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(text));
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static Item.Brought only(String text) {
    List<Item> items = read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(items).hasSize(1);
    assertThat(items.getFirst()).isInstanceOf(Item.Brought.class);
    return (Item.Brought) items.getFirst();
  }

  private static List<Item> read(byte[] bytes) {
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", new ByteArrayInputStream(bytes), Limits.USUAL, items::add);
    return items;
  }
}
