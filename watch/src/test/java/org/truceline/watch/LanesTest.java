package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

class LanesTest {
  private static final double METRE = 1 / 111_000.0;
  private static final Instant START = Instant.parse("2026-06-09T00:00:00Z");

  private static Judge judge() {
    Line line = Line.of(List.of(Place.lonLat(127, 38), Place.lonLat(127.2, 38)));
    return new Judge(
        LineBook.of(
            List.of(Version.always(new VersionId("line"), line, 2)), new Rule.EveryVersion()),
        Policy.plain(Side.RIGHT),
        ZoneOffset.UTC);
  }

  private static Fix fix(String track, long second, double metresEast, double metresNorth) {
    return new Fix(
        track,
        START.plusSeconds(second),
        Place.lonLat(127.1 + metresEast * METRE, 38 + metresNorth * METRE),
        Accuracy.stated(ErrorEllipse.circle(4)),
        "",
        "");
  }

  /** Walkers to and fro over the line, for long enough that episodes settle on the way. */
  private static List<Fix> walks() {
    SplittableRandom random = new SplittableRandom(7);
    List<Fix> fixes = new ArrayList<>();
    double[] north = new double[16];
    for (int second = 0; second < 700; second++) {
      for (int track = 0; track < north.length; track++) {
        if (random.nextInt(10) == 0) {
          continue;
        }
        north[track] = 120 * Math.sin((second + 37 * track) / 60.0);
        // Half an hour is too short for the shift to end: all that is shifted is shifted together.
        double shifted = second >= 400 && track % 2 == 0 ? 160 : 0;
        long late = random.nextInt(50) == 0 ? 3 : 0;
        fixes.add(fix("walker " + track, second - late, 40 * track, north[track] + shifted));
      }
    }
    return fixes;
  }

  private static List<Episode> byWatcher(List<Fix> fixes) {
    List<Episode> episodes = new ArrayList<>();
    Watcher watcher = new Watcher(judge(), episodes::add);
    fixes.forEach(watcher::take);
    watcher.finish();
    return episodes;
  }

  private static Lanes lanes(int thread, int threads, List<Found> found) {
    return new Lanes(
        judge(), Circumstances.none(), ErrorModel.usual(), thread, threads, false, found::add);
  }

  private static List<Episode> byLanes(List<Fix> fixes, int threads) {
    List<Found> found = new ArrayList<>();
    List<Lanes> all = IntStream.range(0, threads).mapToObj(i -> lanes(i, threads, found)).toList();
    for (Lanes lanes : all) {
      for (int position = 0; position < fixes.size(); position++) {
        if (lanes.follow(fixes.get(position))) {
          lanes.take(position, fixes.get(position), Instant.MAX);
        }
      }
    }
    List<Episode> episodes = new ArrayList<>();
    Company company = new Company(judge(), Circumstances.none());
    together(found, company, episodes);
    found.clear();
    all.forEach(Lanes::finish);
    together(found, company, episodes);
    return episodes;
  }

  private static void together(List<Found> found, Company company, List<Episode> episodes) {
    found.stream()
        .sorted(Comparator.comparingLong(Found::position))
        .forEach(one -> company.take(one).ifPresent(episodes::add));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void soManyThreadsFindWhatOneWatcherFindsInTheSameOrder(int threads) {
    List<Fix> fixes = walks();
    List<Episode> expected = byWatcher(fixes);
    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(expected)
        .as("tracks bear on each other")
        .anyMatch(
            one -> one.remarks().stream().anyMatch(r -> r.message().equals("watch.common-shift")));
    assertThat(byLanes(fixes, threads)).isEqualTo(expected);
  }

  @Test
  void nothingIsFoundOfATrackBeforeWhatIsSettled() {
    List<Fix> fixes = walks();
    List<Found> found = new ArrayList<>();
    Lanes lanes = lanes(0, 1, found);
    for (int position = 0; position < fixes.size(); position++) {
      lanes.take(position, fixes.get(position), Instant.MAX);
    }
    lanes.finish();
    Map<String, Found.Settled> settled = new HashMap<>();
    Set<String> next = new HashSet<>();
    int late = 0;
    int begun = 0;
    for (Found one : found) {
      switch (one) {
        case Found.Settled now -> {
          settled.put(now.track(), now);
          next.add(now.track());
        }
        case Found.Ended(var position, var episode) -> {
          Found.Settled known = settled.get(episode.track());
          if (known == null) {
            continue;
          }
          late++;
          assertThat(episode.from()).isAfterOrEqualTo(known.before());
          if (next.remove(episode.track()) && known.reached().isAfter(known.before())) {
            begun++;
            assertThat(episode.from()).isEqualTo(known.before());
            assertThat(episode.to()).isAfterOrEqualTo(known.reached());
          }
        }
        case Found.Leapt leapt -> {}
        case Found.Judged judged -> {}
      }
    }
    assertThat(settled).hasSize(16);
    assertThat(late).isGreaterThan(16);
    assertThat(begun).isGreaterThan(16);
  }

  @Test
  void everyTrackHasOneThread() {
    List<Lanes> all = IntStream.range(0, 5).mapToObj(i -> lanes(i, 5, new ArrayList<>())).toList();
    int[] followed = new int[5];
    for (int track = 0; track < 10_000; track++) {
      int threads = 0;
      for (int i = 0; i < followed.length; i++) {
        if (all.get(i).follow(fix("track-" + track, 0, 0, 0))) {
          followed[i]++;
          threads++;
        }
      }
      assertThat(threads).isEqualTo(1);
    }
    for (int count : followed) {
      assertThat(count).isBetween(1_500, 2_500);
    }
  }

  @Test
  void aThreadThatIsNoneIsRefused() {
    assertThatThrownBy(() -> lanes(65, 65, new ArrayList<>())).hasMessage("thread 65 of 65");
    assertThatThrownBy(() -> lanes(2, 2, new ArrayList<>())).hasMessage("thread 2 of 2");
  }

  private static List<Found> ended(List<Found> found) {
    return found.stream().filter(Found.Ended.class::isInstance).toList();
  }

  @Test
  void tooManyTracksInALaneCloseItsEldest() {
    List<Found> found = new ArrayList<>();
    Lanes lanes = lanes(0, Lanes.COUNT, found);
    int most = Watcher.MOST_TRACKS / Lanes.COUNT * 5 / 4;
    List<Fix> fixes =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> fix("t" + i, i / 100, 0, -100))
            .filter(lanes::follow)
            .limit(most + 1)
            .toList();
    for (int i = 0; i < fixes.size(); i++) {
      lanes.take(i, fixes.get(i), Instant.MAX);
    }
    // Room is made for a 64th of the lane at once, at the report that finds none.
    assertThat(lanes.watchers().getFirst().closedEarly()).isEqualTo(most / 64 + 1);
    assertThat(ended(found)).hasSize(most / 64 + 1).allMatch(one -> one.position() == most);
    assertThat(found)
        .contains(new Found.Settled(most, fixes.getFirst().track(), Instant.MAX, Instant.MAX));
    lanes.finish();
    assertThat(ended(found)).hasSize(fixes.size());
  }
}
