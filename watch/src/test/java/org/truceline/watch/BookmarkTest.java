package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.line.Believer;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/** What is followed may be written down between any two reports and taken up by others. */
class BookmarkTest {
  private static final double METRE = 1 / 111_000.0;
  private static final Instant START = Instant.parse("2026-06-09T14:55:00Z");
  private static final int TRACKS = 14;

  /** A line with a corner, in two versions, over whose day the reports go. */
  private static Judge judge() {
    List<Place> corners = List.of(place(-9_000, 0), place(0, 0), place(400, 120), place(9_000, 0));
    List<Place> others = List.of(place(-9_000, 30), place(9_000, 15));
    return new Judge(
        LineBook.of(
            List.of(
                Version.always(new VersionId("one"), Line.of(corners), 2),
                Version.always(new VersionId("two"), Line.of(others), 4)),
            new Rule.EveryVersion()),
        Policy.plain(Side.RIGHT),
        ZoneId.of("Asia/Seoul"));
  }

  private static Place place(double metresEast, double metresNorth) {
    return Place.lonLat(127.1 + metresEast * METRE, 38 + metresNorth * METRE);
  }

  /** Walkers by the line and far from it, with all that reports have: late, odd, twice, alarmed. */
  private static List<Fix> walks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fix> fixes = new ArrayList<>();
    double[] east = new double[TRACKS];
    double[] north = new double[TRACKS];
    for (int second = 0; second < 480; second++) {
      for (int track = 0; track < TRACKS; track++) {
        if (second == 0 || random.nextInt(200) == 0) {
          east[track] = 800 * random.nextGaussian();
          north[track] = (random.nextInt(3) == 0 ? 900 : 60) * random.nextGaussian() + 20;
        }
        east[track] += 1.5 * random.nextGaussian();
        north[track] += 1.5 * random.nextGaussian() - Math.signum(north[track]) * 0.3;
        int odd = random.nextInt(400);
        if (odd < 40) {
          continue;
        }
        long late = odd < 60 ? random.nextInt(1, 30) : odd < 63 ? 600 : 0;
        double shift = second > 180 && second < 300 && track < 5 ? 120 : odd == 70 ? 400 : 0;
        fixes.add(
            new Fix(
                "walker " + track,
                START.plusSeconds(second - late),
                place(east[track] + shift, north[track]),
                odd < 100
                    ? Accuracy.unstated()
                    : Accuracy.stated(
                        odd < 120 ? new ErrorEllipse(30, 4, 20) : ErrorEllipse.circle(4)),
                track % 3 == 0 ? "blue" : "",
                "desk " + track % 2,
                odd == 130 ? Fix.Alarm.JAMMING : Fix.Alarm.NONE));
        if (odd == 140) {
          fixes.add(fixes.getLast());
        }
      }
    }
    return fixes;
  }

  /** All that was found and answered. */
  private record Gathered(List<Found> found, List<Outcome> outcomes, List<Episode> episodes) {}

  /** Lanes on some threads, and what puts together what they find. */
  private static final class Following {
    private final List<Found> found = new ArrayList<>();
    private final List<Lanes> lanes = new ArrayList<>();
    private final Company company = new Company(judge(), Circumstances.none());

    Following(int threads) {
      for (int i = 0; i < threads; i++) {
        lanes.add(
            new Lanes(
                judge(),
                Circumstances.none(),
                ErrorModel.usual(),
                i,
                threads,
                true,
                one -> found.add(one)));
      }
    }

    Lanes of(int lane) {
      return lanes.get(lane % lanes.size());
    }

    byte[] written() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BookmarkWriter to = new BookmarkWriter(bytes);
      company.write(to);
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        of(lane).write(lane, to);
      }
      return bytes.toByteArray();
    }

    void read(byte[] bytes) {
      BookmarkReader from = new BookmarkReader(new ByteArrayInputStream(bytes));
      company.read(from);
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        of(lane).read(lane, from);
      }
    }

    void gather(Gathered into) {
      found.sort(Comparator.comparingLong(Found::position));
      into.found.addAll(found);
      found.forEach(one -> company.take(one).ifPresent(into.episodes::add));
      found.clear();
    }
  }

  private static Gathered followed(List<Fix> fixes, Set<Integer> stops, SplittableRandom random) {
    Gathered all = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Following following = new Following(1);
    for (int position = 0; position < fixes.size(); position++) {
      if (stops.contains(position)) {
        byte[] written = following.written();
        following = new Following(random.nextInt(1, 8));
        following.read(written);
        assertThat(following.written()).as("what was read, written again").isEqualTo(written);
      }
      Fix fix = fixes.get(position);
      for (Lanes lanes : following.lanes) {
        if (lanes.follow(fix)) {
          all.outcomes.add(lanes.take(position, fix, Instant.MAX));
        }
      }
      following.gather(all);
    }
    following.lanes.forEach(Lanes::finish);
    following.gather(all);
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsTakenUpAnywhereGoesOnAsIfItHadNeverStopped(long seed) {
    List<Fix> fixes = walks(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Gathered expected = followed(fixes, Set.of(), random);
    Set<Integer> stops = new TreeSet<>();
    while (stops.size() < 12) {
      stops.add(random.nextInt(fixes.size()));
    }
    Gathered again = followed(fixes, stops, random);
    assertThat(again.episodes).as("seed %s", seed).isEqualTo(expected.episodes);
    assertThat(again.found).as("seed %s", seed).isEqualTo(expected.found);
    assertThat(again.outcomes).as("seed %s", seed).isEqualTo(expected.outcomes);
  }

  /** A field that is forgotten may show in nothing for long: so all of them are held together. */
  @Test
  void whatIsReadIsWhatWasWrittenToTheLastField() {
    List<Fix> fixes = walks(9).stream().filter(fix -> fix.track().matches("walker [0-3]")).toList();
    Following following = new Following(3);
    for (int position = 0; position < fixes.size(); position++) {
      Fix fix = fixes.get(position);
      for (Lanes lanes : following.lanes) {
        if (lanes.follow(fix)) {
          lanes.take(position, fix, Instant.MAX);
        }
      }
      following.gather(new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    }
    Following other = new Following(3);
    other.read(following.written());
    assertThat(other)
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(Judge.class, Steps.class, Believer.class)
        // Room that is left in an array, and what is worked out within one step only.
        .ignoringFieldsMatchingRegexes(".*\\.steps", ".*\\.strayShare")
        .ignoringFieldsMatchingRegexes(".*\\.(episodes|judgements|settled|position)")
        .isEqualTo(following);
  }

  @Test
  void theWalksHaveAllThatReportsHave() {
    Set<String> said = new HashSet<>();
    Set<Class<?>> kinds = new HashSet<>();
    for (long seed = 1; seed <= 2; seed++) {
      Gathered all = followed(walks(seed), Set.of(), new SplittableRandom(seed));
      all.outcomes.forEach(one -> kinds.add(one.getClass()));
      all.found.forEach(one -> kinds.add(one.getClass()));
      for (Episode episode : all.episodes) {
        episode.remarks().forEach(remark -> said.add(remark.message()));
        kinds.add(episode.crossing().getClass());
      }
    }
    assertThat(kinds)
        .contains(
            Outcome.PlainlyClear.class,
            Outcome.Judged.class,
            Outcome.Revised.class,
            Outcome.Repeated.class,
            Outcome.SetAside.class,
            Found.Leapt.class,
            Found.Settled.class,
            Episode.NotCrossed.class,
            Episode.CrossedWithin.class);
    assertThat(said).contains("watch.common-shift", "watch.last-heard", "watch.hindsight");
  }
}
