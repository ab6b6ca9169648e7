package org.truceline.sources.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One connection with a broker, of either version. It is made for one connection and thrown away
 * with it: a client that connects again remembers messages of the connection before as
 * acknowledged, and never acknowledges them when they come again (the client's issues 526 and 796).
 */
interface MqttLink extends AutoCloseable {
  /**
   * A message.
   *
   * @param topic where it was published
   * @param payload what it holds
   * @param acknowledgement tells the broker that it may forget it
   */
  record Arrived(String topic, Original payload, Runnable acknowledgement) {}

  /** Connects, goes on with the session that the broker keeps, and subscribes. */
  void open() throws IOException;

  /** The next message, or none within this time. */
  List<Arrived> receive(Duration patience) throws IOException, InterruptedException;

  /** Disconnects; the broker keeps the session. */
  @Override
  void close();
}
