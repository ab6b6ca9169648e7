package org.truceline.doors;

import java.time.Duration;
import org.truceline.terms.Because;

/** What the door answers to somebody who says who they are. */
public sealed interface LogIn {
  /**
   * They are in.
   *
   * @param cookie to be set in the answer
   */
  record Entered(AccountName who, SessionCookie cookie) implements LogIn {}

  /** They are not, for a reason that says nothing of which accounts there are. Status 401. */
  record Refused(Because reason) implements LogIn {}

  /** They must wait before they try again. Status 429. */
  record TooMany(Duration retryAfter) implements LogIn {}
}
