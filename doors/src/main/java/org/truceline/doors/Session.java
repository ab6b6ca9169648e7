package org.truceline.doors;

import java.time.Instant;

/**
 * A person who came in and has not gone.
 *
 * @param id the digest of what their cookie holds
 * @param who whose it is
 * @param generation the account's when they came in; another one ends the session
 * @param since when they came in
 * @param lastSeen when they asked for something last
 */
record Session(Digest id, AccountName who, long generation, Instant since, Instant lastSeen) {
  Session seenAt(Instant now) {
    return now.isAfter(lastSeen) ? new Session(id, who, generation, since, now) : this;
  }

  /** What pages of a session put into their forms; it does not give the cookie away. */
  static String pageToken(Secret cookie) {
    return Digest.of("page " + cookie.text()).hex();
  }
}
