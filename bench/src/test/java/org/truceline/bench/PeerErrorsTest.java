package org.truceline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeerErrorsTest {
  @Test
  void aPercentileIsTheErrorThatSoManyAnswersDoNotExceed() {
    var errors = new PeerErrors();
    for (int i = 1000; i >= 1; i--) {
      errors.add(new GeodesicReference.Answer(5_000, 1), 5_000 + i * (i % 2 == 0 ? 1 : -1));
    }
    assertThat(errors.metres(0.5)).isCloseTo(500, within(1e-9));
    assertThat(errors.metres(0.999)).isCloseTo(999, within(1e-9));
    assertThat(errors.metres(1)).isCloseTo(1000, within(1e-9));
  }

  @Test
  void theOtherSideIsCountedAndItsDistanceIsHeldForItself() {
    var errors = new PeerErrors();
    errors.add(new GeodesicReference.Answer(10, 1), 10);
    errors.add(new GeodesicReference.Answer(10, -1), -10);
    errors.add(new GeodesicReference.Answer(10, -1), 10);
    assertThat(errors.beside()).isEqualTo(3);
    assertThat(errors.wrongSides()).isEqualTo(1);
    assertThat(errors.metres(1)).isZero();
  }

  @Test
  void pastAnEndNoSideIsWrong() {
    var errors = new PeerErrors();
    errors.add(new GeodesicReference.Answer(10, 0), -10);
    errors.add(new GeodesicReference.Answer(10, 0), 10);
    assertThat(errors.beside()).isZero();
    assertThat(errors.wrongSides()).isZero();
  }

  @Test
  void anAnswerThatIsNoNumberIsRefused() {
    var errors = new PeerErrors();
    assertThatThrownBy(() -> errors.add(new GeodesicReference.Answer(10, 1), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
