package org.truceline.doors;

import java.time.Duration;
import java.time.Instant;
import org.truceline.terms.Because;

/**
 * The step over the threshold, the same for all means: opens and ends sessions, and tells of it.
 */
final class Entering {
  private final Sessions sessions;
  private final Telling telling;
  private final boolean secure;

  Entering(Sessions sessions, Telling telling, boolean secure) {
    this.sessions = sessions;
    this.telling = telling;
    this.secure = secure;
  }

  LogIn enter(Account account, DoorEvent.Means means, Address address, Instant now) {
    telling.tell(new DoorEvent.LoggedIn(now, account.name(), means, address.block()));
    Sessions.Opened opened = sessions.open(account, now);
    opened.pushedOut().forEach(one -> ended(one, now));
    return new LogIn.Entered(account.name(), SessionCookie.of(opened.secret(), secure));
  }

  void ended(Sessions.Found.Ended ended, Instant now) {
    telling.tell(new DoorEvent.LoggedOut(now, ended.session().who(), ended.because()));
  }

  void leave(SessionCookie cookie, Because because, Instant now) {
    Secret.find(cookie.value())
        .flatMap(sessions::end)
        .ifPresent(one -> ended(new Sessions.Found.Ended(one, because), now));
  }

  LogIn refused(String knownName, Because because, Address address, Instant now) {
    telling.tell(new DoorEvent.LogInRefused(now, knownName, because, address.block(), 1));
    return new LogIn.Refused(because);
  }

  LogIn tooMany(String knownName, Duration wait, Address address, Instant now) {
    telling.tell(
        new DoorEvent.LogInRefused(
            now, knownName, Because.of("doors.too-many-tries"), address.block(), 1));
    return new LogIn.TooMany(Door.wholeSeconds(wait));
  }
}
