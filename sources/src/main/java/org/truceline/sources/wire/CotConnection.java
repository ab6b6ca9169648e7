package org.truceline.sources.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/** One sender of Cursor-on-Target over TCP, read message by message until one of the two goes. */
final class CotConnection {
  private static final int PIECE = 8_192;

  private final Socket socket;
  private final String sender;
  private final String uid;
  private final Pulse pulse;
  private final HandingIn handing;
  private final WireLimits limits;
  private final CotMeaning meaning;
  private final CotFrames frames;
  private long messages;
  private boolean tak;
  private Instant since;

  CotConnection(
      Socket socket,
      String uid,
      Pulse pulse,
      HandingIn handing,
      WireLimits limits,
      CotMeaning meaning) {
    this.socket = socket;
    this.sender = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    this.uid = uid;
    this.pulse = pulse;
    this.handing = handing;
    this.limits = limits;
    this.meaning = meaning;
    this.frames = new CotFrames(limits.messageBytes());
    this.since = pulse.now();
  }

  /** Reads until the sender goes, is let go, or the source closes; then the socket is closed. */
  void run() throws InterruptedException {
    // The socket is closed first, which ends a reply that nobody reads.
    try (CotReplies replies = CotReplies.to(socket, uid, pulse);
        socket) {
      socket.setTcpNoDelay(true);
      if (replies.say(CotReply.offer(uid, pulse.now()))) {
        converse(socket.getInputStream(), replies);
      }
    } catch (IOException gone) {
      if (!handing.closed()) {
        pulse.trouble(
            Because.of("sources.wire.gone", Because.text(sender), Because.text(said(gone))));
      }
    }
  }

  private static String said(IOException failure) {
    return RowReader.cut(String.valueOf(failure.getMessage()), 200);
  }

  private void converse(InputStream in, CotReplies out) throws IOException, InterruptedException {
    byte[] piece = new byte[PIECE];
    boolean more = true;
    while (more && !handing.closed()) {
      more = listen(in, piece);
      CotFrames.Frame frame = frames.next();
      while (!(frame instanceof CotFrames.Frame.NotYet)) {
        if (!handle(frame, out)) {
          return;
        }
        // Waiting for the intake is no slowness of the sender's.
        since = pulse.now();
        frame = frames.next();
      }
    }
  }

  /** Takes a piece of what comes; false when nothing more will. */
  private boolean listen(InputStream in, byte[] piece) throws IOException {
    boolean begun = frames.begun();
    Duration spent = Duration.between(since, pulse.now());
    Duration left = begun ? limits.message().minus(spent) : limits.silence();
    if (!left.isPositive()) {
      return letGo(begun);
    }
    socket.setSoTimeout(Math.clamp(left.toMillis(), 1, Integer.MAX_VALUE));
    try {
      int read = in.read(piece, 0, Math.min(piece.length, frames.room()));
      if (read < 0) {
        frames.finish();
        return false;
      }
      pulse.heard();
      if (!begun) {
        since = pulse.now();
      }
      frames.put(piece, read);
      return true;
    } catch (SocketTimeoutException silent) {
      return letGo(begun);
    }
  }

  private boolean letGo(boolean begun) {
    long seconds = (begun ? limits.message() : limits.silence()).toSeconds();
    pulse.turnedAway(
        Because.of(
            begun ? "sources.wire.slow" : "sources.wire.silent",
            Because.text(sender),
            Because.count(seconds)));
    if (begun) {
      frames.finish();
    }
    return false;
  }

  /** Does what a message asks for; false when the sender is let go. */
  private boolean handle(CotFrames.Frame frame, CotReplies out)
      throws IOException, InterruptedException {
    return switch (frame) {
      case CotFrames.Frame.Xml(var bytes) -> message(bytes, CotXmlReader.read(bytes.bytes()), out);
      case CotFrames.Frame.Tak(var payload) -> {
        tak = true;
        yield message(payload, TakReader.read(payload.bytes()), out);
      }
      case CotFrames.Frame.Lost(var reason, var beginning) -> {
        Item lost = new RowReader(limits.items()).unreadable(origin(), reason, beginning.text());
        handIn(beginning, List.of(lost));
        yield false;
      }
      case CotFrames.Frame.NotYet() -> true;
    };
  }

  private boolean message(Original bytes, CotReading reading, CotReplies out)
      throws IOException, InterruptedException {
    return switch (reading) {
      case CotReading.Event(var event) when event.type().startsWith("t-x-") ->
          upkeep(event, out) || deaf();
      case CotReading.Upkeep() -> true;
      case CotReading.Event _, CotReading.Unread _ ->
          handIn(bytes, CotItems.of(reading, origin(), pulse.source(), bytes, meaning, limits));
    };
  }

  /** Answers what the protocol asks for; false where the client does not read the answers. */
  private boolean upkeep(CotEvent event, CotReplies out) {
    return switch (event.type()) {
      case "t-x-c-t" ->
          out.say(tak ? CotReply.takPong(uid, pulse.now()) : CotReply.pong(uid, pulse.now()));
      case "t-x-takp-q" -> {
        tak = event.protocol().equals("1");
        yield out.say(CotReply.answer(uid, pulse.now(), tak));
      }
      default -> true;
    };
  }

  private boolean deaf() {
    pulse.turnedAway(Because.of("sources.wire.deaf", Because.text(sender)));
    return false;
  }

  private Origin origin() {
    return new Origin(pulse.source() + " " + sender, ++messages);
  }

  private boolean handIn(Original bytes, List<Item> items) throws InterruptedException {
    Taken taken =
        handing.handIn(
            new Delivery(pulse.source(), sender, bytes, items, pulse.now(), bytes.sha256()));
    if (taken instanceof Taken.Full) {
      pulse.dropped(Because.of("sources.wire.closing"));
    }
    return !(taken instanceof Taken.Full);
  }
}
