package org.truceline.app.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is cut to a map keeps its course: far ends are not merely moved nearer. */
class ClipTest {
  @Test
  void aLongEdgeKeepsItsDirection() {
    double[] ends = {-1_000_000, -500_000, 3_000_000, 1_500_000};
    assertThat(Clip.segment(ends, -100, -100, 900, 700)).isTrue();
    assertThat(ends[1] / ends[0]).isCloseTo(0.5, within(1e-9));
    assertThat(ends[3] / ends[2]).isCloseTo(0.5, within(1e-9));
    for (double end : ends) {
      assertThat(end).isBetween(-100.001, 900.001);
    }
  }

  @Test
  void anEdgeInsideIsLeftAsItIsAndOneOutsideIsLeftOut() {
    double[] inside = {1, 2, 3, 4};
    assertThat(Clip.segment(inside, 0, 0, 10, 10)).isTrue();
    assertThat(inside).containsExactly(1, 2, 3, 4);
    assertThat(Clip.segment(new double[] {20, 0, 20, 10}, 0, 0, 10, 10)).isFalse();
    assertThat(Clip.segment(new double[] {-5, 8, 4, 20}, 0, 0, 10, 10)).isFalse();
  }

  @Test
  void aRingIsCutToTheWindow() {
    List<double[]> ring =
        List.of(
            new double[] {-10, -10},
            new double[] {20, -10},
            new double[] {20, 5},
            new double[] {-10, 5});
    List<double[]> cut = Clip.to(ring, 0, 0, 10, 10);
    double area = 0;
    for (int i = 0; i < cut.size(); i++) {
      double[] a = cut.get(i);
      double[] b = cut.get((i + 1) % cut.size());
      area += (a[0] * b[1] - a[1] * b[0]) / 2;
    }
    assertThat(Math.abs(area)).isCloseTo(50, within(1e-9));
    assertThat(Clip.to(ring, 30, 30, 40, 40)).isEmpty();
  }
}
