package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.truceline.sources.Limits;
import org.truceline.terms.Because;

class CotTcpTest {
  private final HonestIntake intake = new HonestIntake();
  private CotTcp source = source(WireLimits.USUAL);

  private static InetSocketAddress here(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private CotTcp source(WireLimits limits) {
    return new CotTcp(
        "cot", here(0), CotReaderTest.MEANING, limits, intake, InstantSource.system());
  }

  private static WireLimits limits(int connections, Duration message, Duration silence) {
    return new WireLimits(connections, 4_096, message, silence, 10, Limits.USUAL);
  }

  @AfterEach
  void close() {
    source.close();
  }

  private Socket connect() throws IOException, InterruptedException {
    if (source.port() < 0) {
      source.start();
      HonestIntake.until(() -> source.port() > 0);
    }
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), source.port());
    socket.setSoTimeout((int) HonestIntake.PATIENCE.toMillis());
    return socket;
  }

  private static byte[] event(int number) {
    return String.format(
            "<?xml version='1.0'?>\n<event uid='patrol-%d' type='a-f-G' time='2026-06-08T23:05:00Z'"
                + " how='m-g'><point lat='38.3' lon='127.4' ce='5'/></event>",
            number)
        .getBytes(UTF_8);
  }

  private static String until(InputStream in, String token) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(token) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Test
  void eventsInPiecesAndSeveralAtOnceAreHandedInOneByOne() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      byte[] both = CotReaderTest.joined(event(1), event(2));
      out.write(both, 0, 40);
      out.flush();
      out.write(both, 40, both.length - 40);
      List<Delivery> written = intake.await(2);
      assertThat(written.get(0).original()).isEqualTo(Original.of(event(1)));
      assertThat(written.get(0).key()).isEqualTo(Original.of(event(1)).sha256());
      assertThat(written.get(1).items()).hasSize(1);
      assertThat(source.health().state()).isEqualTo(new Health.State.Running());
      assertThat(source.health().counts().read()).isEqualTo(2);
    }
  }

  @Test
  void aClientOfTheTakProtocolIsOfferedVersionOneAndSpeaksIt() throws Exception {
    try (Socket socket = connect()) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      assertThat(until(in, "</event>"))
          .contains("type=\"t-x-takp-v\"")
          .contains("<TakProtocolSupport version=\"1\"/>");
      out.write(request("2"));
      assertThat(until(in, "</event>")).contains("<TakResponse status=\"false\"/>");
      out.write(request("1"));
      assertThat(until(in, "</event>")).contains("<TakResponse status=\"true\"/>");
      byte[] payload = CotReaderTest.payload("a", "a-f-G", 1_780_959_900_000L, 38.3, 127.4, 5);
      byte[] ping = CotReaderTest.payload("a", "t-x-c-t", 1_780_959_900_000L, 0, 0, 5);
      out.write(CotReaderTest.joined(framed(payload), framed(ping)));
      assertThat(in.read()).isEqualTo(0xbf);
      byte[] pong = in.readNBytes(in.read());
      assertThat(TakReader.read(pong))
          .isInstanceOfSatisfying(
              CotReading.Event.class,
              event -> assertThat(event.event().type()).isEqualTo("t-x-c-t-r"));
      assertThat(intake.await(1).getFirst().original()).isEqualTo(Original.of(payload));
    }
    // Only what says where a body was is handed in.
    source.close();
    assertThat(intake.written()).hasSize(1);
  }

  private static byte[] framed(byte[] payload) {
    return CotReaderTest.joined(new byte[] {(byte) 0xbf, (byte) payload.length}, payload);
  }

  private static byte[] request(String version) {
    return ("<event uid='p' type='t-x-takp-q' time='2026-06-08T23:05:00Z' how='m-g'><point lat='0'"
            + " lon='0'/><detail><TakControl><TakRequest version='"
            + version
            + "'/></TakControl></detail></event>")
        .getBytes(UTF_8);
  }

  @Test
  void aPingInXmlIsAnswered() throws Exception {
    try (Socket socket = connect()) {
      until(socket.getInputStream(), "</event>");
      socket
          .getOutputStream()
          .write("<event uid='a-ping' type='t-x-c-t'><point/></event>".getBytes(UTF_8));
      assertThat(until(socket.getInputStream(), "</event>")).contains("type=\"t-x-c-t-r\"");
    }
    assertThat(intake.written()).isEmpty();
  }

  @Test
  void aSingleMessageOfTheMeshIsTakenWhenItsConnectionEnds() throws Exception {
    byte[] mesh = CotReaderTest.mesh("a", "a-f-G", 1_780_959_900_000L, 38.3, 127.4, 5);
    try (Socket socket = connect()) {
      socket.getOutputStream().write(mesh);
    }
    assertThat(CotReaderTest.said(intake.await(1).getFirst().items().getFirst()))
        .startsWith("= a | ");
  }

  @Test
  void brokenEventsAreKeptAndTheRestGoesOn() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(CotReaderTest.joined("<event uid='a'><</event>".getBytes(UTF_8), event(2)));
      List<Delivery> written = intake.await(2);
      assertThat(CotReaderTest.said(written.get(0).items().getFirst()))
          .isEqualTo("! sources.cot.syntax");
      assertThat(source.health().counts().unreadable()).isEqualTo(1);
      assertThat(source.health().troubles().getFirst().what().message())
          .isEqualTo("sources.cot.syntax");
    }
  }

  @Test
  void anOversizedMessageEndsItsConnectionAndNoOther() throws Exception {
    source = source(limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20)));
    try (Socket other = connect();
        Socket socket = connect()) {
      until(socket.getInputStream(), "</event>");
      socket.getOutputStream().write(("<event uid='" + "x".repeat(4_200)).getBytes(UTF_8));
      assertThat(ended(socket)).isTrue();
      Delivery lost = intake.await(1).getFirst();
      assertThat(CotReaderTest.said(lost.items().getFirst())).isEqualTo("! sources.wire.too-long");
      assertThat(lost.original().size()).isEqualTo(4_096);
      other.getOutputStream().write(event(1));
      intake.await(2);
    }
  }

  /** Whether the other side has ended the connection, or broken it off. */
  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException broken) {
      return true;
    }
  }

  @Test
  void aSenderThatDripsIsLetGoAndSaid() throws Exception {
    source = source(limits(4, Duration.ofMillis(300), Duration.ofSeconds(20)));
    try (Socket socket = connect()) {
      until(socket.getInputStream(), "</event>");
      OutputStream out = socket.getOutputStream();
      HonestIntake.until(() -> {
        try {
          // A byte before every look: it is never silent.
          out.write('<');
          return !source.health().troubles().isEmpty();
        } catch (IOException closed) {
          return true;
        }
      });
      assertThat(messages(source.health())).contains("sources.wire.slow");
      assertThat(source.health().counts().refused()).isEqualTo(1);
      assertThat(CotReaderTest.said(intake.await(1).getFirst().items().getFirst()))
          .isEqualTo("! sources.cot.cut");
    }
  }

  private static List<String> messages(Health health) {
    return health.troubles().stream().map(one -> one.what().message()).toList();
  }

  @Test
  void aSenderThatIsSilentIsLetGoAndSaid() throws Exception {
    source = source(limits(4, Duration.ofSeconds(20), Duration.ofMillis(200)));
    try (Socket socket = connect()) {
      until(socket.getInputStream(), "</event>");
      assertThat(ended(socket)).isTrue();
      HonestIntake.until(source, one -> messages(one).contains("sources.wire.silent"));
    }
    assertThat(intake.written()).isEmpty();
  }

  @Test
  void aClientThatNeverReadsIsLetGoAndSaid() throws Exception {
    byte[] ping = "<event uid='a-ping' type='t-x-c-t'><point/></event>".repeat(50).getBytes(UTF_8);
    try (Socket socket = connect()) {
      Thread pinging =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (!socket.isClosed()) {
                    socket.getOutputStream().write(ping);
                  }
                } catch (IOException letGo) {
                  Thread.onSpinWait();
                }
              });
      Health health =
          HonestIntake.until(source, one -> messages(one).contains("sources.wire.deaf"));
      assertThat(health.counts().refused()).isPositive();
      assertThat(pinging.join(HonestIntake.PATIENCE)).isTrue();
    }
    assertThat(source.health().state()).isEqualTo(new Health.State.Running());
  }

  @Test
  void sendersBeyondTheLimitAreTurnedAwayUntilOneLeaves() throws Exception {
    source = source(limits(1, Duration.ofSeconds(20), Duration.ofSeconds(20)));
    try (Socket first = connect()) {
      until(first.getInputStream(), "</event>");
      try (Socket second = connect()) {
        assertThat(ended(second)).isTrue();
      }
      HonestIntake.until(source, one -> messages(one).contains("sources.wire.connections"));
    }
    HonestIntake.until(() -> {
      try (Socket third = connect()) {
        third.getOutputStream().write(event(3));
        return !ended(third) || !intake.written().isEmpty();
      } catch (IOException | InterruptedException refused) {
        return false;
      }
    });
    intake.await(1);
  }

  @Test
  void aFullIntakeMakesTheSenderWaitAndNothingIsLost() throws Exception {
    intake.full(true);
    int events = 20_000;
    try (Socket socket = connect()) {
      socket.setSendBufferSize(8_192);
      Thread sending =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < events; i++) {
                    socket.getOutputStream().write(event(i));
                  }
                } catch (IOException failed) {
                  throw new AssertionError(failed);
                }
              });
      HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
      // The sender is stuck: four megabytes do not fit into what the system holds between the two.
      assertThat(sending.join(Duration.ofSeconds(1))).isFalse();
      assertThat(source.health().state())
          .isEqualTo(new Health.State.Waiting(Because.of("sources.wire.full")));
      intake.full(false);
      intake.await(events);
      assertThat(sending.join(HonestIntake.PATIENCE)).isTrue();
    }
    assertThat(intake.written()).hasSize(events);
    assertThat(source.health().counts().dropped()).isZero();
  }

  @Test
  void aPortInUseIsWaitedForAndSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      source =
          new CotTcp(
              "cot",
              here(taken.getLocalPort()),
              CotReaderTest.MEANING,
              WireLimits.USUAL,
              intake,
              InstantSource.system());
      source.start();
      Health health =
          HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
      assertThat(messages(health)).containsExactly("sources.wire.port");
    }
    source.close();
    assertThat(source.health().state()).isEqualTo(new Health.State.Closed());
  }

  @Test
  void aFaultOfTheIntakesOwnIsSaidAsBroken() throws Exception {
    Intake faulty =
        delivery -> {
          throw new IllegalStateException("a bug of " + delivery.source());
        };
    source =
        new CotTcp(
            "cot",
            here(0),
            CotReaderTest.MEANING,
            WireLimits.USUAL,
            faulty,
            InstantSource.system());
    try (Socket socket = connect()) {
      socket.getOutputStream().write(event(1));
      HonestIntake.until(source, one -> one.state() instanceof Health.State.Broken);
    }
  }

  @Test
  void bytesThatAreNoMessageEndTheConnection() throws Exception {
    try (Socket socket = connect()) {
      until(socket.getInputStream(), "</event>");
      socket.getOutputStream().write(HexFormat.of().parseHex("bfffffffffff00"));
      assertThat(ended(socket)).isTrue();
      assertThat(CotReaderTest.said(intake.await(1).getFirst().items().getFirst()))
          .isEqualTo("! sources.cot.length");
    }
  }
}
