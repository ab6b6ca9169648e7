package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.truceline.terms.Because;

/**
 * How people become known: by passphrase, by one-time link, and, in {@link Passkeys}, by passkey.
 */
public final class LogIns {
  /** Passphrases that are tried at once: each takes a core and 19 MiB. */
  static final int MOST_AT_ONCE = 4;

  /** Slips of the finger that cost no waiting, for one account from one place. */
  private static final int FREE_SLIPS = 3;

  /** The same for one place with any account: many people may sit there. */
  private static final int FREE_SLIPS_OF_A_PLACE = 20;

  private final People people;
  private final Argon2 argon2;
  private final Entering entering;
  private final RateLimits limits;
  private final Delays ofAccounts = new Delays(FREE_SLIPS);
  private final Delays ofPlaces = new Delays(FREE_SLIPS_OF_A_PLACE);
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

  LogIns(People people, Argon2 argon2, Entering entering, RateLimits limits) {
    this.people = people;
    this.argon2 = argon2;
    this.entering = entering;
    this.limits = limits;
  }

  /**
   * Lets somebody in by name and passphrase. The answer and the work are the same whether there is
   * no such account, it is disabled, or the passphrase is wrong.
   */
  public LogIn withPassphrase(String typedName, String typed, Request asked, Instant now) {
    Address address = Address.of(asked.address());
    Optional<AccountName> name = AccountName.find(typedName);
    String tried = name.map(AccountName::text).orElse("");
    String here = tried + " " + address.sender();
    Optional<Account> known = name.flatMap(people.now(now)::find);
    String knownName = known.map(one -> one.name().text()).orElse("");
    Duration wait =
        longest(
            ofPlaces.left(address.sender(), now),
            ofAccounts.left(here, now),
            limits.look(RateLimits.Kind.TRIES, tried, now));
    if (wait.isPositive()) {
      return entering.tooMany(knownName, wait, address, now);
    }
    if (typed.length() > 2 * Passphrase.MOST_CHARACTERS) {
      return failed(knownName, here, address, now);
    }
    limits.take(RateLimits.Kind.TRIES, tried, now);
    if (!atOnce.tryAcquire()) {
      return entering.tooMany(knownName, Duration.ofSeconds(1), address, now);
    }
    boolean right;
    try {
      Passphrase kept =
          known.filter(Account::canComeIn).map(Account::passphrase).orElse(Passphrase.NONE);
      right = argon2.matches(kept, typed);
    } finally {
      atOnce.release();
    }
    if (!right || known.isEmpty()) {
      return failed(knownName, here, address, now);
    }
    Account account = known.get();
    ofAccounts.succeeded(here);
    if (argon2.isOutdated(account.passphrase())) {
      Passphrase stronger = argon2.hash(typed);
      people.change(before -> before.rehash(account.name(), stronger));
    }
    return entering.enter(account, DoorEvent.Means.PASSPHRASE, address, now);
  }

  private LogIn failed(String knownName, String here, Address address, Instant now) {
    ofAccounts.failed(here, now);
    ofPlaces.failed(address.sender(), now);
    return entering.refused(knownName, Because.of("doors.log-in-wrong"), address, now);
  }

  /**
   * Lets somebody in by their one-time link and sets the passphrase they choose. A passphrase that
   * may not be chosen leaves the link as it is.
   *
   * @param given what stood behind {@code #} in the link
   */
  public LogIn withLink(String given, String chosen, Request asked, Instant now) {
    Address address = Address.of(asked.address());
    Duration wait = ofPlaces.left(address.sender(), now);
    if (wait.isPositive()) {
      return entering.tooMany("", wait, address, now);
    }
    Optional<Digest> digest = Secret.find(given.strip()).map(Secret::digest);
    Optional<Invitation> found = digest.flatMap(people.now(now)::findInvitation);
    if (found.isEmpty() || !now.isBefore(found.get().until())) {
      ofPlaces.failed(address.sender(), now);
      String whose = found.map(one -> one.account().text()).orElse("");
      return entering.refused(whose, Because.of("doors.link-unknown"), address, now);
    }
    Invitation link = found.get();
    Optional<Because> whyNot = Passphrase.whyNot(chosen, link.account());
    if (whyNot.isPresent()) {
      return new LogIn.Refused(whyNot.get());
    }
    if (!atOnce.tryAcquire()) {
      return entering.tooMany(link.account().text(), Duration.ofSeconds(1), address, now);
    }
    Passphrase hash;
    try {
      hash = argon2.hash(chosen);
    } finally {
      atOnce.release();
    }
    // Asked again while nobody else writes: of two who use a link at once, one comes in.
    Optional<Because> notSet =
        people.change(before ->
            before.findInvitation(link.digest()).isPresent()
                ? before.setPassphrase(link.account(), hash, link.account().text(), now)
                : new Accounts.Change.NotMade(Because.of("doors.link-unknown")));
    if (notSet.isPresent()) {
      return entering.refused(link.account().text(), notSet.get(), address, now);
    }
    return people
        .now(now)
        .find(link.account())
        .map(account -> entering.enter(account, DoorEvent.Means.LINK, address, now))
        .orElseThrow(() -> new IllegalStateException("an account was lost: " + link.account()));
  }

  /** Sets another passphrase for somebody who shows the old one; their other sessions end. */
  public LogIn changePassphrase(
      AccountName name, String old, String chosen, Request asked, Instant now) {
    LogIn known = withPassphrase(name.text(), old, asked, now);
    if (!(known instanceof LogIn.Entered entered)) {
      return known;
    }
    entering.leave(entered.cookie(), Because.of("doors.session-renewed"), now);
    Optional<Because> whyNot = Passphrase.whyNot(chosen, name);
    if (whyNot.isPresent()) {
      return new LogIn.Refused(whyNot.get());
    }
    Passphrase hash = argon2.hash(chosen);
    Optional<Because> notSet =
        people.change(before -> before.setPassphrase(name, hash, name.text(), now));
    return notSet.isPresent()
        ? new LogIn.Refused(notSet.get())
        : people
            .now(now)
            .find(name)
            .map(account ->
                entering.enter(
                    account, DoorEvent.Means.PASSPHRASE, Address.of(asked.address()), now))
            .orElseThrow(() -> new IllegalStateException("an account was lost: " + name));
  }

  private static Duration longest(Duration... all) {
    Duration longest = Duration.ZERO;
    for (Duration one : all) {
      longest = one.compareTo(longest) > 0 ? one : longest;
    }
    return longest;
  }
}
