package org.truceline.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A console on a free port over a made-up desk, asked over real HTTP. */
final class Asked implements AutoCloseable {
  static final Asker OFFICER = new Asker("officer-1", "Capt. Example", "duty officer");

  final MadeUpDesk desk;
  final Console console;
  private final HttpClient client = HttpClient.newHttpClient();

  Asked(int backlog, Door door, long idleMs) {
    desk = new MadeUpDesk(backlog);
    try {
      console =
          Console.start(new Console.Settings("127.0.0.1", 0, idleMs), desk, desk, desk.feed, door);
    } catch (java.net.BindException anyPort) {
      throw new java.io.UncheckedIOException(anyPort);
    }
  }

  Asked() {
    this(100, Door.open(OFFICER), Console.IDLE_MS);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + console.port() + path);
  }

  /** A connection of its own, for what no client would do. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    // Small, so that what a slow reader does not take soon fills it.
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), console.port()));
    return socket;
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> bytes(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(
        request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    client.shutdownNow();
    console.close();
  }
}
