package org.truceline.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.app.desk.Wires;
import org.truceline.sources.wire.MqttSettings;
import picocli.CommandLine.Option;

/** Which wires a desk is told to open. */
final class WireOptions {
  private static final String HERE = "127.0.0.1";
  private static final int LARGEST_PORT = 65_535;

  @Option(names = "--cot-tcp", paramLabel = "[HOST:]PORT", descriptionKey = "cot-tcp")
  List<String> cotTcp = new ArrayList<>();

  @Option(names = "--cot-udp", paramLabel = "[HOST:]PORT", descriptionKey = "cot-udp")
  List<String> cotUdp = new ArrayList<>();

  @Option(names = "--ais", paramLabel = "HOST:PORT", descriptionKey = "ais")
  List<String> ais = new ArrayList<>();

  @Option(names = "--drop", paramLabel = "DIR", descriptionKey = "drop")
  List<Path> drop = new ArrayList<>();

  @Option(names = "--mqtt", paramLabel = "HOST:PORT", descriptionKey = "mqtt")
  String mqtt = "";

  @Option(names = "--mqtt-topic", paramLabel = "KIND=FILTER", descriptionKey = "mqtt-topic")
  List<String> topics = new ArrayList<>();

  /** The wires, or why they cannot be opened. */
  List<Wires.Wire> wires(Words words) {
    List<Wires.Wire> wires = new ArrayList<>();
    for (String one : cotTcp) {
      wires.add(new Wires.Wire.CotOverTcp(host(one), port(one, words)));
    }
    for (String one : cotUdp) {
      wires.add(new Wires.Wire.CotOverUdp(host(one), port(one, words)));
    }
    for (String one : ais) {
      wires.add(new Wires.Wire.Ais(host(one), port(one, words)));
    }
    drop.forEach(folder -> wires.add(new Wires.Wire.Dropped(folder)));
    if (!mqtt.isEmpty()) {
      wires.add(
          new Wires.Wire.Mqtt(
              new MqttSettings(
                  MqttSettings.Version.FIVE,
                  host(mqtt),
                  port(mqtt, words),
                  "truceline-desk",
                  new MqttSettings.SignIn.Anonymous(),
                  new MqttSettings.Tls.Off(),
                  MqttSettings.Delivered.AT_LEAST_ONCE,
                  topics.stream().map(topic -> topic(topic, words)).toList())));
    }
    return wires;
  }

  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? HERE : address.substring(0, colon);
  }

  private static int port(String address, Words words) {
    String port = address.substring(address.lastIndexOf(':') + 1);
    if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= LARGEST_PORT) {
      return Integer.parseInt(port);
    }
    throw Wrong.usage(words.say("app.wire.address", Speaking.text(address)));
  }

  private static MqttSettings.Topic topic(String text, Words words) {
    int equals = text.indexOf('=');
    String kind = equals < 0 ? "" : text.substring(0, equals);
    try {
      return switch (kind) {
        case "rows" -> new MqttSettings.Topic(text.substring(equals + 1), MqttSettings.Kind.ROWS);
        case "owntracks" ->
            new MqttSettings.Topic(text.substring(equals + 1), MqttSettings.Kind.OWNTRACKS);
        default -> throw Wrong.usage(words.say("app.wire.topic", Speaking.text(text)));
      };
    } catch (IllegalArgumentException noFilter) {
      throw Wrong.usage(words.say("app.wire.topic", Speaking.text(text)));
    }
  }
}
