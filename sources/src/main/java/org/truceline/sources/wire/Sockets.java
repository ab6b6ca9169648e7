package org.truceline.sources.wire;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes what is given up anyway. */
final class Sockets {
  private Sockets() {}

  static void close(@Nullable Closeable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException failed) {
      // It is given up all the same; whoever reads from it learns so.
      return;
    }
  }
}
