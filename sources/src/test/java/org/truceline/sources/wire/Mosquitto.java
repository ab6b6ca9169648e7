package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real broker, mosquitto, as a process of its own that can be stopped, killed and started again
 * on the same port with what it has kept. Without it the tests that need it are left out, loudly,
 * and in CI that is a failure.
 */
final class Mosquitto implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final List<String> more;
  private @Nullable Process process;

  private Mosquitto(Path folder, int port, List<String> more) {
    this.folder = folder;
    this.port = port;
    this.more = more;
  }

  /** A broker that keeps what it has in a folder; with further lines of its configuration. */
  static Mosquitto in(Path folder, String... more) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Mosquitto broker = new Mosquitto(folder, port, List.of(more));
    broker.start();
    return broker;
  }

  int port() {
    return port;
  }

  void start() throws IOException, InterruptedException {
    Path settings = folder.resolve("mosquitto.conf");
    Files.writeString(
        settings,
        String.join(
            "\n",
            "listener " + port + " 127.0.0.1",
            "allow_anonymous true",
            // It is started by whoever runs the tests, root among them, and writes as that user.
            "user " + System.getProperty("user.name"),
            "persistence true",
            "persistence_location " + folder + "/",
            "autosave_on_changes true",
            "autosave_interval 1",
            "max_queued_messages 0",
            String.join("\n", more),
            ""));
    process = launched(settings);
    HonestIntake.until(() -> {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    });
    assertThat(running().isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
  }

  private Process launched(Path settings) throws IOException {
    // Debian keeps it where only root's path leads.
    for (String program : List.of("mosquitto", "/usr/sbin/mosquitto")) {
      try {
        return new ProcessBuilder(program, "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
      } catch (IOException missing) {
        if (program.startsWith("/") && System.getenv("TRUCELINE_CI") != null) {
          throw missing;
        }
      }
    }
    System.err.println("LEFT OUT: mosquitto is not installed (tools/prepare installs it)");
    Assumptions.abort("mosquitto is not installed");
    throw new IOException("mosquitto is not installed");
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("the broker was not started");
    }
    return process;
  }

  /** Ends it as a machine does that is shut down: it writes down what it has. */
  void stop() throws InterruptedException {
    running().destroy();
    assertThat(running().waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Ends it without a word, as a power cut does. */
  void kill() throws InterruptedException {
    running().destroyForcibly();
    assertThat(running().waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
