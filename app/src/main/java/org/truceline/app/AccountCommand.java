package org.truceline.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.truceline.doors.Account;
import org.truceline.doors.AccountName;
import org.truceline.doors.Accounts;
import org.truceline.doors.DoorEvent;
import org.truceline.doors.Invitation;
import org.truceline.doors.Role;
import org.truceline.doors.Secret;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code truceline account}: who may come in to the console, and what they may do there. */
@Command(name = "account", synopsisSubcommandLabel = "COMMAND")
final class AccountCommand extends OverPeople {
  private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::word).toList();

  @Command(name = "add")
  int add(
      @Parameters(paramLabel = "NAME", descriptionKey = "NAME") String typed,
      @Option(names = "--role", paramLabel = "ROLE", required = true) List<String> roles,
      @Option(names = "--reads", paramLabel = "LANG") List<String> languages,
      @Option(names = "--address", paramLabel = "URL", defaultValue = "") String address,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    AccountName name = name(typed);
    Set<Role> all = each("--role", roles, Role::find, ROLES);
    List<String> reads = languages == null ? List.of(language().code()) : languages;
    each("--reads", reads, AccountCommand::language, List.of("en", "ko"));
    Instant now = now();
    Account account = Account.invited(name, all, reads, now, CHANCE);
    Secret secret = Secret.draw(CHANCE);
    Instant until = now.plus(Invitation.LASTS);
    change(before -> before.add(account, secret.digest(), until, DoorEvent.COMMAND_LINE, now));
    say(name, secret, until, address);
    return 0;
  }

  private static java.util.Optional<String> language(String code) {
    return Arrays.stream(Language.values())
        .map(Language::code)
        .filter(one -> one.equals(code))
        .findFirst();
  }

  /** The link is the one thing on standard output: it can be handed on by a script. */
  private void say(AccountName name, Secret secret, Instant until, String address) {
    Invitation.Link link = Invitation.Link.of(secret, name, until);
    String start = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    out().println(start + link.path());
    String message = address.isEmpty() ? "app.people.link-behind" : "app.people.link";
    err().println(words().say(message, text(name.text()), new Because.Time(until)));
  }

  @Command(name = "invite")
  int invite(
      @Parameters(paramLabel = "NAME", descriptionKey = "NAME") String typed,
      @Option(names = "--address", paramLabel = "URL", defaultValue = "") String address,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    AccountName name = name(typed);
    Instant now = now();
    Secret secret = Secret.draw(CHANCE);
    Instant until = now.plus(Invitation.LASTS);
    change(before -> before.invite(name, secret.digest(), until, DoorEvent.COMMAND_LINE, now));
    say(name, secret, until, address);
    return 0;
  }

  @Command(name = "roles")
  int roles(
      @Parameters(paramLabel = "NAME", descriptionKey = "NAME") String typed,
      @Option(names = "--role", paramLabel = "ROLE", required = true) List<String> roles,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    AccountName name = name(typed);
    Set<Role> all = each("--role", roles, Role::find, ROLES);
    change(before -> before.changeRoles(name, all, DoorEvent.COMMAND_LINE, now()));
    err().println(words().say("app.people.roles", text(name.text()), text(words(all))));
    return 0;
  }

  @Command(name = "disable")
  int disable(
      @Parameters(paramLabel = "NAME", descriptionKey = "NAME") String typed,
      @Option(
              names = {"-h", "--help"},
              usageHelp = true)
          boolean asked) {
    AccountName name = name(typed);
    change(before -> before.disable(name, DoorEvent.COMMAND_LINE, now()));
    err().println(words().say("app.people.disabled", text(name.text())));
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
    if (json) {
      out().println(asJson(accounts));
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Account account : accounts.accounts()) {
      rows.add(
          List.of(
              account.name().text(),
              words().say("app.people.state." + account.state()),
              words(account.roles()),
              String.join(" ", account.languages()),
              words()
                  .say(
                      account.passphrase().set()
                          ? "app.people.known-by"
                          : "app.people.known-by-keys",
                      Because.count(account.passkeys().size()))));
    }
    Columns.print(rows, out());
    return 0;
  }

  private static String words(Set<Role> roles) {
    return roles.stream().map(Role::word).collect(Collectors.joining(" "));
  }

  private static String asJson(Accounts accounts) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode list = root.putArray("accounts");
    for (Account account : accounts.accounts()) {
      ObjectNode one = list.addObject();
      one.put("name", account.name().text())
          .put("state", account.state().name().toLowerCase(java.util.Locale.ROOT));
      ArrayNode roles = one.putArray("roles");
      account.roles().forEach(role -> roles.add(role.word()));
      ArrayNode languages = one.putArray("languages");
      account.languages().forEach(languages::add);
      one.put("passphrase", account.passphrase().set())
          .put("passkeys", account.passkeys().size())
          .put("since", account.since().toString());
    }
    return mapper.writeValueAsString(root);
  }
}
