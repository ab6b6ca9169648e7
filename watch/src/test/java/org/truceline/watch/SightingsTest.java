package org.truceline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

/** What people see from posts, a line from west to east; a degree of latitude is some 111 km. */
class SightingsTest {
  private static final double METRE = 1 / 111_000.0;
  private static final Instant START = Instant.parse("2026-06-09T00:00:00Z");
  private static final Posts POSTS =
      new Posts(
          List.of(
              new Posts.Post("P1", "Hill", Place.lonLat(127.1, 38 + 500 * METRE), 5),
              new Posts.Post("P2", "", Place.lonLat(127.11, 38 + 500 * METRE), 5)),
          5,
          0.15);

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

  private final List<Episode> episodes = new ArrayList<>();

  private Watcher watcher(Posts posts, Links links) {
    return new Watcher(
        judge(),
        new Circumstances(Activities.none(), posts, links),
        ErrorModel.usual(),
        episodes::add);
  }

  private static SightingReport seen(String track, int minute, String post, double range) {
    return new SightingReport(
        track,
        START.plusSeconds(60L * minute),
        post,
        180,
        new SightingReport.Sigma.Unstated(),
        range,
        new SightingReport.Sigma.Unstated(),
        new SightingReport.Count.About(20, 15, 25),
        "a work party",
        "tools",
        "Lt. Example",
        "",
        "");
  }

  private static Judgement judged(Outcome outcome) {
    return ((Outcome.Judged) outcome).judgement();
  }

  @Test
  void aSightingIsPlacedByItsPostItsBearingAndItsRange() {
    Fix fix = ((Posts.Placing.Placed) POSTS.place(seen("g", 0, "P1", 800))).fix();
    assertThat(fix.place().latDegrees()).isCloseTo(38 - 300 * METRE, within(5 * METRE));
    Accuracy.Sighted sighted = (Accuracy.Sighted) fix.accuracy();
    // 15 % of 800 m along, 5 degrees of it across.
    assertThat(sighted.ellipse().semiMajorMetres()).isCloseTo(120, within(3.0));
    assertThat(sighted.ellipse().semiMinorMetres()).isCloseTo(70, within(3.0));
  }

  @Test
  void anErrorThatTheObserverStatesIsTaken() {
    SightingReport usual = seen("g", 0, "P1", 800);
    SightingReport exact =
        new SightingReport(
            usual.track(),
            usual.time(),
            usual.post(),
            usual.bearingDegrees(),
            new SightingReport.Sigma.Stated(0.5),
            usual.rangeMetres(),
            new SightingReport.Sigma.Stated(3),
            usual.count(),
            "",
            "",
            "",
            "",
            "");
    Accuracy.Sighted sighted =
        (Accuracy.Sighted) ((Posts.Placing.Placed) POSTS.place(exact)).fix().accuracy();
    assertThat(sighted.ellipse().semiMajorMetres()).isCloseTo(8.6, within(0.3));
    assertThat(sighted.ellipse().semiMinorMetres()).isCloseTo(5.8, within(0.3));
  }

  @Test
  void aSightingIsJudgedLikeAFixAndSaysWhatWasSeen() {
    Watcher watcher = watcher(POSTS, Links.none());
    Judgement judgement = judged(watcher.take(seen("g", 0, "P1", 1_200), START));
    assertThat(judgement.grade()).isEqualTo(Grade.NEAR_CERTAIN);
    assertThat(judgement.sighting()).isPresent();
    watcher.finish();
    Episode episode = episodes.getFirst();
    Because said =
        episode.because().parts().stream()
            .filter(one -> one.message().equals("watch.sighting"))
            .findFirst()
            .orElseThrow();
    assertThat(said.values())
        .contains(Because.text("P1"), Because.text("180°"), Because.metres(1_200));
    assertThat(said.values().get(4))
        .isEqualTo(
            new Because.Phrase(
                Because.of(
                    "watch.count.about", Because.count(20), Because.count(15), Because.count(25))));
    assertThat(messages(episode))
        .contains("watch.sighting.seen", "watch.sighting.carried", "watch.error.sighting");
  }

  @Test
  void whatIsCarriedDecidesNothing() {
    SightingReport with = seen("g", 0, "P1", 700);
    SightingReport without =
        new SightingReport(
            "g",
            with.time(),
            "P1",
            180,
            with.bearingSigma(),
            700,
            with.rangeSigma(),
            new SightingReport.Count.NotCounted(),
            "",
            "",
            "",
            "",
            "");
    Judgement one = judged(watcher(POSTS, Links.none()).take(with, START));
    Judgement other = judged(watcher(POSTS, Links.none()).take(without, START));
    assertThat(one.grade()).isEqualTo(other.grade());
    assertThat(one.belief()).isEqualTo(other.belief());
  }

  @Test
  void aSightingFromAnUnknownPostIsSetAsideWithTheNearestAndTheRestGoesOn() {
    Watcher watcher = watcher(POSTS, Links.none());
    Outcome.SetAside aside = (Outcome.SetAside) watcher.take(seen("g", 0, "P11", 1_200), START);
    assertThat(aside.because())
        .isEqualTo(Because.of("watch.post-unknown", Because.text("P11"), Because.text("P1")));
    assertThat(watcher.take(seen("g", 0, "P2", 1_200), START)).isInstanceOf(Outcome.Judged.class);
  }

  @Test
  void withoutPostsNothingCanBeMadeOfASighting() {
    Outcome.SetAside aside =
        (Outcome.SetAside) watcher(Posts.none(), Links.none()).take(seen("g", 0, "P1", 9), START);
    assertThat(aside.because().message()).isEqualTo("watch.no-posts");
  }

