package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;

/**
 * What holds of every reader of a wire, whatever the bytes. In a test run the inputs kept beside
 * this class are tried; {@code tools/fuzz} looks for new ones.
 */
class WireFuzzTest {
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

  private static void originalsAreCut(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Item.Unreadable unreadable) {
        assertThat(unreadable.original().length()).isLessThanOrEqualTo(501);
      }
    }
  }
}
