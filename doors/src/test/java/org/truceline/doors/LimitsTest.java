package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.Because;

/** What holds of sessions, limits and delays whatever the order of what happens, from a seed. */
class LimitsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noSpanOfTimeAllowsMoreThanItsShare(long seed) {
    Random chance = new Random(seed);
    Rate rate = new Rate(1 + chance.nextInt(20), 1 + chance.nextInt(120));
    RateLimits limits = new RateLimits(new Limits(rate, rate, rate, rate, rate));
    List<Instant> taken = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(chance.nextInt(600));
      if (limits.take(RateLimits.Kind.ADDRESS, "a", now).isZero()) {
        taken.add(now);
      }
    }
    for (int from = 0; from < taken.size(); from += 7) {
      for (int to = from; to < taken.size(); to += 5) {
        double minutes = Duration.between(taken.get(from), taken.get(to)).toMillis() / 60_000.0;
        assertThat(to - from + 1)
            .as("seed %d", seed)
            .isLessThanOrEqualTo((int) (rate.burst() + rate.perMinute() * minutes + 1.01));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoeverWaitsAsLongAsSaidIsServed(long seed) {
    Random chance = new Random(seed);
    RateLimits limits = new RateLimits(Limits.DEFAULT);
    Instant now = NOON;
    for (int i = 0; i < 2_000; i++) {
      Duration wait = limits.take(RateLimits.Kind.TRIES, "a", now);
      if (wait.isPositive()) {
        now = now.plus(Door.wholeSeconds(wait));
        assertThat(limits.take(RateLimits.Kind.TRIES, "a", now)).as("seed %d", seed).isZero();
      }
      now = now.plusMillis(chance.nextInt(1_000));
    }
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    RateLimits limits = new RateLimits(Limits.DEFAULT);
    while (limits.take(RateLimits.Kind.TRIES, "a", NOON).isZero()) {}
    Instant back = NOON.minus(Duration.ofHours(5));
    assertThat(limits.take(RateLimits.Kind.TRIES, "a", back)).isPositive();
    assertThat(limits.take(RateLimits.Kind.TRIES, "a", back.plusSeconds(60))).isZero();
    Delays delays = new Delays(1);
    delays.failed("a", NOON);
    assertThat(delays.left("a", back)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void sendersWithoutEndTakeMemoryWithAnEnd() {
    RateLimits limits = new RateLimits(Limits.DEFAULT);
    Delays delays = new Delays(3);
    for (int i = 0; i < RateLimits.MOST_BUCKETS + 5_000; i++) {
      limits.take(RateLimits.Kind.ADDRESS, "sender " + i, NOON);
      delays.failed("sender " + i, NOON);
    }
    assertThat(limits.count()).isEqualTo(RateLimits.MOST_BUCKETS);
    assertThat(delays.count()).isEqualTo(Delays.MOST);
  }

  @Test
  void delaysDoubleUpToAQuarterOfAnHourAndAreForgotten() {
    Delays delays = new Delays(3);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      delays.failed("a", NOON);
      seconds.add(delays.left("a", NOON).toSeconds());
    }
    assertThat(seconds)
        .containsExactly(
            0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L, 900L);
    assertThat(delays.left("b", NOON)).isZero();
    Instant later = NOON.plus(Delays.FORGOTTEN);
    delays.failed("a", later);
    assertThat(delays.left("a", later)).isZero();
    delays.succeeded("a");
    assertThat(delays.count()).isZero();
  }

  private static Account account(String name, Random chance) {
    return Account.invited(
            new AccountName(name), Set.of(Role.OBSERVER), List.of("en"), NOON, chance)
        .withPassphrase(Passphrase.NONE);
  }

  private static Accounts all(Account... accounts) {
    return new Accounts(List.of(accounts), List.of(), List.of(), List.of(), 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aSessionLivesAsLongAsItsRulesSayAndNoLonger(long seed) {
    Random chance = new Random(seed);
    SessionRules rules = SessionRules.DEFAULT;
    Sessions sessions = new Sessions(rules, chance);
    Account kim = account("kim", chance);
    Secret cookie = sessions.open(kim, NOON).secret();
    Instant seen = NOON;
    Instant now = NOON;
    boolean over = false;
    for (int i = 0; i < 60; i++) {
      now = now.plusSeconds(chance.nextInt(chance.nextInt(8) == 0 ? 5_000 : 2_000));
      Sessions.Found found = sessions.find(cookie, all(kim), now);
      boolean ends =
          !now.isBefore(seen.plus(rules.idle())) || !now.isBefore(NOON.plus(rules.absolute()));
      if (over) {
        assertThat(found).isEqualTo(new Sessions.Found.Unknown());
      } else if (ends) {
        assertThat(found).as("seed %d", seed).isInstanceOf(Sessions.Found.Ended.class);
        over = true;
      } else {
        assertThat(found).as("seed %d", seed).isInstanceOf(Sessions.Found.Alive.class);
        seen = now;
      }
    }
    assertThat(over).isTrue();
  }

  @Test
  void sessionsHaveAnEndToTheLimit() {
    Random chance = new Random(1);
    Account kim = account("kim", chance);
    Instant end = NOON.plus(SessionRules.DEFAULT.idle());
    Sessions sessions = new Sessions(SessionRules.DEFAULT, chance);
    Secret first = sessions.open(kim, NOON).secret();
    Secret second = sessions.open(kim, NOON).secret();
    assertThat(sessions.find(first, all(kim), end.minusNanos(1)))
        .isInstanceOf(Sessions.Found.Alive.class);
    assertThat(because(sessions.find(second, all(kim), end))).isEqualTo("doors.session-idle");
    assertThat(sessions.sweep(all(kim), end)).isEmpty();
    assertThat(sessions.sweep(all(), end)).hasSize(1);
    assertThat(sessions.count()).isZero();
  }

  private static String because(Sessions.Found found) {
    assertThat(found).isInstanceOf(Sessions.Found.Ended.class);
    Because because = ((Sessions.Found.Ended) found).because();
    return because.message();
  }

  @Test
  void tooManySessionsOfOnePushOutTheOneUnusedForLongestAndNobodyElses() {
    Random chance = new Random(1);
    Account kim = account("kim", chance);
    Account lee = account("lee", chance);
    Sessions sessions = new Sessions(SessionRules.DEFAULT, chance);
    Secret others = sessions.open(lee, NOON).secret();
    List<Secret> own = new ArrayList<>();
    for (int i = 0; i < Sessions.MOST_OF_ONE; i++) {
      own.add(sessions.open(kim, NOON.plusSeconds(i)).secret());
    }
    Instant now = NOON.plusSeconds(100);
    sessions.find(own.getFirst(), all(kim, lee), now);
    assertThat(sessions.open(kim, now).pushedOut()).hasSize(1);
    assertThat(sessions.find(own.get(1), all(kim, lee), now))
        .isEqualTo(new Sessions.Found.Unknown());
    assertThat(sessions.find(own.getFirst(), all(kim, lee), now))
        .isInstanceOf(Sessions.Found.Alive.class);
    assertThat(sessions.find(others, all(kim, lee), now)).isInstanceOf(Sessions.Found.Alive.class);
  }

  @Test
  void whatIsRepeatedIsToldOnceAMinuteWithItsCountAndNothingIsLost() {
    Random chance = new Random(5);
    List<DoorEvent> told = new ArrayList<>();
    Telling telling = new Telling(told::add);
    Instant now = NOON;
    int sent = 0;
    for (int i = 0; i < 20_000; i++) {
      now = now.plusMillis(chance.nextInt(40));
      telling.tell(
          new DoorEvent.Refused(
              now,
              "",
              "GET",
              "/",
              401,
              Because.of("doors.not-logged-in"),
              "10.0." + chance.nextInt(6_000) + ".0/24",
              1));
      sent++;
      if (i % 1_000 == 0) {
        telling.settle(now);
      }
    }
    telling.settle(now.plus(Telling.EVERY));
    long counted = told.stream().mapToLong(one -> ((DoorEvent.Refused) one).times()).sum();
    assertThat(counted).isEqualTo(sent);
  }
}
