package org.truceline.sources.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * NMEA over TCP: a client of a receiver, or of a gatherer of receivers, that sends sentences of AIS
 * or of one satellite receiver line by line. It connects anew whenever the connection breaks. While
 * the intake is full nothing is read; what the other side then throws away nobody can say.
 */
public final class AisTcp implements Source {
  private static final int PIECE = 8_192;
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** A server that was restarted is found again within a minute, and one that is gone is spared. */
  private static final Duration LONGEST_PAUSE = WireLimits.LONGEST_WAIT;

  private final String host;
  private final int port;
  private final NmeaMeaning meaning;
  private final WireLimits limits;
  private final Pulse pulse;
  private final HandingIn handing;
  private @Nullable Worker worker;
  private @Nullable Socket socket;

  /**
   * A source that connects once it is started.
   *
   * @param id its id, as the settings name it
   * @param host the name or address of the server; the name is looked up at every connecting
   */
  public AisTcp(
      String id,
      String host,
      int port,
      NmeaMeaning meaning,
      WireLimits limits,
      Intake intake,
      InstantSource clock) {
    this.host = host;
    this.port = port;
    this.meaning = meaning;
    this.limits = limits;
    this.pulse = new Pulse(id, clock);
    this.handing = new HandingIn(intake, pulse);
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
    return pulse.health(new Cursor.Nobody());
  }

  private void stayConnected() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    do {
      long before = pulse.health(new Cursor.Nobody()).counts().received();
      String why = "the other side ended the connection";
      try {
        connected();
      } catch (IOException broken) {
        why = RowReader.cut(String.valueOf(broken.getMessage()), 200);
      }
      if (handing.closed()) {
        return;
      }
      boolean heard = pulse.health(new Cursor.Nobody()).counts().received() > before;
      pause = heard ? FIRST_PAUSE : pause;
      Because reason =
          Because.of(
              "sources.wire.apart",
              Because.text(host + ":" + port),
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

  private void connected() throws IOException, InterruptedException {
    try (Socket connection = new Socket()) {
      opened(connection);
      connection.connect(new InetSocketAddress(host, port), (int) CONNECTING.toMillis());
      connection.setSoTimeout((int) Math.min(limits.silence().toMillis(), Integer.MAX_VALUE));
      pulse.running();
      listen(connection.getInputStream());
    }
  }

  private synchronized void opened(Socket connection) throws IOException {
    socket = connection;
    if (handing.closed()) {
      connection.close();
    }
  }

  private void listen(InputStream in) throws IOException, InterruptedException {
    NmeaReader reader = new NmeaReader(meaning, id() + " " + host + ":" + port, id(), limits);
    NmeaLines lines = new NmeaLines();
    byte[] piece = new byte[PIECE];
    ByteArrayOutputStream original = new ByteArrayOutputStream();
    for (int read = in.read(piece); read >= 0 && !handing.closed(); read = in.read(piece)) {
      pulse.heard();
      Instant now = pulse.now();
      List<Item> items = new ArrayList<>();
      for (NmeaLines.Line line : lines.put(piece, read)) {
        items.addAll(
            line.tooLong() ? List.of(reader.tooLong(line.text())) : reader.read(line.text(), now));
      }
      original.write(piece, 0, read);
      if (!items.isEmpty()) {
        Original bytes = Original.of(original.toByteArray());
        original.reset();
        // The same sentence a minute later is another position: it has no key.
        Delivery delivery = new Delivery(id(), host + ":" + port, bytes, items, now, "");
        if (handing.handIn(delivery) instanceof Taken.Full) {
          pulse.dropped(Because.of("sources.wire.closing"));
        }
      } else if (!reader.waiting() || original.size() > limits.messageBytes()) {
        original.reset();
      }
    }
  }

  @Override
  public void close() {
    handing.close();
    final List<Worker> all;
    synchronized (this) {
      Sockets.close(socket);
      all = worker == null ? List.of() : List.of(worker);
    }
    Worker.endAll(all);
    pulse.closed();
  }
}
