package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.note.SigningKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two parties and a reader, by the command line, while the desk that keeps the record runs. */
class RecordCommandTest {
  @TempDir Path home;
  private Log log;
  private String vkey = "";

  private String at(String name) {
    return home.resolve(name).toString();
  }

  private static Run record(String... arguments) {
    List<String> all = new ArrayList<>(List.of("record"));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(new String[0]));
  }

  @BeforeEach
  void southKeepsARecord() throws IOException {
    Run key = record("keygen", "south.example/2026", "--out", at("south.secret"));
    assertThat(key.status()).as(key.err()).isZero();
    vkey = key.out().lines().findFirst().orElseThrow();
    Files.writeString(home.resolve("south.key"), "# of the south\n" + vkey + "\n");
    Run witness = record("keygen", "north.example/w", "--witness", "--out", at("north.secret"));
    List<String> north = witness.out().lines().filter(line -> line.startsWith("north")).toList();
    assertThat(north).hasSize(2);
    Files.writeString(
        home.resolve("policy"),
        "log %s\nwitness a %s\nwitness b %s\ngroup north any a b\nquorum north\n"
            .formatted(vkey, north.get(0), north.get(1)));
    SigningKey secret =
        SigningKey.parse(Files.readString(home.resolve("south.secret"))).orElseThrow();
    log =
        ((Log.Opened)
                Log.open(Disk.REAL, home.resolve("south"), secret, home.resolve("south.high")))
            .log();
    append(300);
  }

  private void append(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("entry " + (log.written() + i) + "\n").getBytes(UTF_8));
    }
    log.append(entries);
    assertThat(log.seal()).isInstanceOf(Log.Sealed.class);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  private Run cosign() {
    return record(
        "cosign",
        at("stick"),
        "--mirror",
        at("mirror"),
        "--log",
        at("south.key"),
        "--keys",
        at("north.secret"));
  }

  private Run export() {
    return record("export", at("south"), at("stick"), "--policy", at("policy"));
  }

  private Run bring() {
    return record("import", at("stick"), "--record", at("south"), "--policy", at("policy"));
  }

  @Test
  void recordGoesOutIsCosignedAndComesBackWhileTheDeskRuns() throws IOException {
    Run before = record("verify", at("south"), "--policy", at("policy"));
    assertThat(before.status()).as("not yet witnessed").isEqualTo(1);
    assertThat(before.out()).contains("proved: All 300 entries", "have not cosigned");
    assertThat(export().out()).contains("300 entries are in");
    try (var files = Files.walk(home.resolve("stick"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("key", "policy", "checkpoint")
          .doesNotContain("lock", "written");
    }
    assertThat(record("verify", at("stick"), "--key", vkey).status()).isZero();
    Run cosigned = cosign();
    assertThat(cosigned.out())
        .as(cosigned.err())
        .contains("over 300 entries, of which 300 are new");
    append(40);
    Run joined = bring();
    assertThat(joined.out()).as(joined.err()).contains("300 entries, cosigned by north.example/w");
    Run after = record("verify", at("south"), "--policy", at("policy"));
    assertThat(after.status()).isZero();
    assertThat(after.out())
        .contains("The first 300 entries are witnessed", "last 40 entries", "The record holds.");
    assertThat(log.append(List.of(new byte[1]))).isInstanceOf(Log.Written.class);
    assertThat(record("verify", at("mirror"), "--key", vkey).status()).isZero();
  }

  @Test
  void entryIsProvedByAFileThatNeedsNothingElse() throws IOException {
    export();
    cosign();
    bring();
    append(10);
    Run proved =
        record(
            "prove",
            at("south"),
            "42",
            "--policy",
            at("policy"),
            "-o",
            at("42.tlog-proof"),
            "--entry",
            at("42"));
    assertThat(proved.status()).as(proved.err()).isZero();
    assertThat(proved.out()).contains("entry 42, under the checkpoint of 300 entries");
    assertThat(home.resolve("42")).hasContent("entry 42\n");
    String[] verify = {
      "verify", "--proof", at("42.tlog-proof"), "--entry", at("42"), "--policy", at("policy")
    };
    assertThat(record(verify).status()).isZero();
    assertThat(record(verify).out()).contains("proves the entry");
    Files.writeString(home.resolve("42"), "entry 43\n");
    assertThat(record(verify).status()).isEqualTo(1);
    assertThat(record(verify).out()).contains("does not show that this entry stands");
    Run late =
        record("prove", at("south"), "305", "--policy", at("policy"), "-o", at("305.tlog-proof"));
    assertThat(late.status()).as("not witnessed").isEqualTo(1);
    assertThat(late.out()).contains("own signature only");
    Run json =
        record(
            "verify",
            "--proof",
            at("305.tlog-proof"),
            "--entry",
            at("42"),
            "--key",
            vkey,
            "--json");
    assertThat(new JsonMapper().readTree(json.out()).path("holds").asBoolean(true)).isFalse();
    assertThat(record("prove", at("south"), "310", "--key", vkey, "-o", at("x")).err())
        .contains("There is no entry 310: 310 are sealed");
  }

  @Test
  void programsReadWhatHolds() throws IOException {
    JsonNode good =
        new JsonMapper().readTree(record("verify", at("south"), "--key", vkey, "--json").out());
    assertThat(good.path("holds").asBoolean(false)).isTrue();
    assertThat(good.path("name").asString()).isEqualTo("south.example/2026");
    assertThat(good.path("entries").asLong()).isEqualTo(300);
    assertThat(good.path("broken").isMissingNode()).isTrue();
    Path bundle = home.resolve("south/tile/entries/000");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[4] ^= 1;
    Files.write(bundle, bytes);
    Run run = record("verify", at("south"), "--key", at("south.key"), "--json");
    assertThat(run.status()).isEqualTo(1);
    JsonNode bad = new JsonMapper().readTree(run.out());
    assertThat(bad.path("holds").asBoolean(true)).isFalse();
    assertThat(bad.path("broken").path("file").asString()).isEqualTo("tile/entries/000");
    assertThat(bad.path("broken").path("code").asString()).isEqualTo("record.verify.entry");
    assertThat(record("verify", at("south"), "--key", vkey).out())
        .contains("BROKEN at tile/entries/000", "What was asked is not proved.");
  }

  @Test
  void entriesAreShownWithHowFarTheyAreProved() throws IOException {
    log.append(List.of("one\u001b[2J line\n".getBytes(UTF_8)));
    log.seal();
    Run shown = record("show", at("south"), "--key", vkey, "--last", "2");
    assertThat(shown.status()).isZero();
    assertThat(shown.out())
        .contains("Entry 299: Sealed", "  entry 299", "Entry 300: Sealed")
        .doesNotContain("\u001b");
    export();
    cosign();
    bring();
    assertThat(record("show", at("south"), "7", "--policy", at("policy")).out())
        .contains("Entry 7: Witnessed, cosigned by north.example/w", "entry 7")
        .doesNotContain("entry 8");
    JsonNode json =
        new JsonMapper()
            .readTree(record("show", at("south"), "7", "--policy", at("policy"), "--json").out());
    assertThat(json.path("witnessed").asBoolean(false)).isTrue();
    assertThat(json.path("entry").asString()).isEqualTo("entry 7\n");
    assertThat(record("show", at("south"), "--key", vkey).out().lines().count()).isEqualTo(20);
    assertThat(record("show", at("south"), "301", "--key", vkey).status()).isEqualTo(1);
    assertThat(record("show", at("south"), "1", "--last", "1", "--key", vkey).status())
        .isEqualTo(2);
  }

  @Test
  void forkOnAStickIsSaidAndKept() throws IOException {
    export();
    assertThat(cosign().status()).isZero();
    SigningKey secret =
        SigningKey.parse(Files.readString(home.resolve("south.secret"))).orElseThrow();
    try (Log other =
        ((Log.Opened)
                Log.open(Disk.REAL, home.resolve("other"), secret, home.resolve("other.high")))
            .log()) {
      other.append(List.of(new byte[3]));
      other.seal();
    }
    assertThat(record("export", at("other"), at("stick2"), "--key", vkey).status()).isZero();
    Run fork =
        record(
            "cosign",
            at("stick2"),
            "--mirror",
            at("mirror"),
            "--log",
            vkey,
            "--keys",
            at("north.secret"));
    assertThat(fork.status()).isEqualTo(1);
    assertThat(fork.err()).contains("has signed two pasts", "The evidence is in");
    assertThat(cosign().err()).contains("has forked before");
  }

  @Test
  void olderStickIsSaidToBeOlderAndAtLastARollback() throws IOException {
    export();
    assertThat(cosign().status()).isZero();
    Files.move(home.resolve("stick"), home.resolve("old"));
    append(5);
    export();
    assertThat(cosign().status()).isZero();
    Files.move(home.resolve("stick"), home.resolve("new"));
    Files.move(home.resolve("old"), home.resolve("stick"));
    assertThat(cosign().out()).contains("it is older");
    assertThat(cosign().status()).isEqualTo(1);
    assertThat(cosign().out()).contains("ROLLBACK?");
  }

  @Test
  void privateKeysAreOnlyForTheirOwnerAndNeverOverwritten() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("south.secret"))))
        .isEqualTo("rw-------");
    Run again = record("keygen", "south.example/2026", "--out", at("south.secret"));
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("never overwritten");
    Run fresh = record("keygen", "a.example", "--out", at("a"));
    assertThat(fresh.out()).containsPattern("fingerprint to read aloud: (\\d{3} ){12}\\d{3}");
    assertThat(fresh.out() + fresh.err()).doesNotContain("PRIVATE");
    assertThat(record("keygen", "Not Allowed", "--out", at("b")).status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verify HOME/south|Name the record's key",
        "verify HOME/south --key nonsense+1+AAAA|is no public key",
        "verify HOME/south --key HOME/none|cannot be read",
        "verify HOME/south --policy HOME/south.key|cannot be used (line 2)",
        "verify --key HOME/south.key|Name a record's folder, or --proof and --entry",
        "verify HOME/south --key HOME/south.key --proof x --entry y|Name a record's folder",
        "verify --proof HOME/none --entry HOME/none --key HOME/south.key|cannot be read",
        "cosign HOME --mirror HOME/m --log HOME/south.key --keys HOME/south.secret|keys of a witness",
        "cosign HOME --mirror HOME/m --log HOME/south.key --keys HOME/south.key|no private key",
        "import HOME --record HOME/south --key HOME/south.key|knows who may have cosigned",
        "''|Name a command."
      })
  void wrongUsageIsSaid(String line, String said) {
    Run run =
        record(
            line.isEmpty() ? new String[0] : line.replace("HOME", home.toString()).split(" ", -1));
    assertThat(run.status()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }

  @Test
  void whatIsNotThereOrNotOursIsSaid() throws IOException {
    assertThat(record("verify", at("nowhere"), "--key", vkey).status()).isEqualTo(1);
    assertThat(record("export", at("nowhere"), at("x"), "--key", vkey).status()).isEqualTo(1);
    assertThat(record("show", at("nowhere"), "--key", vkey).status()).isEqualTo(1);
    assertThat(cosign().err()).contains("There is no checkpoint");
    Files.createDirectories(home.resolve("stick"));
    assertThat(bring().err()).contains("There is no cosigned checkpoint");
    export();
    cosign();
    Path kept = home.resolve("stick/cosigned");
    try (var files = Files.list(kept)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(bring().status()).isEqualTo(1);
    Run other = record("keygen", "south.example/2026", "--out", at("other.secret"));
    String otherKey = Objects.requireNonNull(other.out().lines().findFirst().orElse(null));
    assertThat(record("verify", at("south"), "--key", otherKey, "--policy", at("policy")).err())
        .contains("knows another key");
  }
}
