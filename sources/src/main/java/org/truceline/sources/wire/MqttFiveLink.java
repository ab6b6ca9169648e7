package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connection with a broker by MQTT 5. How many messages are on their way at once is left at the
 * protocol's own limit of 65,535: mosquitto 2.0.11 sends more than a smaller one when a session is
 * resumed, for which the client must end the connection, again and again.
 */
final class MqttFiveLink implements MqttLink {
  private final Mqtt5BlockingClient client;
  private final Mqtt5BlockingClient.Mqtt5Publishes publishes;
  private final Mqtt5Connect connect;
  private final Mqtt5Subscribe subscribe;

  MqttFiveLink(MqttSettings settings, int largestBytes) throws IOException {
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier(settings.clientId())
            .serverHost(settings.host())
            .serverPort(settings.port());
    this.client =
        MqttTrust.of(settings.tls()).map(builder::sslConfig).orElse(builder).buildBlocking();
    // Before anything is connected: what the session held comes at once, and unheard messages are
    // acknowledged by the client itself.
    this.publishes = client.publishes(MqttGlobalPublishFilter.ALL, true);
    Mqtt5ConnectBuilder connecting =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(MqttSource.SESSION.toSeconds())
            .restrictions()
            .maximumPacketSize(largestBytes)
            .applyRestrictions();
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
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                settings.topics().stream()
                    .map(topic ->
                        Mqtt5Subscription.builder()
                            .topicFilter(topic.filter())
                            .qos(qos)
                            .retainHandling(Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                            .build())
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
