package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;

class AisTcpTest {
  private static final String SHIP = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n";
  private static final String NAME =
      "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\r\n";
  private static final String NAME_END = "!AIVDM,2,2,1,A,88888888880,2*25\r\n";

  private final HonestIntake intake = new HonestIntake();
  private ServerSocket server = listening(0);
  private AisTcp source = source(Duration.ofSeconds(20));

  private static ServerSocket listening(int port) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      server.setSoTimeout((int) HonestIntake.PATIENCE.toMillis());
      return server;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private AisTcp source(Duration silence) {
    return new AisTcp(
        "ais",
        "127.0.0.1",
        server.getLocalPort(),
        NmeaReaderTest.MEANING,
        new WireLimits(1, 4_096, Duration.ofSeconds(1), silence, 1, Limits.USUAL),
        intake,
        InstantSource.system());
  }

  @BeforeEach
  void start() {
    source.start();
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    server.close();
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  @Test
  void shipsAreHandedInWithTheBytesThatSaidIt() throws Exception {
    try (Socket socket = server.accept()) {
      send(socket, SHIP);
      Delivery delivery = intake.await(1).getFirst();
      assertThat(delivery.original().text()).isEqualTo(SHIP);
      assertThat(delivery.key()).isEmpty();
      assertThat(CotReaderTest.said(delivery.items().getFirst())).startsWith("= 477553000 | ");
    }
  }

  @Test
  void aMessageInPartsIsHandedInWithAllOfThem() throws Exception {
    try (Socket socket = server.accept()) {
      send(socket, NAME);
      HonestIntake.until(source, one -> one.heard() instanceof Health.Heard.At);
      assertThat(intake.written()).isEmpty();
      send(socket, NAME_END);
      assertThat(intake.await(1).getFirst().original().text()).isEqualTo(NAME + NAME_END);
    }
  }

  @Test
  void theSameSentenceAgainIsOtherNews() throws Exception {
    try (Socket socket = server.accept()) {
      send(socket, SHIP + SHIP);
      HonestIntake.until(() -> intake.items().size() == 2);
      send(socket, SHIP);
      HonestIntake.until(() -> intake.items().size() == 3);
      assertThat(intake.items()).hasSize(3);
    }
  }

  @Test
  void aBrokenConnectionIsMadeAnewAndSaid() throws Exception {
    try (Socket socket = server.accept()) {
      send(socket, SHIP);
      intake.await(1);
    }
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
    assertThat(source.health().troubles().getLast().what().message())
        .isEqualTo("sources.wire.apart");
    try (Socket again = server.accept()) {
      send(again, SHIP);
      intake.await(2);
      assertThat(source.health().state()).isEqualTo(new Health.State.Running());
    }
  }

  @Test
  void aServerThatIsNotThereIsWaitedFor() throws Exception {
    source.close();
    int port = server.getLocalPort();
    server.close();
    source = source(port);
    source.start();
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
    server = listening(port);
    try (Socket socket = server.accept()) {
      send(socket, SHIP);
      intake.await(1);
    }
  }

  private AisTcp source(int port) {
    return new AisTcp(
        "ais",
        "127.0.0.1",
        port,
        NmeaReaderTest.MEANING,
        WireLimits.USUAL,
        intake,
        InstantSource.system());
  }

  @Test
  void aServerThatIsSilentIsLeftAndFoundAgain() throws Exception {
    source.close();
    source = source(Duration.ofMillis(200));
    // The one before it may have knocked already.
    source.start();
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
    assertThat(source.health().troubles()).isNotEmpty();
  }

  @Test
  void linesThatAreNoneAreSaidAndTheRestGoesOn() throws Exception {
    try (Socket socket = server.accept()) {
      send(socket, "x".repeat(5_000) + "\n" + SHIP.replace("5C", "5D") + SHIP);
      HonestIntake.until(() -> intake.items().size() >= 3);
      List<Item> items = intake.items();
      assertThat(items).hasSize(3);
      assertThat(CotReaderTest.said(items.get(0))).isEqualTo("! sources.nmea.long");
      assertThat(CotReaderTest.said(items.get(1))).isEqualTo("! sources.nmea.sum");
      assertThat(source.health().counts().unreadable()).isEqualTo(2);
    }
  }

  @Test
  void aFullIntakeMakesTheOtherSideWait() throws Exception {
    intake.full(true);
    int sentences = 60_000;
    try (Socket socket = server.accept()) {
      socket.setSendBufferSize(8_192);
      Thread sending =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < sentences; i++) {
                    send(socket, SHIP);
                  }
                } catch (IOException failed) {
                  throw new AssertionError(failed);
                }
              });
      HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
      assertThat(sending.join(Duration.ofSeconds(2))).isFalse();
      intake.full(false);
      HonestIntake.until(() -> intake.items().size() == sentences);
      assertThat(intake.items()).hasSize(sentences);
    }
  }
}
