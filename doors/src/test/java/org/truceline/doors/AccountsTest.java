package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.truceline.doors.House.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.Because;

/** What may be changed of accounts, and what the record hears of it. */
class AccountsTest {
  @TempDir Path folder = Path.of("never");

  private static final AccountName KIM = new AccountName("kim");

  private static String whyNot(Optional<Because> answer) {
    return answer.map(Because::message).orElse("");
  }

  @Test
  void theFirstStartGivesOneLinkForTheAdministratorAndTheNextNone() throws IOException {
    House house = new House(folder);
    People.FirstStart first = house.people.firstStart(house.chance, NOON);
    assertThat(first).isInstanceOf(People.FirstStart.Link.class);
    Invitation.Link link = ((People.FirstStart.Link) first).link();
    assertThat(link.path()).matches("/welcome#[A-Za-z0-9_-]{43}");
    assertThat(link.toString()).isEqualTo("Link[administrator]");
    assertThat(Files.readString(house.file.path()))
        .doesNotContain(link.path().substring("/welcome#".length()));
    assertThat(house.people.firstStart(house.chance, NOON))
        .isEqualTo(new People.FirstStart.NotFirst());
    LogIn answer =
        house
            .door
            .logIns()
            .withLink(
                link.path().substring("/welcome#".length()),
                House.PASSPHRASE,
                House.post("/log-in"),
                NOON);
    String cookie = House.cookie(answer);
    assertThat(house.door.admit(House.asked("POST", "/accounts", cookie, ""), NOON).status())
        .isEqualTo(200);
    assertThat(house.told)
        .extracting(one -> one.getClass().getSimpleName())
        .containsExactly("AccountAdded", "Invited", "PassphraseSet", "LoggedIn");
  }

  @Test
  void aFirstStartThatCannotWriteSaysSo() throws IOException {
    House house = new House(folder);
    Files.createDirectory(folder.resolve("people.lock"));
    assertThat(house.people.firstStart(house.chance, NOON))
        .isInstanceOf(People.FirstStart.Failed.class);
  }

