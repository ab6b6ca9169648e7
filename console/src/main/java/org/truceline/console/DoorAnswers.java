package org.truceline.console;

import static org.truceline.console.Route.Method.GET;
import static org.truceline.console.Route.Method.POST;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.console.Door.Served;
import org.truceline.doors.AccountName;
import org.truceline.doors.LogIn;
import org.truceline.doors.Passkeys;
import org.truceline.doors.Permission;
import org.truceline.doors.Request;
import org.truceline.doors.SessionCookie;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the door itself answers: coming in by passphrase, link or passkey, and going. */
final class DoorAnswers {
  private static final Route LOG_IN_PAGE = new Route(GET, "/log-in", Right.NOTHING);
  private static final Route LOG_IN = new Route(POST, "/log-in", Right.NOTHING);
  private static final Route LOG_OUT = new Route(POST, "/log-out", Right.NOTHING);
  private static final Route WELCOME_PAGE = new Route(GET, "/welcome", Right.NOTHING);
  private static final Route WELCOME = new Route(POST, "/welcome", Right.NOTHING);
  private static final Route SCRIPT = new Route(GET, "/door.js", Right.NOTHING);
  private static final Route ENTER_START =
      new Route(POST, "/api/v1/passkeys/enter/start", Right.NOTHING);
  private static final Route ENTER = new Route(POST, "/api/v1/passkeys/enter", Right.NOTHING);
  private static final Route ADD_START = new Route(POST, "/api/v1/passkeys/add/start", Right.SEE);
  private static final Route ADD = new Route(POST, "/api/v1/passkeys/add", Right.SEE);

  /** What each of these routes asks for. */
  static final Map<Route, Permission> PERMISSIONS = permissions();

  /** What each may be asked and may answer. */
  static final List<Operation> OPERATIONS = operations();

  private static final JsonMapper MAPPER = new JsonMapper();

  private final org.truceline.doors.Door door;
  private final InstantSource clock;
  private final Catalogue catalogue;
  private final Refusals refusals;
  private final byte[] script;

  DoorAnswers(org.truceline.doors.Door door, InstantSource clock, Catalogue catalogue) {
    this.door = door;
    this.clock = clock;
    this.catalogue = catalogue;
    this.refusals = new Refusals(catalogue);
    this.script = DoorPages.script();
  }

  private static Map<Route, Permission> permissions() {
    Map<Route, Permission> all = new LinkedHashMap<>();
    for (Route route :
        List.of(LOG_IN_PAGE, LOG_IN, LOG_OUT, WELCOME_PAGE, WELCOME, SCRIPT, ENTER_START, ENTER)) {
      all.put(route, Permission.OPEN);
    }
    all.put(ADD_START, Permission.OWN_ACCOUNT);
    all.put(ADD, Permission.OWN_ACCOUNT);
    return java.util.Collections.unmodifiableMap(all);
  }

  private static List<Operation> operations() {
    Operation.Shape opaque = new Operation.Shape.Opaque();
    Operation.Shape question = new Operation.Shape.Named("PasskeyQuestion");
    Operation.Shape answer = new Operation.Shape.Named("PasskeyAnswer");
    Operation.Parameter language = Operations.query("lang", Operations.TEXT, "en or ko.");
    String form = "application/x-www-form-urlencoded";
    return List.of(
        Operation.of(LOG_IN_PAGE, "logInPage", "The page before the door.")
            .takes(language)
            .answers(200, Operations.HTML, opaque),
        Operation.of(LOG_IN, "logIn", "Lets somebody in by name and passphrase.")
            .takes(language)
            .takes(form, new Operation.Shape.Named("LogInForm"))
            .answers(303, "", opaque)
            .answers(401, Operations.HTML, opaque)
            .answers(429, Operations.HTML, opaque),
        Operation.of(LOG_OUT, "logOut", "Ends the session.").answers(303, "", opaque),
        Operation.of(WELCOME_PAGE, "welcomePage", "The page of the one-time link.")
            .takes(language)
            .answers(200, Operations.HTML, opaque),
        Operation.of(WELCOME, "welcome", "Lets somebody in once, and sets a passphrase.")
            .takes(language)
            .takes(form, new Operation.Shape.Named("WelcomeForm"))
            .answers(303, "", opaque)
            .answers(400, Operations.HTML, opaque)
            .answers(401, Operations.HTML, opaque)
            .answers(429, Operations.HTML, opaque),
        Operation.of(SCRIPT, "doorScript", "The door's script.")
            .answers(200, "text/javascript", opaque),
        Operation.of(ENTER_START, "startEntering", "Asks a passkey for an answer.")
            .answers(200, Operation.JSON, question)
            .refuses(409),
        Operation.of(ENTER, "enter", "Lets somebody in by a passkey's answer.")
            .takes(Operation.JSON, answer)
            .answers(204, "", opaque),
        Operation.of(ADD_START, "startAdding", "Asks a new passkey for an answer.")
            .answers(200, Operation.JSON, question)
            .refuses(409),
        Operation.of(ADD, "addPasskey", "Adds a passkey by its answer.")
            .takes(Operation.JSON, answer)
            .answers(204, "", opaque)
            .refuses(400));
  }

