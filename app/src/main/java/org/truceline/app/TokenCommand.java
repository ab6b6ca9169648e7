package org.truceline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truceline.doors.Accounts;
import org.truceline.doors.ApiToken;
import org.truceline.doors.DoorEvent;
import org.truceline.doors.Permission;
import org.truceline.doors.Scope;
import org.truceline.doors.TokenId;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code truceline token}: which programs may speak to the console, and for which sources. */
@Command(name = "token", synopsisSubcommandLabel = "COMMAND")
final class TokenCommand extends OverPeople {
  private static final List<String> PERMISSIONS =
      Arrays.stream(Permission.values())
          .filter(Permission::forTokens)
          .map(Permission::word)
          .toList();

  @Command(name = "issue")
  int issue(
      @Parameters(paramLabel = "LABEL", descriptionKey = "LABEL") String label,
      @Option(names = "--may", paramLabel = "PERMISSION") List<String> permissions,
      @Option(names = "--source", paramLabel = "SOURCE") List<String> sources,
      @Option(names = "--days", paramLabel = "DAYS", defaultValue = "90") int days,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    Scope scope =
        scope(permissions == null ? List.of() : permissions, sources == null ? List.of() : sources);
    if (days < 1 || days > ApiToken.LONGEST.toDays()) {
      throw Wrong.usage(words().say("app.people.days", Because.count(ApiToken.LONGEST.toDays())));
    }
    if (label.isBlank() || label.length() > 64 || label.chars().anyMatch(Character::isISOControl)) {
      throw Wrong.usage(words().say("doors.label"));
    }
    Instant now = now();
    Instant until = now.plus(Duration.ofDays(days));
    ApiToken.Issued issued = ApiToken.draw(label, scope, now, until, CHANCE);
    change(before -> before.issue(issued.token(), DoorEvent.COMMAND_LINE, now));
    out().println(issued.text());
    err()
        .println(
            words()
                .say(
                    "app.people.issued",
                    text(issued.token().id().text()),
                    text(scope.text()),
                    new Because.Time(until)));
    return 0;
  }

  private Scope scope(List<String> permissions, List<String> sources) {
    Set<Permission> all =
        new HashSet<>(
            each(
                "--may",
                permissions,
                word -> Permission.find(word).filter(Permission::forTokens),
                PERMISSIONS));
    for (String source : sources) {
      if (!Scope.isSource(source)) {
        throw Wrong.usage(words().say("app.people.source", text(source)));
      }
    }
    if (!sources.isEmpty()) {
      all.add(Permission.REPORT);
    }
    if (all.isEmpty()
        || (all.contains(Permission.REPORT) && sources.isEmpty())
        || sources.size() > Scope.MOST_SOURCES) {
      throw Wrong.usage(words().say("app.people.scope", Because.count(Scope.MOST_SOURCES)));
    }
    return new Scope(all, new HashSet<>(sources));
  }

  @Command(name = "revoke")
  int revoke(
      @Parameters(paramLabel = "ID", descriptionKey = "ID") String id,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    TokenId token =
        TokenId.find(id)
            .orElseThrow(() -> Wrong.found(words().say("doors.no-such-token", text(id))));
    change(before -> before.revoke(token, DoorEvent.COMMAND_LINE, now()));
    err().println(words().say("app.people.revoked", text(id)));
    return 0;
  }

  @Command(name = "list")
  int list(
      @Option(names = "--json") boolean json,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    Accounts accounts = read();
    Instant now = now();
    if (json) {
      out().println(asJson(accounts, now));
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (ApiToken token : accounts.tokens()) {
      String until =
          words()
              .say(
                  now.isBefore(token.until()) ? "app.people.until" : "app.people.ran-out",
                  new Because.Time(token.until()));
      String used =
          token.lastUsed().equals(token.issued())
              ? words().say("app.people.never-used")
              : words().say("app.people.last-used", new Because.Time(token.lastUsed()));
      rows.add(List.of(token.id().text(), token.label(), token.scope().text(), until, used));
    }
    Columns.print(rows, out());
    return 0;
  }

  private static String asJson(Accounts accounts, Instant now) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode list = root.putArray("tokens");
    for (ApiToken token : accounts.tokens()) {
      ObjectNode one = list.addObject();
      one.put("id", token.id().text()).put("label", token.label());
      ArrayNode permissions = one.putArray("permissions");
      token.scope().permissions().forEach(permission -> permissions.add(permission.word()));
      ArrayNode sources = one.putArray("sources");
      token.scope().sources().forEach(sources::add);
      one.put("issued", token.issued().toString())
          .put("until", token.until().toString())
          .put("expired", !now.isBefore(token.until()))
          .put("used", !token.lastUsed().equals(token.issued()))
          .put("lastUsed", token.lastUsed().toString());
    }
    return mapper.writeValueAsString(root);
  }
}
