package org.truceline.sources.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Cursor-on-Target over UDP: one message a datagram, sent to this machine or to a group, as devices
 * of TAK do on a network of their own. A datagram cannot be made to wait: while the intake is full
 * a queue fills, and what comes beyond it is dropped, counted and said.
 */
public final class CotUdp implements Source {
  /** The largest datagram there is. */
  private static final int LARGEST = 65_535;

  /** Asked of the system, for what comes between two looks; it may give less. */
  private static final int SYSTEM_BUFFER = 1 << 20;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final InetSocketAddress address;
  private final CotMeaning meaning;
  private final WireLimits limits;
  private final Pulse pulse;
  private final HandingIn handing;
  private final BlockingQueue<Datagram> queue;
  private @Nullable MulticastSocket socket;
  private @Nullable Worker receiving;
  private @Nullable Worker reading;
  private long messages;

  private record Datagram(String sender, Original bytes, Instant received) {}

  /**
   * A source that listens at an address once it is started.
   *
   * @param id its id, as the settings name it
   * @param address where it listens; the address of a group (such as 239.2.3.1, port 6969) is
   *     joined
   */
  public CotUdp(
      String id,
      InetSocketAddress address,
      CotMeaning meaning,
      WireLimits limits,
      Intake intake,
      InstantSource clock) {
    this.address = address;
    this.meaning = meaning;
    this.limits = limits;
    this.pulse = new Pulse(id, clock);
    this.handing = new HandingIn(intake, pulse);
    this.queue = new ArrayBlockingQueue<>(limits.queue());
  }

  @Override
  public String id() {
    return pulse.source();
  }

  @Override
  public synchronized void start() {
    receiving = Worker.start(id() + "-receive", pulse, this::receive);
    reading = Worker.start(id() + "-read", pulse, this::read);
  }

  @Override
  public Health health() {
    return pulse.health(new Cursor.Nobody());
  }

  /** The port at which it listens; -1 while it does not. */
  public synchronized int port() {
    return socket == null ? -1 : socket.getLocalPort();
  }

  private void receive() throws InterruptedException {
    while (!handing.closed()) {
      try (MulticastSocket listening = new MulticastSocket(null)) {
        open(listening);
        pulse.running();
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!handing.closed()) {
          packet.setLength(LARGEST);
          listening.receive(packet);
          arrived(packet);
        }
      } catch (IOException failed) {
        if (handing.closed()) {
          return;
        }
        String why = RowReader.cut(String.valueOf(failed.getMessage()), 200);
        Because reason =
            Because.of("sources.wire.port", Because.text("" + address), Because.text(why));
        pulse.hindered(reason);
        if (handing.waits(TRY_AGAIN)) {
          return;
        }
      }
    }
  }

  private synchronized void open(MulticastSocket listening) throws IOException {
    listening.setReceiveBufferSize(SYSTEM_BUFFER);
    if (address.getAddress().isMulticastAddress()) {
      listening.bind(new InetSocketAddress(address.getPort()));
      @Nullable NetworkInterface any = null;
      listening.joinGroup(address, any);
    } else {
      listening.bind(address);
    }
    socket = listening;
    if (handing.closed()) {
      listening.close();
    }
  }

  private void arrived(DatagramPacket packet) {
    pulse.heard();
    String sender = packet.getAddress().getHostAddress() + ":" + packet.getPort();
    int from = packet.getOffset();
    byte[] bytes = Arrays.copyOfRange(packet.getData(), from, from + packet.getLength());
    if (!queue.offer(new Datagram(sender, Original.of(bytes), pulse.now()))) {
      pulse.dropped(Because.of("sources.wire.dropped", Because.count(limits.queue())));
    }
  }

  private void read() throws InterruptedException {
    while (!handing.closed() || !queue.isEmpty()) {
      Datagram datagram = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (datagram != null) {
        List<Item> items = items(datagram);
        if (!items.isEmpty()) {
          Taken taken =
              handing.handIn(
                  new Delivery(
                      id(),
                      datagram.sender(),
                      datagram.bytes(),
                      items,
                      datagram.received(),
                      datagram.bytes().sha256()));
          if (taken instanceof Taken.Full) {
            pulse.dropped(Because.of("sources.wire.closing"));
          }
        }
      }
    }
  }

  private List<Item> items(Datagram datagram) {
    Origin origin = new Origin(id() + " " + datagram.sender(), ++messages);
    Original bytes = datagram.bytes();
    CotReading reading =
        bytes.size() > limits.messageBytes()
            ? new CotReading.Unread(
                Because.of("sources.wire.too-long", Because.count(limits.messageBytes())))
            : CotDatagram.read(bytes.bytes());
    if (reading instanceof CotReading.Event(var event) && event.type().startsWith("t-x-")) {
      return List.of();
    }
    return CotItems.of(reading, origin, id(), bytes, meaning, limits);
  }

  @Override
  public void close() {
    handing.close();
    List<Worker> all;
    synchronized (this) {
      Sockets.close(socket);
      all = Stream.of(receiving, reading).flatMap(Stream::ofNullable).toList();
    }
    Worker.endAll(all);
    pulse.closed();
  }
}
