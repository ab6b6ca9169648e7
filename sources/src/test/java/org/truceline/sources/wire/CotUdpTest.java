package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truceline.sources.Limits;

class CotUdpTest {
  private static final int QUEUE = 10;

  private final HonestIntake intake = new HonestIntake();
  private final CotUdp source =
      new CotUdp(
          "mesh",
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          CotReaderTest.MEANING,
          new WireLimits(
              1, 4_096, Duration.ofSeconds(1), Duration.ofSeconds(1), QUEUE, Limits.USUAL),
          intake,
          InstantSource.system());

  @BeforeEach
  void start() throws InterruptedException {
    source.start();
    HonestIntake.until(() -> source.port() > 0);
  }

  @AfterEach
  void close() {
    source.close();
  }

  private void send(byte[]... datagrams) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (byte[] bytes : datagrams) {
        socket.send(
            new DatagramPacket(
                bytes, bytes.length, InetAddress.getLoopbackAddress(), source.port()));
      }
    }
  }

  private static byte[] event(int number) {
    return ("<event uid='patrol-"
            + number
            + "' type='a-f-G' time='2026-06-08T23:05:00Z' how='m-g'><point lat='38.3' lon='127.4'"
            + " ce='5'/></event>\n")
        .getBytes(UTF_8);
  }

  @Test
  void xmlAndTheMeshAreTakenAndPresenceIsNot() throws Exception {
    send(
        event(1),
        CotReaderTest.mesh("a", "t-x-c-t", 1_780_959_900_000L, 38.3, 127.4, 5),
        CotReaderTest.mesh("a", "a-f-G", 1_780_959_900_000L, 38.3, 127.4, 5));
    List<Delivery> written = intake.await(2);
    assertThat(written).hasSize(2);
    assertThat(CotReaderTest.said(written.get(1).items().getFirst())).startsWith("= a | ");
    assertThat(written.getFirst().sender()).startsWith("127.0.0.1:");
  }

  @Test
  void theSameDatagramTwiceIsOneNews() throws Exception {
    send(event(1), event(1), event(2));
    intake.await(2);
    HonestIntake.until(source, one -> one.counts().held() == 1);
    assertThat(intake.written()).hasSize(2);
  }

  @Test
  void whatIsTooLongIsSaidAndTheRestGoesOn() throws Exception {
    send("x".repeat(5_000).getBytes(UTF_8), new byte[0], event(1));
    List<Delivery> written = intake.await(3);
    assertThat(CotReaderTest.said(written.get(0).items().getFirst()))
        .isEqualTo("! sources.wire.too-long");
    assertThat(CotReaderTest.said(written.get(1).items().getFirst()))
        .isEqualTo("! sources.cot.no-event");
  }

  @Test
  void aFloodFillsTheQueueAndNoMoreAndWhatIsLostIsCounted() throws Exception {
    intake.full(true);
    int flood = 200;
    for (int i = 0; i < flood; i++) {
      send(event(i));
      int sent = i + 1;
      // Each has arrived before the next is sent, so that the system itself drops none.
      HonestIntake.until(() -> source.health().counts().dropped() + QUEUE + 1 >= sent);
    }
    HonestIntake.until(source, one -> one.counts().dropped() == flood - QUEUE - 1);
    assertThat(source.health().troubles())
        .satisfiesOnlyOnce(
            one -> assertThat(one.what().message()).isEqualTo("sources.wire.dropped"));
    intake.full(false);
    intake.await(QUEUE + 1);
    assertThat(intake.written()).hasSize(QUEUE + 1);
  }

  @Test
  void aGroupIsJoined() throws Exception {
    HonestIntake other = new HonestIntake();
    try (CotUdp group =
        new CotUdp(
            "group",
            new InetSocketAddress(InetAddress.getByName("239.2.3.1"), 0),
            CotReaderTest.MEANING,
            WireLimits.USUAL,
            other,
            InstantSource.system())) {
      group.start();
      Health health =
          HonestIntake.until(group, one -> !(one.state() instanceof Health.State.Starting));
      // A machine without any network has no groups either; then it says what it waits for.
      assertThat(health.state())
          .isIn(
              new Health.State.Running(),
              health.troubles().isEmpty()
                  ? new Health.State.Running()
                  : new Health.State.Waiting(health.troubles().getFirst().what()));
    }
  }
}
