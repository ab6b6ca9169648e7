package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** A notified activity marks what is judged within it; it hides nothing and regrades nothing. */
class ActivitiesTest {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final Because.InLanguages WHAT =
      new Because.InLanguages(Map.of("en", "brush is cleared", "ko", "풀베기"));

  private static Activities.Activity activity(String party, String begins, String ends) {
    return new Activities.Activity(
        "work-1",
        party,
        WHAT,
        List.of(
            Place.lonLat(127.05, 37.99),
            Place.lonLat(127.15, 37.99),
            Place.lonLat(127.15, 38.01),
            Place.lonLat(127.05, 38.01)),
        LocalDate.parse("2026-06-09"),
        LocalDate.parse("2026-06-11"),
        LocalTime.parse(begins),
        LocalTime.parse(ends));
  }

  private static List<Episode> episodes(Activities activities, double lon, Instant time) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= 200; i++) {
      places.add(Place.lonLat(127 + i / 1_000.0, 38));
    }
    LineBook book =
        LineBook.of(
            List.of(Version.always(new VersionId("only"), Line.of(places), 2)),
            new Rule.EveryVersion());
    List<Episode> episodes = new ArrayList<>();
    Watcher watcher =
        new Watcher(
            new Judge(book, Policy.plain(Side.RIGHT), SEOUL),
            new Circumstances(activities, Posts.none(), Links.none()),
            ErrorModel.usual(),
            episodes::add);
    watcher.take(
        new Fix(
            "t",
            time,
            Place.lonLat(lon, 37.999),
            Accuracy.stated(ErrorEllipse.circle(5)),
            "kpa",
            ""));
    watcher.finish();
    return episodes;
  }

  @ParameterizedTest
  @CsvSource({
    // The days and hours are those of the mission's zone.
    "127.1, 2026-06-08T22:30:00Z, 07:00, 17:00, kpa, true",
    "127.1, 2026-06-08T21:30:00Z, 07:00, 17:00, kpa, false",
    "127.1, 2026-06-09T08:00:00Z, 07:00, 17:00, kpa, false",
    "127.1, 2026-06-10T07:59:59Z, 07:00, 17:00, '', true",
    "127.1, 2026-06-10T22:30:00Z, 07:00, 17:00, kpa, false",
    "127.1, 2026-06-08T22:30:00Z, 07:00, 17:00, unc, false",
    "127.18, 2026-06-08T22:30:00Z, 07:00, 17:00, kpa, false",
    // Over midnight: the hours after it belong to the day before.
    "127.1, 2026-06-10T17:00:00Z, 22:00, 04:00, kpa, true",
    "127.1, 2026-06-11T17:00:00Z, 22:00, 04:00, kpa, false",
    "127.1, 2026-06-08T17:00:00Z, 22:00, 04:00, kpa, false",
    "127.1, 2026-06-10T03:00:00Z, 00:00, 00:00, kpa, true"
  })
  void anEpisodeIsExpectedWithinTheAreaTheDaysAndTheHours(
      double lon, String time, String begins, String ends, String party, boolean expected) {
    Activities activities = new Activities(SEOUL, List.of(activity(party, begins, ends)));
    Instant at = Instant.parse(time);
    Episode episode = episodes(activities, lon, at).getFirst();
    assertThat(episode.expected()).isEqualTo(expected ? List.of("work-1") : List.of());
    assertThat(
            episode.remarks().contains(Because.of("watch.expected", Because.text("work-1"), WHAT)))
        .isEqualTo(expected);
    Episode unmarked = episodes(Activities.none(), lon, at).getFirst();
    assertThat(episode.grade()).isEqualTo(unmarked.grade()).isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(episode.everPast()).isEqualTo(unmarked.everPast());
  }

  @Test
  void whatIsDoneIsSaidInTheReadersLanguage() {
    assertThat(WHAT.in("ko")).isEqualTo("풀베기");
    assertThat(WHAT.in("fr")).isEqualTo("brush is cleared");
    assertThat(new Because.InLanguages(Map.of("ko", "풀베기")).in("en")).isEqualTo("풀베기");
    assertThat(new Because.InLanguages(Map.of()).in("en")).isEmpty();
  }
}
