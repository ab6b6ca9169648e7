package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truceline.console.view.Happening;

@Timeout(60)
class NewsStreamTest {
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private Asked asked(int backlog, long idleMs) {
    Asked asked = new Asked(backlog, Door.open(Asked.OFFICER), idleMs);
    open.add(asked);
    return asked;
  }

  /** A console as a plain socket, so that it can be slow and can vanish. */
  private final class Watching {
    private final Socket socket;
    private final BufferedReader in;

    Watching(Asked asked, String query, String... headers) throws IOException {
      socket = asked.connect();
      open.add(socket);
      StringBuilder request =
          new StringBuilder("GET /api/v1/feed" + query + " HTTP/1.1\r\nHost: t\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      socket
          .getOutputStream()
          .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The ids of the next events that have one. */
    List<String> ids(int count) throws IOException {
      List<String> ids = new ArrayList<>();
      String line = in.readLine();
      while (line != null) {
        if (line.startsWith("id: ")) {
          ids.add(line.substring(4));
        }
        if (ids.size() == count) {
          return ids;
        }
        line = in.readLine();
      }
      ids.add("end");
      return ids;
    }

    String lineThatBegins(String with) throws IOException {
      String line = in.readLine();
      while (line != null && !line.startsWith(with)) {
        line = in.readLine();
      }
      return String.valueOf(line);
    }
  }

  @Test
  void newsComesAsItHappens() throws IOException {
    Asked asked = asked(100, 30_000);
    long from = asked.desk.feed.latest();
    Watching console = new Watching(asked, "?after=" + from);
    assertThat(console.lineThatBegins("Content-Type")).contains("text/event-stream");
    long index = asked.desk.move("patrol-7", -29.95, 45.003);
    assertThat(console.ids(1)).containsExactly(Long.toString(index));
    assertThat(console.lineThatBegins("event")).isEqualTo("event: news");
    assertThat(console.lineThatBegins("data")).contains("\"what\":\"track\"", "-29.95");
  }

  @Test
  void aConsoleThatWasAwayMissesNothing() throws Exception {
    Asked asked = asked(100, 30_000);
    Watching first = new Watching(asked, "?after=" + asked.desk.feed.latest());
    long seen = asked.desk.move("patrol-7", -29.95, 45.003);
    assertThat(first.ids(1)).containsExactly(Long.toString(seen));
    first.socket.close();
    long missed = asked.desk.move("patrol-7", -29.949, 45.003);
    // The address is the old one; what the browser had says where to go on.
    Watching again = new Watching(asked, "?after=0", "Last-Event-ID: " + seen);
    long next = asked.desk.move("patrol-7", -29.948, 45.003);
    assertThat(again.ids(2)).containsExactly(Long.toString(missed), Long.toString(next));
  }

  @Test
  void aConsoleThatWasAwayTooLongIsToldToReadAgain() throws IOException {
    Asked asked = asked(2, 30_000);
    long from = asked.desk.feed.latest();
    long last = 0;
    for (int i = 0; i < 4; i++) {
      last = asked.desk.move("patrol-7", -29.95, 45.003);
    }
    Watching console = new Watching(asked, "?after=" + from);
    assertThat(console.ids(1)).containsExactly(Long.toString(last));
    assertThat(console.lineThatBegins("event")).isEqualTo("event: reset");
    long next = asked.desk.move("patrol-7", -29.95, 45.003);
    assertThat(console.ids(1)).containsExactly(Long.toString(next));
  }

  @Test
  void aSlowConsoleIsDroppedAndHoldsUpNobody() throws Exception {
    Asked asked = asked(20_000, 1_000);
    long from = asked.desk.feed.latest();
    Watching slow = new Watching(asked, "?after=" + from);
    Watching quick = new Watching(asked, "?after=" + from);
    while (asked.console.watching() < 2) {
      Thread.onSpinWait();
    }
    List<Happening> much = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      much.add(new Happening.TrackGone("a-track-that-is-no-longer-shown-" + i));
    }
    for (int i = 1; i <= 200; i++) {
      asked.desk.feed.publish(from + i, much);
    }
    assertThat(quick.ids(200)).hasSize(200).endsWith(Long.toString(from + 200));
    // What the slow one has not taken stays in no queue of its own: it is let go.
    while (asked.console.watching() > 1) {
      Thread.onSpinWait();
    }
    assertThat(slow.ids(200)).endsWith("end").hasSizeLessThan(200);
    Watching again = new Watching(asked, "", "Last-Event-ID: " + (from + 150));
    assertThat(again.ids(1)).containsExactly(Long.toString(from + 151));
  }

  @Test
  void fiveHundredConsolesHearTheSame() throws IOException {
    Asked asked = asked(100, 30_000);
    long from = asked.desk.feed.latest();
    List<Watching> consoles = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      consoles.add(new Watching(asked, "?after=" + from));
    }
    long index = asked.desk.move("patrol-7", -29.95, 45.003);
    for (Watching console : consoles) {
      assertThat(console.ids(1)).containsExactly(Long.toString(index));
    }
  }

  @Test
  void closingLetsEveryConsoleGo() throws IOException {
    Asked asked = asked(100, 30_000);
    Watching console = new Watching(asked, "");
    console.lineThatBegins("retry");
    asked.console.close();
    assertThat(console.ids(1)).containsExactly("end");
  }

  @Test
  void aPlaceThatIsNoNumberIsRefused() throws Exception {
    Asked asked = asked(100, 30_000);
    assertThat(asked.get("/api/v1/feed?after=soon").statusCode()).isEqualTo(400);
  }
}
