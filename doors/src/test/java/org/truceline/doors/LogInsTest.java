package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;
import static org.truceline.doors.House.PASSPHRASE;
import static org.truceline.doors.House.asked;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people come in by passphrase and by link, and how they do not. */
class LogInsTest {
  @TempDir Path folder = Path.of("never");

  private static String refusal(LogIn answer) {
    assertThat(answer).isInstanceOf(LogIn.Refused.class);
    return ((LogIn.Refused) answer).reason().message();
  }

  @Test
  void theRightPassphraseOpensInAnyUnicodeForm() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    String decomposed = java.text.Normalizer.normalize(PASSPHRASE, java.text.Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo(PASSPHRASE);
    String cookie = House.cookie(house.logIn(" Kim ", decomposed, NOON));
    assertThat(house.door.admit(asked("GET", "/", cookie, ""), NOON).status()).isEqualTo(200);
    assertThat(house.told.getLast())
        .isEqualTo(
            new DoorEvent.LoggedIn(
                NOON, new AccountName("kim"), DoorEvent.Means.PASSPHRASE, "10.0.3.0/24"));
  }

  @Test
  void theAnswerAndTheWorkAreTheSameWhoeverWasNamed() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    house.add("gone", Role.OBSERVER);
    house.invite("new", Role.OBSERVER);
    House.made(house.people.change(all -> all.disable(new AccountName("gone"), "kim", NOON)));
    for (String name : new String[] {"kim", "gone", "new", "nobody", "not a name", ""}) {
      long before = house.argon2.evaluations();
      assertThat(refusal(house.logIn(name, "wrong passphrase", NOON)))
          .isEqualTo("doors.log-in-wrong");
      assertThat(house.argon2.evaluations() - before).as(name).isEqualTo(1);
    }
    long before = house.argon2.evaluations();
    assertThat(refusal(house.logIn("gone", PASSPHRASE, NOON))).isEqualTo("doors.log-in-wrong");
    House.cookie(house.logIn("kim", PASSPHRASE, NOON));
    assertThat(house.argon2.evaluations() - before).isEqualTo(2);
  }

  @Test
  void aNameThatNobodyHasIsNotTold() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    house.logIn("my-passphrase-in-the-wrong-field", "kim", NOON);
    DoorEvent.LogInRefused told = (DoorEvent.LogInRefused) house.told.getLast();
    assertThat(told.who()).isEmpty();
    assertThat(house.told.toString()).doesNotContain("wrong-field");
    house.logIn("kim", "wrong passphrase", NOON);
    assertThat(((DoorEvent.LogInRefused) house.told.getLast()).who()).isEqualTo("kim");
  }

  @Test
  void eachFailureMakesTheNextTryWaitTwiceAsLong() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Instant now = NOON;
    for (int slip = 0; slip < 2; slip++) {
      assertThat(refusal(house.logIn("kim", "wrong passphrase", now)))
          .isEqualTo("doors.log-in-wrong");
    }
    long expected = 1;
    for (int more = 0; more < 8; more++) {
      assertThat(refusal(house.logIn("kim", "wrong passphrase", now)))
          .isEqualTo("doors.log-in-wrong");
      long work = house.argon2.evaluations();
      LogIn early = house.logIn("kim", PASSPHRASE, now);
      assertThat(early).isEqualTo(new LogIn.TooMany(Duration.ofSeconds(expected)));
      assertThat(house.argon2.evaluations()).as("waiting costs no work").isEqualTo(work);
      now = now.plusSeconds(expected);
      expected *= 2;
    }
    House.cookie(house.logIn("kim", PASSPHRASE, now));
    assertThat(refusal(house.logIn("kim", "wrong passphrase", now)))
        .isEqualTo("doors.log-in-wrong");
  }

  @Test
  void aPlaceThatTriesManyNamesWaitsToo() throws IOException {
    House house = new House(folder);
    int tries = 0;
    while (house.logIn("name-" + tries, "wrong passphrase", NOON) instanceof LogIn.Refused) {
      tries++;
    }
    assertThat(tries).isEqualTo(20);
  }

  @Test
  void guessingFromManyPlacesIsSlowedDownForTheOneAccount() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    int tries = 0;
    while (from(house, "10.9." + tries + ".1", "kim") instanceof LogIn.Refused) {
      tries++;
    }
    assertThat(tries).isEqualTo(Limits.DEFAULT.tries().burst());
    assertThat(from(house, "10.10.0.1", "lee")).isInstanceOf(LogIn.Refused.class);
  }

  private static LogIn from(House house, String address, String name) {
    Request asked =
        new Request("POST", "/log-in", "desk.lan:8443", "", "", House.ORIGIN, "", "", address);
    return house.door.logIns().withPassphrase(name, "wrong passphrase", asked, NOON);
  }

  @Test
  void aPassphraseWithoutEndIsRefusedWithoutWork() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    long before = house.argon2.evaluations();
    assertThat(refusal(house.logIn("kim", "x".repeat(1_000_000), NOON)))
        .isEqualTo("doors.log-in-wrong");
    assertThat(house.argon2.evaluations()).isEqualTo(before);
  }

  @Test
  void aLinkOpensOnceAndUntilItsEnd() throws IOException {
    House house = new House(folder);
    Secret link = house.invite("kim", Role.OBSERVER);
    House.cookie(house.door.logIns().withLink(link.text(), PASSPHRASE, House.post("/"), NOON));
    assertThat(
            refusal(house.door.logIns().withLink(link.text(), PASSPHRASE, House.post("/"), NOON)))
        .isEqualTo("doors.link-unknown");
    Secret late = house.invite("lee", Role.OBSERVER);
    Instant end = NOON.plus(Invitation.LASTS);
    assertThat(refusal(house.door.logIns().withLink(late.text(), PASSPHRASE, House.post("/"), end)))
        .isEqualTo("doors.link-unknown");
    for (String wrong : new String[] {"", "x", "A".repeat(43), late.text() + "=", "#"}) {
      assertThat(refusal(house.door.logIns().withLink(wrong, PASSPHRASE, House.post("/"), NOON)))
          .isEqualTo("doors.link-unknown");
    }
    House.cookie(
        house
            .door
            .logIns()
            .withLink(" " + late.text() + "\n", PASSPHRASE, House.post("/"), end.minusNanos(1)));
  }

  @Test
  void ofManyWhoUseOneLinkAtOnceOneComesIn() throws Exception {
    House house = new House(folder);
    Secret link = house.invite("kim", Role.OBSERVER);
    List<Future<LogIn>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        all.add(
            threads.submit(() ->
                house
                    .door
                    .logIns()
                    .withLink(link.text(), PASSPHRASE, House.post("/log-in"), NOON)));
      }
    }
    int in = 0;
    for (Future<LogIn> one : all) {
      in += one.get() instanceof LogIn.Entered ? 1 : 0;
    }
    assertThat(in).isEqualTo(1);
  }

  @Test
  void aPassphraseThatMayNotBeChosenLeavesTheLinkAsItIs() throws IOException {
    House house = new House(folder);
    Secret link = house.invite("kimminsu", Role.OBSERVER);
    assertThat(choose(house, link, "short")).isEqualTo("doors.passphrase-short");
    assertThat(choose(house, link, "x".repeat(257))).isEqualTo("doors.passphrase-long");
    assertThat(choose(house, link, "aaaaaaaaaaaaaaa")).isEqualTo("doors.passphrase-plain");
    assertThat(choose(house, link, "Kimminsu1234")).isEqualTo("doors.passphrase-plain");
    House.cookie(
        house.door.logIns().withLink(link.text(), PASSPHRASE, House.post("/log-in"), NOON));
  }

  private static String choose(House house, Secret link, String passphrase) {
    return refusal(
        house.door.logIns().withLink(link.text(), passphrase, House.post("/log-in"), NOON));
  }

  @Test
  void aNewPassphraseEndsTheOtherSessions() throws IOException {
    House house = new House(folder);
    String old = house.add("kim", Role.OBSERVER);
    AccountName kim = new AccountName("kim");
    String other = "three rivers, no bridge";
    assertThat(
            refusal(
                house
                    .door
                    .logIns()
                    .changePassphrase(kim, "wrong passphrase", other, House.post("/"), NOON)))
        .isEqualTo("doors.log-in-wrong");
    assertThat(
            refusal(
                house
                    .door
                    .logIns()
                    .changePassphrase(kim, PASSPHRASE, "short", House.post("/"), NOON)))
        .isEqualTo("doors.passphrase-short");
    assertThat(house.door.admit(asked("GET", "/", old, ""), NOON).status()).isEqualTo(200);
    String fresh =
        House.cookie(
            house.door.logIns().changePassphrase(kim, PASSPHRASE, other, House.post("/"), NOON));
    assertThat(house.door.admit(asked("GET", "/", old, ""), NOON).status()).isEqualTo(401);
    assertThat(house.door.admit(asked("GET", "/", fresh, ""), NOON).status()).isEqualTo(200);
    assertThat(refusal(house.logIn("kim", PASSPHRASE, NOON))).isEqualTo("doors.log-in-wrong");
    House.cookie(house.logIn("kim", other, NOON));
  }

  @Test
  void aHashIsMadeStrongerAtTheNextLogIn() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Strength stronger = new Strength(9_000, 1, 1);
    Door later =
        new Door(
            House.settings(DoorSettings.Entrance.ACCOUNTS, House.ORIGIN),
            RouteTable.of(House.ROUTES),
            house.people,
            new Argon2(stronger, house.chance),
            house.chance,
            house.told::add);
    House.cookie(later.logIns().withPassphrase("kim", PASSPHRASE, House.post("/log-in"), NOON));
    assertThat(house.people.now(NOON).accounts().getFirst().passphrase().strength())
        .isEqualTo(stronger);
    House.cookie(later.logIns().withPassphrase("kim", PASSPHRASE, House.post("/log-in"), NOON));
  }

  @Test
  void argonAgreesWithTheVectorOfTheRfcInFormAndWithItself() {
    Argon2 argon2 = new Argon2(House.QUICK, new Random(3));
    Passphrase kept = argon2.hash("열두 글자보다 긴 문구");
    assertThat(kept.text()).startsWith("$argon2id$v=19$m=8192,t=1,p=1$");
    assertThat(argon2.matches(kept, "열두 글자보다 긴 문구")).isTrue();
    assertThat(argon2.matches(kept, "열두 글자보다 긴 문장")).isFalse();
    assertThat(argon2.matches(Passphrase.NONE, "")).isFalse();
    assertThat(argon2.hash("same").text()).isNotEqualTo(argon2.hash("same").text());
    assertThat(Strength.DEFAULT).isEqualTo(new Strength(19_456, 2, 1));
  }

  @Test
  void logOutEndsTheSessionForGood() throws IOException {
    House house = new House(folder);
    String cookie = house.add("kim", Role.OBSERVER);
    SessionCookie gone = house.door.logOut(asked("POST", "/log-out", cookie, ""), NOON);
    assertThat(gone.header())
        .isEqualTo("__Host-truceline=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
    assertThat(house.door.admit(asked("GET", "/", cookie, ""), NOON).status()).isEqualTo(401);
    assertThat(house.told.stream().filter(DoorEvent.LoggedOut.class::isInstance)).hasSize(1);
  }

  @Test
  void changedRolesEndTheSession() throws IOException {
    House house = new House(folder);
    String cookie = house.add("kim", Role.OBSERVER, Role.DUTY_OFFICER);
    House.made(
        house.people.change(
            all -> all.changeRoles(new AccountName("kim"), Set.of(Role.OBSERVER), "a", NOON)));
    Admission refused = house.door.admit(asked("GET", "/", cookie, ""), NOON);
    assertThat(House.why(refused)).isEqualTo("doors.session-account-changed");
  }
}
