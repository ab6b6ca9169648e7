package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.doors.Account;
import org.truceline.doors.AccountName;
import org.truceline.doors.ApiToken;
import org.truceline.doors.Argon2;
import org.truceline.doors.DoorEvent;
import org.truceline.doors.DoorSettings;
import org.truceline.doors.Invitation;
import org.truceline.doors.Limits;
import org.truceline.doors.People;
import org.truceline.doors.PeopleFile;
import org.truceline.doors.Permission;
import org.truceline.doors.Rate;
import org.truceline.doors.Role;
import org.truceline.doors.Scope;
import org.truceline.doors.Secret;
import org.truceline.doors.SessionRules;
import org.truceline.doors.Strength;

/** Each route of the console with each role, with a token, with a forged one and with nothing. */
@Timeout(120)
class PeopleDoorTest {
  @TempDir static Path folder = Path.of("never");

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final String PASSPHRASE = "old bridge below the post";
  private static final String HOST = "127.0.0.1";
  private static final Random CHANCE = new Random(20261125);
  private static final List<DoorEvent> TOLD =
      java.util.Collections.synchronizedList(new ArrayList<>());

  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static int port;
  private static final List<People> PEOPLE = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    People.Opening opening = People.open(new PeopleFile(folder.resolve("people")), TOLD::add);
    People people = ((People.Opening.Opened) opening).people();
    PEOPLE.add(people);
    try (var free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Rate many = new Rate(100_000, 100_000);
    DoorSettings settings =
        new DoorSettings(
            DoorSettings.Entrance.ACCOUNTS,
            Set.of(origin()),
            SessionRules.DEFAULT,
            new Limits(many, many, many, many, many));
    var door =
        new org.truceline.doors.Door(
            settings,
            PeopleDoor.table(),
            people,
            new Argon2(new Strength(8_192, 1, 1), CHANCE),
            CHANCE,
            TOLD::add);
    MadeUpDesk desk = new MadeUpDesk(10);
    OPEN.add(
        Console.start(
            new Console.Settings(HOST, port, Console.IDLE_MS),
            desk,
            desk,
            desk.feed,
            new PeopleDoor(door, InstantSource.fixed(NOON))));
  }

  @AfterAll
  static void stop() throws Exception {
    CLIENT.shutdownNow();
    for (AutoCloseable one : OPEN) {
      one.close();
    }
  }

  private static String origin() {
    return "http://" + HOST + ":" + port;
  }

