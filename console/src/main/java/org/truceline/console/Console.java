package org.truceline.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truceline.console.Door.Admitted;
import org.truceline.console.Door.AskedTooMuch;
import org.truceline.console.Door.Knock;
import org.truceline.console.Door.Served;
import org.truceline.console.Door.TurnedAway;

/**
 * The web server of the console. It is started on what it reads, what it changes, what it hears and
 * who guards it; closing it lets every console go, and ends the feed.
 */
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  /** A connection on which a slow reader takes nothing for so long is dropped. */
  static final long IDLE_MS = 30_000;

  /** Beneath these no people read, but programs. */
  private static final List<String> FOR_PROGRAMS = List.of("/api/", "/ogc/");

  private final Javalin server;
  private final Feed feed;
  private final NewsStream news;

  private Console(Javalin server, Feed feed, NewsStream news) {
    this.server = server;
    this.feed = feed;
    this.news = news;
  }

  /**
   * Where it listens.
   *
   * @param host the address or name to listen on; 127.0.0.1 is heard by this machine alone
   * @param port the port, or 0 for any that is free
   * @param idleMs a connection on which nothing moves for so long is dropped
   */
  public record Settings(String host, int port, long idleMs) {
    /** On this machine alone, with the usual patience. */
    public static Settings local(int port) {
      return new Settings("127.0.0.1", port, IDLE_MS);
    }
  }

  /**
   * Starts it.
   *
   * @throws BindException where the port is not to be had
   */
  public static Console start(Settings settings, Views views, Acts acts, Feed feed, Door door)
      throws BindException {
    Catalogue catalogue = new Catalogue();
    Refusals refusals = new Refusals(catalogue);
    PageFiles pages = new PageFiles();
    NewsStream news = new NewsStream(feed, refusals);
    Metrics metrics = new Metrics(views.status(), news::consoles);
    ReportBodies reports = new ReportBodies(acts, refusals, metrics);
    List<Operation> operations = new ArrayList<>(Operations.all());
    operations.addAll(door.operations());
    Answers answers =
        new Answers(views, acts, catalogue, refusals, pages, news, reports, metrics, operations);
    Javalin server =
        Javalin.create(config -> {
          plain(config, settings);
          config.routes.before(ctx -> guard(ctx, pages, refusals));
          for (Served served : answers.served()) {
            add(config, served.route(), admitted(served, door, refusals));
          }
          for (Served served : door.routes()) {
            add(config, served.route(), admitted(served, door, refusals));
          }
          config.routes.error(404, ctx -> unanswered(ctx, refusals, "console.refused.nothing"));
          config.routes.error(405, ctx -> unanswered(ctx, refusals, "console.refused.method"));
          config.routes.exception(
              Exception.class,
              (broken, ctx) -> {
                LOG.error("{} {} failed", ctx.method(), ctx.path(), broken);
                refusals.refuse(ctx, 500, "console.refused.bug");
              });
        });
    try {
      server.start();
    } catch (JavalinBindException taken) {
      throw new BindException("port " + settings.port() + ": " + taken.getMessage());
    }
    return new Console(server, feed, news);
  }

  private static void plain(JavalinConfig config, Settings settings) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setIdleTimeout(settings.idleMs());
    });
  }

  private static void add(JavalinConfig config, Route route, Handler handler) {
    switch (route.method()) {
      case GET -> config.routes.get(route.path(), handler);
      case POST -> config.routes.post(route.path(), handler);
    }
  }

  /** Headers that hold for every answer; a change asked for by another site's page is refused. */
  private static void guard(Context ctx, PageFiles pages, Refusals refusals) {
    ctx.header("Content-Security-Policy", pages.policy())
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    String origin = ctx.header("Origin");
    boolean foreign =
        origin != null
            && !origin.equals("http://" + ctx.host())
            && !origin.equals("https://" + ctx.host());
    if (foreign && !ctx.method().equals(HandlerType.GET)) {
      refusals.refuse(ctx, 403, "console.refused.origin");
      ctx.skipRemainingHandlers();
    }
  }

  private static Handler admitted(Served served, Door door, Refusals refusals) {
    return ctx -> {
      switch (door.admit(served.route(), knock(ctx))) {
        case Admitted(var asker) -> {
          ctx.attribute(Asker.class.getName(), asker);
          served.handler().handle(ctx);
        }
        case AskedTooMuch(var after, var why) -> refusals.later(ctx, 429, after, why);
        case TurnedAway(var status, var why) -> refusals.refuse(ctx, status, why);
      }
    };
  }

  static Knock knock(Context ctx) {
    Map<String, String> headers = new HashMap<>();
    ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Knock(ctx.method().name(), ctx.path(), ctx.ip(), headers, ctx.cookieMap());
  }

  private static void unanswered(Context ctx, Refusals refusals, String key) {
    String said = ctx.result();
    if (FOR_PROGRAMS.stream().anyMatch(ctx.path()::startsWith)
        && (said == null || !said.startsWith("{"))) {
      refusals.refuse(ctx, ctx.statusCode(), key);
    }
  }

  /** The port on which it listens. */
  public int port() {
    return server.port();
  }

  /** How many consoles are watching now. */
  public int watching() {
    return news.consoles();
  }

  @Override
  public void close() {
    feed.close();
    server.stop();
  }

  /** All routes, its own and the door's. */
  public static List<Route> routes(Door door) {
    List<Route> all = new ArrayList<>(Routes.all());
    door.routes().forEach(served -> all.add(served.route()));
    return List.copyOf(all);
  }
}
