package org.truceline.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truceline.terms.Because;

/** All sessions. They live in memory: whoever starts the program again ends them all. */
final class Sessions {
  /** More windows than one person works in; the one unused for longest ends. */
  static final int MOST_OF_ONE = 8;

  /** More people than one console serves. */
  static final int MOST = 4_096;

  private final SessionRules rules;
  private final RandomGenerator chance;
  private final Map<Digest, Session> sessions = new HashMap<>();

  Sessions(SessionRules rules, RandomGenerator chance) {
    this.rules = rules;
    this.chance = chance;
  }

  /** What is known of a cookie. */
  sealed interface Found {
    record Alive(Session session) implements Found {}

    record Ended(Session session, Because because) implements Found {}

    record Unknown() implements Found {}
  }

  /**
   * A session that was just opened.
   *
   * @param secret what its cookie holds
   * @param pushedOut those that ended for it
   */
  record Opened(Secret secret, List<Found.Ended> pushedOut) {
    Opened {
      pushedOut = List.copyOf(pushedOut);
    }
  }

  synchronized Opened open(Account account, Instant now) {
    Secret secret = Secret.draw(chance);
    List<Found.Ended> pushedOut = new ArrayList<>();
    pushOut(account.name(), pushedOut);
    Session session = new Session(secret.digest(), account.name(), account.generation(), now, now);
    sessions.put(session.id(), session);
    return new Opened(secret, pushedOut);
  }

  private void pushOut(AccountName name, List<Found.Ended> pushedOut) {
    List<Session> own = sessions.values().stream().filter(one -> one.who().equals(name)).toList();
    List<Session> from =
        own.size() >= MOST_OF_ONE
            ? own
            : sessions.size() >= MOST ? List.copyOf(sessions.values()) : List.of();
    from.stream()
        .min(Comparator.comparing(Session::lastSeen))
        .ifPresent(eldest -> {
          sessions.remove(eldest.id());
          pushedOut.add(new Found.Ended(eldest, Because.of("doors.session-pushed-out")));
        });
  }

  /** The session of a cookie. One that has ended is forgotten, and is unknown the next time. */
  synchronized Found find(Secret cookie, Accounts accounts, Instant now) {
    Session session = sessions.get(cookie.digest());
    if (session == null) {
      return new Found.Unknown();
    }
    Optional<Because> over = over(session, accounts, now);
    if (over.isPresent()) {
      sessions.remove(session.id());
      return new Found.Ended(session, over.get());
    }
    Session seen = session.seenAt(now);
    sessions.put(seen.id(), seen);
    return new Found.Alive(seen);
  }

  private Optional<Because> over(Session session, Accounts accounts, Instant now) {
    Optional<Account> account = accounts.find(session.who());
    if (account.isEmpty()
        || account.get().generation() != session.generation()
        || account.get().state() != Account.State.ACTIVE) {
      return Optional.of(Because.of("doors.session-account-changed"));
    }
    if (!now.isBefore(session.since().plus(rules.absolute()))) {
      return Optional.of(Because.of("doors.session-absolute", hours(rules.absolute())));
    }
    if (!now.isBefore(session.lastSeen().plus(rules.idle()))) {
      return Optional.of(Because.of("doors.session-idle", minutes(rules.idle())));
    }
    return Optional.empty();
  }

  private static Because.Value hours(java.time.Duration duration) {
    return Because.count(duration.toHours());
  }

  private static Because.Value minutes(java.time.Duration duration) {
    return Because.count(duration.toMinutes());
  }

  /** Ends one by its cookie. */
  synchronized Optional<Session> end(Secret cookie) {
    return Optional.ofNullable(sessions.remove(cookie.digest()));
  }

  /** Ends all that are over. */
  synchronized List<Found.Ended> sweep(Accounts accounts, Instant now) {
    List<Found.Ended> ended = new ArrayList<>();
    for (Session session : List.copyOf(sessions.values())) {
      over(session, accounts, now)
          .ifPresent(because -> {
            sessions.remove(session.id());
            ended.add(new Found.Ended(session, because));
          });
    }
    return ended;
  }

  synchronized int count() {
    return sessions.size();
  }
}
