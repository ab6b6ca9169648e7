package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.io.TempDir;

/** What strangers and damaged disks may send, and what holds all the same. */
class DoorFuzzTest {
  @TempDir static Path temporary = Path.of("never");

  /** The inputs are JSON as it stands below the first line, under a digest that fits. */
  @FuzzTest
  void anyFileOfPeopleIsReadWholeOrRefused(byte[] bytes) {
    assertThat(PeopleText.read(bytes)).isNotNull();
    String body = new String(bytes, UTF_8);
    String whole = "truceline-people 1 sha256:" + Digest.of(body).hex() + "\n" + body;
    if (PeopleText.read(whole.getBytes(UTF_8)) instanceof PeopleText.Reading.Read(var accounts)) {
      assertThat(PeopleText.read(PeopleText.write(accounts).getBytes(UTF_8)))
          .isEqualTo(new PeopleText.Reading.Read(accounts));
    }
  }

  /** One header a line: cookie, authorization, origin, fetch site, page token, host, address. */
  @FuzzTest
  void noHeadersOfAStrangerOpenADoor(byte[] bytes) throws IOException {
    String[] lines = new String(bytes, UTF_8).split("\n", 7);
    Request asked =
        new Request(
            "POST",
            "/api/reports",
            line(lines, 5),
            line(lines, 0),
            line(lines, 1),
            line(lines, 2),
            line(lines, 3),
            line(lines, 4),
            line(lines, 6));
    Admission answer = house().door.admit(asked, NOON);
    assertThat(answer.status()).isIn(401, 403, 429);
    Request ours =
        new Request(
            "GET",
            "/tracks/{id}",
            "desk.lan:8443",
            line(lines, 0),
            line(lines, 1),
            "",
            "",
            "",
            "10.0.0.1");
    assertThat(house().door.admit(ours, NOON).status()).isIn(401, 429);
  }

  private static String line(String[] lines, int index) {
    return index < lines.length ? lines[index] : "";
  }

  @FuzzTest
  void noAnswerOfAStrangersDeviceOpensADoor(byte[] bytes)
      throws IOException, GeneralSecurityException {
    House house = house();
    String answer = new String(bytes, UTF_8);
    var started = (Passkeys.Started.Question) house.door.passkeys().startEntering(NOON);
    assertThat(house.door.passkeys().finishEntering(started.id(), answer, House.post("/"), NOON))
        .isInstanceOf(LogIn.Refused.class);
    AccountName kim = new AccountName("kim");
    var adding = (Passkeys.Started.Question) house.door.passkeys().startAdding(kim, NOON);
    assertThat(house.door.passkeys().finishAdding(kim, adding.id(), "x", answer, NOON)).isPresent();
    assertThat(house.door.passkeys().finishEntering(answer, "", House.post("/"), NOON))
        .isInstanceOf(LogIn.Refused.class);
  }

  @FuzzTest
  void anyKeysOfTlsAreTakenOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(temporary.resolve("key.pem"), bytes);
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    assertThat(TlsKeys.load(new Tls.Pem(file, file), NOON)).isNotNull();
    assertThat(TlsKeys.load(new Tls.Pkcs12(file, file), NOON)).isNotNull();
  }

  /** One house for all inputs: what strangers send must not change it. */
  private static House house() throws IOException {
    if (HOUSE.isEmpty()) {
      House house = new House(temporary.resolve("house"));
      house.add("kim", Role.OBSERVER);
      HOUSE.add(house);
    }
    House house = HOUSE.getFirst();
    house.told.clear();
    return house;
  }

  private static final java.util.List<House> HOUSE = new java.util.ArrayList<>();
}
