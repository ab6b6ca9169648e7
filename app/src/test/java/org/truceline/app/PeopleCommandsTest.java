package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and tokens from the command line. */
class PeopleCommandsTest {
  @TempDir Path folder = Path.of("never");

  private Run run(String... args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(2, List.of("--people", folder.resolve("people").toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void anAccountIsMadeChangedAndClosed() throws IOException {
    Run added = run("account", "add", "Kim", "--role", "observer", "--role", "duty-officer");
    assertThat(added.status()).isZero();
    assertThat(added.out().strip()).matches("/welcome#[A-Za-z0-9_-]{43}");
    assertThat(added.err()).contains("One-time link for kim");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("people"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("people")))
        .doesNotContain(added.out().strip().substring("/welcome#".length()));
    Run invited =
        run("account", "invite", "kim", "--address", "https://desk.lan:8443/", "--lang", "ko");
    assertThat(invited.out()).startsWith("https://desk.lan:8443/welcome#");
    assertThat(invited.err()).contains("kim의 일회용 링크");
    assertThat(run("account", "roles", "kim", "--role", "auditor").err())
        .contains("kim now is: auditor.");
    assertThat(run("account", "disable", "kim").status()).isZero();
    assertThat(run("account", "list").out().strip())
        .isEqualTo("kim  disabled  auditor  en  0 passkeys");
    assertThat(run("account", "list", "--json").out())
        .contains("\"name\":\"kim\",\"state\":\"disabled\",\"roles\":[\"auditor\"]");
  }

  @Test
  void aTokenIsIssuedListedAndRevoked() throws IOException {
    Run issued = run("token", "issue", "gate receiver", "--source", "gate-7", "--days", "30");
    assertThat(issued.status()).isZero();
    String token = issued.out().strip();
    assertThat(token).startsWith("truceline_");
    assertThat(Files.readString(folder.resolve("people"))).doesNotContain(token);
    String id = token.split("_", -1)[1];
    assertThat(issued.err()).contains("Token " + id + " opens: report source:gate-7");
    assertThat(run("token", "list").out())
        .contains(id + "  gate receiver  report source:gate-7  until")
        .contains("never used");
    assertThat(run("token", "list", "--json").out()).contains("\"expired\":false");
    assertThat(run("token", "revoke", id).status()).isZero();
    assertThat(run("token", "list").out()).isEmpty();
    Run again = run("token", "revoke", id);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("There is no token " + id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account add a/b --role observer|2|\"a/b\" cannot be the name of an account",
        "account add kim --role general|2|--role cannot be \"general\"; it is one of observer,",
        "account add kim --role observer --reads fr|2|--reads cannot be \"fr\"",
        "account add kim|2|--role",
        "account disable nobody|1|There is no account nobody.",
        "account roles nobody --role auditor|1|There is no account nobody.",
        "account invite nobody|1|There is no account nobody.",
        "token issue x|2|Say what the token may do",
        "token issue x --may report|2|Say what the token may do",
        "token issue x --may change-accounts|2|--may cannot be \"change-accounts\"",
        "token issue x --source a/b|2|\"a/b\" cannot be the name of a source",
        "token issue x --may export --days 367|2|--days must be a whole number from 1 to 366.",
        "token revoke x|1|There is no token x."
      })
  void whatCannotBeDoneIsSaid(String line, int status, String said) {
    Run run = run(line.split(" ", -1));
    assertThat(run.err()).contains(said);
    assertThat(run.status()).isEqualTo(status);
    assertThat(folder.resolve("people")).doesNotExist();
  }

  @Test
  void aCommandWithoutItsWordIsSaid() {
    assertThat(Run.of("account").err()).contains("Name a command.");
    assertThat(Run.of("token", "--lang", "ko").err()).contains("명령을 지정하십시오.");
  }

  @Test
  void aDamagedFileIsSaidAndLeftAsItIs() throws IOException {
    run("account", "add", "kim", "--role", "observer");
    Path file = folder.resolve("people");
    String text = Files.readString(file).replace("observer", "auditor");
    Files.writeString(file, text);
    for (String command : new String[] {"list", "disable kim"}) {
      Run run = run(("account " + command).split(" ", -1));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("is not what was written there");
    }
    assertThat(Files.readString(file)).isEqualTo(text);
  }
}
