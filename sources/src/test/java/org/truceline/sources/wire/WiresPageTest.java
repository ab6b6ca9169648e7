package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.truceline.sources.Item;
import org.truceline.watch.Fix;
import org.truceline.watch.SightingReport;

/** What docs/reference/wires.md says is what the sources do. */
class WiresPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "reference", "wires.md"));
  }

  @Test
  void theMessagesOfThePageAreReadAsRows() throws IOException {
    List<String> rows =
        page().lines().map(String::strip).filter(one -> one.startsWith("{")).toList();
    List<Item> items = read(String.join("\n", rows));
    assertThat(items)
        .hasSize(2)
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .isInstanceOfSatisfying(
                        Item.Brought.class,
                        fix -> assertThat(fix.report()).isInstanceOf(Fix.class)),
            one ->
                assertThat(one)
                    .isInstanceOfSatisfying(
                        Item.Brought.class,
                        seen -> assertThat(seen.report()).isInstanceOf(SightingReport.class)));
  }

  @Test
  void theCommandOfThePagePublishesARow() throws IOException {
    Matcher command = Pattern.compile("mosquitto_pub .* -m '(.*)'").matcher(page());
    assertThat(command.find()).isTrue();
    assertThat(CotReaderTest.said(read(command.group(1)).getFirst())).startsWith("= patrol-1 | ");
  }

  private static List<Item> read(String payload) {
    return OwnTracksReaderTest.READER.read("positions/a", Original.of(payload.getBytes(UTF_8)));
  }

  @Test
  void theLimitsOfThePageAreThoseOfTheCode() throws IOException {
    WireLimits usual = WireLimits.USUAL;
    List<String> expected = new ArrayList<>();
    expected.add("| senders at one time (TCP) | " + usual.connections() + " |");
    expected.add("| a message | " + usual.messageBytes() / 1_024 + " KiB |");
    expected.add("first byte to its last | " + usual.message().toSeconds() + " s |");
    expected.add("| silence (TCP) | " + usual.silence().toMinutes() + " minutes |");
    expected.add("leaves unread (TCP) | " + CotReplies.MOST_UNREAD + " |");
    expected.add(String.format(Locale.ROOT, "| datagrams that wait | %,d |", usual.queue()));
    expected.add(
        String.format(Locale.ROOT, "| a line of NMEA | %,d bytes |", NmeaSentence.LONGEST));
    expected.add(
        "other sentences | "
            + AisParts.MOST_WAITING
            + ", "
            + AisParts.LONGEST_WAIT.toSeconds()
            + " s each |");
    expected.add(
        String.format(
            Locale.ROOT,
            "| a dropped file | %d MiB, %,d reports |",
            DroppedFile.LARGEST >> 20,
            DroppedFile.MOST_ITEMS));
    expected.add("| a session by MQTT 5 | " + MqttSource.SESSION.toDays() + " days |");
    expected.add("1 to " + WireLimits.LONGEST_WAIT.toSeconds() + " s, doubling |");
    assertThat(page()).contains(expected);
  }
}
