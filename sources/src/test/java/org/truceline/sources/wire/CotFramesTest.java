package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CotFramesTest {
  /** Everything in these bytes, given so many at a time. */
  static List<CotFrames.Frame> frames(byte[] bytes, int piece, int longest) {
    CotFrames frames = new CotFrames(longest);
    List<CotFrames.Frame> all = new ArrayList<>();
    int at = 0;
    boolean more = true;
    while (more) {
      int length = Math.min(Math.min(piece, frames.room()), bytes.length - at);
      if (length == 0) {
        frames.finish();
        more = false;
      } else {
        frames.put(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
        at += length;
      }
      CotFrames.Frame frame = frames.next();
      while (!(frame instanceof CotFrames.Frame.NotYet)) {
        all.add(frame);
        if (frame instanceof CotFrames.Frame.Lost) {
          return all;
        }
        frame = frames.next();
      }
    }
    return all;
  }

  private static CotFrames.Frame xml(String text) {
    return new CotFrames.Frame.Xml(Original.of(text.getBytes(UTF_8)));
  }

  private static CotFrames.Frame tak(String hex) {
    return new CotFrames.Frame.Tak(Original.of(HexFormat.of().parseHex(hex)));
  }

  private static List<CotFrames.Frame> frames(byte[] bytes) {
    List<CotFrames.Frame> whole = frames(bytes, 1_000, 200);
    for (int piece = 1; piece < 20; piece++) {
      assertThat(frames(bytes, piece, 200)).as("pieces of %d", piece).isEqualTo(whole);
    }
    return whole;
  }

  private static String lost(CotFrames.Frame frame) {
    return frame instanceof CotFrames.Frame.Lost(var reason, var _) ? reason.message() : "" + frame;
  }

  @Test
  void eventsAreCutBehindTheirEndHoweverTheyCome() {
    assertThat(frames("<event></event>\n<?xml?><event>x</event>\0\n".getBytes(UTF_8)))
        .containsExactly(xml("<event></event>"), xml("<?xml?><event>x</event>"));
  }

  @Test
  void payloadsAreCutByTheirLengthAndMayHoldAnything() {
    byte[] bytes =
        CotReaderTest.joined(
            "<event></event>".getBytes(UTF_8), HexFormat.of().parseHex("bf020a0bbf03bf01bf"));
    assertThat(frames(bytes)).containsExactly(xml("<event></event>"), tak("0a0b"), tak("bf01bf"));
  }

  @Test
  void aMessageOfTheMeshGoesToTheEndOfItsStream() {
    assertThat(frames(HexFormat.of().parseHex("bf01bf0a0b0c"))).containsExactly(tak("0a0b0c"));
  }

  @Test
  void whatIsTooLongIsLostWithItsBeginning() {
    List<CotFrames.Frame> xml = frames(("<event>" + "x".repeat(500)).getBytes(UTF_8), 50, 200);
    assertThat(xml).hasSize(1);
    assertThat(lost(xml.getFirst())).isEqualTo("sources.wire.too-long");
    assertThat(((CotFrames.Frame.Lost) xml.getFirst()).beginning().size()).isEqualTo(200);
    assertThat(lost(frames(HexFormat.of().parseHex("bfc901")).getFirst()))
        .isEqualTo("sources.wire.too-long");
    byte[] mesh = CotReaderTest.joined(HexFormat.of().parseHex("bf01bf"), new byte[300]);
    assertThat(lost(frames(mesh, 50, 200).getFirst())).isEqualTo("sources.wire.too-long");
    String closed = "<event>" + "x".repeat(200) + "</event>";
    assertThat(lost(frames(closed.getBytes(UTF_8), 1_000, 200).getFirst()))
        .isEqualTo("sources.wire.too-long");
  }

  @Test
  void aStreamThatEndsWithinAMessageSaysSo() {
    assertThat(lost(frames("<event><point/>".getBytes(UTF_8)).getLast()))
        .isEqualTo("sources.cot.cut");
    assertThat(lost(frames(HexFormat.of().parseHex("bf05aabb")).getLast()))
        .isEqualTo("sources.cot.cut");
    assertThat(lost(frames(HexFormat.of().parseHex("bf")).getLast())).isEqualTo("sources.cot.cut");
  }

  @Test
  void aLengthThatIsNoneIsLost() {
    assertThat(lost(frames(HexFormat.of().parseHex("bfffffffffff")).getLast()))
        .isEqualTo("sources.cot.length");
  }

  @Test
  void anEmptyStreamHoldsNothing() {
    assertThat(frames(new byte[0])).isEmpty();
    assertThat(frames(" \n\0".getBytes(UTF_8))).isEmpty();
  }
}