  @Test
  void theLastAdministratorStays() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.ADMINISTRATOR);
    house.invite("lee", Role.ADMINISTRATOR); // Has never come in, and so is none yet.
    assertThat(whyNot(house.people.change(all -> all.disable(KIM, "kim", NOON))))
        .isEqualTo("doors.last-administrator");
    assertThat(
            whyNot(
                house.people.change(
                    all -> all.changeRoles(KIM, Set.of(Role.AUDITOR), "kim", NOON))))
        .isEqualTo("doors.last-administrator");
    house.add("park", Role.ADMINISTRATOR);
    House.made(house.people.change(all -> all.disable(KIM, "park", NOON)));
    assertThat(whyNot(house.people.change(all -> all.disable(KIM, "park", NOON))))
        .isEqualTo("doors.is-disabled");
  }

  @Test
  void everyRefusalIsSaid() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    AccountName none = new AccountName("none");
    Digest digest = Digest.of("x");
    assertThat(whyNot(house.people.change(all -> all.disable(none, "a", NOON))))
        .isEqualTo("doors.no-such-account");
    assertThat(
            whyNot(
                house.people.change(all ->
                    all.add(
                        Account.invited(
                            KIM, Set.of(Role.AUDITOR), List.of("en"), NOON, house.chance),
                        digest,
                        NOON,
                        "a",
                        NOON))))
        .isEqualTo("doors.account-exists");
    assertThat(
            whyNot(
                house.people.change(all -> all.changeRoles(KIM, Set.of(Role.OBSERVER), "a", NOON))))
        .isEqualTo("doors.roles-as-they-were");
    assertThat(whyNot(house.people.change(all -> all.removePasskey(KIM, "x", "a", NOON))))
        .isEqualTo("doors.no-such-passkey");
    assertThat(whyNot(house.people.change(all -> all.revoke(new TokenId("abcdefgh"), "a", NOON))))
        .isEqualTo("doors.no-such-token");
    Passkey passkey = new Passkey("aWQ", "a2V5", 0, "x", NOON);
    House.made(house.people.change(all -> all.addPasskey(KIM, passkey, "kim", NOON)));
    assertThat(whyNot(house.people.change(all -> all.addPasskey(KIM, passkey, "kim", NOON))))
        .isEqualTo("doors.passkey-known");
    for (int i = 1; i < Account.MOST_PASSKEYS; i++) {
      Passkey next = new Passkey("aWQ" + i, "a2V5", 0, "x", NOON);
      House.made(house.people.change(all -> all.addPasskey(KIM, next, "kim", NOON)));
    }
    Passkey more = new Passkey("bW9yZQ", "a2V5", 0, "x", NOON);
    assertThat(whyNot(house.people.change(all -> all.addPasskey(KIM, more, "kim", NOON))))
        .isEqualTo("doors.too-many-passkeys");
  }

  @Test
  void aChangeFromTheCommandLineHoldsAtOnceAndIsTold() throws IOException {
    House house = new House(folder);
    String cookie = house.add("kim", Role.OBSERVER);
    house.told.clear();
    // Another process writes the file.
    new PeopleFile(house.file.path()).change(all -> all.disable(KIM, DoorEvent.COMMAND_LINE, NOON));
    assertThat(house.door.admit(House.asked("GET", "/", cookie, ""), NOON).status()).isEqualTo(401);
    assertThat(house.told)
        .extracting(one -> one.getClass().getSimpleName())
        .containsExactly("AccountDisabled", "LoggedOut", "Refused");
    assertThat(house.people.now(NOON).untold()).isEmpty();
  }

  @Test
  void whatWasChangedWhileTheConsoleWasOffIsToldAtItsStartOnce() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    new PeopleFile(house.file.path()).change(all -> all.disable(KIM, DoorEvent.COMMAND_LINE, NOON));
    List<DoorEvent> told = new ArrayList<>();
    House.open(house.file, told);
    assertThat(told)
        .containsExactly(new DoorEvent.AccountDisabled(NOON, DoorEvent.COMMAND_LINE, KIM));
    List<DoorEvent> again = new ArrayList<>();
    House.open(house.file, again);
    assertThat(again).isEmpty();
  }

  @Test
  void aChangeThatTheRecordDidNotTakeIsToldAgain() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.OBSERVER);
    new PeopleFile(house.file.path()).change(all -> all.disable(KIM, DoorEvent.COMMAND_LINE, NOON));
    assertThatThrownBy(() ->
            People.open(
                house.file,
                event -> {
                  throw new IllegalStateException("the record is full");
                }))
        .hasMessage("the record is full");
    List<DoorEvent> told = new ArrayList<>();
    House.open(house.file, told);
    assertThat(told).hasSize(1);
  }

  @Test
  void aFileThatBecomesUnreadableChangesNothingAndIsToldOnce() throws IOException {
    House house = new House(folder);
    String cookie = house.add("kim", Role.OBSERVER);
    house.told.clear();
    Files.writeString(house.file.path(), "nonsense");
    for (int i = 0; i < 3; i++) {
      assertThat(house.door.admit(House.asked("GET", "/", cookie, ""), NOON).status())
          .isEqualTo(200);
    }
    assertThat(house.told).hasSize(1);
    assertThat(house.told.getFirst()).isInstanceOf(DoorEvent.PeopleUnreadable.class);
    Files.delete(house.file.path());
    assertThat(house.door.admit(House.asked("GET", "/", cookie, ""), NOON).status()).isEqualTo(200);
    assertThat(house.told).hasSize(2);
    assertThat(People.open(new PeopleFile(folder), event -> {}))
        .isInstanceOf(People.Opening.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kim", "이서연", "o'neil", "a b", "", "-x", "Kim", "KİM", "x\u0000", "..", "a.b-c_1"})
  void aNameIsTheSameHoweverItIsTyped(String typed) {
    Optional<AccountName> name = AccountName.find(typed);
    boolean good = Set.of("kim", "이서연", "Kim", "a.b-c_1").contains(typed);
    assertThat(name.isPresent() || typed.equals("KİM"))
        .as(typed)
        .isEqualTo(good || typed.equals("KİM"));
    name.ifPresent(one -> assertThat(AccountName.find(one.text())).contains(one));
    assertThat(AccountName.find("\u1112\u1161\u11ab")).contains(new AccountName("한"));
    assertThat(AccountName.find("x".repeat(65))).isEmpty();
  }

  @Test
  void aTokenSaysForWhomItReports() {
    assertThatThrownBy(() -> new Scope(Set.of(Permission.REPORT), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scope(Set.of(Permission.EXPORT), Set.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scope(Set.of(Permission.CHANGE_ACCOUNTS), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    Scope scope = new Scope(Set.of(Permission.REPORT, Permission.EXPORT), Set.of("b", "a"));
    assertThat(scope.text()).isEqualTo("report export source:a source:b");
    assertThat(Scope.of(scope.text())).isEqualTo(scope);
    assertThatThrownBy(
            () -> ApiToken.draw("x", scope, NOON, NOON.plus(Duration.ofDays(367)), new Random(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
