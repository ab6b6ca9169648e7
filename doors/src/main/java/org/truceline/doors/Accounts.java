package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.truceline.terms.Because;

/**
 * All who may come in, and what has not been told of them yet. A value: a change answers with the
 * next one, which holds what the record is to be told, or with why not.
 *
 * @param accounts people, by name
 * @param invitations one-time links, at most one an account
 * @param tokens tokens of programs
 * @param untold changes that the record has not been told of
 * @param changes how many changes there ever were
 */
public record Accounts(
    List<Account> accounts,
    List<Invitation> invitations,
    List<ApiToken> tokens,
    List<Untold> untold,
    long changes) {
  /** More people than any mission has. */
  public static final int MOST_ACCOUNTS = 2_000;

  /** More programs than any mission has. */
  public static final int MOST_TOKENS = 2_000;

  /** Nobody makes so many changes before the console is started once and tells of them. */
  public static final int MOST_UNTOLD = 10_000;

  /** Nobody yet. */
  public static final Accounts NOBODY = new Accounts(List.of(), List.of(), List.of(), List.of(), 0);

  /** What became of a change that was asked for. */
  public sealed interface Change {
    /** It was made. */
    record Made(Accounts after) implements Change {}

    /** It was not. */
    record NotMade(Because why) implements Change {}
  }

  public Accounts {
    accounts = sorted(accounts, Comparator.comparing(Account::name));
    invitations = sorted(invitations, Comparator.comparing(Invitation::account));
    tokens = sorted(tokens, Comparator.comparing(one -> one.id().text()));
    untold = List.copyOf(untold);
    if (accounts.size() > MOST_ACCOUNTS
        || tokens.size() > MOST_TOKENS
        || untold.size() > MOST_UNTOLD) {
      throw new IllegalArgumentException(
          accounts.size() + " accounts, " + tokens.size() + " tokens, " + untold.size());
    }
    Set<Object> once = new HashSet<>();
    accounts.forEach(one -> once(once, one.name()));
    accounts.forEach(one -> once(once, one.handle()));
    accounts.forEach(one -> one.passkeys().forEach(key -> once(once, "passkey " + key.id())));
    tokens.forEach(one -> once(once, one.id()));
    once.removeIf(AccountName.class::isInstance);
    invitations.forEach(one -> once(once, one.account()));
    for (Untold one : untold) {
      if (one.number() > changes) {
        throw new IllegalArgumentException("change " + one.number() + " of " + changes);
      }
    }
  }

  private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    return list.stream().sorted(order).toList();
  }

  private static void once(Set<Object> seen, Object one) {
    if (!seen.add(one)) {
      throw new IllegalArgumentException("stands twice: " + one);
    }
  }

  /** The account of that name. */
  public Optional<Account> find(AccountName name) {
    return accounts.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The account that passkeys know by this handle. */
  Optional<Account> findByHandle(String handle) {
    return accounts.stream().filter(one -> one.handle().equals(handle)).findFirst();
  }

  /** The token of this id. */
  public Optional<ApiToken> find(TokenId id) {
    return tokens.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The token with this digest. */
  Optional<ApiToken> findToken(Digest digest) {
    return tokens.stream().filter(one -> one.digest().matches(digest)).findFirst();
  }

  /** The one-time link with this digest, also one that has run out. */
  Optional<Invitation> findInvitation(Digest digest) {
    return invitations.stream().filter(one -> one.digest().matches(digest)).findFirst();
  }

  /** Whether nobody was ever let in: this is the first start. */
  @JsonIgnore
  public boolean isEmpty() {
    return accounts.isEmpty();
  }

  /** Makes an account and its one-time link. */
  public Change add(Account account, Digest link, Instant until, String by, Instant now) {
    if (find(account.name()).isPresent()) {
      return no("doors.account-exists", Because.text(account.name().text()));
    }
    if (accounts.size() >= MOST_ACCOUNTS) {
      return no("doors.too-many-accounts", Because.count(MOST_ACCOUNTS));
    }
    return with(account)
        .told(new DoorEvent.AccountAdded(now, by, account.name(), account.roles()))
        .invite(account.name(), link, until, by, now);
  }

  /** Gives a new one-time link; an earlier one, a passphrase and sessions end. */
  public Change invite(AccountName name, Digest link, Instant until, String by, Instant now) {
    return onAccount(
        name,
        account -> {
          // The passkeys go too: whoever needs a link has lost what they were known by, or it is
          // not known who has it now.
          Account invited =
              new Account(
                  name,
                  account.handle(),
                  account.roles(),
                  account.languages(),
                  Account.State.INVITED,
                  Passphrase.NONE,
                  List.of(),
                  account.generation() + 1,
                  account.since());
          List<Invitation> links = new ArrayList<>(without(name));
          links.add(new Invitation(link, name, until));
          return with(invited)
              .withInvitations(links)
              .made(new DoorEvent.Invited(now, by, name, until));
        });
  }

  /** Gives an account other roles. */
  public Change changeRoles(AccountName name, Set<Role> roles, String by, Instant now) {
    return onAccount(
        name,
        account -> {
          if (account.roles().equals(roles)) {
            return no("doors.roles-as-they-were", Because.text(name.text()));
          }
          if (!roles.contains(Role.ADMINISTRATOR) && isLastAdministrator(account)) {
            return no("doors.last-administrator", Because.text(name.text()));
          }
          return with(account.withRoles(roles))
              .made(new DoorEvent.RolesChanged(now, by, name, account.roles(), roles));
        });
  }

  /** Lets somebody in no more. */
  public Change disable(AccountName name, String by, Instant now) {
    return onAccount(
        name,
        account -> {
          if (account.state() == Account.State.DISABLED) {
            return no("doors.is-disabled", Because.text(name.text()));
          }
          if (isLastAdministrator(account)) {
            return no("doors.last-administrator", Because.text(name.text()));
          }
          return with(account.in(Account.State.DISABLED))
              .withInvitations(without(name))
              .made(new DoorEvent.AccountDisabled(now, by, name));
        });
  }

  /** Sets a passphrase that somebody chose, and opens their account; a one-time link is used up. */
  Change setPassphrase(AccountName name, Passphrase chosen, String by, Instant now) {
    return onAccount(
        name,
        account ->
            with(account.withPassphrase(chosen))
                .withInvitations(without(name))
                .made(new DoorEvent.PassphraseSet(now, by, name)));
  }

  /** Keeps the same passphrase under a stronger hash; nothing is told of it. */
  Change rehash(AccountName name, Passphrase same) {
    return onAccount(name, account -> new Change.Made(with(account.rehashed(same))));
  }

  /** Adds a passkey. */
  Change addPasskey(AccountName name, Passkey passkey, String by, Instant now) {
    return onAccount(
        name,
        account -> {
          if (account.passkeys().size() >= Account.MOST_PASSKEYS) {
            return no("doors.too-many-passkeys", Because.count(Account.MOST_PASSKEYS));
          }
          if (accounts.stream()
              .anyMatch(
                  one -> one.passkeys().stream().anyMatch(key -> key.id().equals(passkey.id())))) {
            return no("doors.passkey-known");
          }
          return with(account.with(passkey))
              .made(new DoorEvent.PasskeyAdded(now, by, name, passkey.label()));
        });
  }

  /** Takes a passkey away; sessions end, for its device may be in other hands. */
  public Change removePasskey(AccountName name, String passkeyId, String by, Instant now) {
    return onAccount(
        name,
        account -> {
          Optional<Passkey> found =
              account.passkeys().stream().filter(one -> one.id().equals(passkeyId)).findFirst();
          if (found.isEmpty()) {
            return no("doors.no-such-passkey");
          }
          return with(account.without(passkeyId).in(account.state()))
              .made(new DoorEvent.PasskeyRemoved(now, by, name, found.get().label()));
        });
  }

  /** Keeps what a passkey's device counted; nothing is told of it. */
  Change passkeyUsed(AccountName name, Passkey used) {
    return onAccount(name, account -> new Change.Made(with(account.with(used))));
  }

  /** Keeps a token that was drawn. */
  public Change issue(ApiToken token, String by, Instant now) {
    if (tokens.size() >= MOST_TOKENS) {
      return no("doors.too-many-tokens", Because.count(MOST_TOKENS));
    }
    List<ApiToken> all = new ArrayList<>(tokens);
    all.add(token);
    return withTokens(all)
        .made(
            new DoorEvent.TokenIssued(
                now, by, token.id(), token.label(), token.scope().text(), token.until()));
  }

  /** Ends a token. */
  public Change revoke(TokenId id, String by, Instant now) {
    if (find(id).isEmpty()) {
      return no("doors.no-such-token", Because.text(id.text()));
    }
    return withTokens(all(tokens, one -> !one.id().equals(id)))
        .made(new DoorEvent.TokenRevoked(now, by, id));
  }

  /** Keeps when tokens were used; nothing is told of it. */
  Change tokensUsed(Map<TokenId, Instant> times) {
    return new Change.Made(
        withTokens(
            tokens.stream()
                .map(one -> one.usedAt(times.getOrDefault(one.id(), one.lastUsed())))
                .toList()));
  }

  /** Without the changes that the record has been told of, up to this number. */
  Accounts toldUpTo(long number) {
    return new Accounts(
        accounts, invitations, tokens, all(untold, one -> one.number() > number), changes);
  }

  private interface OnAccount {
    Change change(Account account);
  }

  private Change onAccount(AccountName name, OnAccount change) {
    return find(name)
        .map(change::change)
        .orElseGet(() -> no("doors.no-such-account", Because.text(name.text())));
  }

  private boolean isLastAdministrator(Account account) {
    return isAdministrator(account)
        && accounts.stream().filter(Accounts::isAdministrator).count() == 1;
  }

  private static boolean isAdministrator(Account account) {
    return account.canComeIn() && account.roles().contains(Role.ADMINISTRATOR);
  }

  private static Change no(String message, Because.Value... values) {
    return new Change.NotMade(Because.of(message, values));
  }

  private Change made(DoorEvent.Administered change) {
    return untold.size() >= MOST_UNTOLD
        ? no("doors.too-much-untold", Because.count(MOST_UNTOLD))
        : new Change.Made(told(change));
  }

  private Accounts told(DoorEvent.Administered change) {
    List<Untold> all = new ArrayList<>(untold);
    all.add(new Untold(changes + 1, change));
    return new Accounts(accounts, invitations, tokens, all, changes + 1);
  }

  private List<Invitation> without(AccountName name) {
    return all(invitations, one -> !one.account().equals(name));
  }

  private static <T> List<T> all(List<T> list, Predicate<T> those) {
    return list.stream().filter(those).toList();
  }

  private Accounts with(Account account) {
    List<Account> all = new ArrayList<>(all(accounts, one -> !one.name().equals(account.name())));
    all.add(account);
    return new Accounts(all, invitations, tokens, untold, changes);
  }

  private Accounts withInvitations(List<Invitation> others) {
    return new Accounts(accounts, others, tokens, untold, changes);
  }

  private Accounts withTokens(List<ApiToken> others) {
    return new Accounts(accounts, invitations, others, untold, changes);
  }
}
