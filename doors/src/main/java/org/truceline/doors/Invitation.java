package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;

/**
 * A one-time link by which a person sets a passphrase of their own; whoever has it is that person,
 * once.
 *
 * @param digest the digest of its secret
 * @param account who comes in by it
 * @param until from when on it opens nothing
 */
public record Invitation(Digest digest, AccountName account, Instant until) {
  /** A link lies in a mailbox or on a slip of paper: it must not open doors for long. */
  public static final Duration LASTS = Duration.ofHours(24);

  /**
   * A link that was just made: shown once.
   *
   * @param account whom it is for
   * @param until from when on it opens nothing
   * @param path where it leads, to be put behind the console's address. The secret stands behind
   *     {@code #}, which browsers do not send: it comes into no log on the way
   */
  public record Link(AccountName account, Instant until, String path) {
    static final String START = "/welcome#";

    /** The link of a secret that was drawn for somebody. */
    public static Link of(Secret secret, AccountName account, Instant until) {
      return new Link(account, until, START + secret.text());
    }

    @Override
    public String toString() {
      return "Link[" + account + "]";
    }
  }
}
