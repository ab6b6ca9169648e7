package org.truceline.doors;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.truceline.terms.Because;

/**
 * Who may come in, as the file of people says it now: a change from the command line holds from the
 * next request on. A file that becomes unreadable changes nothing, and that is told.
 */
public final class People {
  private final PeopleFile file;
  private final Consumer<DoorEvent> record;
  private Accounts accounts;
  private PeopleFile.Stamp stamp;
  private long toldUpTo;

  /** Whether the file of people could be used at the start. */
  public sealed interface Opening {
    /** It could. */
    record Opened(People people) implements Opening {}

    /** It could not; without it nobody may come in. */
    record Refused(Because why) implements Opening {}
  }

  private People(
      PeopleFile file, Consumer<DoorEvent> record, Accounts accounts, PeopleFile.Stamp stamp) {
    this.file = file;
    this.record = record;
    this.accounts = accounts;
    this.stamp = stamp;
  }

  /**
   * Reads the file, and tells what has not been told of it.
   *
   * @param record where what happens is written; what it was given is taken as written
   */
  public static Opening open(PeopleFile file, Consumer<DoorEvent> record) {
    return switch (file.read()) {
      case PeopleFile.Reading.Damaged(var why) -> new Opening.Refused(why);
      case PeopleFile.Reading.None() -> opened(file, record, Accounts.NOBODY);
      case PeopleFile.Reading.Read(var accounts, _) -> opened(file, record, accounts);
    };
  }

  private static Opening opened(PeopleFile file, Consumer<DoorEvent> record, Accounts accounts) {
    People people = new People(file, record, accounts, file.stamp());
    people.tell();
    return new Opening.Opened(people);
  }

  /** Who may come in now. */
  public synchronized Accounts now(Instant now) {
    PeopleFile.Stamp found = file.stamp();
    if (found.equals(stamp)) {
      return accounts;
    }
    switch (file.read()) {
      case PeopleFile.Reading.Read(var read, var readStamp) -> {
        accounts = read;
        stamp = readStamp;
        tell();
      }
      case PeopleFile.Reading.Damaged(var why) -> {
        stamp = found; // Told once, until it is another file.
        record.accept(new DoorEvent.PeopleUnreadable(now, why));
      }
      case PeopleFile.Reading.None() -> {
        stamp = found;
        record.accept(
            new DoorEvent.PeopleUnreadable(
                now, Because.of("doors.people-gone", Because.text(file.path().toString()))));
      }
    }
    return accounts;
  }

  /** Changes the file, and tells what was changed; why not, if it could not be. */
  public synchronized Optional<Because> change(Function<Accounts, Accounts.Change> change) {
    return switch (file.change(change)) {
      case PeopleFile.Kept.NotDone(var why) -> Optional.of(why);
      case PeopleFile.Kept.Done(var after, var afterStamp) -> {
        accounts = after;
        stamp = afterStamp;
        tell();
        yield Optional.empty();
      }
    };
  }

  /** What waits in the file is given to the record, and only then taken out of the file. */
  private void tell() {
    if (accounts.untold().isEmpty()) {
      return;
    }
    long last = toldUpTo;
    for (Untold one : accounts.untold()) {
      if (one.number() > toldUpTo) {
        record.accept(one.change());
        last = Math.max(last, one.number());
      }
    }
    toldUpTo = last;
    long number = last;
    if (file.settle(before -> before.toldUpTo(number))
        instanceof PeopleFile.Kept.Done(var after, var afterStamp)) {
      accounts = after;
      stamp = afterStamp;
      // Where it cannot be written it is told again after the next start, under the same number.
    }
  }

  /**
   * At the first start, when there is no account: makes that of the administrator, with a one-time
   * link that is to be shown at the machine itself. Nothing if there are accounts.
   */
  public synchronized FirstStart firstStart(RandomGenerator chance, Instant now) {
    if (!now(now).isEmpty()) {
      return new FirstStart.NotFirst();
    }
    Secret secret = Secret.draw(chance);
    Account first =
        Account.invited(
            new AccountName("administrator"),
            java.util.Set.of(Role.ADMINISTRATOR),
            java.util.List.of("en"),
            now,
            chance);
    Instant until = now.plus(Invitation.LASTS);
    return change(before ->
            before.isEmpty()
                ? before.add(first, secret.digest(), until, DoorEvent.FIRST_START, now)
                : new Accounts.Change.NotMade(
                    Because.of("doors.account-exists", Because.text(first.name().text()))))
        .<FirstStart>map(FirstStart.Failed::new)
        .orElseGet(() -> new FirstStart.Link(Invitation.Link.of(secret, first.name(), until)));
  }

  /** What a start found. */
  public sealed interface FirstStart {
    /** There were accounts. */
    record NotFirst() implements FirstStart {}

    /** The administrator's link: to be shown once, and only at the machine itself. */
    record Link(Invitation.Link link) implements FirstStart {}

    /** The account could not be written. */
    record Failed(Because why) implements FirstStart {}
  }
}
