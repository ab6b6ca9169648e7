package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** Reports that no honest receiver sends: each is answered, counted, and the rest goes on. */
class BadReportsTest {
  private static final double METRE = 1 / 111_000.0;
  private static final Instant START = Instant.parse("2026-06-09T00:00:00Z");

  private final List<Episode> episodes = new ArrayList<>();
  private final Watcher watcher = new Watcher(judge(), episodes::add);

  private static Judge judge() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= 200; i++) {
      places.add(Place.lonLat(127 + i / 1_000.0, 38));
    }
    LineBook book =
        LineBook.of(
            List.of(Version.always(new VersionId("only"), Line.of(places), 2)),
            new Rule.EveryVersion());
    return new Judge(book, Policy.plain(Side.RIGHT), ZoneOffset.UTC);
  }

  private static Fix fix(String track, long ms, double north, double sigma, String source) {
    return new Fix(
        track,
        START.plusMillis(ms),
        Place.lonLat(127.1, 38 + north * METRE),
        Accuracy.stated(ErrorEllipse.circle(sigma)),
        "",
        source);
  }

  @Test
  void aReportOfTheFutureIsSetAsideAndCounted() {
    Instant late = START.plus(Watcher.MOST_AHEAD);
    assertThat(watcher.take(fix("t", late.toEpochMilli() - START.toEpochMilli(), 0, 5, ""), START))
        .isInstanceOf(Outcome.Judged.class);
    Outcome outcome = watcher.take(fix("u", 300_001, 0, 5, ""), START);
    assertThat(((Outcome.SetAside) outcome).because())
        .isEqualTo(
            Because.of(
                "watch.ahead",
                new Because.Time(START.plusMillis(300_001)),
                new Because.Time(START)));
    assertThat(watcher.ahead()).isEqualTo(1);
    watcher.finish();
    assertThat(episodes).extracting(Episode::track).containsExactly("t");
  }

  @Test
  void anAccuracyOfZeroIsRaisedToTheLeastThatIsBelieved() {
    Judgement judgement =
        ((Outcome.Judged) watcher.take(fix("t", 0, -3, 0, ""), START)).judgement();
    assertThat(judgement.error()).isEqualTo(ErrorEllipse.circle(2));
    assertThat(judgement.grade()).isEqualTo(Grade.PROBABLE);
    assertThat(messages(judgement.because())).contains("watch.error.raised");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e5, 1e7, 1e9, 1e160, Double.MAX_VALUE})
  void anAccuracyThatSaysNothingIsCannotTell(double sigma) {
    for (double north : new double[] {0, -5_000, 100_000}) {
      Judgement judgement =
          ((Outcome.Judged) watcher.take(fix("t" + north, 0, north, sigma, ""), START)).judgement();
      assertThat(judgement.grade()).isEqualTo(Grade.CANNOT_TELL);
      assertThat(judgement.belief().pastByRule()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aTrackGoesOnAfterAFixThatSaysNothing() {
    for (int i = 0; i < 10; i++) {
      watcher.take(fix("t", 10_000L * i, 300, 5, ""), START.plusSeconds(600));
    }
    watcher.take(fix("t", 100_000, -40_000, 1e9, ""), START.plusSeconds(600));
    for (int i = 11; i < 20; i++) {
      watcher.take(fix("t", 10_000L * i, 300, 5, ""), START.plusSeconds(600));
    }
    watcher.finish();
    assertThat(episodes).allSatisfy(one -> assertThat(one.grade()).isEqualTo(Grade.CANNOT_TELL));
    assertThat(watcher.crowdedOut()).isZero();
  }

  @Test
  void twoPlacesAtOneTimeAreSaidAndCountedInEitherOrder() {
    Fix past = fix("t", 0, -200, 5, "");
    Fix home = fix("t", 0, 800, 5, "");
    for (List<Fix> order : List.of(List.of(past, home), List.of(home, past))) {
      episodes.clear();
      Watcher one = new Watcher(judge(), episodes::add);
      order.forEach(one::take);
      one.finish();
      assertThat(one.contradictions()).isEqualTo(1);
      assertThat(episodes).hasSize(1);
      assertThat(episodes.getFirst().grade()).isEqualTo(Grade.CANNOT_TELL);
      assertThat(messages(episodes.getFirst().because())).contains("watch.two-places");
    }
  }

  @Test
  void twoFixesOfOneMomentThatAgreeContradictNothing() {
    watcher.take(fix("t", 0, -200, 5, ""));
    watcher.take(fix("t", 0, -212, 5, ""));
    assertThat(watcher.contradictions()).isZero();
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aMillionTracksOfOneSenderCostNeitherMemoryNorTheTracksOfOthers() {
    for (int i = 0; i < 3; i++) {
      watcher.take(fix("honest", 1_000L * i, -100, 5, "honest"));
    }
    int most = 0;
    for (int i = 0; i < 1_000_000; i++) {
      // One in ten by the line: an episode each, and the dearest kind of track.
      watcher.take(fix("made-up-" + i, 5_000, i % 10 == 0 ? -100 : 3_000, 5, "flood"));
      most = Math.max(most, watcher.following());
    }
    assertThat(most).isLessThanOrEqualTo(Watcher.MOST_TRACKS + 1);
    assertThat(watcher.crowdedOut()).isGreaterThanOrEqualTo(1_000_000 - Watcher.MOST_TRACKS);
    assertThat(10 * watcher.closedEarly()).isCloseTo(watcher.crowdedOut(), within(10L));
    assertThat(watcher.open("honest")).isPresent();
    watcher.take(fix("honest", 10_000, -100, 5, "honest"));
    assertThat(watcher.open("honest").orElseThrow().fixes()).isEqualTo(4);
    watcher.finish();
    assertThat(episodes).hasSize(100_001);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void endlessNamesOfEndlessSourcesAreLetGoInLittleTime() {
    for (int i = 0; i < 400_000; i++) {
      watcher.take(fix("made-up-" + i, 5_000, 3_000, 5, "source-" + i));
    }
    assertThat(watcher.following()).isLessThanOrEqualTo(Watcher.MOST_TRACKS);
    assertThat(watcher.crowdedOut()).isEqualTo(400_000 - watcher.following());
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void aFixEveryMillisecondIsFollowedInBoundedMemory() {
    for (int i = 0; i < 2_000_000; i++) {
      double north = -40 + 30 * Math.sin(i / 100_000.0);
      watcher.take(fix("t", i, north, 5, ""));
    }
    assertThat(watcher.keptReports()).isLessThanOrEqualTo(Track.KEPT);
    watcher.finish();
    assertThat(episodes).isNotEmpty();
    assertThat(episodes.stream().mapToLong(Episode::fixes).sum()).isGreaterThan(1_000_000);
  }

  @Test
  void alarmsWithoutEndAreCountedNotKept() {
    for (int i = 0; i < 1_000; i++) {
      watcher.take(
          new Fix(
              "t",
              START.plusSeconds(i),
              Place.lonLat(127.1, 38 - 50 * METRE),
              Accuracy.stated(ErrorEllipse.circle(5)),
              "",
              "",
              Fix.Alarm.JAMMING));
    }
    watcher.finish();
    assertThat(episodes).hasSize(1);
    Episode episode = episodes.getFirst();
    assertThat(episode.grade()).isEqualTo(Grade.CANNOT_TELL);
    assertThat(episode.remarks()).hasSizeLessThan(30);
    assertThat(episode.remarks().getLast().message()).isEqualTo("watch.more-remarks");
  }

  private static List<String> messages(Because because) {
    return because.parts().stream().map(Because::message).toList();
  }
}
