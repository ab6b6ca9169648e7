package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;
import static org.truceline.doors.House.ORIGIN;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.terms.Because;

/** A device is added and opens the door, and everything that looks nearly like it does not. */
class PasskeysTest {
  @TempDir Path folder = Path.of("never");

  private static final AccountName KIM = new AccountName("kim");

  private static Passkeys.Started.Question question(Passkeys.Started started) {
    assertThat(started).isInstanceOf(Passkeys.Started.Question.class);
    return (Passkeys.Started.Question) started;
  }

  private static String add(House house, Authenticator device, AccountName who)
      throws GeneralSecurityException {
    var question = question(house.door.passkeys().startAdding(who, NOON));
    return house
        .door
        .passkeys()
        .finishAdding(who, question.id(), "field phone", device.create(question.json()), NOON)
        .map(Because::message)
        .orElse("");
  }

  private static LogIn enter(House house, Authenticator device, Instant now)
      throws GeneralSecurityException {
    var question = question(house.door.passkeys().startEntering(now));
    return house
        .door
        .passkeys()
        .finishEntering(question.id(), device.get(question.json()), House.post("/log-in"), now);
  }

  @Test
  void aDeviceIsAddedAndOpensTheDoor() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Authenticator device = new Authenticator(ORIGIN, 1);
    assertThat(add(house, device, KIM)).isEmpty();
    Passkey kept = house.people.now(NOON).find(KIM).orElseThrow().passkeys().getFirst();
    assertThat(kept.label()).isEqualTo("field phone");
    device.count = 2;
    String cookie = House.cookie(enter(house, device, NOON));
    assertThat(house.door.admit(House.asked("GET", "/", cookie, ""), NOON).status()).isEqualTo(200);
    assertThat(house.told.getLast())
        .isEqualTo(new DoorEvent.LoggedIn(NOON, KIM, DoorEvent.Means.PASSKEY, "10.0.3.0/24"));
    assertThat(house.people.now(NOON).find(KIM).orElseThrow().passkeys().getFirst().signatures())
        .isEqualTo(2);
    assertThat(add(house, device, KIM)).isEqualTo("doors.passkey-wrong");
  }

  private static String refusal(LogIn answer) {
    assertThat(answer).isInstanceOf(LogIn.Refused.class);
    return ((LogIn.Refused) answer).reason().message();
  }

  @Test
  void aCopyOfADeviceIsFoundByItsCount() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Authenticator device = new Authenticator(ORIGIN, 1);
    add(house, device, KIM);
    device.count = 9;
    House.cookie(enter(house, device, NOON));
    device.count = 5;
    assertThat(refusal(enter(house, device, NOON))).isEqualTo("doors.passkey-wrong");
  }

  @Test
  void aDeviceThatDidNotKnowItsOwnerOpensNothing() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Authenticator device = new Authenticator(ORIGIN, 1);
    device.verifies = false;
    assertThat(add(house, device, KIM)).isEqualTo("doors.passkey-wrong");
    device.verifies = true;
    assertThat(add(house, device, KIM)).isEmpty();
    device.verifies = false;
    device.count = 2;
    assertThat(refusal(enter(house, device, NOON))).isEqualTo("doors.passkey-wrong");
  }

  @Test
  void anAnswerGivenToAnotherSiteOpensNothing() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Authenticator elsewhere = new Authenticator("https://desk.lan.evil.example", 1);
    assertThat(add(house, elsewhere, KIM)).isEqualTo("doors.passkey-wrong");
  }

  @Test
  void aDeviceOfNobodyOpensNothing() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    House other = new House(folder.resolve("other"));
    other.add("kim", Role.ADMINISTRATOR);
    Authenticator device = new Authenticator(ORIGIN, 1);
    assertThat(add(other, device, KIM)).isEmpty();
    assertThat(refusal(enter(house, device, NOON))).isEqualTo("doors.passkey-wrong");
  }

  @Test
  void aQuestionIsAnsweredOnceInTimeAndByWhoeverAsked() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    house.add("lee", Role.OBSERVER);
    Authenticator device = new Authenticator(ORIGIN, 1);
    var question = question(house.door.passkeys().startAdding(KIM, NOON));
    String answer = device.create(question.json());
    AccountName lee = new AccountName("lee");
    assertThat(finish(house, lee, question.id(), answer, NOON))
        .isEqualTo("doors.passkey-no-question");
    assertThat(finish(house, KIM, question.id(), answer, NOON))
        .isEqualTo("doors.passkey-no-question");
    var late = question(house.door.passkeys().startAdding(KIM, NOON));
    assertThat(finish(house, KIM, late.id(), device.create(late.json()), NOON.plus(Passkeys.LASTS)))
        .isEqualTo("doors.passkey-no-question");
    var old = question(house.door.passkeys().startAdding(KIM, NOON));
    var fresh = question(house.door.passkeys().startAdding(KIM, NOON));
    assertThat(finish(house, KIM, fresh.id(), device.create(old.json()), NOON))
        .isEqualTo("doors.passkey-wrong");
    assertThat(add(house, device, KIM)).isEmpty();
    var enter = question(house.door.passkeys().startEntering(NOON));
    String entering = device.get(enter.json());
    device.count++;
    LogIn first = house.door.passkeys().finishEntering(enter.id(), entering, House.post("/"), NOON);
    assertThat(first).isInstanceOf(LogIn.Refused.class); // Its count has not gone up.
    assertThat(
            refusal(
                house.door.passkeys().finishEntering(enter.id(), entering, House.post("/"), NOON)))
        .isEqualTo("doors.passkey-no-question");
  }

  private static String finish(
      House house, AccountName who, String id, String answer, Instant now) {
    Optional<Because> why = house.door.passkeys().finishAdding(who, id, "x", answer, now);
    return why.map(Because::message).orElse("");
  }

  @Test
  void aDisabledAccountAndARemovedDeviceOpenNothing() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    String session = house.add("lee", Role.OBSERVER);
    AccountName lee = new AccountName("lee");
    Authenticator device = new Authenticator(ORIGIN, 1);
    Authenticator others = new Authenticator(ORIGIN, 2);
    add(house, device, KIM);
    add(house, others, lee);
    device.count = 2;
    others.count = 2;
    House.made(house.people.change(all -> all.disable(KIM, "a", NOON)));
    assertThat(refusal(enter(house, device, NOON))).isEqualTo("doors.passkey-wrong");
    String id = house.people.now(NOON).find(lee).orElseThrow().passkeys().getFirst().id();
    House.made(house.people.change(all -> all.removePasskey(lee, id, "lee", NOON)));
    assertThat(refusal(enter(house, others, NOON))).isEqualTo("doors.passkey-wrong");
    // Whoever has the device may have the session on it.
    assertThat(house.door.admit(House.asked("GET", "/", session, ""), NOON).status())
        .isEqualTo(401);
  }

  @Test
  void aConsoleWithoutANameHasNoPasskeys() throws IOException {
    for (String origin : new String[] {"https://10.0.3.1:8443", "https://[fd00::1]:8443"}) {
      House house = new House(folder, House.settings(DoorSettings.Entrance.ACCOUNTS, origin));
      assertThat(house.door.passkeys().startEntering(NOON))
          .isInstanceOf(Passkeys.Started.NotHere.class);
      assertThat(house.door.passkeys().startAdding(KIM, NOON))
          .isInstanceOf(Passkeys.Started.NotHere.class);
    }
  }

  @Test
  void aLabelHasAnEnd() throws Exception {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    Authenticator device = new Authenticator(ORIGIN, 1);
    for (String label : new String[] {"", " ", "x".repeat(65), "a\nb"}) {
      var question = question(house.door.passkeys().startAdding(KIM, NOON));
      assertThat(
              house
                  .door
                  .passkeys()
                  .finishAdding(KIM, question.id(), label, device.create(question.json()), NOON)
                  .map(Because::message))
          .contains("doors.label");
    }
  }

  @Test
  void questionsWithoutEndTakeMemoryWithAnEnd() throws IOException {
    House house = new House(folder);
    for (int i = 0; i < Passkeys.MOST_QUESTIONS + 50; i++) {
      house.door.passkeys().startEntering(NOON);
    }
    assertThat(house.door.passkeys().count()).isEqualTo(Passkeys.MOST_QUESTIONS);
    house.door.settle(NOON.plus(Passkeys.LASTS));
    assertThat(house.door.passkeys().count()).isZero();
  }
}
