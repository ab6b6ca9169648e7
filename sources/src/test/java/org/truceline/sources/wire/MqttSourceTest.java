package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truceline.terms.Because;

class MqttSourceTest {
  @TempDir Path folder;

  private final HonestIntake intake = new HonestIntake();
  private @Nullable Mosquitto started;
  private @Nullable MqttSource source;

  private Mosquitto broker(String... more) throws IOException, InterruptedException {
    started = Mosquitto.in(folder, more);
    return started;
  }

  private MqttSource listen(
      int port, MqttSettings.Version version, MqttSettings.Delivered delivery, Intake to)
      throws InterruptedException {
    MqttSource listening =
        new MqttSource(
            "mqtt",
            settings(port, version, delivery, new MqttSettings.Tls.Off()),
            WireLimits.USUAL,
            to,
            InstantSource.system());
    source = listening;
    listening.start();
    HonestIntake.until(listening, one -> one.state() instanceof Health.State.Running);
    return listening;
  }

  static MqttSettings settings(
      int port,
      MqttSettings.Version version,
      MqttSettings.Delivered delivery,
      MqttSettings.Tls tls) {
    return new MqttSettings(
        version,
        "localhost",
        port,
        "truceline-test",
        new MqttSettings.SignIn.Anonymous(),
        tls,
        delivery,
        List.of(
            new MqttSettings.Topic("owntracks/+/+", MqttSettings.Kind.OWNTRACKS),
            new MqttSettings.Topic("positions/#", MqttSettings.Kind.ROWS)));
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
    if (started != null) {
      started.close();
    }
  }

  private static Mqtt5BlockingClient sender(int port) {
    return Mqtt5Client.builder()
        .identifier("sender")
        .serverHost("localhost")
        .serverPort(port)
        .buildBlocking();
  }

  private static void publish(int port, String topic, String... payloads) {
    Mqtt5BlockingClient sender = sender(port);
    sender.connect();
    for (String payload : payloads) {
      sender
          .publishWith()
          .topic(topic)
          .qos(MqttQos.EXACTLY_ONCE)
          .payload(payload.getBytes(UTF_8))
          .send();
    }
    sender.disconnect();
  }

  private static String row(int number) {
    return "{\"track\":\"patrol-"
        + number
        + "\",\"time\":\"2026-06-09T08:05:00Z\",\"lon\":127.4,\"lat\":38.3}";
  }

  private static final String OWNTRACKS =
      "{\"_type\":\"location\",\"tid\":\"p1\",\"tst\":1780959900,\"lat\":38.3,\"lon\":127.4,\"acc\":10}";

  private List<String> said() {
    return intake.items().stream().map(CotReaderTest::said).toList();
  }

  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void ownTracksAndRowsAreHandedIn(MqttSettings.Version version) throws Exception {
    int port = broker().port();
    MqttSource listening = listen(port, version, MqttSettings.Delivered.AT_LEAST_ONCE, intake);
    publish(port, "owntracks/mission/phone-1", OWNTRACKS);
    publish(port, "positions/sector-1", row(1) + "\n" + row(2));
    intake.await(2);
    assertThat(said())
        .containsExactly(
            "= mission/phone-1 | 2026-06-08T23:05:00Z | 127.4 | 38.3 | 6.6 | ",
            "= patrol-1 | 2026-06-09T08:05:00Z | 127.4 | 38.3 | unstated | ",
            "= patrol-2 | 2026-06-09T08:05:00Z | 127.4 | 38.3 | unstated | ");
    assertThat(intake.written().getFirst().sender()).isEqualTo("owntracks/mission/phone-1");
    assertThat(listening.health().cursor()).isEqualTo(new Cursor.AtBroker("truceline-test"));
  }

  @Test
  void whatCannotBeReadIsHandedInAndTheRestGoesOn() throws Exception {
    int port = broker().port();
    MqttSource listening =
        listen(port, MqttSettings.Version.FIVE, MqttSettings.Delivered.AT_LEAST_ONCE, intake);
    publish(port, "positions/a", "no json", "[1]", "", "x".repeat((1 << 16) + 1), row(1));
    intake.await(5);
    assertThat(said().subList(0, 4))
        .containsExactly(
            "! sources.json.syntax",
            "! sources.json.not-an-object",
            "~ sources.mqtt.empty",
            "! sources.wire.too-long");
    assertThat(listening.health().counts().unreadable()).isEqualTo(3);
  }

