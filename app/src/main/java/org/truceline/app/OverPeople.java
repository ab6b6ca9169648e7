package org.truceline.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.truceline.doors.AccountName;
import org.truceline.doors.Accounts;
import org.truceline.doors.PeopleFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What the commands over the file of people have in common. A running console hears of each. */
abstract class OverPeople extends Speaking {
  @Option(names = "--people", paramLabel = "FILE", scope = ScopeType.INHERIT)
  Path people = Path.of("truceline.people");

  static final SecureRandom CHANCE = new SecureRandom();

  static Instant now() {
    return Instant.now();
  }

  /** Who may come in, as the file says; nobody where there is none. */
  Accounts read() {
    return switch (new PeopleFile(people).read()) {
      case PeopleFile.Reading.Read(var accounts, _) -> accounts;
      case PeopleFile.Reading.None() -> Accounts.NOBODY;
      case PeopleFile.Reading.Damaged(var why) -> throw Wrong.found(words().say(why));
    };
  }

  /** Changes the file, or ends the command with why not. */
  void change(Function<Accounts, Accounts.Change> change) {
    switch (new PeopleFile(people).change(change)) {
      case PeopleFile.Kept.Done _ -> {}
      case PeopleFile.Kept.NotDone(var why) -> throw Wrong.found(words().say(why));
    }
  }

  AccountName name(String typed) {
    return AccountName.find(typed)
        .orElseThrow(() -> Wrong.usage(words().say("app.people.name", text(typed))));
  }

  /** Words of the command line as what they stand for; one that stands for nothing is said. */
  <T> Set<T> each(
      String option, List<String> typed, Function<String, Optional<T>> find, List<String> known) {
    Set<T> all = new LinkedHashSet<>();
    for (String word : typed) {
      all.add(
          find.apply(word)
              .orElseThrow(() ->
                  Wrong.usage(
                      words()
                          .say(
                              "app.usage.one-of",
                              text(option),
                              text(word),
                              text(String.join(", ", known))))));
    }
    return all;
  }
}
