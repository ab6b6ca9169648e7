package org.truceline.sources.wire;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;

/** Reads a message of MQTT as its topic says. */
final class MqttReader {
  private final String source;
  private final List<MqttSettings.Topic> topics;
  private final WireLimits limits;

  MqttReader(String source, List<MqttSettings.Topic> topics, WireLimits limits) {
    this.source = source;
    this.topics = topics;
    this.limits = limits;
  }

  /** Everything that a message says; never nothing. */
  List<Item> read(String topic, Original payload) {
    String name = source + " " + RowReader.cut(topic, 200);
    Origin origin = new Origin(name, 0);
    RowReader rows = new RowReader(limits.items());
    if (payload.size() == 0) {
      // So a broker is told to forget what it kept of a topic.
      return List.of(new Item.Noted(origin, Because.of("sources.mqtt.empty")));
    }
    if (payload.size() > limits.messageBytes()) {
      Because tooLong = Because.of("sources.wire.too-long", Because.count(limits.messageBytes()));
      return List.of(rows.unreadable(origin, tooLong, payload.text()));
    }
    for (MqttSettings.Topic one : topics) {
      if (MqttTopicFilter.of(one.filter()).matches(MqttTopic.of(topic))) {
        return switch (one.kind()) {
          case OWNTRACKS ->
              List.of(new OwnTracksReader(source, limits).read(origin, topic, payload));
          case ROWS -> rows(name, origin, rows, payload);
        };
      }
    }
    return List.of(rows.unreadable(origin, Because.of("sources.mqtt.topic"), payload.text()));
  }

  private List<Item> rows(String name, Origin origin, RowReader rows, Original payload) {
    List<Item> items = new ArrayList<>();
    try {
      TrackReader.readRows(
          name, new ByteArrayInputStream(payload.bytes()), limits.items(), items::add);
    } catch (IOException never) {
      throw new UncheckedIOException("memory is read without failing", never);
    }
    return items.isEmpty()
        ? List.of(rows.unreadable(origin, Because.of("sources.json.not-an-object"), payload.text()))
        : items;
  }
}
