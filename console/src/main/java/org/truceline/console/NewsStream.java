package org.truceline.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Server-sent events: one console on its own virtual thread, reading on through the feed. */
final class NewsStream {
  /** Twice as many as a mission is thought to have; more would be a fault or an attack. */
  static final int MOST_CONSOLES = 1_000;

  /** Proxies and phones drop a connection on which nothing is said for half a minute. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final byte[] BEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  private final Feed feed;
  private final Refusals refusals;
  private final AtomicInteger consoles = new AtomicInteger();

  NewsStream(Feed feed, Refusals refusals) {
    this.feed = feed;
    this.refusals = refusals;
  }

  /** How many consoles are watching. */
  int consoles() {
    return consoles.get();
  }

  void handle(Context ctx) throws IOException, InterruptedException {
    // A browser that comes back says what it had; the address still says where it once began.
    String from = ctx.header("Last-Event-ID");
    from = from == null ? ctx.queryParam("after") : from;
    long after;
    try {
      after = from == null ? feed.latest() : Long.parseLong(from);
    } catch (NumberFormatException notNumber) {
      refusals.refuse(ctx, 400, "console.refused.after");
      return;
    }
    if (consoles.incrementAndGet() > MOST_CONSOLES) {
      consoles.decrementAndGet();
      refusals.later(ctx, 503, HEARTBEAT, refusals.said("console.refused.consoles"));
      return;
    }
    try {
      send(ctx, after);
    } catch (IOException gone) {
      // The console went away or was too slow; it comes back with the entry that it had.
      ctx.req().setAttribute(NewsStream.class.getName(), gone);
    } finally {
      consoles.decrementAndGet();
    }
  }

  private void send(Context ctx, long from) throws IOException, InterruptedException {
    long after = from;
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    ctx.res().setHeader("Cache-Control", "no-store");
    ctx.res().setHeader("X-Accel-Buffering", "no");
    OutputStream out = ctx.res().getOutputStream();
    out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    while (true) {
      switch (feed.next(after, HEARTBEAT)) {
        case Feed.Closed() -> {
          return;
        }
        case Feed.Reset(var latest) -> {
          after = latest;
          out.write(
              ("id: " + latest + "\nevent: reset\ndata: {\"index\":" + latest + "}\n\n")
                  .getBytes(StandardCharsets.UTF_8));
        }
        case Feed.Came(var news) -> {
          for (Feed.News one : news) {
            out.write(one.encoded());
            after = one.index();
          }
          if (news.isEmpty()) {
            out.write(BEAT);
          }
        }
      }
      out.flush();
    }
  }
}
