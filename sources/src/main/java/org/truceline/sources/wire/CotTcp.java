package org.truceline.sources.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Cursor-on-Target over TCP: a server to which clients of TAK and gateways connect as to theirs.
 * While the intake is full nothing is read, so that the senders' own buffers fill.
 */
public final class CotTcp implements Source {
  /** Clients that knock at once; the system refuses further ones until some were let in. */
  private static final int KNOCKING = 64;

  /** A port in use is mostly one that an ended program has not let go yet. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final InetSocketAddress address;
  private final CotMeaning meaning;
  private final WireLimits limits;
  private final Pulse pulse;
  private final HandingIn handing;
  private final Semaphore places;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Worker> workers = new ArrayList<>();
  private @Nullable ServerSocket server;
  private long connections;

  /**
   * A source that listens at an address once it is started.
   *
   * @param id its id, as the settings name it
   * @param address where it listens; with port 0 at any that is free
   */
  public CotTcp(
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
    this.places = new Semaphore(limits.connections());
  }

  @Override
  public String id() {
    return pulse.source();
  }

  @Override
  public synchronized void start() {
    workers.add(Worker.start(id() + "-accept", pulse, this::accept));
  }

  @Override
  public Health health() {
    return pulse.health(new Cursor.Nobody());
  }

  /** The port at which it listens; -1 while it does not. */
  public synchronized int port() {
    return server == null ? -1 : server.getLocalPort();
  }

  private void accept() throws InterruptedException {
    while (!handing.closed()) {
      try (ServerSocket listening = new ServerSocket()) {
        listening.setReuseAddress(true);
        listening.bind(address, KNOCKING);
        opened(listening);
        pulse.running();
        while (!handing.closed()) {
          letIn(listening.accept());
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

  private synchronized void opened(ServerSocket listening) throws IOException {
    server = listening;
    if (handing.closed()) {
      listening.close();
    }
  }

  private void letIn(Socket socket) throws IOException {
    if (!places.tryAcquire()) {
      pulse.turnedAway(
          Because.of(
              "sources.wire.connections",
              Because.text(String.valueOf(socket.getInetAddress().getHostAddress())),
              Because.count(limits.connections())));
      socket.close();
      return;
    }
    String name = id() + "-" + ++connections;
    sockets.add(socket);
    CotConnection connection =
        new CotConnection(socket, "truceline-" + name, pulse, handing, limits, meaning);
    Worker worker =
        Worker.start(
            name,
            pulse,
            () -> {
              try {
                connection.run();
              } finally {
                sockets.remove(socket);
                places.release();
              }
            });
    synchronized (this) {
      workers.removeIf(Worker::ended);
      workers.add(worker);
    }
  }

  @Override
  public void close() {
    handing.close();
    List<Worker> all;
    synchronized (this) {
      Sockets.close(server);
      sockets.forEach(Sockets::close);
      all = List.copyOf(workers);
    }
    Worker.endAll(all);
    pulse.closed();
  }
}
