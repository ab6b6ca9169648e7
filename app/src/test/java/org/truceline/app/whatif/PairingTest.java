package org.truceline.app.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.Found;
import org.truceline.watch.Grade;
import org.truceline.watch.Judge;
import org.truceline.watch.Policy;
import org.truceline.watch.Watcher;

class PairingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Episode REAL = real();

  private final List<Matter> matters = new ArrayList<>();
  private final Pairing pairing = new Pairing(matters::add);

  /** An episode as a watcher finds it, to be changed for a test. */
  private static Episode real() {
    Line line = Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(127.2, 38)));
    Version version = Version.always(new VersionId("line"), line, 2);
    LineBook book = LineBook.of(List.of(version), new Rule.EveryVersion());
    List<Episode> found = new ArrayList<>();
    Watcher watcher =
        new Watcher(new Judge(book, Policy.plain(Side.RIGHT), ZoneOffset.UTC), found::add);
    var _ =
        watcher.take(
            new Fix("a", START, Place.lonLat(127.1, 37.999), new Accuracy.Unstated(), "", ""));
    watcher.finish();
    return found.getFirst();
  }

  static Episode episode(long from, long to, Grade grade) {
    return new Episode(
        REAL.track(),
        REAL.party(),
        START.plusSeconds(from),
        START.plusSeconds(to),
        REAL.fixes(),
        grade,
        REAL.everPast(),
        REAL.depth(),
        REAL.crossing(),
        REAL.peakTime(),
        REAL.peak(),
        REAL.gravest(),
        REAL.reached(),
        REAL.expected(),
        REAL.remarks());
  }

  private void take(Under under, long from, long to) {
    pairing.take(under, "a", episode(from, to, Grade.PROBABLE));
  }

  private void settle(Under under, long before, long reached) {
    pairing.settled(
        under, new Found.Settled(0, "a", START.plusSeconds(before), START.plusSeconds(reached)));
  }

  private void settle(long before) {
    settle(Under.IN_FORCE, before, before);
    settle(Under.PROPOSED, before, before);
  }

  @Test
  void episodesThatOverlapAreOneMatterAndOthersAreTwo() {
    take(Under.IN_FORCE, 0, 10);
    take(Under.PROPOSED, 10, 20);
    take(Under.PROPOSED, 21, 30);
    pairing.finish();
    assertThat(matters).extracting(Matter::change).containsExactly(Change.STAYS, Change.APPEARS);
    assertThat(matters.getFirst().from()).isEqualTo(START);
    assertThat(matters.getFirst().to()).isEqualTo(START.plusSeconds(20));
  }

  @Test
  void oneEpisodeThatOverlapsTwoMakesOneMatterOfThem() {
    take(Under.IN_FORCE, 0, 10);
    take(Under.IN_FORCE, 20, 30);
    take(Under.PROPOSED, 5, 25);
    pairing.finish();
    assertThat(matters).hasSize(1);
    assertThat(matters.getFirst().inForce().episodes()).isEqualTo(2);
    assertThat(matters.getFirst().proposed().episodes()).isEqualTo(1);
  }

  @Test
  void bodiesAreNotPairedWithEachOther() {
    take(Under.IN_FORCE, 0, 10);
    pairing.take(Under.PROPOSED, "b", episode(0, 10, Grade.PROBABLE));
    pairing.finish();
    assertThat(matters).extracting(Matter::change).containsExactly(Change.VANISHES, Change.APPEARS);
    assertThat(matters).extracting(Matter::track).containsExactly("a", "b");
  }

  @Test
  void aMatterIsHandedOutOnceBothSayThatNothingMoreComes() {
    take(Under.IN_FORCE, 0, 10);
    settle(Under.IN_FORCE, 100, 100);
    assertThat(matters).isEmpty();
    settle(Under.PROPOSED, 10, 10);
    assertThat(matters).as("what begins at its last moment would overlap it").isEmpty();
    settle(Under.PROPOSED, 11, 11);
    assertThat(matters).hasSize(1);
    assertThat(pairing.kept()).isZero();
  }

  @Test
  void ofABodyThatStaysByTheLineForEverLittleIsKept() {
    for (long i = 0; i < 1_000; i++) {
      take(Under.IN_FORCE, 20 * i, 20 * i + 10);
      settle(Under.IN_FORCE, 20 * i + 15, 20 * i + 15);
      settle(Under.PROPOSED, 0, 20 * i + 15);
      assertThat(pairing.kept()).isEqualTo(1);
    }
    take(Under.PROPOSED, 0, 20_000);
    settle(20_001);
    assertThat(matters).hasSize(1);
    assertThat(matters.getFirst().inForce().episodes()).isEqualTo(1_000);
    assertThat(pairing.kept()).isZero();
  }

  @Test
  void aBodyNoLongerFollowedLeavesNothingBehind() {
    take(Under.IN_FORCE, 0, 10);
    for (Under under : Under.values()) {
      pairing.settled(under, new Found.Settled(0, "a", Instant.MAX, Instant.MAX));
    }
    assertThat(pairing.kept()).isZero();
    take(Under.PROPOSED, 5, 6);
    pairing.finish();
    assertThat(matters).extracting(Matter::change).containsExactly(Change.VANISHES, Change.APPEARS);
  }

  @Test
  void theGravestEpisodeStandsForAllAndTheChangeIsOfItsGrade() {
    pairing.take(Under.IN_FORCE, "a", episode(0, 10, Grade.NEAR));
    pairing.take(Under.IN_FORCE, "a", episode(12, 20, Grade.NEAR_CERTAIN));
    pairing.take(Under.PROPOSED, "a", episode(0, 20, Grade.PROBABLE));
    pairing.take(Under.IN_FORCE, "b", episode(0, 10, Grade.NEAR));
    pairing.take(Under.PROPOSED, "b", episode(0, 10, Grade.CANNOT_TELL));
    pairing.finish();
    assertThat(matters).extracting(Matter::change).containsExactly(Change.MILDER, Change.GRAVER);
    assertThat(matters.getFirst().gravest().grade()).isEqualTo(Grade.NEAR_CERTAIN);
  }

  @Test
  void aMatterHasAnEpisode() {
    assertThatThrownBy(() -> new Matter("a", new Seen.Nothing(), new Seen.Nothing()))
        .hasMessageContaining("without an episode");
  }

  /** Episodes that come as lanes give them make the matters that all of them at once would. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void settlingEarlyMakesNoOtherMatters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Episode>> both = List.of(episodes(random), episodes(random));
    int[] next = {0, 0};
    for (long now = 0; now < 12_000; now += random.nextInt(1, 300)) {
      for (Under under : Under.values()) {
        List<Episode> all = both.get(under == Under.IN_FORCE ? 0 : 1);
        int which = under == Under.IN_FORCE ? 0 : 1;
        while (next[which] < all.size()
            && all.get(next[which]).to().isBefore(START.plusSeconds(now))) {
          pairing.take(under, "a", all.get(next[which]++));
        }
      }
      for (Under under : Under.values()) {
        int which = under == Under.IN_FORCE ? 0 : 1;
        Instant at = START.plusSeconds(now);
        Instant before =
            both.get(which).stream()
                .skip(next[which])
                .map(Episode::from)
                .filter(from -> from.isBefore(at))
                .findFirst()
                .orElse(at);
        pairing.settled(under, new Found.Settled(0, "a", before, at));
      }
    }
    pairing.finish();
    List<Matter> early = List.copyOf(matters);
    matters.clear();
    for (Under under : Under.values()) {
      both.get(under == Under.IN_FORCE ? 0 : 1).forEach(one -> pairing.take(under, "a", one));
    }
    pairing.finish();
    assertThat(matters).hasSizeGreaterThan(10);
    assertThat(early.stream().map(PairingTest::said).toList())
        .isEqualTo(matters.stream().map(PairingTest::said).toList());
  }

  private static String said(Matter matter) {
    return Duration.between(START, matter.from()).toSeconds()
        + " to "
        + Duration.between(START, matter.to()).toSeconds()
        + " "
        + List.of(matter.inForce(), matter.proposed()).stream()
            .map(seen -> seen.episodes() + " " + seen.graded())
            .toList();
  }

  private static List<Episode> episodes(SplittableRandom random) {
    List<Grade> grades = List.of(Grade.NEAR, Grade.IN_STRIP, Grade.PROBABLE, Grade.NEAR_CERTAIN);
    List<Episode> episodes = new ArrayList<>();
    for (long from = random.nextInt(200); from < 9_000; from += random.nextInt(2, 300)) {
      long to = from + random.nextInt(random.nextInt(10) == 0 ? 1_500 : 80);
      episodes.add(episode(from, to, grades.get(random.nextInt(grades.size()))));
      from = to;
    }
    episodes.sort(Comparator.comparing(Episode::from));
    return episodes;
  }
}
