package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.truceline.terms.Because;

/** A door with a few people behind it, for tests: what it told is kept, and chance has a seed. */
final class House {
  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final String ORIGIN = "https://desk.lan:8443";
  static final String PASSPHRASE = "초소 아래 낡은 다리 47";

  /** The least that is allowed, so that tests do not wait for hashes. */
  static final Strength QUICK = new Strength(8_192, 1, 1);

  static final List<Route> ROUTES =
      List.of(
          new Route("GET", "/log-in", Permission.OPEN),
          new Route("POST", "/log-in", Permission.OPEN),
          new Route("GET", "/", Permission.SEE_PICTURE),
          new Route("GET", "/tracks/{id}", Permission.SEE_POSITIONS),
          new Route("WS", "/live", Permission.SEE_POSITIONS),
          new Route("POST", "/api/reports", Permission.REPORT),
          new Route("POST", "/accounts", Permission.CHANGE_ACCOUNTS));

  final List<DoorEvent> told = new ArrayList<>();
  final Random chance = new Random(20261125);
  final Argon2 argon2 = new Argon2(QUICK, chance);
  final PeopleFile file;
  final People people;
  final Door door;

  House(Path folder) throws IOException {
    this(folder, settings(DoorSettings.Entrance.ACCOUNTS, ORIGIN));
  }

  House(Path folder, DoorSettings settings) throws IOException {
    Files.createDirectories(folder);
    this.file = new PeopleFile(folder.resolve("people"));
    this.people = open(file, told);
    this.door = new Door(settings, RouteTable.of(ROUTES), people, argon2, chance, told::add);
  }

  static People open(PeopleFile file, List<DoorEvent> told) {
    return switch (People.open(file, told::add)) {
      case People.Opening.Opened(var people) -> people;
      case People.Opening.Refused(var why) -> throw new AssertionError(why.toString());
    };
  }

  static DoorSettings settings(DoorSettings.Entrance entrance, String... origins) {
    return new DoorSettings(entrance, Set.of(origins), SessionRules.DEFAULT, Limits.DEFAULT);
  }

  /** Adds somebody and answers with their link. */
  Secret invite(String name, Role... roles) {
    Secret secret = Secret.draw(chance);
    AccountName account = new AccountName(name);
    made(
        people.change(before ->
            before.add(
                Account.invited(account, Set.of(roles), List.of("en"), NOON, chance),
                secret.digest(),
                NOON.plus(Invitation.LASTS),
                "administrator",
                NOON)));
    return secret;
  }

  /** Adds somebody who has come in once; answers with the cookie of that session. */
  String add(String name, Role... roles) {
    Secret link = invite(name, roles);
    return cookie(door.logIns().withLink(link.text(), PASSPHRASE, post("/log-in"), NOON));
  }

  static String cookie(LogIn answer) {
    assertThat(answer).isInstanceOf(LogIn.Entered.class);
    SessionCookie cookie = ((LogIn.Entered) answer).cookie();
    return cookie.name() + "=" + cookie.value();
  }

  String token(Duration lasts, Scope scope) {
    ApiToken.Issued issued = ApiToken.draw("gate", scope, NOON, NOON.plus(lasts), chance);
    made(people.change(before -> before.issue(issued.token(), "administrator", NOON)));
    return issued.text();
  }

  static void made(java.util.Optional<Because> why) {
    assertThat(why).isEmpty();
  }

  LogIn logIn(String name, String passphrase, Instant now) {
    return door.logIns().withPassphrase(name, passphrase, post("/log-in"), now);
  }

  static Request get(String route) {
    return asked("GET", route, "", "");
  }

  /** As a browser sends a form of our own page. */
  static Request post(String route) {
    return asked("POST", route, "", "");
  }

  static Request asked(String method, String route, String cookie, String authorization) {
    boolean reads = method.equals("GET");
    return new Request(
        method,
        route,
        "desk.lan:8443",
        cookie,
        authorization,
        reads || !authorization.isEmpty() ? "" : ORIGIN,
        authorization.isEmpty() ? "same-origin" : "",
        "",
        "10.0.3.17");
  }

  static String why(Admission answer) {
    return switch (answer) {
      case Admission.NotKnown(var reason) -> reason.message();
      case Admission.NotAllowed(var reason) -> reason.message();
      case Admission.CrossSite(var reason) -> reason.message();
      case Admission.TooMany _ -> "doors.too-many";
      case Admission.Admitted _ -> "";
    };
  }
}
