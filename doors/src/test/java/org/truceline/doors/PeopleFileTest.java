package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.truceline.doors.House.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truceline.terms.Because;

/** The file of people is whole or refused, and never half. */
class PeopleFileTest {
  @TempDir Path folder = Path.of("never");

  private final Random chance = new Random(7);

  private Accounts.Change add(Accounts before, String name) {
    return before.add(
        Account.invited(
            new AccountName(name), Set.of(Role.OBSERVER), List.of("ko", "en"), NOON, chance),
        Secret.draw(chance).digest(),
        NOON.plus(Invitation.LASTS),
        DoorEvent.COMMAND_LINE,
        NOON);
  }

  private Accounts kept(PeopleFile.Kept kept) {
    assertThat(kept).isInstanceOf(PeopleFile.Kept.Done.class);
    return ((PeopleFile.Kept.Done) kept).accounts();
  }

  private static Accounts read(PeopleFile file) {
    assertThat(file.read()).isInstanceOf(PeopleFile.Reading.Read.class);
    return ((PeopleFile.Reading.Read) file.read()).accounts();
  }

  private static Because damage(PeopleFile file) {
    assertThat(file.read()).isInstanceOf(PeopleFile.Reading.Damaged.class);
    return ((PeopleFile.Reading.Damaged) file.read()).why();
  }

  /** A file with everything in it that a file can hold. */
  private PeopleFile full() throws IOException {
    House house = new House(folder);
    house.add("kim", Role.DUTY_OFFICER, Role.LIAISON);
    house.invite("이서연", Role.SURVEYOR);
    AccountName kim = new AccountName("kim");
    house.token(Duration.ofDays(5), new Scope(Set.of(Permission.REPORT), Set.of("gate-7")));
    house.file.settle(before ->
        ((Accounts.Change.Made)
                before.addPasskey(kim, new Passkey("aWQ", "a2V5", 3, "대대 열쇠", NOON), "kim", NOON))
            .after());
    return house.file;
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    PeopleFile file = full();
    Accounts accounts = read(file);
    assertThat(accounts.accounts()).hasSize(2);
    assertThat(accounts.find(new AccountName("kim")).orElseThrow().passkeys()).hasSize(1);
    assertThat(accounts.untold()).hasSize(1);
    assertThat(PeopleText.read(PeopleText.write(accounts).getBytes(UTF_8)))
        .isEqualTo(new PeopleText.Reading.Read(accounts));
  }

  @Test
  void everyKindOfChangeIsReadAgainAsItWas() {
    AccountName kim = new AccountName("kim");
    Set<Role> roles = Set.of(Role.AUDITOR);
    TokenId token = new TokenId("abcdefg2");
    List<DoorEvent.Administered> all =
        List.of(
            new DoorEvent.AccountAdded(NOON, "a", kim, roles),
            new DoorEvent.RolesChanged(NOON, "a", kim, roles, Set.of(Role.ANALYST)),
            new DoorEvent.AccountDisabled(NOON, "a", kim),
            new DoorEvent.Invited(NOON, "a", kim, NOON),
            new DoorEvent.PassphraseSet(NOON, "a", kim),
            new DoorEvent.PasskeyAdded(NOON, "a", kim, "x"),
            new DoorEvent.PasskeyRemoved(NOON, "a", kim, "x"),
            new DoorEvent.TokenIssued(NOON, "a", token, "x", "report source:y", NOON),
            new DoorEvent.TokenRevoked(NOON, "a", token));
    assertThat(all)
        .extracting(one -> (Object) one.getClass())
        .containsExactlyInAnyOrder(
            (Object[]) DoorEvent.Administered.class.getPermittedSubclasses());
    List<Untold> untold = new ArrayList<>();
    all.forEach(one -> untold.add(new Untold(untold.size() + 1, one)));
    Accounts accounts = new Accounts(List.of(), List.of(), List.of(), untold, untold.size());
    assertThat(PeopleText.read(PeopleText.write(accounts).getBytes(UTF_8)))
        .isEqualTo(new PeopleText.Reading.Read(accounts));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    PeopleFile file = full();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(damage(file).message()).isEqualTo("doors.people-open-to-others");
  }

  @Test
  void noFileIsNoAccountsAndNotADamage() {
    assertThat(new PeopleFile(folder.resolve("none")).read())
        .isEqualTo(new PeopleFile.Reading.None());
  }

  @Test
  void aFolderOrAFileTooLargeIsRefused() {
    assertThat(damage(new PeopleFile(folder)).message()).isEqualTo("doors.people-not-a-file");
  }

