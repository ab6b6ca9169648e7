package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Set;
import org.truceline.terms.Because;

/**
 * What happened at the door, as the record keeps it. It holds names, ids and the block of an
 * address, and never a passphrase, a token, a cookie, or what an unknown person typed as their
 * name.
 */
public sealed interface DoorEvent {
  /** When it happened. */
  Instant at();

  /** What somebody is known by. */
  enum Means {
    PASSPHRASE,
    PASSKEY,
    LINK
  }

  /** Something that one sender can make happen as often as they like; told once a minute. */
  sealed interface Repeated extends DoorEvent {
    /** How often it happened since it was told last. */
    long times();

    /** The same, with how often it happened until when. */
    Repeated times(Instant last, long count);
  }

  /** Somebody came in. */
  record LoggedIn(Instant at, AccountName who, Means means, String block) implements DoorEvent {}

  /**
   * Somebody was not let in.
   *
   * @param who the account they named, or nothing if there is none of that name: what was typed
   *     there may be a passphrase in the wrong place
   * @param times how often since this was last told of: the same again within a minute is counted
   */
  record LogInRefused(Instant at, String who, Because because, String block, long times)
      implements Repeated {
    @Override
    public LogInRefused times(Instant last, long count) {
      return new LogInRefused(last, who, because, block, count);
    }
  }

  /** A session ended. */
  record LoggedOut(Instant at, AccountName who, Because because) implements DoorEvent {}

  /**
   * Somebody was refused something.
   *
   * @param who the account's name or the token's id, or nothing if they were not known
   * @param status the HTTP status that they were answered with
   * @param times how often since this was last told of: the same again within a minute is counted
   */
  record Refused(
      Instant at,
      String who,
      String method,
      String route,
      int status,
      Because because,
      String block,
      long times)
      implements Repeated {
    @Override
    public Refused times(Instant last, long count) {
      return new Refused(last, who, method, route, status, because, block, count);
    }
  }

  /** The file of people could not be read; what was known before goes on. */
  record PeopleUnreadable(Instant at, Because because) implements DoorEvent {}

  /** Somebody changed who may come in. These wait in the file of people until they are told. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  sealed interface Administered extends DoorEvent {
    /** Who changed it: an account's name, or {@link #COMMAND_LINE}. */
    String by();
  }

  /**
   * Who has changed something from the command line of the machine. No account can be called so.
   */
  String COMMAND_LINE = "(command line)";

  /** The program itself, at its first start. No account can be called so. */
  String FIRST_START = "(first start)";

  /** An account was made. */
  record AccountAdded(Instant at, String by, AccountName account, Set<Role> roles)
      implements Administered {
    public AccountAdded {
      roles = Role.sorted(roles);
    }
  }

  /** An account has other roles. */
  record RolesChanged(Instant at, String by, AccountName account, Set<Role> before, Set<Role> after)
      implements Administered {
    public RolesChanged {
      before = Role.sorted(before);
      after = Role.sorted(after);
    }
  }

  /** Somebody may no longer come in. */
  record AccountDisabled(Instant at, String by, AccountName account) implements Administered {}

  /** Somebody was given a one-time link. */
  record Invited(Instant at, String by, AccountName account, Instant until)
      implements Administered {}

  /** Somebody chose a passphrase, which opened their account if it was not open. */
  record PassphraseSet(Instant at, String by, AccountName account) implements Administered {}

  /** A passkey was added to an account. */
  record PasskeyAdded(Instant at, String by, AccountName account, String label)
      implements Administered {}

  /** A passkey was taken from an account. */
  record PasskeyRemoved(Instant at, String by, AccountName account, String label)
      implements Administered {}

  /** A token was issued. */
  record TokenIssued(
      Instant at, String by, TokenId token, String label, String scope, Instant until)
      implements Administered {}

  /** A token opens nothing any more. */
  record TokenRevoked(Instant at, String by, TokenId token) implements Administered {}
}
