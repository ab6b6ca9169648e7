package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do what, as the page says it and as the door does it. */
class PermissionTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "permissions.md");

  @Test
  void thePageSaysWhatTheListSays() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page)
        .as("docs/reference/permissions.md is to hold this table")
        .contains(RouteTable.of(List.of()).page());
    for (Permission permission : Permission.values()) {
      assertThat(page).contains("**`" + permission.word() + "`**");
    }
  }

  @Test
  void everyPermissionButTheOpenOneIsSomebodys() {
    for (Permission permission : Permission.values()) {
      assertThat(permission.roles().isEmpty())
          .as(permission.word())
          .isEqualTo(permission == Permission.OPEN);
      assertThat(permission.isGivenTo(Set.of())).isEqualTo(permission == Permission.OPEN);
      assertThat(Permission.find(permission.word())).contains(permission);
    }
    for (Role role : Role.values()) {
      assertThat(Permission.OWN_ACCOUNT.isGivenTo(Set.of(role))).isTrue();
      assertThat(Role.find(role.word())).contains(role);
    }
  }

  @Test
  void theAdministratorSeesNoPosition() {
    Set<Role> administrator = Set.of(Role.ADMINISTRATOR);
    assertThat(Permission.SEE_POSITIONS.isGivenTo(administrator)).isFalse();
    assertThat(Permission.EXPORT.isGivenTo(administrator)).isFalse();
    assertThat(Permission.REPORT.isGivenTo(administrator)).isFalse();
  }

  @Test
  void noTokenMayDoWhatAPersonAnswersFor() {
    for (Permission permission :
        List.of(
            Permission.TAKE_STEP,
            Permission.SEND_NOTICE,
            Permission.ASSESS,
            Permission.CHANGE_ACCOUNTS,
            Permission.CHANGE_SETTINGS,
            Permission.OWN_ACCOUNT)) {
      assertThat(permission.forTokens()).as(permission.word()).isFalse();
    }
  }

  @Test
  void aRouteStandsOnceInItsTable() {
    Route route = new Route("GET", "/", Permission.OPEN);
    assertThatThrownBy(() -> RouteTable.of(List.of(route, route)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Route("get", "/", Permission.OPEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Route("GET", "x", Permission.OPEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(RouteTable.of(List.of(route)).page()).contains("| GET | `/` | `open` |");
  }
}