  /** Publishes until each message is confirmed, whatever becomes of the broker meanwhile. */
  private static void publishAll(int port, int messages, AtomicInteger confirmed) {
    int next = 0;
    while (next < messages) {
      Mqtt5BlockingClient sender = sender(port);
      try {
        sender.connect();
        while (next < messages) {
          sender
              .publishWith()
              .topic("positions/a")
              .qos(MqttQos.AT_LEAST_ONCE)
              .payload(row(next).getBytes(UTF_8))
              .send();
          confirmed.set(++next);
        }
        sender.disconnect();
      } catch (RuntimeException brokerGone) {
        // The message is published again: whether it arrived is not known.
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "THREE_ONE_ONE, AT_LEAST_ONCE",
    "THREE_ONE_ONE, ONCE",
    "FIVE, AT_LEAST_ONCE",
    "FIVE, ONCE"
  })
  void nothingIsLostAndNothingDoubledWhenTheBrokerIsStoppedInMidStream(
      MqttSettings.Version version, MqttSettings.Delivered delivery) throws Exception {
    Mosquitto broker = broker();
    MqttSource listening = listen(broker.port(), version, delivery, intake);
    int messages = 400;
    AtomicInteger confirmed = new AtomicInteger();
    Thread sending = Thread.ofVirtual().start(() -> publishAll(broker.port(), messages, confirmed));
    for (int stop = 100; stop <= 200; stop += 100) {
      int at = stop;
      HonestIntake.until(() -> confirmed.get() >= at && intake.written().size() >= at / 2);
      broker.stop();
      broker.start();
    }
    HonestIntake.until(() -> tracks(intake.written()).size() == messages);
    assertThat(sending.join(HonestIntake.PATIENCE)).isTrue();
    assertThat(tracks(intake.written())).hasSize(messages);
    assertThat(intake.written()).as("each once").hasSize(messages);
    assertThat(listening.health().troubles())
        .anySatisfy(one -> assertThat(one.what().message()).isEqualTo("sources.wire.apart"));
  }

  private static Set<String> tracks(List<Delivery> deliveries) {
    Set<String> tracks = new HashSet<>();
    deliveries.forEach(one -> tracks.add(one.original().text()));
    return tracks;
  }

  @Test
  void aKilledBrokerIsFoundAgain() throws Exception {
    Mosquitto broker = broker();
    MqttSource listening =
        listen(
            broker.port(), MqttSettings.Version.FIVE, MqttSettings.Delivered.AT_LEAST_ONCE, intake);
    broker.kill();
    HonestIntake.until(listening, one -> one.state() instanceof Health.State.Waiting);
    broker.start();
    HonestIntake.until(listening, one -> one.state() instanceof Health.State.Running);
    publish(broker.port(), "positions/a", row(1));
    intake.await(1);
  }

  @ParameterizedTest
  @CsvSource({
    "THREE_ONE_ONE, AT_LEAST_ONCE",
    "THREE_ONE_ONE, ONCE",
    "FIVE, AT_LEAST_ONCE",
    "FIVE, ONCE"
  })
  void theBrokerKeepsWhatAFullIntakeDoesNotTakeOverARestartOfOurs(
      MqttSettings.Version version, MqttSettings.Delivered delivery) throws Exception {
    int port = broker().port();
    intake.full(true);
    MqttSource first = listen(port, version, delivery, intake);
    String[] rows = new String[100];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(i);
    }
    publish(port, "positions/a", rows);
    HonestIntake.until(
        first,
        one -> one.state().equals(new Health.State.Waiting(Because.of("sources.wire.full"))));
    first.close();
    assertThat(intake.written()).isEmpty();
    intake.full(false);
    listen(port, version, delivery, intake);
    intake.await(rows.length);
    List<String> originals = new ArrayList<>();
    intake.written().forEach(one -> originals.add(one.original().text()));
    assertThat(originals).containsExactlyInAnyOrder(rows);
  }

