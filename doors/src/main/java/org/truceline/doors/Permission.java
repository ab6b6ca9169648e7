package org.truceline.doors;

import static org.truceline.doors.Role.ADMINISTRATOR;
import static org.truceline.doors.Role.ANALYST;
import static org.truceline.doors.Role.AUDITOR;
import static org.truceline.doors.Role.DUTY_OFFICER;
import static org.truceline.doors.Role.LIAISON;
import static org.truceline.doors.Role.OBSERVER;
import static org.truceline.doors.Role.SURVEYOR;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done, and which roles may do it. This list is the whole of it: what stands here holds
 * for every route, and docs/reference/permissions.md is written from it.
 *
 * <p>The administrator looks after accounts and settings, and sees no position of anybody: who
 * needs both has both roles, and the record says so.
 */
public enum Permission {
  /** Pages before the door: logging in, the one-time link, scripts and styles. */
  OPEN(false),
  /** The line, its versions, judgements and states; no position of a person or a vehicle. */
  SEE_PICTURE(true, OBSERVER, DUTY_OFFICER, LIAISON, SURVEYOR, ANALYST, AUDITOR, ADMINISTRATOR),
  /** Tracks and reports with their places. */
  SEE_POSITIONS(true, OBSERVER, DUTY_OFFICER, LIAISON, SURVEYOR, ANALYST, AUDITOR),
  /** Handing in reports: sightings by people, positions by instruments. */
  REPORT(true, OBSERVER, DUTY_OFFICER),
  /** Saying what an episode was, that two tracks are one body, or that an activity was notified. */
  ASSESS(false, DUTY_OFFICER, ANALYST),
  /** Silencing the attention sound of an episode, for every console. */
  SILENCE(false, DUTY_OFFICER),
  /** Saying that a step of the protocol was taken. */
  TAKE_STEP(false, DUTY_OFFICER, LIAISON),
  /** Sending a notice to the other side, and entering its answer. */
  SEND_NOTICE(false, DUTY_OFFICER, LIAISON),
  /** Bringing drawings, markers and survey sheets. */
  CHANGE_LINE(false, SURVEYOR),
  /** Asking what another line, rule or tolerance would have meant. */
  ASK_WHAT_IF(false, DUTY_OFFICER, LIAISON, SURVEYOR, ANALYST),
  /** Taking files out; each is an entry in the record. */
  EXPORT(true, DUTY_OFFICER, LIAISON, SURVEYOR, ANALYST, AUDITOR),
  /** Reading the record and its proofs. */
  READ_RECORD(true, DUTY_OFFICER, LIAISON, ANALYST, AUDITOR),
  /** How the machine is: queues, sources, disk. */
  SEE_HEALTH(true, DUTY_OFFICER, AUDITOR, ADMINISTRATOR),
  /** Who has an account or a token, and what they may do. */
  SEE_ACCOUNTS(false, AUDITOR, ADMINISTRATOR),
  /** Making, changing and disabling accounts and tokens. */
  CHANGE_ACCOUNTS(false, ADMINISTRATOR),
  /** Changing how the console and the sources run. */
  CHANGE_SETTINGS(false, ADMINISTRATOR),
  /** One's own passphrase, passkeys, language and sessions. */
  OWN_ACCOUNT(false, OBSERVER, DUTY_OFFICER, LIAISON, SURVEYOR, ANALYST, AUDITOR, ADMINISTRATOR);

  private final boolean forTokens;

  @SuppressWarnings("ImmutableEnumChecker") // It is wrapped so that nobody can change it.
  private final Set<Role> roles;

  Permission(boolean forTokens, Role... roles) {
    this.forTokens = forTokens;
    Set<Role> all = EnumSet.noneOf(Role.class);
    all.addAll(List.of(roles));
    this.roles = Collections.unmodifiableSet(all);
  }

  /** The roles that have it; nobody needs one for {@link #OPEN}. */
  public Set<Role> roles() {
    return roles;
  }

  /** Whether a token of a program may have it. What a person answers for, no token may do. */
  public boolean forTokens() {
    return forTokens;
  }

  /** Whether one of these roles has it, or none is needed. */
  public boolean isGivenTo(Set<Role> some) {
    return this == OPEN || some.stream().anyMatch(roles::contains);
  }

  /** The permission as files and command lines write it, such as {@code see-picture}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The permission that is written so. */
  public static Optional<Permission> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  @JsonCreator
  static Permission get(String word) {
    return find(word)
        .orElseThrow(() -> new IllegalArgumentException("there is no permission " + word));
  }
}
