package org.truceline.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A person who may come in.
 *
 * @param name what they are called at the door
 * @param handle a drawn name that their passkeys know them by, base64url of 32 bytes
 * @param roles what they are in the mission
 * @param languages codes of the languages they read, the best first
 * @param state whether they may come in
 * @param passphrase what is kept of their passphrase
 * @param passkeys their passkeys, at most {@link #MOST_PASSKEYS}
 * @param generation goes up with every change that ends sessions
 * @param since when it was made
 */
public record Account(
    AccountName name,
    String handle,
    Set<Role> roles,
    List<String> languages,
    State state,
    Passphrase passphrase,
    List<Passkey> passkeys,
    long generation,
    Instant since) {
  /** More devices than anybody carries. */
  public static final int MOST_PASSKEYS = 16;

  /** Whether somebody may come in. */
  public enum State {
    /** A one-time link was given, and not used yet. */
    INVITED,
    ACTIVE,
    DISABLED
  }

  public Account {
    roles = Role.sorted(roles);
    languages = List.copyOf(languages);
    passkeys = List.copyOf(passkeys);
    new Secret(handle);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("an account has a role");
    }
    if (languages.isEmpty()
        || languages.size() > 8
        || !languages.stream().allMatch(one -> one.matches("[a-z]{2,3}"))) {
      throw new IllegalArgumentException("languages are codes of two or three letters");
    }
    if (passkeys.size() > MOST_PASSKEYS || generation < 0) {
      throw new IllegalArgumentException(passkeys.size() + " passkeys, generation " + generation);
    }
    if (passkeys.stream().map(Passkey::id).distinct().count() != passkeys.size()) {
      throw new IllegalArgumentException("a passkey stands twice in an account");
    }
  }

  /** An account of somebody who has not come in yet. */
  public static Account invited(
      AccountName name,
      Set<Role> roles,
      List<String> languages,
      Instant now,
      RandomGenerator chance) {
    String handle = Secret.draw(chance).text();
    return new Account(
        name, handle, roles, languages, State.INVITED, Passphrase.NONE, List.of(), 0, now);
  }

  /** Whether they are known by something: a passphrase or a passkey. */
  public boolean canComeIn() {
    return state == State.ACTIVE && (passphrase.set() || !passkeys.isEmpty());
  }

  /** With other roles; sessions end. */
  Account withRoles(Set<Role> others) {
    return new Account(
        name, handle, others, languages, state, passphrase, passkeys, generation + 1, since);
  }

  /** In another state; sessions end. */
  Account in(State another) {
    return new Account(
        name, handle, roles, languages, another, passphrase, passkeys, generation + 1, since);
  }

  /** With a passphrase that was just chosen; sessions end. */
  Account withPassphrase(Passphrase chosen) {
    return new Account(
        name, handle, roles, languages, State.ACTIVE, chosen, passkeys, generation + 1, since);
  }

  /** With the same passphrase under another hash; sessions go on. */
  Account rehashed(Passphrase same) {
    return new Account(name, handle, roles, languages, state, same, passkeys, generation, since);
  }

  /** With other passkeys; sessions go on. */
  private Account withPasskeys(List<Passkey> others) {
    return new Account(
        name, handle, roles, languages, state, passphrase, others, generation, since);
  }

  Account with(Passkey added) {
    List<Passkey> all = new ArrayList<>(without(added.id()).passkeys());
    all.add(added);
    return withPasskeys(all);
  }

  /** Without a passkey; its device may be in other hands, so {@link Accounts} ends sessions too. */
  Account without(String passkeyId) {
    return withPasskeys(passkeys.stream().filter(one -> !one.id().equals(passkeyId)).toList());
  }
}
