package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;

/** Two lines from west to east, 60 m apart; a degree of latitude is taken as 111 km here. */
class WatcherTest {
  private static final double METRE = 1 / 111_000.0;

  private static LineBook book(Rule rule) {
    return LineBook.of(
        List.of(
            Version.always(new VersionId("upper"), parallel(38), 2),
            Version.always(new VersionId("lower"), parallel(38 - 60 * METRE), 2)),
        rule);
  }

  /** A line along a parallel, with vertices so close that its geodesics do not leave it. */
  private static Line parallel(double lat) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= 200; i++) {
      places.add(Place.lonLat(127 + i / 1_000.0, lat));
    }
    return Line.of(places);
  }

  private static Judge judge(Rule rule) {
    return new Judge(book(rule), Policy.plain(Side.RIGHT), ZoneOffset.UTC);
  }

  private static Fix fix(int minute, double metresNorth) {
    return fix(minute, metresNorth, 5, "");
  }

  private static Fix fix(int minute, double metresNorth, double sigma, String party) {
    return new Fix(
        "t",
        Instant.parse("2026-06-09T00:00:00Z").plusSeconds(60L * minute),
        Place.lonLat(127.1, 38 + metresNorth * METRE),
        Accuracy.stated(ErrorEllipse.circle(sigma)),
        party,
        "");
  }

  @Test
  void gradesFollowTheStripFromSideToSide() {
    Judge judge = judge(new Rule.EveryVersion());
    assertThat(judge.judge(fix(0, 2_000)).grade()).isEqualTo(Grade.CLEAR);
    assertThat(judge.judge(fix(0, 60)).grade()).isEqualTo(Grade.NEAR);
    assertThat(judge.judge(fix(0, -30)).grade()).isEqualTo(Grade.IN_STRIP);
    assertThat(judge.judge(fix(0, -64)).grade()).isEqualTo(Grade.PROBABLE);
    assertThat(judge.judge(fix(0, -100)).grade()).isEqualTo(Grade.NEAR_CERTAIN);
  }

  @Test
  void theRuleDecidesWhatIsPast() {
    assertThat(judge(new Rule.AnyVersion()).judge(fix(0, -30)).grade())
        .isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(judge(new Rule.OneVersion(new VersionId("upper"))).judge(fix(0, -30)).grade())
        .isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(judge(new Rule.OneVersion(new VersionId("lower"))).judge(fix(0, -30)).grade())
        .isEqualTo(Grade.IN_STRIP);
  }

  @Test
  void beyondTheEndNobodyCanTell() {
    Fix beyond = new Fix("t", Instant.EPOCH, Place.lonLat(127.21, 38), Accuracy.unstated(), "", "");
    assertThat(judge(new Rule.EveryVersion()).judge(beyond).grade()).isEqualTo(Grade.CANNOT_TELL);
  }

  @Test
  void aPartyIsAtHomeOnItsOwnSide() {
    Policy policy =
        new Policy(
            Side.RIGHT,
            Map.of(new PartyId("south"), Side.RIGHT),
            100,
            0.5,
            0.95,
            0.05,
            15,
            2,
            500,
            0.2,
            2,
            300);
    Judge judge = new Judge(book(new Rule.EveryVersion()), policy, ZoneOffset.UTC);
    assertThat(judge.judge(fix(0, -2_000, 5, "south")).grade()).isEqualTo(Grade.CLEAR);
    assertThat(judge.judge(fix(0, 200, 5, "south")).grade()).isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(judge.judge(fix(0, -2_000, 5, "")).grade()).isEqualTo(Grade.NEAR_CERTAIN);
  }

  @Test
  void anErrorTooWideToSayAnythingIsCannotTell() {
    assertThat(judge(new Rule.EveryVersion()).judge(fix(0, -70, 900, "")).grade())
        .isEqualTo(Grade.CANNOT_TELL);
  }

  @Test
  void aStatedErrorTooGoodIsNotBelieved() {
    Judgement judgement = judge(new Rule.EveryVersion()).judge(fix(0, -60, 0.01, ""));
    assertThat(judgement.because().parts().get(1).message()).isEqualTo("watch.error.raised");
  }

  @Test
  void whatIsPlainlyClearIsGradedClear() {
    Judge judge = judge(new Rule.EveryVersion());
    for (double metres = -3_000; metres <= 3_000; metres += 37) {
      Fix fix = fix(0, metres);
      if (judge.plainlyClear(fix)) {
        assertThat(judge.judge(fix).grade()).isEqualTo(Grade.CLEAR);
      }
    }
    assertThat(judge.plainlyClear(fix(0, 2_000))).isTrue();
  }

  @Test
  void oneCrossingIsOneEpisodeThoughTheFixesFlicker() {
    double[] metres = {500, 80, 20, -70, -58, -90, -59, -100, -120, -40, 30, 40, 300, 600, 900};
    List<Episode> episodes = episodes(metres);
    assertThat(episodes).hasSize(1);
    Episode episode = episodes.getFirst();
    assertThat(episode.grade()).isEqualTo(Grade.NEAR_CERTAIN);
    // The deepest fix lies 60 m deep; between fixes a minute apart it may have been deeper.
    assertThat(episode.depth().low()).isBetween(40.0, 60.0);
    assertThat(episode.depth().mid()).isCloseTo(65, within(10.0));
    assertThat(episode.depth().high()).isLessThan(120);
    assertThat(episode.from()).isEqualTo(Instant.parse("2026-06-09T00:01:00Z"));
    assertThat(episode.to()).isEqualTo(Instant.parse("2026-06-09T00:09:00Z"));
  }

  @Test
  void twoCrossingsAreTwoEpisodes() {
    assertThat(episodes(900, -100, -110, 300, 900, 900, -120, -130, 900, 900)).hasSize(2);
  }

  @Test
  void anApproachIsAnEpisodeOfItsOwn() {
    List<Episode> episodes = episodes(900, 70, 60, 900, 900);
    assertThat(episodes).hasSize(1);
    assertThat(episodes.getFirst().grade()).isEqualTo(Grade.NEAR);
    assertThat(episodes.getFirst().depth().mid()).isNegative();
  }

  @Test
  void anEpisodeStillOpenAtTheEndIsHandedOut() {
    assertThat(episodes(-100)).hasSize(1);
  }

  @Test
  void aTrackThatStaysClearIsNoEpisode() {
    assertThat(episodes(900, 800, 900)).isEmpty();
  }

  @Test
  void whatALateReportChangesIsShownAgain() {
    List<Judgement> shown = new ArrayList<>();
    Watcher watcher =
        new Watcher(
            judge(new Rule.EveryVersion()),
            Circumstances.none(),
            ErrorModel.usual(),
            episode -> {},
            shown::add);
    watcher.take(fix(0, -70));
    watcher.take(fix(2, -90));
    assertThat(shown).extracting(one -> one.fix().time().toString()).hasSize(2);
    watcher.take(fix(1, 400));
    assertThat(shown.subList(2, shown.size()))
        .extracting(one -> one.fix().time())
        .contains(fix(1, 0).time(), fix(2, 0).time());
    assertThat(shown.getLast().belief().pastByRule())
        .isNotEqualTo(shown.get(1).belief().pastByRule());
  }

  @Test
  void anEpisodeInWhichTheReportsEndSaysThatNothingWasHeardSince() {
    assertThat(episodes(900, -100, -110).getFirst().remarks())
        .extracting(remark -> remark.message())
        .contains("watch.last-heard");
    assertThat(episodes(900, -100, -110, 900, 900).getFirst().remarks())
        .extracting(remark -> remark.message())
        .doesNotContain("watch.last-heard");
  }

  private static List<Episode> episodes(double... metresNorth) {
    List<Episode> episodes = new ArrayList<>();
    Watcher watcher = new Watcher(judge(new Rule.EveryVersion()), episodes::add);
    for (int i = 0; i < metresNorth.length; i++) {
      watcher.take(fix(i, metresNorth[i]));
    }
    watcher.finish();
    return episodes;
  }

  /** The believed error of a body at rest after so many fixes, one in so many seconds. */
  private static double errorAfter(int fixes, int seconds) {
    Watcher watcher = new Watcher(judge(new Rule.EveryVersion()), _ -> {});
    double error = Double.NaN;
    Fix first = fix(0, 30);
    for (int i = 0; i < fixes; i++) {
      Instant time = first.time().plusSeconds((long) i * seconds);
      Fix same = new Fix("t", time, first.place(), first.accuracy(), "", "");
      error =
          watcher.take(same) instanceof Outcome.Judged(var judgement)
              ? judgement.causes().placeMetres()
              : Double.NaN;
    }
    return error;
  }

  @Test
  void aFixEachSecondSaysHardlyMoreThanOneInTen() {
    double often = errorAfter(181, 1);
    assertThat(often).isCloseTo(errorAfter(19, 10), within(0.2));
    assertThat(errorAfter(181, 10)).isLessThan(0.9 * often);
  }

  @Test
  void noTrackAveragesAwayTheSlowPartOfItsError() {
    assertThat(errorAfter(3_000, 10)).isBetween(2.5, 5.0);
  }

  @Test
  void aBodyWithinTheErrorOfADrawingIsNotFarFromIt() {
    LineBook vague =
        LineBook.of(
            List.of(Version.always(new VersionId("vague"), parallel(38), 300)),
            new Rule.EveryVersion());
    Judge judge = new Judge(vague, Policy.plain(Side.RIGHT), ZoneOffset.UTC);
    Outcome outcome = new Watcher(judge, _ -> {}).take(fix(0, 400));
    assertThat(outcome).isInstanceOf(Outcome.Judged.class);
    assertThat(((Outcome.Judged) outcome).judgement().grade()).isEqualTo(Grade.NEAR);
  }

  @Test
  void howeverManyComeLateHalfOfTheReportsAreKept() {
    Watcher watcher = new Watcher(judge(new Rule.EveryVersion()), _ -> {});
    Instant start = Instant.parse("2026-06-09T00:00:00Z");
    Fix one = fix(0, 30);
    for (int i = 0; i < 200; i++) {
      watcher.take(at(one, start.plusSeconds(i)));
    }
    for (int i = 1; i <= 56; i++) {
      assertThat(watcher.take(at(one, start.plusMillis(i)))).isInstanceOf(Outcome.Revised.class);
    }
    assertThat(watcher.take(at(one, start.plusMillis(199_500 - 120_000))))
        .isInstanceOf(Outcome.Revised.class);
  }

  @Test
  void aLateReportSaysWhichEpisodeItMakesUnmakesAndChanges() {
    Watcher watcher = new Watcher(judge(new Rule.EveryVersion()), _ -> {});
    Fix home = fix(0, 300);
    Fix past = fix(0, -200);
    Instant start = home.time();
    watcher.take(home);
    watcher.take(at(past, start.plusSeconds(200)));
    List<String> said = new ArrayList<>();
    // Alone it was past the line; among others at home it is one that strays.
    for (int second = 10; second < 200; second += 10) {
      said.addAll(changes(watcher.take(at(home, start.plusSeconds(second)))));
    }
    assertThat(said).contains("watch.revised.episode-gone").doesNotContain("watch.revised.episode");
    watcher.take(at(home, start.plusSeconds(1_200)));
    said.clear();
    for (int second = 600; second < 700; second += 20) {
      said.addAll(changes(watcher.take(at(past, start.plusSeconds(second)))));
    }
    assertThat(said).contains("watch.revised.episode");
  }

  private static List<String> changes(Outcome outcome) {
    return outcome instanceof Outcome.Revised(var _, var _, var changes)
        ? changes.stream().map(one -> one.message()).toList()
        : List.of();
  }

  private static Fix at(Fix fix, Instant time) {
    return new Fix(fix.track(), time, fix.place(), fix.accuracy(), "", "");
  }
}
