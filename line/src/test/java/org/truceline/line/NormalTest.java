package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  /** Values of Abramowitz and Stegun, table 26.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "0.5, 0.691462461",
    "1, 0.841344746",
    "1.96, 0.975002105",
    "2.5, 0.993790335",
    "3, 0.998650102",
    "-1, 0.158655254",
    "-2, 0.022750132"
  })
  void probabilitiesAreThoseOfTheTable(double x, double probability) {
    assertThat(Normal.below(x)).isCloseTo(probability, within(2e-7));
  }

  @Test
  void theQuantileIsThatOfTheTable() {
    // Abramowitz and Stegun, table 26.5, and two tails.
    double[][] table = {
      {0.5, 0},
      {0.6, 0.2533471031},
      {0.75, 0.6744897502},
      {0.9, 1.2815515655},
      {0.975, 1.9599639845},
      {0.995, 2.5758293035},
      {0.999, 3.0902323062}
    };
    for (double[] row : table) {
      assertThat(Normal.quantile(row[0])).isCloseTo(row[1], within(3e-5));
      assertThat(Normal.quantile(1 - row[0])).isCloseTo(-row[1], within(3e-5));
    }
    assertThat(Normal.quantile(1e-6)).isCloseTo(-4.753424, within(0.05));
    assertThat(Normal.quantile(1e-11)).isCloseTo(-6.706023, within(0.01));
    assertThat(Normal.quantile(2e-12)).isCloseTo(-6.937, within(0.1));
    assertThat(Normal.quantile(1e-12)).isEqualTo(-8);
    assertThat(Normal.quantile(1 - 1e-13)).isEqualTo(8);
  }

  @Test
  void theQuantileUndoesTheProbability() {
    for (double x = -6.5; x <= 6.5; x += 0.01) {
      double tail = Math.abs(x) > 4 ? 0.05 : 1e-3;
      assertThat(Normal.quantile(Normal.below(x))).as("x %f", x).isCloseTo(x, within(tail));
    }
    assertThat(Normal.quantile(0)).isEqualTo(-8);
    assertThat(Normal.quantile(1)).isEqualTo(8);
    assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-6));
  }
}