  @Test
  void theOrderOfSightingsAndFixesDoesNotMatter() {
    List<Report> reports = new ArrayList<>();
    for (int minute = 0; minute < 12; minute++) {
      reports.add(
          minute % 3 == 0
              ? seen("g", minute, "P1", 300 + 50.0 * minute)
              : new Fix(
                  "g",
                  START.plusSeconds(60L * minute),
                  Place.lonLat(127.1, 38 + (200 - 50 * minute) * METRE),
                  Accuracy.stated(ErrorEllipse.circle(10)),
                  "",
                  ""));
    }
    Watcher forth = watcher(POSTS, Links.none());
    reports.forEach(one -> forth.take(one, START.plusSeconds(3_600)));
    forth.finish();
    List<Episode> known = List.copyOf(episodes);
    episodes.clear();
    Watcher back = watcher(POSTS, Links.none());
    reports.reversed().forEach(one -> back.take(one, START.plusSeconds(3_600)));
    back.finish();
    assertThat(episodes).isEqualTo(known).isNotEmpty();
  }

  @Test
  void twoObserversOfOneGroupAreTwoTracksUntilSomebodyLinksThem() {
    Watcher apart = watcher(POSTS, Links.none());
    both(apart);
    assertThat(episodes).extracting(Episode::track).containsExactlyInAnyOrder("g1", "g2");
    episodes.clear();
    Links linked = new Links(List.of(link("g2", "g1", true)));
    Watcher asOne = watcher(POSTS, linked);
    both(asOne);
    assertThat(episodes).extracting(Episode::track).containsExactly("g1");
    assertThat(episodes.getFirst().fixes()).isEqualTo(2);
    assertThat(messages(episodes.getFirst())).contains("watch.linked");
  }

  private static void both(Watcher watcher) {
    watcher.take(seen("g1", 0, "P1", 900), START);
    assertThat(watcher.open("g1")).isPresent();
    watcher.take(seen("g2", 1, "P1", 900), START);
    assertThat(watcher.open("g2")).isPresent();
    assertThat(watcher.standing("g2", START.plusSeconds(60))).isPresent();
    watcher.finish();
  }

  @Test
  void thatTracksAreNotOneIsSaidToo() {
    both(watcher(POSTS, new Links(List.of(link("g1", "g2", false)))));
    assertThat(episodes).hasSize(2);
    assertThat(episodes).allSatisfy(one -> assertThat(messages(one)).contains("watch.held-apart"));
  }

  @Test
  void linksThatContradictEachOtherLinkNothing() {
    Links links =
        new Links(List.of(link("a", "b", true), link("b", "c", true), link("a", "c", false)));
    assertThat(links.contradictions()).hasSize(1);
    assertThat(links.bodyOf("b")).isEqualTo("b");
    assertThat(links.together("c")).containsExactly("c");
    // What has nothing to do with it stands.
    Links more =
        new Links(
            List.of(
                link("a", "b", true),
                link("b", "c", true),
                link("a", "c", false),
                link("y", "x", true)));
    assertThat(more.bodyOf("y")).isEqualTo("x");
    both(watcher(POSTS, new Links(List.of(link("g1", "g2", true), other("g2", "g1", false)))));
    assertThat(episodes).hasSize(2);
    assertThat(episodes)
        .allSatisfy(one -> assertThat(messages(one)).contains("watch.links-contradict"));
  }

  @Test
  void whoeverSaidOneThingMayLaterSayAnother() {
    Links.Link early = link("a", "b", true);
    Links.Link late = new Links.Link("b", "a", false, early.by(), START.plusSeconds(9), "nearer");
    for (List<Links.Link> said : List.of(List.of(early, late), List.of(late, early))) {
      Links links = new Links(said);
      assertThat(links.contradictions()).isEmpty();
      assertThat(links.bodyOf("b")).isEqualTo("b");
    }
  }

  @Test
  void aHundredThousandLinksAreJoinedAtOnce() {
    List<Links.Link> said = new ArrayList<>();
    for (int i = 100_000; i > 0; i--) {
      said.add(link("t" + i, "t" + (i - 1), true));
    }
    Links links = new Links(said);
    assertThat(links.together("t77")).hasSize(100_001);
    assertThat(links.about(links.bodyOf("t5"))).hasSize(11);
  }

  private static Links.Link link(String a, String b, boolean linked) {
    return new Links.Link(a, b, linked, "Maj. Example", START, "same group");
  }

  private static Links.Link other(String a, String b, boolean linked) {
    return new Links.Link(a, b, linked, "Capt. Other", START, "two groups");
  }

  /** Every reason of an episode, and those below it. */
  private static List<String> messages(Episode episode) {
    return below(episode.because()).map(Because::message).toList();
  }

  private static Stream<Because> below(Because because) {
    return because.parts().stream().flatMap(part -> Stream.concat(Stream.of(part), below(part)));
  }

  @Test
  void whatNobodyCanHaveSeenIsNoSighting() {
    SightingReport.Sigma unstated = new SightingReport.Sigma.Unstated();
    assertThatThrownBy(() -> seen("g", 0, "P1", 50_001)).hasMessageContaining("range");
    assertThatThrownBy(() -> seen("g", 0, "", 5)).hasMessageContaining("post");
    assertThatThrownBy(() -> new SightingReport.Count.About(20, 21, 25))
        .hasMessageContaining("count");
    assertThatThrownBy(() ->
            new SightingReport(
                "g",
                START,
                "P1",
                361,
                unstated,
                5,
                unstated,
                new SightingReport.Count.AtLeast(1),
                "",
                "",
                "",
                "",
                ""))
        .hasMessageContaining("bearing");
  }
}
