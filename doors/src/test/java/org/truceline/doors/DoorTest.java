package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;
import static org.truceline.doors.House.asked;
import static org.truceline.doors.House.get;
import static org.truceline.doors.House.post;
import static org.truceline.doors.House.why;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the door lets through, whom it turns away, and what it tells of them. */
class DoorTest {
  @TempDir Path folder = Path.of("never");

  private House house() throws IOException {
    return new House(folder);
  }

  @Test
  void whoeverIsKnownTakesWhatTheirRolesMay() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.OBSERVER);
    Admission answer = house.door.admit(asked("GET", "/tracks/{id}", cookie, ""), NOON);
    assertThat(answer).isInstanceOf(Admission.Admitted.class);
    Admission.Admitted admitted = (Admission.Admitted) answer;
    assertThat(admitted.who()).isEqualTo(new Who.Person(new AccountName("kim")));
    assertThat(admitted.roles()).containsExactly(Role.OBSERVER);
    assertThat(admitted.may(Permission.REPORT)).isTrue();
    assertThat(admitted.may(Permission.CHANGE_ACCOUNTS)).isFalse();
    assertThat(admitted.maySpeakFor("any post")).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(house.door.admit(asked("HEAD", "/", cookie, ""), NOON).status()).isEqualTo(200);
  }

  @Test
  void whoeverIsNotKnownSeesOnlyWhatIsOpen() throws IOException {
    House house = house();
    assertThat(house.door.admit(get("/log-in"), NOON))
        .isEqualTo(new Admission.Admitted(new Who.Anyone(), Set.of(), ""));
    Admission refused = house.door.admit(get("/tracks/{id}"), NOON);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(why(refused)).isEqualTo("doors.not-logged-in");
    assertThat(house.told)
        .containsExactly(
            new DoorEvent.Refused(
                NOON,
                "",
                "GET",
                "/tracks/{id}",
                401,
                org.truceline.terms.Because.of("doors.not-logged-in"),
                "10.0.3.0/24",
                1));
  }

  @Test
  void whatNoRoleOfTheirsMayIsRefusedAndTold() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.OBSERVER);
    house.told.clear();
    Admission refused = house.door.admit(asked("POST", "/accounts", cookie, ""), NOON);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(why(refused)).isEqualTo("doors.not-your-role");
    assertThat(house.told).hasSize(1);
    assertThat(((DoorEvent.Refused) house.told.getFirst()).who()).isEqualTo("kim");
  }

  @Test
  void aRouteThatIsNotInTheTableIsOpenToNobodyAndItsPathIsNotTold() throws IOException {
    House house = house();
    String cookie =
        house.add("kim", Role.OBSERVER, Role.ADMINISTRATOR, Role.DUTY_OFFICER, Role.AUDITOR);
    Admission refused = house.door.admit(asked("GET", "/secret-of-somebody", cookie, ""), NOON);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(house.told.getLast().toString()).doesNotContain("secret-of-somebody");
    assertThat(house.door.admit(asked("PUT", "/", cookie, ""), NOON).status()).isEqualTo(403);
  }

  @Test
  void aForgedCookieIsRefusedAndStillSeesTheLogInPage() throws IOException {
    House house = house();
    house.add("kim", Role.OBSERVER);
    for (String value :
        new String[] {"", "x", "A".repeat(43), "A".repeat(44), "../../etc", "\u0000".repeat(43)}) {
      String cookie = "__Host-truceline=" + value;
      Admission refused = house.door.admit(asked("GET", "/", cookie, ""), NOON);
      assertThat(why(refused)).as(value).isEqualTo("doors.session-unknown");
      assertThat(house.door.admit(asked("GET", "/log-in", cookie, ""), NOON).status())
          .isEqualTo(200);
    }
    Admission refused =
        house.door.admit(asked("GET", "/", "truceline=" + "A".repeat(43), ""), NOON);
    assertThat(why(refused)).isEqualTo("doors.not-logged-in");
  }

  @Test
  void twoCookiesOfOneNameAreNotChosenBetween() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.OBSERVER);
    String two = cookie + "; __Host-truceline=" + "A".repeat(43);
    assertThat(why(house.door.admit(asked("GET", "/", two, ""), NOON)))
        .isEqualTo("doors.session-unknown");
    assertThat(house.door.admit(asked("GET", "/", "theme=dark; " + cookie, ""), NOON).status())
        .isEqualTo(200);
  }

  @Test
  void guessingCookiesIsSlowedDown() throws IOException {
    House house = house();
    String cookie = "__Host-truceline=" + "A".repeat(43);
    int refused = 0;
    while (house.door.admit(asked("GET", "/", cookie, ""), NOON).status() == 401) {
      refused++;
    }
    assertThat(refused).isEqualTo(Limits.DEFAULT.refused().burst());
    // Told once and then counted: nobody fills the record by knocking.
    assertThat(house.told).hasSize(2);
    house.door.settle(NOON.plusSeconds(61));
    assertThat(house.told.get(2)).isInstanceOf(DoorEvent.Refused.class);
    assertThat(((DoorEvent.Refused) house.told.get(2)).times()).isEqualTo(refused - 1);
  }

  @Test
  void aTokenOpensItsScopeAndNothingElse() throws IOException {
    House house = house();
    String token = house.token(Duration.ofDays(30), REPORTS);
    Request reports = asked("POST", "/api/reports", "", "Bearer " + token);
    Admission.Admitted admitted = (Admission.Admitted) house.door.admit(reports, NOON);
    assertThat(admitted.maySpeakFor("gate-7")).isTrue();
    assertThat(admitted.maySpeakFor("gate-8")).isFalse();
    Admission other = house.door.admit(asked("GET", "/", "", "Bearer " + token), NOON);
    assertThat(other.status()).isEqualTo(403);
    assertThat(why(other)).isEqualTo("doors.token-scope");
    assertThat(house.told.getLast().toString()).doesNotContain(token);
    assertThat(house.door.admit(asked("DELETE", "/", "", "Bearer " + token), NOON).status())
        .isEqualTo(403);
  }

  private static final Scope REPORTS = new Scope(Set.of(Permission.REPORT), Set.of("gate-7"));

  @Test
  void anExpiredTokenOpensNothingFromThatMomentOn() throws IOException {
    House house = house();
    String token = house.token(Duration.ofDays(30), REPORTS);
    Request reports = asked("POST", "/api/reports", "", "Bearer " + token);
    Instant end = NOON.plus(Duration.ofDays(30));
    assertThat(house.door.admit(reports, end.minusNanos(1)).status()).isEqualTo(200);
    Admission refused = house.door.admit(reports, end);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(why(refused)).isEqualTo("doors.token-expired");
  }

  @Test
  void aRevokedTokenOpensNothing() throws IOException {
    House house = house();
    String token = house.token(Duration.ofDays(30), REPORTS);
    TokenId id = house.people.now(NOON).tokens().getFirst().id();
    House.made(house.people.change(before -> before.revoke(id, "administrator", NOON)));
    assertThat(why(house.door.admit(asked("POST", "/api/reports", "", "Bearer " + token), NOON)))
        .isEqualTo("doors.token-unknown");
  }

  @Test
  void aForgedTokenIsRefusedWhateverItsForm() throws IOException {
    House house = house();
    String token = house.token(Duration.ofDays(30), REPORTS);
    String flipped =
        token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);
    String start = "truceline_abcdefgh_" + "A".repeat(43);
    String wellFormed = start + "_" + Digest.of(start).hex().substring(0, 8);
    assertThat(ApiToken.isWellFormed(wellFormed)).isTrue();
    assertThat(ApiToken.isWellFormed(flipped)).isFalse();
    for (String authorization :
        new String[] {
          "Bearer " + flipped,
          "Bearer " + wellFormed,
          "Bearer ",
          "Bearer",
          "Basic a2ltOng=",
          token,
          "Bearer " + token + " " + token,
          "Bearer " + token + ", Bearer " + token,
          "Bearer " + "x".repeat(100_000)
        }) {
      Admission refused = house.door.admit(asked("POST", "/api/reports", "", authorization), NOON);
      assertThat(refused.status()).as(authorization).isEqualTo(401);
      assertThat(house.told.getLast().toString()).doesNotContain(token);
    }
    assertThat(
            house.door.admit(asked("POST", "/api/reports", "", "bearer " + token), NOON).status())
        .isEqualTo(200);
  }

  @Test
  void aTokenDoesNotHideBehindACookie() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.DUTY_OFFICER);
    Admission refused = house.door.admit(asked("GET", "/", cookie, "Bearer x"), NOON);
    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void lastUseOfATokenIsKeptToTheHour() throws IOException {
    House house = house();
    String token = house.token(Duration.ofDays(30), REPORTS);
    Request reports = asked("POST", "/api/reports", "", "Bearer " + token);
    house.door.admit(reports, NOON.plus(Duration.ofMinutes(30)));
    house.door.settle(NOON.plus(Duration.ofMinutes(31)));
    assertThat(house.people.now(NOON).tokens().getFirst().lastUsed()).isEqualTo(NOON);
    Instant later = NOON.plus(Duration.ofHours(2));
    house.door.admit(reports, later);
    house.door.settle(later.plusSeconds(1));
    assertThat(house.people.now(NOON).tokens().getFirst().lastUsed()).isEqualTo(later);
  }

  @Test
  void aForeignPageChangesNothingAndListensToNothing() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.DUTY_OFFICER);
    Request own = asked("POST", "/api/reports", cookie, "");
    assertThat(house.door.admit(own, NOON).status()).isEqualTo(200);
    assertThat(crossSite(house, own, "https://evil.example", "cross-site"))
        .isEqualTo("doors.cross-origin");
    assertThat(crossSite(house, own, "null", "")).isEqualTo("doors.cross-origin");
    assertThat(crossSite(house, own, "", "cross-site")).isEqualTo("doors.cross-site");
    assertThat(crossSite(house, own, "", "same-site")).isEqualTo("doors.cross-site");
    assertThat(crossSite(house, own, "", "none")).isEqualTo("doors.cross-site");
    assertThat(crossSite(house, own, House.ORIGIN, "cross-site")).isEqualTo("doors.cross-site");
    assertThat(crossSite(house, own, "", "")).isEqualTo("doors.no-origin");
    Request live = asked("WS", "/live", cookie, "");
    assertThat(crossSite(house, live, "https://evil.example", "")).isEqualTo("doors.cross-origin");
    assertThat(crossSite(house, live, House.ORIGIN, "")).isEmpty();
    Request read = asked("GET", "/", cookie, "");
    assertThat(crossSite(house, read, "https://evil.example", "")).isEqualTo("doors.cross-origin");
    // A link in a mail leads to the page; the browser does not send the cookie with it.
    assertThat(crossSite(house, get("/log-in"), "", "cross-site")).isEmpty();
    // A foreign page must not log its own account in either.
    assertThat(crossSite(house, post("/log-in"), "https://evil.example", "cross-site"))
        .isEqualTo("doors.cross-origin");
  }

  private static String crossSite(House house, Request like, String origin, String fetchSite) {
    return why(house.door.admit(with(like, origin, fetchSite, "", like.host()), NOON));
  }

  private static Request with(
      Request like, String origin, String fetchSite, String pageToken, String host) {
    return new Request(
        like.method(),
        like.route(),
        host,
        like.cookie(),
        like.authorization(),
        origin,
        fetchSite,
        pageToken,
        like.address());
  }

  @Test
  void aPageThatShowsItsTokenNeedsNoOtherWord() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.DUTY_OFFICER);
    Request own = asked("POST", "/api/reports", cookie, "");
    String pageToken = ((Admission.Admitted) house.door.admit(own, NOON)).pageToken();
    assertThat(pageToken).hasSize(64).doesNotContain(cookie.split("=", 2)[1]);
    Request shown = with(own, "", "", pageToken, own.host());
    assertThat(house.door.admit(shown, NOON).status()).isEqualTo(200);
    Request wrong = with(own, "", "", pageToken.replace('a', 'b'), own.host());
    assertThat(why(house.door.admit(wrong, NOON))).isEqualTo("doors.no-origin");
    String another = house.add("lee", Role.DUTY_OFFICER);
    Request others =
        with(asked("POST", "/api/reports", another, ""), "", "", pageToken, own.host());
    assertThat(why(house.door.admit(others, NOON))).isEqualTo("doors.no-origin");
  }

  @Test
  void aNameThatSomebodyPointsHereIsNotOurs() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.DUTY_OFFICER);
    Request rebound = with(asked("GET", "/", cookie, ""), "", "", "", "evil.example:8443");
    assertThat(why(house.door.admit(rebound, NOON))).isEqualTo("doors.foreign-host");
    Request none = with(asked("GET", "/", cookie, ""), "", "", "", "");
    assertThat(why(house.door.admit(none, NOON))).isEqualTo("doors.foreign-host");
  }

  @Test
  void theDemoAsksNobodyAndAnswersItsOwnMachineOnly() throws IOException {
    House house =
        new House(
            folder,
            House.settings(
                DoorSettings.Entrance.LOOPBACK_ONLY,
                "http://127.0.0.1:8080",
                "http://localhost:8080",
                "http://[::1]:8080"));
    assertThat(demo(house, "GET", "/tracks/{id}", "", "127.0.0.1")).isEmpty();
    assertThat(demo(house, "GET", "/tracks/{id}", "", "::1")).isEmpty();
    assertThat(demo(house, "POST", "/accounts", "http://localhost:8080", "127.0.0.1")).isEmpty();
    assertThat(demo(house, "GET", "/", "", "10.0.0.1")).isEqualTo("doors.loopback-only");
    assertThat(demo(house, "GET", "/", "", "nonsense")).isEqualTo("doors.loopback-only");
    assertThat(demo(house, "GET", "/none", "", "127.0.0.1")).isEqualTo("doors.no-such-route");
    assertThat(demo(house, "POST", "/accounts", "https://evil.example", "127.0.0.1"))
        .isEqualTo("doors.cross-origin");
    assertThat(demo(house, "POST", "/accounts", "", "127.0.0.1")).isEqualTo("doors.no-origin");
  }

  private static String demo(
      House house, String method, String route, String origin, String address) {
    String host = origin.isEmpty() ? "127.0.0.1:8080" : "localhost:8080";
    return why(
        house.door.admit(new Request(method, route, host, "", "", origin, "", "", address), NOON));
  }

  @Test
  void whoAsksTooMuchWaitsAndTheOthersDoNot() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.OBSERVER);
    String other = house.add("lee", Role.OBSERVER);
    Admission answer = house.door.admit(asked("GET", "/", cookie, ""), NOON);
    int asked = 1;
    while (answer.status() == 200) {
      answer = house.door.admit(asked("GET", "/", cookie, ""), NOON);
      asked++;
    }
    assertThat(answer).isInstanceOf(Admission.TooMany.class);
    assertThat(asked).isEqualTo(Limits.DEFAULT.account().burst() + 1);
    Duration wait = ((Admission.TooMany) answer).retryAfter();
    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
    assertThat(house.door.admit(asked("GET", "/", other, ""), NOON).status()).isEqualTo(200);
    assertThat(house.door.admit(asked("GET", "/", cookie, ""), NOON.plus(wait)).status())
        .isEqualTo(200);
  }

  @Test
  void nothingThatIsPrintedHoldsASecret() throws IOException {
    House house = house();
    String cookie = house.add("kim", Role.OBSERVER);
    String token = house.token(Duration.ofDays(1), REPORTS);
    Request asked = asked("GET", "/", cookie, "Bearer " + token);
    assertThat(asked.toString()).isEqualTo("Request[GET /]");
    assertThat(house.people.now(NOON).toString())
        .doesNotContain("argon2", cookie.split("=", 2)[1], token);
    assertThat(house.told.toString()).doesNotContain(House.PASSPHRASE, token);
    assertThat(Secret.draw(house.chance).toString()).isEqualTo("Secret[…]");
  }
}