  List<Served> served() {
    Map<Route, Handler> handlers = new LinkedHashMap<>();
    handlers.put(LOG_IN_PAGE, ctx -> page(ctx, 200, DoorPages.Page.LOG_IN, Optional.empty()));
    handlers.put(LOG_IN, this::logIn);
    handlers.put(LOG_OUT, this::logOut);
    handlers.put(WELCOME_PAGE, ctx -> page(ctx, 200, DoorPages.Page.WELCOME, Optional.empty()));
    handlers.put(WELCOME, this::welcome);
    handlers.put(SCRIPT, ctx -> ctx.contentType("text/javascript").result(script));
    handlers.put(ENTER_START, ctx -> question(ctx, door.passkeys().startEntering(now())));
    handlers.put(ENTER, this::enter);
    handlers.put(ADD_START, ctx -> question(ctx, door.passkeys().startAdding(who(ctx), now())));
    handlers.put(ADD, this::add);
    List<Served> all = new ArrayList<>();
    PERMISSIONS
        .keySet()
        .forEach(route -> {
          Handler handler = handlers.get(route);
          if (handler == null) {
            throw new IllegalStateException("nothing answers " + route);
          }
          all.add(new Served(route, handler));
        });
    return List.copyOf(all);
  }

  private Instant now() {
    return clock.instant();
  }

  private void logIn(Context ctx) {
    LogIn answer =
        door.logIns()
            .withPassphrase(
                field(ctx, "name"), field(ctx, "passphrase"), request(ctx, LOG_IN), now());
    said(ctx, DoorPages.Page.LOG_IN, answer);
  }

  private void welcome(Context ctx) {
    if (!field(ctx, "passphrase").equals(field(ctx, "again"))) {
      page(ctx, 400, DoorPages.Page.WELCOME, Optional.of(Because.of("console.door.not-the-same")));
      return;
    }
    LogIn answer =
        door.logIns()
            .withLink(field(ctx, "link"), field(ctx, "passphrase"), request(ctx, WELCOME), now());
    said(ctx, DoorPages.Page.WELCOME, answer);
  }

  private void logOut(Context ctx) {
    ctx.header("Set-Cookie", door.logOut(request(ctx, LOG_OUT), now()).header());
    ctx.header("Clear-Site-Data", "\"cache\"");
    ctx.status(303).header("Location", "/log-in");
  }

  private void said(Context ctx, DoorPages.Page page, LogIn answer) {
    switch (answer) {
      case LogIn.Entered(_, var cookie) -> {
        in(ctx, cookie);
        ctx.status(303).header("Location", "/");
      }
      case LogIn.Refused(var why) -> page(ctx, 401, page, Optional.of(why));
      case LogIn.TooMany(var after) -> {
        wait(ctx, after);
        page(ctx, 429, page, Optional.of(Because.of("doors.too-many-tries")));
      }
    }
  }

  private static void in(Context ctx, SessionCookie cookie) {
    ctx.header("Set-Cookie", cookie.header()).header("Cache-Control", "no-store");
  }

  private static void wait(Context ctx, Duration after) {
    ctx.header("Retry-After", Long.toString(after.toSeconds()));
  }

  private void question(Context ctx, Passkeys.Started started) {
    switch (started) {
      case Passkeys.Started.NotHere(var why) -> refusals.refuse(ctx, 409, catalogue.said(why));
      case Passkeys.Started.Question(var id, var json) ->
          ctx.contentType("application/json")
              .header("Cache-Control", "no-store")
              .result("{\"id\":\"" + id + "\",\"question\":" + json + "}");
    }
  }

  private void enter(Context ctx) {
    Answer answer = answer(ctx);
    switch (door.passkeys()
        .finishEntering(answer.id(), answer.answer(), request(ctx, ENTER), now())) {
      case LogIn.Entered(_, var cookie) -> {
        in(ctx, cookie);
        ctx.status(204);
      }
      case LogIn.Refused(var why) -> refusals.refuse(ctx, 401, catalogue.said(why));
      case LogIn.TooMany(var after) ->
          refusals.later(ctx, 429, after, refusals.said("doors.too-many-tries"));
    }
  }

  private void add(Context ctx) {
    Answer answer = answer(ctx);
    door.passkeys()
        .finishAdding(who(ctx), answer.id(), answer.label(), answer.answer(), now())
        .ifPresentOrElse(
            why -> refusals.refuse(ctx, 400, catalogue.said(why)), () -> ctx.status(204));
  }

  /** What a browser's script sends; what is not there is empty, and opens nothing. */
  private record Answer(String id, String label, String answer) {}

  private static Answer answer(Context ctx) {
    try {
      JsonNode body = MAPPER.readTree(ctx.body());
      return new Answer(
          body.path("id").asString(""),
          body.path("label").asString(""),
          body.path("answer").toString());
    } catch (JacksonException wrong) {
      return new Answer("", "", "");
    }
  }

  /** The account of an admitted person. */
  private static AccountName who(Context ctx) {
    Asker asker = ctx.attribute(Asker.class.getName());
    return Optional.ofNullable(asker)
        .flatMap(one -> AccountName.find(one.id()))
        .orElseThrow(() -> new IllegalStateException("the route asks for a person"));
  }

  private static String field(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null ? "" : value;
  }

  private static Request request(Context ctx, Route route) {
    return PeopleDoor.request(route, Console.knock(ctx));
  }

  private void page(Context ctx, int status, DoorPages.Page page, Optional<Because> why) {
    String asked = ctx.queryParam("lang");
    String accepted = ctx.header("Accept-Language");
    String wanted = asked != null ? asked : accepted == null ? "" : accepted;
    String language = wanted.startsWith("ko") ? "ko" : "en";
    ctx.status(status)
        .contentType("text/html; charset=utf-8")
        .header("Cache-Control", "no-store")
        .result(DoorPages.of(page, language, catalogue, why).getBytes(StandardCharsets.UTF_8));
  }
}
