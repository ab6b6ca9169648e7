package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;

class CotReaderTest {
  static final CotMeaning MEANING = new CotMeaning(Map.of("f", "un", "h", "kpa"), false);

  static Item read(byte[] bytes) {
    return CotItems.of(
            CotDatagram.read(bytes),
            new Origin("cot", 1),
            "cot",
            Original.of(bytes),
            MEANING,
            WireLimits.USUAL)
        .getFirst();
  }

  /** An item in one line, as the case files write it. */
  static String said(Item item) {
    return switch (item) {
      case Item.Brought(var _, Fix fix, var _) ->
          "= "
              + String.join(
                  " | ",
                  fix.track(),
                  fix.time().toString(),
                  plain(fix.place().lonDegrees()),
                  plain(fix.place().latDegrees()),
                  fix.accuracy() instanceof Accuracy.Stated(var ellipse)
                      ? plain(ellipse.semiMajorMetres())
                      : "unstated",
                  fix.party());
      case Item.Brought other -> "? " + other;
      case Item.Noted noted -> "~ " + noted.note().message();
      case Item.Unreadable bad -> "! " + bad.reason().message();
    };
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? "" + (long) number : "" + number;
  }

  @TestFactory
  List<DynamicTest> eventsSayWhatTheCasesSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/cases/cot.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String event = lines.get(i);
      String expected = lines.get(i + 1);
      tests.add(
          DynamicTest.dynamicTest(
              expected + " " + event,
              () ->
                  assertThat(said(read(event.getBytes(UTF_8))).strip())
                      .isEqualTo(expected.strip())));
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  @Test
  void whatCannotBeReadIsKeptAsItCame() {
    Item item = read("patrol 1 at 38.3 127.4".getBytes(UTF_8));
    assertThat(item)
        .isInstanceOfSatisfying(
            Item.Unreadable.class,
            bad -> assertThat(bad.original()).isEqualTo("patrol 1 at 38.3 127.4"));
  }

  @Test
  void placesPutByHandAreReportsWhereTheMissionTakesThem() {
    CotEvent event =
        new CotEvent("red-1", "a-h-G", "2026-06-08T23:05:00Z", "h-e", "38.3", "127.4", "50", "");
    Item item =
        new CotMeaning(Map.of(), true).item(new Origin("cot", 1), event, "cot", "", Limits.USUAL);
    assertThat(said(item).strip())
        .isEqualTo("= red-1 | 2026-06-08T23:05:00Z | 127.4 | 38.3 | 50 |");
  }

  @Test
  void anAffiliationOfMoreThanOneLetterIsRefused() {
    assertThatThrownBy(() -> new CotMeaning(Map.of("friend", "un"), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** An event in the mesh's writing, made by the field numbers of cotevent.proto. */
  static byte[] mesh(String uid, String type, long timeMs, double lat, double lon, double ce) {
    return joined(
        new byte[] {(byte) 0xbf, 1, (byte) 0xbf}, payload(uid, type, timeMs, lat, lon, ce));
  }

  static byte[] payload(String uid, String type, long timeMs, double lat, double lon, double ce) {
    try {
      ByteArrayOutputStream event = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(event);
      out.writeString(1, type);
      out.writeString(5, uid);
      out.writeUInt64(6, timeMs);
      out.writeUInt64(8, timeMs + 60_000);
      out.writeString(9, "m-g");
      out.writeDouble(10, lat);
      out.writeDouble(11, lon);
      out.writeDouble(12, 215.3);
      out.writeDouble(13, ce);
      out.writeByteArray(15, new byte[] {0x0a, 0x01, '<'});
      out.flush();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      out = CodedOutputStream.newInstance(message);
      // What the mesh says of versions comes beside the event.
      out.writeByteArray(1, new byte[] {0x08, 0x01, 0x10, 0x01});
      out.writeByteArray(2, event.toByteArray());
      out.flush();
      return message.toByteArray();
    } catch (IOException never) {
      throw new AssertionError(never);
    }
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void theMeshIsReadLikeXml() {
    byte[] bytes = mesh("ANDROID-1", "a-f-G-U-C", 1_780_959_900_000L, 38.318786, 127.478851, 9.3);
    assertThat(said(read(bytes)))
        .isEqualTo("= ANDROID-1 | 2026-06-08T23:05:00Z | 127.478851 | 38.318786 | 9.3 | un");
  }

  @Test
  void fieldsOfTheMeshThatWereNotSentAreNotThere() {
    assertThat(said(read(mesh("a", "a-f-G", 1_780_959_900_000L, 38, 127, 0))))
        .isEqualTo("= a | 2026-06-08T23:05:00Z | 127 | 38 | unstated | un");
    assertThat(said(read(mesh("a", "a-f-G", 1_780_959_900_000L, 0, 0, 5))))
        .isEqualTo("~ sources.cot.no-place");
    assertThat(said(read(mesh("a", "a-f-G", 0, 38, 127, 5)))).isEqualTo("! sources.row.no-time");
    assertThat(said(read(mesh("", "a-f-G", 1, 38, 127, 5)))).isEqualTo("! sources.cot.no-uid");
    assertThat(said(read(mesh("a", "a-f-G", -1, 38, 127, 5))))
        .isEqualTo("= a | 1969-12-31T23:59:59.999Z | 127 | 38 | 5 | un");
    assertThat(said(read(mesh("a", "a-f-G", Long.MAX_VALUE, 38, 127, 5))))
        .isEqualTo("! sources.row.time-out-of-range");
  }

  @Test
  void presenceAloneIsUpkeep() {
    byte[] presence = HexFormat.of().parseHex("bf01bf0a0408011001");
    assertThat(CotDatagram.read(presence)).isEqualTo(new CotReading.Upkeep());
  }

  @Test
  void anEventCutAnywhereIsUnreadableOrUpkeep() {
    byte[] whole = mesh("ANDROID-1", "a-f-G-U-C", 1_780_959_900_000L, 38.3, 127.4, 9.3);
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(CotDatagram.read(cut))
          .as("cut to %d", length)
          .isNotInstanceOf(CotReading.Event.class);
    }
  }

  @Test
  void otherVersionsAndHalfHeadersAreSaid() {
    assertThat(said(read(HexFormat.of().parseHex("bf02bf0a")))).isEqualTo("! sources.cot.version");
    assertThat(said(read(HexFormat.of().parseHex("bf")))).isEqualTo("! sources.cot.header");
    assertThat(said(read(HexFormat.of().parseHex("bf01bf")))).isEqualTo("! sources.cot.no-event");
    assertThat(said(read(HexFormat.of().parseHex("bf01bf1207"))))
        .isEqualTo("! sources.cot.payload");
  }
}
