package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.truceline.sources.Item;
import org.truceline.terms.Because;

class NmeaReaderTest {
  static final NmeaMeaning MEANING =
      new NmeaMeaning(Map.of("440", "rok", "441", "rok", "4401", "rok"), "boat-7");

  private static final Instant NOW = Instant.parse("2026-06-09T08:05:20Z");

  static NmeaReader reader() {
    return new NmeaReader(MEANING, "ais", "ais", WireLimits.USUAL);
  }

  private static String said(Item item) {
    return switch (item) {
      case Item.Noted(var _, Because note) ->
          "~ "
              + note.message()
              + String.join(
                  "",
                  note.values().stream()
                      .map(value -> value instanceof Because.Text(var text) ? " " + text : "")
                      .toList());
      case Item.Unreadable bad -> "x " + bad.reason().message();
      case Item.Brought brought -> CotReaderTest.said(brought);
    };
  }

  @TestFactory
  List<DynamicTest> sentencesSayWhatTheCasesSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    Instant at = NOW;
    List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("src/test/cases/nmea.txt")));
    lines.add("# end");
    String about = "";
    for (String line : lines) {
      if (line.startsWith("#") || line.startsWith("at ")) {
        if (!sentences.isEmpty()) {
          tests.add(test(about, List.copyOf(sentences), List.copyOf(expected), at));
          sentences.clear();
          expected.clear();
        }
        about = line;
        at = line.startsWith("at ") ? Instant.parse(line.substring(3)) : at;
      } else if (line.startsWith("> ")) {
        sentences.add(line.substring(2));
      } else if (!line.isBlank()) {
        expected.add(line.strip());
      }
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests;
  }

  private static DynamicTest test(
      String about, List<String> sentences, List<String> expected, Instant at) {
    return DynamicTest.dynamicTest(
        about,
        () -> {
          NmeaReader reader = reader();
          List<String> said = new ArrayList<>();
          for (String sentence : sentences) {
            reader.read(sentence, at).forEach(item -> said.add(said(item).strip()));
          }
          assertThat(said).isEqualTo(expected);
          assertThat(reader.waiting()).isFalse();
        });
  }

  @Test
  void partsThatDoNotComeAreGivenUpAndSaid() {
    NmeaReader reader = reader();
    String part =
        "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";
    assertThat(reader.read(part, NOW)).isEmpty();
    assertThat(reader.waiting()).isTrue();
    assertThat(reader.read("", NOW.plusSeconds(10))).isEmpty();
    assertThat(reader.read("", NOW.plusSeconds(11)))
        .singleElement()
        .satisfies(item -> assertThat(said(item)).isEqualTo("x sources.ais.parts"));
    assertThat(reader.read("!AIVDM,2,2,1,A,88888888880,2*25", NOW.plusSeconds(11))).isEmpty();
  }

  @Test
  void noMoreMessagesWaitForTheirPartsThanTheLimit() {
    NmeaReader reader = reader();
    List<Item> items = new ArrayList<>();
    int messages = 1_000;
    for (int i = 0; i < messages; i++) {
      String body = "AIVDM,2,1," + i + ",A,55?MbV02;H;s<HtKR20,0";
      items.addAll(reader.read("!" + body + "*" + NmeaSentence.sum(body), NOW));
    }
    assertThat(items).hasSize(messages - AisParts.MOST_WAITING);
    assertThat(items).allSatisfy(one -> assertThat(said(one)).isEqualTo("x sources.ais.parts"));
  }

  @Test
  void aReceiverThatTheMissionDoesNotNameIsPassedOver() {
    NmeaReader reader = new NmeaReader(NmeaMeaning.usual(), "ais", "ais", WireLimits.USUAL);
    String body = "GPGGA,080520,3742.6000,N,12606.6000,E,2,08,0.9,5.0,M,48.0,M,,";
    assertThat(reader.read("$" + body + "*" + NmeaSentence.sum(body), NOW)).isEmpty();
  }

  @Test
  void aShipsNumberBeginsWithDigits() {
    assertThat(MEANING.party("440123456")).isEqualTo("rok");
    assertThat(MEANING.party("412000000")).isEmpty();
    assertThatThrownBy(() -> new NmeaMeaning(Map.of("Korea", "rok"), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
