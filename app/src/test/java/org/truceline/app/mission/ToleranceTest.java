package org.truceline.app.mission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truceline.line.Side;
import org.truceline.watch.Policy;

class ToleranceTest {
  private static final Policy PLAIN = Policy.plain(Side.RIGHT);

  @Test
  void eachToleranceIsTheFigureOfThePolicyWithItsName() throws ReflectiveOperationException {
    for (Tolerance one : Tolerance.values()) {
      double usual = one.of(PLAIN);
      double other = usual < one.most() / 2 ? usual + 0.01 * one.most() : usual - 0.01;
      double whole = one == Tolerance.LEAVE_AFTER ? 7 : other;
      Policy changed = Tolerance.changed(PLAIN, Map.of(one, whole)).orElseThrow();
      Number figure = (Number) Policy.class.getMethod(one.key()).invoke(changed);
      assertThat(figure.doubleValue()).as(one.key()).isEqualTo(whole);
      assertThat(Tolerance.changed(changed, Map.of(one, usual))).as(one.key()).contains(PLAIN);
      assertThat(Tolerance.find(one.key())).contains(one);
    }
    assertThat(Tolerance.keys()).hasSize(Tolerance.values().length);
  }

  @Test
  void probabilitiesThatDoNotRiseMakeNoPolicy() {
    assertThat(Tolerance.changed(PLAIN, Map.of(Tolerance.PROBABLE, 0.01))).isEmpty();
    assertThat(Tolerance.changed(PLAIN, Map.of(Tolerance.NEAR_CERTAIN, 0.4))).isEmpty();
  }

  @Test
  void aCrossingIsNotLeftAtAProbabilityAtWhichItBegins() {
    Policy early = Tolerance.changed(PLAIN, Map.of(Tolerance.PROBABLE, 0.1)).orElseThrow();
    assertThat(early.leaveBelow()).isEqualTo(0.1);
  }
}
