package org.truceline.sources.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What is said to one client, written by a thread of its own: a client that sends and never reads
 * would otherwise hold up the one that reads from it for ever.
 */
final class CotReplies implements AutoCloseable {
  /** A client pings every few seconds and reads the answer; more unread ones are of a deaf one. */
  static final int MOST_UNREAD = 16;

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final BlockingQueue<Original> queue = new ArrayBlockingQueue<>(MOST_UNREAD);
  private final Socket socket;
  private volatile boolean closed;

  private CotReplies(Socket socket) {
    this.socket = socket;
  }

  /** Begins to write to a socket, which ends it by being closed. */
  static CotReplies to(Socket socket, String name, Pulse pulse) {
    CotReplies replies = new CotReplies(socket);
    Worker.start(name + "-reply", pulse, replies::write);
    return replies;
  }

  /** Says something; false where the client has left too much of it unread. */
  boolean say(byte[] bytes) {
    return queue.offer(Original.of(bytes));
  }

  private void write() throws InterruptedException {
    try {
      while (!closed) {
        Original next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          socket.getOutputStream().write(next.bytes());
        }
      }
    } catch (IOException gone) {
      // Whoever reads from the socket learns it too, and says so.
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