  @Test
  void everyCutAndEveryChangedByteIsRefused() throws IOException {
    PeopleFile file = full();
    byte[] bytes = Files.readAllBytes(file.path());
    Accounts accounts = read(file);
    for (int cut = 0; cut < bytes.length; cut += 1 + bytes.length / 400) {
      assertThat(PeopleText.read(java.util.Arrays.copyOf(bytes, cut)))
          .as("cut at %d", cut)
          .isInstanceOf(PeopleText.Reading.Damaged.class);
    }
    for (int i = 0; i < 400; i++) {
      byte[] changed = bytes.clone();
      int at = chance.nextInt(bytes.length);
      changed[at] ^= (byte) (1 << chance.nextInt(8));
      assertThat(PeopleText.read(changed))
          .as("byte %d", at)
          .isInstanceOf(PeopleText.Reading.Damaged.class);
    }
    assertThat(read(file)).isEqualTo(accounts);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlaceEvenUnderARightDigest() throws IOException {
    String text = Files.readString(full().path());
    assertThat(place(text, "\"duty-officer\"", "\"general\"")).contains("there is no role general");
    assertThat(place(text, "\"generation\" :", "\"generations\" : 1, \"generation\" :"))
        .contains("generations");
    assertThat(place(text, "\"name\" : \"kim\"", "\"name\" : null")).contains("Null value");
    assertThat(place(text, "\"name\" : \"kim\"", "\"name\" : \"Kim\"")).contains("not the name");
    assertThat(place(text, "\"gate-7\"", "\"gate 7\"")).contains("64 sources");
    assertThat(place(text, "m=8192", "m=9999999")).contains("memory of 9999999");
    assertThat(place(text, "\"changes\" :", "\"changes\" : 7, \"changes\" :")).contains("changes");
  }

  /** Where and what is wrong after a change under a right digest. */
  private static String place(String text, String from, String to) {
    assertThat(text).contains(from);
    String body = text.substring(text.indexOf('\n') + 1).replace(from, to);
    String whole = "truceline-people 1 sha256:" + Digest.of(body).hex() + "\n" + body;
    PeopleText.Reading reading = PeopleText.read(whole.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(PeopleText.Reading.Damaged.class);
    Because why = ((PeopleText.Reading.Damaged) reading).why();
    if (why.message().equals("doors.people-path")) {
      assertThat(why.values().getFirst().toString()).contains("Accounts[\"");
    } else {
      assertThat(why.message()).isEqualTo("doors.people-place");
      assertThat(((Because.Count) why.values().getFirst()).count()).isGreaterThan(1);
    }
    return why.values().getLast().toString();
  }

  @ParameterizedTest
  @EnumSource(PeopleFile.Step.class)
  void aPowerCutLeavesTheOldFileOrTheNew(PeopleFile.Step step) throws IOException {
    PeopleFile file = new PeopleFile(folder.resolve("people"));
    Accounts before = kept(file.change(accounts -> add(accounts, "kim")));
    PeopleFile cut =
        new PeopleFile(
            folder.resolve("people"),
            reached -> {
              if (reached == step) {
                throw new Cut();
              }
            });
    assertThatThrownBy(() -> cut.change(accounts -> add(accounts, "lee"))).isInstanceOf(Cut.class);
    Accounts after = read(file);
    if (step == PeopleFile.Step.RENAMED) {
      assertThat(after.accounts()).hasSize(2);
    } else {
      assertThat(after).isEqualTo(before);
    }
    // Whatever was left behind does not stand in the way of the next change.
    kept(file.change(accounts -> add(accounts, "park")));
    assertThat(read(file).find(new AccountName("park"))).isPresent();
    try (var left = Files.list(folder)) {
      assertThat(left.map(one -> one.getFileName().toString()))
          .containsExactlyInAnyOrder("people", "people.lock");
    }
  }

  /** The power goes. */
  private static final class Cut extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void changesOfManyAtOnceAreAllKept() throws Exception {
    List<Future<PeopleFile.Kept>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 24; i++) {
        String name = "observer-" + i;
        all.add(
            threads.submit(() ->
                new PeopleFile(folder.resolve("people")).change(before -> add(before, name))));
      }
    }
    for (Future<PeopleFile.Kept> one : all) {
      kept(one.get());
    }
    Accounts accounts = read(new PeopleFile(folder.resolve("people")));
    assertThat(accounts.accounts()).hasSize(24);
    assertThat(accounts.changes()).isEqualTo(48);
  }

  @Test
  void whatCannotBeWrittenIsSaidAndChangesNothing() {
    PeopleFile nowhere = new PeopleFile(folder.resolve("none/people"));
    PeopleFile.Kept kept = nowhere.change(before -> add(before, "kim"));
    assertThat(kept).isInstanceOf(PeopleFile.Kept.NotDone.class);
    assertThat(((PeopleFile.Kept.NotDone) kept).why().message())
        .isEqualTo("doors.people-not-written");
  }

  @Test
  void aDamagedFileIsNeverWrittenOver() throws IOException {
    PeopleFile file = full();
    Files.writeString(file.path(), "truceline-people 2\n");
    assertThat(file.change(before -> add(before, "park")))
        .isInstanceOf(PeopleFile.Kept.NotDone.class);
    assertThat(Files.readString(file.path())).isEqualTo("truceline-people 2\n");
  }
}
