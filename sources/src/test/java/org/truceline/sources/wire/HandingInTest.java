package org.truceline.sources.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.terms.Because;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;

class HandingInTest {
  private static final Instant NOW = Instant.parse("2026-06-09T08:05:00Z");

  private final HonestIntake intake = new HonestIntake();
  private final Pulse pulse = new Pulse("wire-1", InstantSource.fixed(NOW));
  private final HandingIn handing = new HandingIn(intake, pulse);

  private static Delivery delivery(String key, Item... items) {
    return new Delivery(
        "wire-1",
        "somebody",
        Original.of(key.getBytes(StandardCharsets.UTF_8)),
        List.of(items),
        NOW,
        key);
  }

  private static Item brought(Instant time) {
    Fix fix = new Fix("patrol-1", time, new Place(127, 38), Accuracy.unstated(), "", "");
    return new Item.Brought(new Origin("wire-1", 1), fix, NOW);
  }

  @Test
  void aFullIntakeIsAskedAgainUntilItTakes() throws InterruptedException {
    intake.answerNext(new Taken.Full(Duration.ZERO));
    intake.answerNext(new Taken.Full(Duration.ofMillis(1)));
    assertThat(handing.handIn(delivery("a", brought(NOW)))).isEqualTo(new Taken.Written());
    assertThat(intake.asked()).isEqualTo(3);
    Health health = pulse.health(new Cursor.Nobody());
    assertThat(health.counts()).isEqualTo(new Health.Counts(1, 1, 0, 0, 0, 1, 0, 0, 0));
    assertThat(health.state()).isEqualTo(new Health.State.Running());
  }

  @Test
  void closingEndsTheWaitForAFullIntakeAndSaysThatNothingWasTaken() throws InterruptedException {
    intake.full(true);
    handing.close();
    assertThat(handing.handIn(delivery("a"))).isInstanceOf(Taken.Full.class);
    assertThat(intake.written()).isEmpty();
    assertThat(pulse.health(new Cursor.Nobody()).counts().written()).isZero();
  }

  @Test
  void whatIsHeldAndWhatIsRefusedIsCounted() throws InterruptedException {
    intake.answerNext(new Taken.Refused(Because.of("sources.wire.full")));
    assertThat(handing.handIn(delivery("a"))).isInstanceOf(Taken.Refused.class);
    assertThat(handing.handIn(delivery("a"))).isEqualTo(new Taken.Written());
    assertThat(handing.handIn(delivery("a"))).isEqualTo(new Taken.AlreadyHeld());
    Health health = pulse.health(new Cursor.Nobody());
    assertThat(health.counts()).isEqualTo(new Health.Counts(3, 0, 0, 0, 0, 1, 1, 1, 0));
    assertThat(health.troubles()).hasSize(1);
  }

  @Test
  void aTimeAheadIsHandedInCountedAndSaid() throws InterruptedException {
    Instant ahead = NOW.plus(WireLimits.AHEAD);
    handing.handIn(delivery("a", brought(ahead)));
    handing.handIn(delivery("b", brought(ahead.plusMillis(1))));
    Health health = pulse.health(new Cursor.Nobody());
    assertThat(health.counts().ahead()).isEqualTo(1);
    assertThat(health.troubles().getFirst().what().message()).isEqualTo("sources.wire.ahead");
    assertThat(intake.items()).hasSize(2);
  }

  @Test
  void onlyTheLatestTroublesAreKept() {
    for (int i = 0; i < 20; i++) {
      pulse.trouble(Because.of("sources.wire.fault", Because.text("" + i)));
    }
    List<Health.Trouble> troubles = pulse.health(new Cursor.Nobody()).troubles();
    assertThat(troubles).hasSize(Health.MOST_TROUBLES);
    assertThat(troubles.getLast().what().values()).containsExactly(Because.text("19"));
  }

  @Test
  void whatIsBrokenStaysBrokenUntilItIsClosed() {
    pulse.broken(Because.of("sources.wire.fault", Because.text("x")));
    pulse.running();
    assertThat(pulse.health(new Cursor.Nobody()).state()).isInstanceOf(Health.State.Broken.class);
    pulse.closed();
    assertThat(pulse.health(new Cursor.Nobody()).state()).isEqualTo(new Health.State.Closed());
  }

  @Test
  void anOriginalCannotBeChangedAndSaysNothingOfItself() {
    byte[] bytes = "secret".getBytes(StandardCharsets.UTF_8);
    Original original = Original.of(bytes);
    bytes[0] = 'S';
    original.bytes()[0] = 'S';
    assertThat(original.text()).isEqualTo("secret");
    assertThat(original).hasToString("6 bytes");
    assertThat(original.sha256())
        .isEqualTo("2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b");
  }

  @Test
  void limitsOfNothingAndNamelessSourcesAreRefused() {
    WireLimits usual = WireLimits.USUAL;
    assertThatThrownBy(() ->
            new WireLimits(0, 1, usual.message(), usual.silence(), usual.queue(), usual.items()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Taken.Full(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pulse(" ", InstantSource.fixed(NOW)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
