package org.truceline.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line between browser and console that can be cut, mended, and made to swallow answers. */
final class CutLine implements AutoCloseable {
  private static final Pattern LAST_EVENT_ID = Pattern.compile("(?i)last-event-id: (\\d+)");

  private final ServerSocket door;
  private final int to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;
  private volatile String lastEventId = "nothing";

  enum State {
    WHOLE,
    CUT,
    SWALLOWING
  }

  CutLine(int to) throws IOException {
    this.to = to;
    door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** The entry that a console last said it had when it came back. */
  String lastEventId() {
    return lastEventId;
  }

  /** From now on the line is so, and what was open is broken. */
  void be(State state) {
    this.state = state;
    open.forEach(CutLine::end);
    open.clear();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (state == State.CUT) {
          end(near);
          continue;
        }
        Socket far = new Socket();
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        open.add(near);
        open.add(far);
        boolean swallowing = state == State.SWALLOWING;
        Thread.ofVirtual().start(() -> carry(near, far, false));
        Thread.ofVirtual().start(() -> carry(far, near, swallowing));
      } catch (IOException closed) {
        // The next one, or the end.
        Thread.onSpinWait();
      }
    }
  }

  private void carry(Socket from, Socket to, boolean swallowing) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      int read = in.read(buffer);
      while (read >= 0 && !swallowing) {
        Matcher said =
            LAST_EVENT_ID.matcher(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        if (said.find()) {
          lastEventId = said.group(1);
        }
        out.write(buffer, 0, read);
        out.flush();
        read = in.read(buffer);
      }
    } catch (IOException cut) {
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException already) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    be(State.CUT);
    door.close();
  }
}