  @Test
  void whatWasWrittenAndNotAcknowledgedIsKnownWhenItComesAgain() throws Exception {
    int port = broker().port();
    Intake killed =
        delivery -> {
          assertThat(intake.take(delivery)).isEqualTo(new Taken.Written());
          throw new InterruptedException("killed");
        };
    MqttSource first =
        listen(port, MqttSettings.Version.FIVE, MqttSettings.Delivered.AT_LEAST_ONCE, killed);
    publish(port, "positions/a", row(1), row(2));
    intake.await(1);
    first.close();
    MqttSource again =
        listen(port, MqttSettings.Version.FIVE, MqttSettings.Delivered.AT_LEAST_ONCE, intake);
    intake.await(2);
    HonestIntake.until(again, one -> one.counts().held() == 1);
    again.close();
    // All were acknowledged: nothing comes a third time.
    MqttSource third =
        listen(port, MqttSettings.Version.FIVE, MqttSettings.Delivered.AT_LEAST_ONCE, intake);
    publish(port, "positions/a", row(3));
    intake.await(3);
    assertThat(third.health().counts().received()).isEqualTo(1);
  }

  @Test
  void whatTheIntakeRefusesIsAcknowledgedAndSaid() throws Exception {
    int port = broker().port();
    intake.answerNext(new Taken.Refused(Because.of("sources.mqtt.topic")));
    MqttSource listening =
        listen(port, MqttSettings.Version.FIVE, MqttSettings.Delivered.ONCE, intake);
    publish(port, "positions/a", row(1), row(2));
    intake.await(1);
    assertThat(intake.written().getFirst().original().text()).isEqualTo(row(2));
    assertThat(listening.health().counts().refused()).isEqualTo(1);
  }

  @Test
  void aBrokerThatRefusesOrIsNotThereIsTriedAgainAndSaid() throws Exception {
    MqttSource waiting =
        new MqttSource(
            "mqtt",
            settings(
                1,
                MqttSettings.Version.THREE_ONE_ONE,
                MqttSettings.Delivered.ONCE,
                new MqttSettings.Tls.Off()),
            WireLimits.USUAL,
            intake,
            InstantSource.system());
    source = waiting;
    waiting.start();
    Health health = HonestIntake.until(waiting, one -> one.state() instanceof Health.State.Waiting);
    assertThat(health.troubles().getFirst().what().message()).isEqualTo("sources.wire.apart");
  }

  @ParameterizedTest
  @EnumSource(MqttSettings.Version.class)
  void tlsTrustsTheAuthorityThatIsNamedAndNoOther(MqttSettings.Version version) throws Exception {
    MadeUpAuthority authority = MadeUpAuthority.in(folder);
    int port = broker("certfile " + authority.certificate(), "keyfile " + authority.key()).port();
    try (MqttSource trusting = secured(port, version, authority.certificate())) {
      trusting.start();
      HonestIntake.until(trusting, one -> one.state() instanceof Health.State.Running);
    }
    try (MqttSource doubting =
        new MqttSource(
            "mqtt",
            settings(port, version, MqttSettings.Delivered.ONCE, new MqttSettings.Tls.Usual()),
            WireLimits.USUAL,
            intake,
            InstantSource.system())) {
      doubting.start();
      Health health =
          HonestIntake.until(doubting, one -> one.state() instanceof Health.State.Waiting);
      assertThat(health.troubles().getFirst().what().values().get(1).toString())
          .containsIgnoringCase("cert");
    }
    try (MqttSource without = secured(port, version, folder.resolve("mosquitto.conf"))) {
      without.start();
      HonestIntake.until(without, one -> one.state() instanceof Health.State.Waiting);
    }
  }

  private MqttSource secured(int port, MqttSettings.Version version, Path trusted) {
    return new MqttSource(
        "mqtt",
        settings(
            port, version, MqttSettings.Delivered.ONCE, new MqttSettings.Tls.Trusting(trusted)),
        WireLimits.USUAL,
        intake,
        InstantSource.system());
  }

  @Test
  void aPasswordIsNeverSaid() {
    assertThat(new MqttSettings.SignIn.Password("desk", "secret").toString())
        .isEqualTo("Password[user=desk]");
    assertThat(Duration.ofDays(7)).isEqualTo(MqttSource.SESSION);
  }
}
