package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connection with a broker by MQTT 3.1.1. How many messages are on their way at once the broker
 * alone says (mosquitto's {@code max_inflight_messages}, 20).
 */
final class MqttThreeLink implements MqttLink {
  private final Mqtt3BlockingClient client;
  private final Mqtt3BlockingClient.Mqtt3Publishes publishes;
  private final Mqtt3Connect connect;
  private final Mqtt3Subscribe subscribe;

  MqttThreeLink(MqttSettings settings) throws IOException {
    Mqtt3ClientBuilder builder =
        Mqtt3Client.builder()
            .identifier(settings.clientId())
            .serverHost(settings.host())
            .serverPort(settings.port());
    this.client =
        MqttTrust.of(settings.tls()).map(builder::sslConfig).orElse(builder).buildBlocking();
    // Before anything is connected, as with MQTT 5.
    this.publishes = client.publishes(MqttGlobalPublishFilter.ALL, true);
    Mqtt3ConnectBuilder connecting = Mqtt3Connect.builder().cleanSession(false);
    this.connect =
        switch (settings.signIn()) {
          case MqttSettings.SignIn.Anonymous() -> connecting.build();
          case MqttSettings.SignIn.Password(var user, var password) ->
              connecting
                  .simpleAuth()
                  .username(user)
                  .password(password.getBytes(UTF_8))
                  .applySimpleAuth()
                  .build();
        };
    MqttQos qos = MqttSource.qos(settings.delivery());
    this.subscribe =
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                settings.topics().stream()
                    .map(topic ->
                        Mqtt3Subscription.builder().topicFilter(topic.filter()).qos(qos).build())
                    .toList())
            .build();
  }

  @Override
  public void open() throws IOException {
    MqttSource.asking(() -> client.connect(connect));
    MqttSource.asking(() -> client.subscribe(subscribe));
  }

  @Override
  public List<Arrived> receive(Duration patience) throws IOException, InterruptedException {
    List<Arrived> arrived =
        publishes
            .receive(patience.toMillis(), TimeUnit.MILLISECONDS)
            .map(publish ->
                new Arrived(
                    publish.getTopic().toString(),
                    Original.of(publish.getPayloadAsBytes()),
                    publish::acknowledge))
            .stream()
            .toList();
    if (arrived.isEmpty() && !client.getState().isConnected()) {
      throw new IOException("the broker ended the connection");
    }
    return arrived;
  }

  @Override
  public void close() {
    publishes.close();
    MqttSource.leaving(client::disconnect);
  }
}
