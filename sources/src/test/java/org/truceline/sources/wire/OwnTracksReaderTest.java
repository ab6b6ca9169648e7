package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.truceline.sources.Item;

class OwnTracksReaderTest {
  static final MqttReader READER =
      new MqttReader(
          "mqtt",
          List.of(
              new MqttSettings.Topic("owntracks/#", MqttSettings.Kind.OWNTRACKS),
              new MqttSettings.Topic("positions/#", MqttSettings.Kind.ROWS)),
          WireLimits.USUAL);

  @TestFactory
  List<DynamicTest> messagesSayWhatTheCasesSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    String message = "";
    for (String line : Files.readAllLines(Path.of("src/test/cases/mqtt.txt"))) {
      if (line.startsWith("> ")) {
        message = line.substring(2);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        tests.add(test(message, line.strip()));
      }
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests;
  }

  private static DynamicTest test(String message, String expected) {
    int space = message.indexOf(' ');
    String topic = message.substring(0, space);
    String payload = message.substring(space + 1);
    return DynamicTest.dynamicTest(
        expected + " " + message,
        () -> {
          List<Item> items = READER.read(topic, Original.of(payload.getBytes(UTF_8)));
          assertThat(items)
              .singleElement()
              .satisfies(one -> assertThat(CotReaderTest.said(one).strip()).isEqualTo(expected));
        });
  }
}
