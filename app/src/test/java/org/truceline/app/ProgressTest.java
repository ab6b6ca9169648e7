package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter said = new StringWriter();

  private void rows(Progress progress, int count) {
    for (int i = 0; i < count; i++) {
      progress.step(1);
    }
  }

  @Test
  void onATerminalItSaysTheShareOfTheBytesAndTheRows() {
    try (Progress progress = new Progress(new PrintWriter(said), true, 1_000)) {
      progress.read(499);
      progress.read(1);
      rows(progress, 250_000);
    }
    assertThat(said.toString())
        .startsWith("\r[###############...............]  50 %  250,000")
        .endsWith(System.lineSeparator());
  }

  @Test
  void whereNobodyKnowsTheSizeItSaysTheRows() {
    try (Progress progress = new Progress(new PrintWriter(said), true, 0)) {
      rows(progress, 500_000);
    }
    assertThat(said.toString()).isEqualTo("\r250,000\r500,000" + System.lineSeparator());
  }

  @Test
  void elsewhereAndForLittleWorkItSaysNothing() {
    try (Progress quiet = new Progress(new PrintWriter(said), false, 1_000);
        Progress little = new Progress(new PrintWriter(said), true, 1_000)) {
      rows(quiet, 1_000_000);
      rows(little, 249_999);
    }
    assertThat(said.toString()).isEmpty();
  }
}
