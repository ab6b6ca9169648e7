package org.truceline.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.truceline.watch.Grade;

class OutcomesTest {
  private static Matter matter(long from, Grade inForce, Grade proposed) {
    return Matter.of(Under.IN_FORCE, "a", PairingTest.episode(from, from + 1, inForce))
        .and(Matter.of(Under.PROPOSED, "a", PairingTest.episode(from, from + 1, proposed)));
  }

  private static Matter appearing(long from, Grade proposed) {
    return Matter.of(Under.PROPOSED, "a", PairingTest.episode(from, from + 1, proposed));
  }

  @Test
  void mattersAreCountedByChangeByGradeAndByStep() {
    Outcomes outcomes = new Outcomes();
    outcomes.take(matter(0, Grade.NEAR, Grade.PROBABLE));
    outcomes.take(matter(10, Grade.NEAR, Grade.NEAR));
    outcomes.take(matter(20, Grade.NEAR_CERTAIN, Grade.IN_STRIP));
    outcomes.take(appearing(30, Grade.PROBABLE));
    assertThat(outcomes.all()).isEqualTo(4);
    assertThat(outcomes.changed()).isEqualTo(3);
    assertThat(outcomes.count(Change.APPEARS)).isEqualTo(1);
    assertThat(outcomes.count(Change.VANISHES)).isZero();
    assertThat(outcomes.episodes(Under.IN_FORCE)).isEqualTo(3);
    assertThat(outcomes.episodes(Under.PROPOSED)).isEqualTo(4);
    assertThat(outcomes.count(Under.PROPOSED, new Graded.As(Grade.PROBABLE))).isEqualTo(2);
    assertThat(outcomes.count(Under.IN_FORCE, new Graded.NoEpisode())).isEqualTo(1);
    assertThat(outcomes.changedSteps())
        .isEqualTo(
            Map.of(
                new Outcomes.Step(new Graded.As(Grade.NEAR), new Graded.As(Grade.PROBABLE)), 1L,
                new Outcomes.Step(new Graded.As(Grade.NEAR_CERTAIN), new Graded.As(Grade.IN_STRIP)),
                    1L,
                new Outcomes.Step(new Graded.NoEpisode(), new Graded.As(Grade.PROBABLE)), 1L));
  }

  @Test
  void theGravestChangesAreKeptInWhateverOrderTheyCome() {
    List<Matter> all = new ArrayList<>();
    for (int i = 0; i < Outcomes.MOST_KEPT; i++) {
      all.add(appearing(10L * i, Grade.PROBABLE));
      all.add(appearing(10L * i, Grade.NEAR));
    }
    all.add(appearing(3, Grade.NEAR_CERTAIN));
    all.add(matter(5, Grade.PROBABLE, Grade.PROBABLE));
    Collections.shuffle(all, new Random(7));
    Outcomes outcomes = new Outcomes();
    all.forEach(outcomes::take);
    List<Matter> gravest = outcomes.gravest();
    assertThat(gravest).hasSize(Outcomes.MOST_KEPT).isSortedAccordingTo(Matter.GRAVEST_FIRST);
    assertThat(gravest.getFirst().gravest().grade()).isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(gravest.subList(1, gravest.size()))
        .allMatch(one -> one.gravest().grade() == Grade.PROBABLE);
    assertThat(gravest.get(1).from()).isBefore(gravest.get(2).from());
  }

  @Test
  void ofTwoAsGraveTheOneThatChangesMoreComesFirst() {
    Matter little = matter(0, Grade.PROBABLE, Grade.NEAR_CERTAIN);
    Matter much = matter(10, Grade.NEAR_CERTAIN, Grade.NEAR);
    assertThat(Matter.GRAVEST_FIRST.compare(much, little)).isNegative();
  }
}
