package org.truceline.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;

/** Files that DuckDB writes, read. */
@Timeout(120)
class ParquetReaderTest {
  private static final String ROWS =
      "SELECT 'track-' || (i // 100) AS track,"
          + " make_timestamptz(1767225600000000 + i * 1000000) AS time,"
          + " 127 + i / 1e5::DOUBLE AS lon, 38 - i / 1e5::DOUBLE AS lat,"
          + " CASE WHEN i % 3 = 0 THEN NULL ELSE 5::DOUBLE END AS sigma_m,"
          + " CASE WHEN i % 2 = 0 THEN 'kpa' END AS party FROM range(5000) r(i)";

  private static final String ONE =
      "'p1' AS track, '2026-06-09T08:05:00+09:00' AS time, 127.5 AS lon, 38.1 AS lat";

  @TempDir Path temporary = Path.of("never");

  private Path written(String select, String options) throws SQLException {
    Path file = temporary.resolve("t.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet" + options + ")");
    }
    return file;
  }

  private static List<Item> read(Path file) throws IOException {
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", file, bytes -> {}, Limits.USUAL, items::add);
    return items;
  }

  private static String refusal(List<Item> items) {
    return ((Item.Unreadable) items.getLast()).reason().message();
  }

  private static Fix fix(Item item) {
    return (Fix) ((Item.Brought) item).report();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMPRESSION snappy",
        "COMPRESSION zstd",
        "COMPRESSION gzip",
        "COMPRESSION uncompressed",
        "COMPRESSION zstd, PARQUET_VERSION V2",
        "COMPRESSION snappy, PARQUET_VERSION V2",
        "COMPRESSION zstd, ROW_GROUP_SIZE 2048"
      })
  void everyRowIsAFixInItsOrderHoweverItIsPacked(String options) throws Exception {
    List<Item> items = read(written(ROWS, ", " + options));
    assertThat(items).hasSize(5_000).allMatch(Item.Brought.class::isInstance);
    for (int i = 0; i < items.size(); i += 7) {
      assertThat(items.get(i).origin()).isEqualTo(new Origin("t", i + 1));
      Fix fix = fix(items.get(i));
      assertThat(fix.track()).isEqualTo("track-" + i / 100);
      assertThat(fix.time()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i));
      assertThat(fix.place().lonDegrees()).isEqualTo(127 + i / 1e5);
      assertThat(fix.place().latDegrees()).isEqualTo(38 - i / 1e5);
      assertThat(fix.accuracy())
          .isEqualTo(i % 3 == 0 ? Accuracy.unstated() : Accuracy.stated(ErrorEllipse.circle(5)));
      assertThat(fix.party()).isEqualTo(i % 2 == 0 ? "kpa" : "");
      assertThat(fix.source()).isEmpty();
    }
  }

  @Test
  void bytesAreCountedAsTheyAreRead() throws Exception {
    Path file = written(ROWS, "");
    AtomicLong bytes = new AtomicLong();
    TrackReader.read("t", file, bytes::addAndGet, Limits.USUAL, item -> {});
    assertThat(bytes.get()).isBetween(Files.size(file) / 2, Files.size(file) * 2);
    Path csv = Files.writeString(temporary.resolve("t.csv"), "track,time,lon,lat\n");
    bytes.set(0);
    TrackReader.read("t", csv, bytes::addAndGet, Limits.USUAL, item -> {});
    assertThat(bytes.get()).isEqualTo(Files.size(csv));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'2026-06-09T08:05:00+09:00' AS time, 127.5 AS lon, 38.1 AS lat",
        "TIMESTAMPTZ '2026-06-08 23:05:00+00' AS time, '127.5' AS lon, '38.1' AS lat",
        "TIMESTAMPTZ '2026-06-08 23:05:00+00' AS time, 127.5::FLOAT AS lon, 38.1::FLOAT AS lat",
        "TIMESTAMPTZ '2026-06-08 23:05:00+00' AS TIME, 127.5::DECIMAL(12,8) AS LON, 38.1 AS Lat"
      })
  void textsAndDecimalsAreReadAsInACsvFile(String columns) throws Exception {
    List<Item> items = read(written("SELECT 'p1' AS track, " + columns, ""));
    Fix fix = fix(items.getLast());
    assertThat(fix.time()).isEqualTo(Instant.parse("2026-06-08T23:05:00Z"));
    assertThat(fix.place().lonDegrees()).isEqualTo(127.5);
    assertThat(fix.place().latDegrees()).isEqualTo(38.1);
  }

  @Test
  void tracksMayBeNumbersAndErrorsEllipses() throws Exception {
    String select =
        "SELECT 440123456 AS track, TIMESTAMPTZ '1999-12-31 23:59:59.25+00' AS time, 127 AS lon,"
            + " -38 AS lat, 1 AS sigma_m, 9::DOUBLE AS semi_major_m, 4 AS semi_minor_m,"
            + " 30.5 AS orientation_deg, '경비대' AS party, 'ais' AS source";
    Fix fix = fix(read(written(select, "")).getFirst());
    assertThat(fix.track()).isEqualTo("440123456");
    assertThat(fix.time()).isEqualTo(Instant.parse("1999-12-31T23:59:59.250Z"));
    assertThat(fix.accuracy()).isEqualTo(Accuracy.stated(new ErrorEllipse(9, 4, 30.5)));
    assertThat(fix.party()).isEqualTo("경비대");
    assertThat(fix.source()).isEqualTo("ais");
  }

  @Test
  void whenReportsWereReceivedIsRead() throws Exception {
    String select =
        "SELECT "
            + ONE
            + ", unnest([TIMESTAMPTZ '2026-06-09 11:00:00+00', NULL,"
            + " TIMESTAMPTZ '0900-06-09 00:00:00+00']) AS received";
    List<Item> items = read(written(select, ""));
    assertThat(((Item.Brought) items.getFirst()).received())
        .isEqualTo(Instant.parse("2026-06-09T11:00:00Z"));
    assertThat(((Item.Brought) items.get(1)).received()).isEqualTo(fix(items.get(1)).time());
    assertThat(refusal(items)).isEqualTo("sources.row.time-out-of-range");
  }

  @Test
  void alarmsOfReceiversAreRead() throws Exception {
    String select =
        "SELECT " + ONE + ", unnest(['none', 'jamming', NULL, 'Spoofing', 'loud']) AS alarm";
    List<Item> items = read(written(select, ""));
    assertThat(items.subList(0, 4))
        .extracting(item -> fix(item).alarm())
        .containsExactly(Fix.Alarm.NONE, Fix.Alarm.JAMMING, Fix.Alarm.NONE, Fix.Alarm.SPOOFING);
    assertThat(refusal(items)).isEqualTo("sources.row.alarm");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NULL::VARCHAR AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat|sources.row.no-track",
        "'p' AS track, NULL::TIMESTAMPTZ AS time, 127 AS lon, 38 AS lat|sources.row.no-time",
        "'p' AS track, TIMESTAMPTZ '0900-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat|sources.row.time-out-of-range",
        "'p' AS track, '2026-06-09T08:00:00' AS time, 127 AS lon, 38 AS lat|sources.row.time-without-zone",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 38 AS lon, 127 AS lat|sources.row.axes-swapped",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 'nan'::DOUBLE AS lon, 38 AS lat|sources.row.not-finite",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, NULL::DOUBLE AS lon, 38 AS lat|sources.row.missing",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 'x' AS lon, 38 AS lat|sources.row.not-a-number",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat, -5 AS sigma_m|sources.row.negative",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat, 'inf'::DOUBLE AS sigma_m|sources.row.not-finite",
        "repeat('p', 201) AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat|sources.row.name-too-long",
        "'\\xFF'::BLOB AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat|sources.line-not-utf8"
      })
  void aBadRowIsSetAsideWithItsNumberAndReason(String columns, String reason) throws Exception {
    List<Item> items = read(written("SELECT " + columns + " FROM range(2)", ""));
    assertThat(items).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Item.Unreadable bad = (Item.Unreadable) items.get(i);
      assertThat(bad.reason().message()).isEqualTo(reason);
      assertThat(bad.origin()).isEqualTo(new Origin("t", i + 1));
      assertThat(bad.original()).contains("lat=");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'p' AS track, TIMESTAMP '2026-06-09' AS time, 127 AS lon, 38 AS lat|sources.parquet.time-without-zone",
        "'p' AS track, DATE '2026-06-09' AS time, 127 AS lon, 38 AS lat|sources.parquet.type",
        "'p' AS track, 1767225600 AS time, 127 AS lon, 38 AS lat|sources.parquet.type",
        "true AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 127 AS lon, 38 AS lat|sources.parquet.type",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, [127] AS lon, 38 AS lat|sources.csv.column-missing",
        "'p' AS track, TIMESTAMPTZ '2026-06-09 00:00:00+00' AS time, 38 AS lat|sources.csv.column-missing"
      })
  void columnsThatCannotBeReadHaveTheFileRefused(String columns, String reason) throws Exception {
    List<Item> items = read(written("SELECT " + columns, ""));
    assertThat(items).hasSize(1);
    assertThat(refusal(items)).isEqualTo(reason);
  }

  @Test
  void otherColumnsAreNamedOnceAndNotRead() throws Exception {
    List<Item> items =
        read(written("SELECT " + ONE + ", 7 AS crew, {'a': 1} AS tags FROM range(3)", ""));
    assertThat(items).hasSize(4);
    Item.Noted note = (Item.Noted) items.getFirst();
    assertThat(note.note().message()).isEqualTo("sources.csv.columns-unknown");
    assertThat(note.note().values().toString()).contains("crew, tags.a");
  }

  @Test
  void aFileWithoutRowsSaysSo() throws Exception {
    List<Item> items = read(written("SELECT " + ONE + " LIMIT 0", ""));
    assertThat(items).hasSize(1);
    assertThat(((Item.Noted) items.getFirst()).note().message()).isEqualTo("sources.csv.no-rows");
  }

  @Test
  void otherPackingIsRefusedByItsName() throws Exception {
    List<Item> items = read(written("SELECT " + ONE, ", COMPRESSION brotli"));
    assertThat(refusal(items)).isEqualTo("sources.parquet.codec");
    assertThat(((Item.Unreadable) items.getFirst()).reason().values().toString())
        .contains("BROTLI");
  }

  @Test
  void fromAStreamItIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(written("SELECT " + ONE, ""));
    List<Item> items = new ArrayList<>();
    TrackReader.read("-", new ByteArrayInputStream(bytes), Limits.USUAL, items::add);
    assertThat(items).hasSize(1);
    assertThat(refusal(items)).isEqualTo("sources.parquet.not-by-itself");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 11, 12, 100, 3_000, -8, -4, -1})
  void aFileThatWasCutIsRefused(int size) throws Exception {
    byte[] whole = Files.readAllBytes(written(ROWS, ""));
    Path cut = temporary.resolve("cut.parquet");
    Files.write(cut, Arrays.copyOf(whole, size > 0 ? size : whole.length + size));
    List<Item> items = read(cut);
    assertThat(items).hasSize(1);
    assertThat(refusal(items)).isEqualTo("sources.parquet.cut");
  }

  @Test
  void aFileCutAndEndedAgainIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(written(ROWS, ""));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    System.arraycopy(new byte[] {'P', 'A', 'R', '1'}, 0, cut, cut.length - 4, 4);
    Path file = Files.write(temporary.resolve("cut.parquet"), cut);
    assertThat(refusal(read(file))).isEqualTo("sources.parquet.broken");
  }

  @Test
  void anEncryptedFileIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(written("SELECT " + ONE, ""));
    bytes[3] = 'E';
    bytes[bytes.length - 1] = 'E';
    Path file = Files.write(temporary.resolve("encrypted.parquet"), bytes);
    assertThat(refusal(read(file))).isEqualTo("sources.parquet.encrypted");
  }

  @Test
  void bytesChangedAnywhereAreAnsweredWithoutAnException() throws Exception {
    byte[] whole = Files.readAllBytes(written(ROWS + " LIMIT 600", ", ROW_GROUP_SIZE 2048"));
    SplittableRandom random = new SplittableRandom(20_261_125);
    int refused = 0;
    for (int round = 0; round < 1_500; round++) {
      byte[] changed = whole.clone();
      // Most of what a reader trusts stands in the last part of the file.
      boolean tail = random.nextBoolean();
      for (int i = 0; i < 1 + round % 3; i++) {
        int at =
            tail ? whole.length - 1 - random.nextInt(1_000) : 4 + random.nextInt(whole.length - 4);
        changed[at] = (byte) random.nextInt(256);
      }
      Path file = Files.write(temporary.resolve("changed.parquet"), changed);
      List<Item> items = read(file);
      assertThat(items).as("round %d", round).isNotEmpty();
      refused += items.getLast() instanceof Item.Unreadable ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(100);
  }
}
