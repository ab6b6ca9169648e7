package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.truceline.terms.Because;

/**
 * The door of the console: answers for every request whether whoever sent it may take its route,
 * and tells the record whom it refused. It knows no web server and no clock.
 */
public final class Door {
  /** How exactly the last use of a token is kept: each use would be a write. */
  static final Duration LAST_USED_TO = Duration.ofHours(1);

  private final DoorSettings settings;
  private final RouteTable routes;
  private final People people;
  private final Sessions sessions;
  private final RateLimits limits;
  private final Telling telling;
  private final Entering entering;
  private final LogIns logIns;
  private final Passkeys passkeys;
  private final Map<TokenId, Instant> used = new HashMap<>();

  /**
   * A door.
   *
   * @param routes all routes there are; another is open to nobody
   * @param chance where secrets are drawn from: a {@link java.security.SecureRandom} outside of
   *     tests
   * @param record where what happens at the door is written
   */
  public Door(
      DoorSettings settings,
      RouteTable routes,
      People people,
      Argon2 argon2,
      RandomGenerator chance,
      Consumer<DoorEvent> record) {
    this.settings = settings;
    this.routes = routes;
    this.people = people;
    this.sessions = new Sessions(settings.sessions(), chance);
    this.limits = new RateLimits(settings.limits());
    this.telling = new Telling(record);
    this.entering = new Entering(sessions, telling, settings.secure());
    this.logIns = new LogIns(people, argon2, entering, limits);
    this.passkeys = new Passkeys(settings, people, entering, chance);
  }

  /** How people become known by what they know. */
  public LogIns logIns() {
    return logIns;
  }

  /** How people become known by a device. */
  public Passkeys passkeys() {
    return passkeys;
  }

  /** Whether whoever sent a request may take its route. */
  public Admission admit(Request asked, Instant now) {
    Address address = Address.of(asked.address());
    Duration wait = limits.take(RateLimits.Kind.ADDRESS, address.sender(), now);
    if (wait.isPositive()) {
      return tooMany(asked, new Who.Anyone(), wait, address, now);
    }
    Optional<Because> foreign = CrossSite.findForeignHost(asked, settings.origins());
    if (foreign.isPresent()) {
      return refused(asked, new Who.Anyone(), new Admission.CrossSite(foreign.get()), address, now);
    }
    return switch (settings.entrance()) {
      case LOOPBACK_ONLY -> admitAtTheDemo(asked, address, now);
      case ACCOUNTS ->
          asked.authorization().isEmpty()
              ? admitPerson(asked, address, now)
              : admitProgram(asked, address, now);
    };
  }

  private Admission admitAtTheDemo(Request asked, Address address, Instant now) {
    Who who = new Who.AtTheDemo();
    if (!address.isLoopback()) {
      Because why = Because.of("doors.loopback-only");
      return refused(asked, new Who.Anyone(), new Admission.NotAllowed(why), address, now);
    }
    if (permission(asked).isEmpty()) {
      return refused(asked, who, noRoute(), address, now);
    }
    Optional<Because> crossSite = CrossSite.find(asked, settings.origins(), "");
    return crossSite.isPresent()
        ? refused(asked, who, new Admission.CrossSite(crossSite.get()), address, now)
        : new Admission.Admitted(who, EnumSet.allOf(Role.class), "");
  }

  private Admission admitPerson(Request asked, Address address, Instant now) {
    Optional<Permission> permission = permission(asked);
    if (permission.isEmpty()) {
      return refused(asked, new Who.Anyone(), noRoute(), address, now);
    }
    boolean open = permission.get() == Permission.OPEN;
    Cookie cookie = cookie(asked, now);
    String expected =
        cookie instanceof Cookie.Known(_, var secret) ? Session.pageToken(secret) : "";
    Who who =
        cookie instanceof Cookie.Known(var account, _)
            ? new Who.Person(account.name())
            : new Who.Anyone();
    Optional<Because> crossSite = CrossSite.find(asked, settings.origins(), expected);
    if (crossSite.isPresent()) {
      return refused(asked, who, new Admission.CrossSite(crossSite.get()), address, now);
    }
    return switch (cookie) {
      case Cookie.Known(var account, _) -> admitKnown(asked, account, expected, address, now);
      case Cookie.None(var why) ->
          open ? openTo(who) : refused(asked, who, new Admission.NotKnown(why), address, now);
      case Cookie.Bad(var why) -> {
        if (open) {
          yield openTo(who); // The page on which one can log in again.
        }
        Duration wait = limits.take(RateLimits.Kind.REFUSED, address.sender(), now);
        yield wait.isPositive()
            ? tooMany(asked, who, wait, address, now)
            : refused(asked, who, new Admission.NotKnown(why), address, now);
      }
    };
  }

  private static Admission openTo(Who who) {
    return new Admission.Admitted(who, Set.of(), "");
  }

  private Admission admitKnown(
      Request asked, Account account, String pageToken, Address address, Instant now) {
    Who who = new Who.Person(account.name());
    Duration wait = limits.take(RateLimits.Kind.ACCOUNT, account.name().text(), now);
    if (wait.isPositive()) {
      return tooMany(asked, who, wait, address, now);
    }
    Admission.Admitted admitted = new Admission.Admitted(who, account.roles(), pageToken);
    return permission(asked).filter(admitted::may).isPresent()
        ? admitted
        : refused(
            asked, who, new Admission.NotAllowed(Because.of("doors.not-your-role")), address, now);
  }

