package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;

/**
 * What holds of every reader of a wire, whatever the bytes. In a test run the inputs kept beside
 * this class are tried; {@code tools/fuzz} looks for new ones.
 */
class WireFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-09T08:05:20Z");
  private static final Origin ORIGIN = new Origin("wire", 1);

  @FuzzTest
  void aDatagramIsOneItemOrUpkeep(byte[] bytes) {
    CotReading reading = CotDatagram.read(bytes);
    List<Item> items =
        CotItems.of(
            reading, ORIGIN, "wire", Original.of(bytes), CotReaderTest.MEANING, WireLimits.USUAL);
    assertThat(items).hasSize(reading instanceof CotReading.Upkeep ? 0 : 1);
    originalsAreCut(items);
  }

  @FuzzTest
  void aPayloadIsOneEventUpkeepOrSaidWhyNot(byte[] bytes) {
    CotReading reading = TakReader.read(bytes);
    assertThat(TakReader.read(bytes)).isEqualTo(reading);
    assertThat(
            CotItems.of(
                reading,
                ORIGIN,
                "wire",
                Original.of(bytes),
                CotReaderTest.MEANING,
                WireLimits.USUAL))
        .hasSizeLessThan(2);
  }

  @FuzzTest
  void aStreamIsCutTheSameHoweverItComes(byte[] bytes) {
    List<CotFrames.Frame> whole = CotFramesTest.frames(bytes, 1 << 16, 300);
    assertThat(CotFramesTest.frames(bytes, 1, 300)).isEqualTo(whole);
    assertThat(CotFramesTest.frames(bytes, 7, 300)).isEqualTo(whole);
  }

  @FuzzTest
  void linesOfNmeaAreReadTheSameHoweverTheyCome(byte[] bytes) {
    List<Item> whole = nmea(bytes, 1 << 16);
    assertThat(nmea(bytes, 1)).isEqualTo(whole);
    assertThat(nmea(bytes, 7)).isEqualTo(whole);
    long lines = 0;
    for (byte one : bytes) {
      lines += one == '\n' ? 1 : 0;
    }
    // A line says one thing, and may end the wait for another's parts.
    assertThat((long) whole.size()).isLessThanOrEqualTo(2 * lines);
  }

  private static List<Item> nmea(byte[] bytes, int piece) {
    NmeaReader reader = NmeaReaderTest.reader();
    NmeaLines lines = new NmeaLines();
    List<Item> items = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      byte[] next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
      for (NmeaLines.Line line : lines.put(next, next.length)) {
        if (line.tooLong()) {
          items.add(reader.tooLong(line.text()));
        } else {
          items.addAll(reader.read(line.text(), NOW));
        }
      }
    }
    return items;
  }

  @FuzzTest
  void aMessageOfMqttSaysSomethingOnBothTopics(byte[] bytes) {
    for (String topic : List.of("owntracks/user/device", "positions/a")) {
      List<Item> items = OwnTracksReaderTest.READER.read(topic, Original.of(bytes));
      assertThat(items).isNotEmpty();
      originalsAreCut(items);
    }
  }

  private static void originalsAreCut(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Item.Unreadable unreadable) {
        assertThat(unreadable.original().length()).isLessThanOrEqualTo(501);
      }
    }
  }
}
