package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Messages of a broker of MQTT, 3.1.1 or 5. A message is acknowledged once it is written, so that
 * the broker keeps what was not, over any restart of either side; what comes again is known by its
 * key.
 */
public final class MqttSource implements Source {
  /** As long as an outage may last over which a broker of MQTT 5 keeps what came. */
  public static final Duration SESSION = Duration.ofDays(7);

  /** The broker itself keeps back what is larger than a message may be by so much. */
  private static final int LARGER = 16;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = WireLimits.LONGEST_WAIT;
  private static final Duration LOOK = Duration.ofMillis(500);

  private final MqttSettings settings;
  private final WireLimits limits;
  private final Pulse pulse;
  private final HandingIn handing;
  private final MqttReader reader;
  private @Nullable Worker worker;

  /**
   * A source that connects once it is started.
   *
   * @param id its id, as the settings name it
   */
  public MqttSource(
      String id, MqttSettings settings, WireLimits limits, Intake intake, InstantSource clock) {
    this.settings = settings;
    this.limits = limits;
    this.pulse = new Pulse(id, clock);
    this.handing = new HandingIn(intake, pulse);
    this.reader = new MqttReader(id, settings.topics(), limits);
  }

  @Override
  public String id() {
    return pulse.source();
  }

  @Override
  public synchronized void start() {
    worker = Worker.start(id(), pulse, this::stayConnected);
  }

  @Override
  public Health health() {
    return pulse.health(new Cursor.AtBroker(settings.clientId()));
  }

  private void stayConnected() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    do {
      long before = health().counts().received();
      String why = "";
      try (MqttLink link = link()) {
        link.open();
        pulse.running();
        while (!handing.closed()) {
          for (MqttLink.Arrived arrived : link.receive(LOOK)) {
            take(arrived);
          }
        }
      } catch (IOException broken) {
        why = RowReader.cut(String.valueOf(broken.getMessage()), 200);
      }
      if (handing.closed()) {
        return;
      }
      pause = health().counts().received() > before ? FIRST_PAUSE : pause;
      Because reason =
          Because.of(
              "sources.wire.apart",
              Because.text(settings.host() + ":" + settings.port()),
              Because.text(why),
              Because.count(pause.toSeconds()));
      pulse.hindered(reason);
      if (handing.waits(pause)) {
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (!handing.closed());
  }

  private MqttLink link() throws IOException {
    return switch (settings.version()) {
      case THREE_ONE_ONE -> new MqttThreeLink(settings);
      case FIVE -> new MqttFiveLink(settings, LARGER * limits.messageBytes());
    };
  }

  private void take(MqttLink.Arrived arrived) throws InterruptedException {
    List<Item> items = reader.read(arrived.topic(), arrived.payload());
    byte[] named = (arrived.topic() + '\n').getBytes(UTF_8);
    String key = arrived.payload().behind(named).sha256();
    Taken taken =
        handing.handIn(
            new Delivery(id(), arrived.topic(), arrived.payload(), items, pulse.now(), key));
    switch (taken) {
      // A message that is refused would stand in the way of those behind it for ever.
      case Taken.Written(), Taken.AlreadyHeld(), Taken.Refused _ -> arrived.acknowledgement().run();
      case Taken.Full _ -> {}
    }
  }

  @Override
  public void close() {
    handing.close();
    final List<Worker> all;
    synchronized (this) {
      all = worker == null ? List.of() : List.of(worker);
    }
    Worker.endAll(all);
    pulse.closed();
  }

  static MqttQos qos(MqttSettings.Delivered delivery) {
    return switch (delivery) {
      case AT_LEAST_ONCE -> MqttQos.AT_LEAST_ONCE;
      case ONCE -> MqttQos.EXACTLY_ONCE;
    };
  }

  /** Asks the client for something; its refusals are unchecked, and have no type in common. */
  static void asking(Supplier<?> question) throws IOException {
    try {
      var _ = question.get();
    } catch (RuntimeException refused) {
      Throwable cause = refused.getCause();
      String said = cause == null ? String.valueOf(refused.getMessage()) : String.valueOf(cause);
      throw new IOException(said, refused);
    }
  }

  /** Says goodbye to a broker, which may be gone already. */
  static void leaving(Runnable goodbye) {
    try {
      goodbye.run();
    } catch (RuntimeException gone) {
      // The connection is given up all the same, and the broker keeps the session.
      return;
    }
  }
}