  private Admission admitProgram(Request asked, Address address, Instant now) {
    Who nobody = new Who.Anyone();
    Optional<ApiToken> token = token(asked, now);
    if (token.isEmpty()) {
      Duration wait = limits.take(RateLimits.Kind.REFUSED, address.sender(), now);
      return wait.isPositive()
          ? tooMany(asked, nobody, wait, address, now)
          : refused(
              asked,
              nobody,
              new Admission.NotKnown(Because.of("doors.token-unknown")),
              address,
              now);
    }
    Who who = new Who.Program(token.get().id(), token.get().scope());
    if (!now.isBefore(token.get().until())) {
      Because expired = Because.of("doors.token-expired", new Because.Time(token.get().until()));
      return refused(asked, who, new Admission.NotKnown(expired), address, now);
    }
    Duration wait = limits.take(RateLimits.Kind.TOKEN, token.get().id().text(), now);
    if (wait.isPositive()) {
      return tooMany(asked, who, wait, address, now);
    }
    Optional<Permission> permission = permission(asked);
    if (permission.isEmpty()) {
      return refused(asked, who, noRoute(), address, now);
    }
    Admission.Admitted admitted = new Admission.Admitted(who, Set.of(), "");
    if (!admitted.may(permission.get())) {
      Because scope = Because.of("doors.token-scope", Because.text(permission.get().word()));
      return refused(asked, who, new Admission.NotAllowed(scope), address, now);
    }
    synchronized (used) {
      used.put(token.get().id(), now);
    }
    return admitted;
  }

  private Optional<Permission> permission(Request asked) {
    return routes.find(asked.method(), asked.route());
  }

  private static Admission noRoute() {
    return new Admission.NotAllowed(Because.of("doors.no-such-route"));
  }

  /** What a Cookie header says. */
  private sealed interface Cookie {
    record Known(Account account, Secret secret) implements Cookie {}

    record None(Because why) implements Cookie {}

    record Bad(Because why) implements Cookie {}
  }

  private Cookie cookie(Request asked, Instant now) {
    List<String> values =
        SessionCookie.values(asked.cookie(), SessionCookie.name(settings.secure()));
    if (values.isEmpty()) {
      return new Cookie.None(Because.of("doors.not-logged-in"));
    }
    // Two cookies of one name: another host of the same domain has set one of them.
    Optional<Secret> secret =
        values.size() == 1 ? Secret.find(values.getFirst()) : Optional.empty();
    if (secret.isEmpty()) {
      return new Cookie.Bad(Because.of("doors.session-unknown"));
    }
    Accounts accounts = people.now(now);
    return switch (sessions.find(secret.get(), accounts, now)) {
      case Sessions.Found.Unknown() -> new Cookie.Bad(Because.of("doors.session-unknown"));
      case Sessions.Found.Ended ended -> {
        entering.ended(ended, now);
        yield new Cookie.None(ended.because());
      }
      case Sessions.Found.Alive(var session) ->
          accounts
              .find(session.who())
              .<Cookie>map(account -> new Cookie.Known(account, secret.get()))
              .orElseThrow(() -> new IllegalStateException("a session of nobody"));
    };
  }

  private Optional<ApiToken> token(Request asked, Instant now) {
    String header = asked.authorization();
    String start = "Bearer ";
    if (header.length() > Request.MOST_HEADER_CHARACTERS
        || !header.regionMatches(true, 0, start, 0, start.length())) {
      return Optional.empty();
    }
    String text = header.substring(start.length()).strip();
    return ApiToken.isWellFormed(text)
        ? people.now(now).findToken(Digest.of(text))
        : Optional.empty();
  }

  private Admission refused(
      Request asked, Who who, Admission answer, Address address, Instant now) {
    Because because =
        switch (answer) {
          case Admission.NotKnown(var reason) -> reason;
          case Admission.NotAllowed(var reason) -> reason;
          case Admission.CrossSite(var reason) -> reason;
          case Admission.TooMany _ -> Because.of("doors.too-many");
          case Admission.Admitted _ -> throw new IllegalArgumentException("nobody was refused");
        };
    telling.tell(
        new DoorEvent.Refused(
            now,
            who.text(),
            asked.method(),
            permission(asked).isPresent() ? asked.route() : "",
            answer.status(),
            because,
            address.block(),
            1));
    return answer;
  }

  private Admission tooMany(Request asked, Who who, Duration wait, Address address, Instant now) {
    return refused(asked, who, new Admission.TooMany(wholeSeconds(wait)), address, now);
  }

  static Duration wholeSeconds(Duration wait) {
    return Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /** Ends the session of a request that was admitted; answers with the cookie to set. */
  public SessionCookie logOut(Request asked, Instant now) {
    for (String value :
        SessionCookie.values(asked.cookie(), SessionCookie.name(settings.secure()))) {
      entering.leave(
          new SessionCookie(value, settings.secure()), Because.of("doors.session-left"), now);
    }
    return SessionCookie.gone(settings.secure());
  }

  /**
   * What is to be done about once a minute: ends sessions that are over, tells what was counted,
   * and keeps when tokens were used.
   */
  public void settle(Instant now) {
    Accounts accounts = people.now(now);
    sessions.sweep(accounts, now).forEach(one -> entering.ended(one, now));
    telling.settle(now);
    passkeys.settle(now);
    Map<TokenId, Instant> uses;
    synchronized (used) {
      uses = new HashMap<>(used);
      used.clear();
    }
    uses.keySet()
        .removeIf(id ->
            accounts
                .find(id)
                .filter(one -> one.lastUsed().plus(LAST_USED_TO).isBefore(now))
                .isEmpty());
    if (!uses.isEmpty()) {
      people.change(before -> before.tokensUsed(uses));
    }
  }
}