  private static Secret invite(String name, Role... roles) {
    Secret secret = Secret.draw(CHANCE);
    assertThat(
            PEOPLE
                .getFirst()
                .change(all ->
                    all.add(
                        Account.invited(
                            new AccountName(name), Set.of(roles), List.of("en"), NOON, CHANCE),
                        secret.digest(),
                        NOON.plus(Invitation.LASTS),
                        "test",
                        NOON)))
        .isEmpty();
    return secret;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(
        request.timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> form(String path, String origin, String... fields)
      throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
          .append('&');
    }
    return send(
        HttpRequest.newBuilder(URI.create(origin() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private static String enter(String name, Role... roles) throws Exception {
    HttpResponse<String> answer =
        form(
            "/welcome",
            origin(),
            "link",
            invite(name, roles).text(),
            "passphrase",
            PASSPHRASE,
            "again",
            PASSPHRASE);
    assertThat(answer.statusCode()).isEqualTo(303);
    return cookie(answer);
  }

  private static String cookie(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("; HttpOnly; SameSite=Strict");
    return set.substring(0, set.indexOf(';'));
  }

  /** The status; a feed that opens is not waited for. */
  private static int status(org.truceline.doors.Route route, String header, String value)
      throws Exception {
    String path =
        route
            .pattern()
            .replace("{id}", "e-1")
            .replace("{language}", "ko")
            .replace("{name}", "land")
            .replace("{collection}", "markers")
            .replace("{item}", "charter.0017")
            .replace("<path>", "nothing");
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
    if (!header.isEmpty()) {
      request.header(header, value);
    }
    if (route.method().equals("POST")) {
      if (!header.equals("Authorization")) {
        request.header("Origin", origin());
      }
      request.POST(HttpRequest.BodyPublishers.ofString("{}"));
    }
    HttpResponse<java.io.InputStream> answer =
        CLIENT.send(
            request.timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  @Test
  void eachRouteAnswersEachRoleAsTheTableSays() throws Exception {
    for (Role role : Role.values()) {
      String cookie = enter(role.word(), role);
      for (org.truceline.doors.Route route : PeopleDoor.table().list()) {
        if (route.pattern().equals("/log-out")) {
          continue; // It would end the session that the next routes need.
        }
        int status = status(route, "Cookie", cookie);
        boolean allowed = route.permission().isGivenTo(Set.of(role));
        boolean door = route.permission() == Permission.OPEN;
        assertThat(status).as("%s %s", role, route).isNotEqualTo(500);
        // Before the door a form without fields is a slip, and slips come to waiting.
        if (!door) {
          assertThat(status).as("%s %s", role, route).isNotEqualTo(429);
          assertThat(status == 403).as("%s %s: %d", role, route, status).isEqualTo(!allowed);
          assertThat(status).as("%s %s", role, route).isNotEqualTo(401);
        }
      }
    }
  }

  @Test
  void eachRouteTurnsAwayWhoeverIsNotKnown() throws Exception {
    ApiToken.Issued issued =
        ApiToken.draw(
            "gate",
            new Scope(Set.of(Permission.REPORT), Set.of("gate")),
            NOON,
            NOON.plus(Duration.ofDays(1)),
            CHANCE);
    assertThat(PEOPLE.getFirst().change(all -> all.issue(issued.token(), "test", NOON))).isEmpty();
    for (org.truceline.doors.Route route : PeopleDoor.table().list()) {
      boolean open = route.permission() == Permission.OPEN;
      assertThat(status(route, "Authorization", "Bearer forged")).as("%s", route).isEqualTo(401);
      if (!open) {
        assertThat(status(route, "", "")).as("%s", route).isEqualTo(401);
        assertThat(status(route, "Cookie", "truceline=" + "A".repeat(43)))
            .as("%s", route)
            .isEqualTo(401);
        int status = status(route, "Authorization", "Bearer " + issued.text());
        assertThat(status == 403)
            .as("%s: %d", route, status)
            .isEqualTo(route.permission() != Permission.REPORT);
      }
    }
  }

  @Test
  void somebodyComesInAndGoes() throws Exception {
    String first = enter("kim", Role.OBSERVER);
    HttpResponse<String> wrong =
        form("/log-in?lang=ko", origin(), "name", "kim", "passphrase", "wrong passphrase");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("이름과 암호 문구가 맞지 않거나");
    HttpResponse<String> right = form("/log-in", origin(), "name", "Kim", "passphrase", PASSPHRASE);
    assertThat(right.statusCode()).isEqualTo(303);
    String cookie = cookie(right);
    assertThat(cookie).isNotEqualTo(first);
    HttpResponse<String> foreign =
        form("/log-in", "https://evil.example", "name", "kim", "passphrase", PASSPHRASE);
    assertThat(foreign.statusCode()).isEqualTo(403);
    HttpResponse<String> gone =
        send(
            HttpRequest.newBuilder(URI.create(origin() + "/log-out"))
                .header("Cookie", cookie)
                .header("Origin", origin())
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(gone.statusCode()).isEqualTo(303);
    assertThat(
            status(
                new org.truceline.doors.Route("GET", "/api/v1/me", Permission.SEE_POSITIONS),
                "Cookie",
                cookie))
        .isEqualTo(401);
    assertThat(TOLD).anyMatch(DoorEvent.LoggedIn.class::isInstance);
    assertThat(TOLD).anyMatch(DoorEvent.LoggedOut.class::isInstance);
  }

  @Test
  void aMistypedPassphraseLeavesTheLink() throws Exception {
    Secret link = invite("lee", Role.OBSERVER);
    HttpResponse<String> twice =
        form("/welcome", origin(), "link", link.text(), "passphrase", PASSPHRASE, "again", "x");
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(twice.body()).contains("not the same").doesNotContain(link.text(), PASSPHRASE);
    HttpResponse<String> late =
        form("/welcome", origin(), "link", "none", "passphrase", PASSPHRASE, "again", PASSPHRASE);
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body()).contains("This link opens nothing");
  }
}
