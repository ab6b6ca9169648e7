package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** The order in which reports come does not matter as long as a late one is within the window. */
class OrderTest {
  private static final Instant START = Instant.parse("2026-06-09T00:00:00Z");
  private static final double METRE = 1 / 111_195.0;

  private final List<Episode> episodes = new ArrayList<>();

  private Watcher watcher() {
    Line line = Line.of(List.of(Place.lonLat(126.9, 38), Place.lonLat(127.1, 38)));
    Judge judge =
        new Judge(
            LineBook.of(
                List.of(Version.always(new VersionId("line"), line, 3)), new Rule.EveryVersion()),
            Policy.plain(Side.RIGHT),
            ZoneOffset.UTC);
    return new Watcher(judge, episodes::add);
  }

  private static Fix fix(int second, double metresNorth) {
    return new Fix(
        "t",
        START.plusSeconds(second),
        Place.lonLat(127, 38.0085 + metresNorth * METRE),
        Accuracy.stated(ErrorEllipse.circle(4)),
        "",
        "");
  }

  /** A walk with wandering errors that comes from afar, crosses twice and goes again. */
  private static List<Fix> walk(long seed, int count) {
    Random random = new Random(seed);
    List<Fix> fixes = new ArrayList<>();
    double error = 0;
    for (int i = 0; i < count; i++) {
      error = 0.98 * error + 0.8 * random.nextGaussian();
      double way = 450 * Math.cos(4 * Math.PI * i / count) + 400;
      fixes.add(fix(10 * i, way + error - 900));
    }
    return fixes;
  }

  private List<Episode> judged(List<Fix> fixes) {
    episodes.clear();
    Watcher watcher = watcher();
    fixes.forEach(watcher::take);
    watcher.finish();
    List<Episode> judged = new ArrayList<>(episodes);
    judged.sort(java.util.Comparator.comparing(Episode::from));
    return judged;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderWithinTheWindowGivesTheSameEpisodes(long seed) {
    List<Fix> inOrder = walk(seed, 120);
    List<Episode> expected = judged(inOrder);
    assertThat(expected).isNotEmpty();
    List<Fix> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(judged(shuffled)).as("seed %d", seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void burstsAndLateReportsOfALongTrackGiveTheSameEpisodes(long seed) {
    List<Fix> inOrder = walk(seed, 2_000);
    List<Episode> expected = judged(inOrder);
    List<Fix> late = new ArrayList<>(inOrder);
    Random random = new Random(seed);
    // Two rounds, the second half a burst further on: no report is overtaken by more than 120.
    for (int from : new int[] {0, 30}) {
      for (int i = from; i + 60 <= late.size(); i += 60) {
        Collections.shuffle(late.subList(i, i + 60), random);
      }
    }
    assertThat(judged(late)).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void aLateReportThatChangesTheJudgementSaysWhatChanged() {
    Watcher watcher = watcher();
    // Two fixes ten minutes apart, both short of the line; between them, heard of late, a crossing.
    for (int i = 0; i < 10; i++) {
      watcher.take(fix(i, -900));
    }
    for (int i = 600; i < 610; i++) {
      watcher.take(fix(i, -900));
    }
    List<String> changes = new ArrayList<>();
    for (int i = 300; i < 310; i++) {
      if (watcher.take(fix(i, -1_100)) instanceof Outcome.Revised revised) {
        revised.changes().forEach(change -> changes.add(change.message()));
      }
    }
    assertThat(changes).isNotEmpty().allMatch(message -> message.startsWith("watch.revised"));
  }

  @Test
  void whatIsOlderThanAllThatIsKeptIsSetAside() {
    Watcher watcher = watcher();
    for (int i = 0; i < 2 * Track.KEPT; i++) {
      watcher.take(fix(10 + i, 0));
    }
    assertThat(watcher.take(fix(1, 0))).isInstanceOf(Outcome.SetAside.class);
  }

  @Test
  void theVerySameReportCountsOnce() {
    Watcher watcher = watcher();
    watcher.take(fix(1, -900));
    watcher.take(fix(2, -900));
    assertThat(watcher.take(fix(1, -900))).isInstanceOf(Outcome.Repeated.class);
    assertThat(watcher.take(fix(2, -900))).isInstanceOf(Outcome.Repeated.class);
  }
}
