package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

class BelieverTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final int SAMPLES = 1_000_000;

  private static Place at(double x, double y) {
    return new Frame(127, 38.2).placeAt(x, y);
  }

  private static Version version(String id, double y, double sigma, int precedence) {
    return new Version(
        new VersionId(id),
        Line.of(List.of(at(-3_000, y), at(3_000, y))),
        Purpose.OPERATING,
        LocalDate.MIN,
        LocalDate.MAX,
        sigma,
        List.of(),
        precedence);
  }

  private static SideBelief believe(LineBook book, double x, double y, double sigma, Side past) {
    Place place = at(x, y);
    return new Believer(book.on(DAY))
        .believe(place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(sigma), past);
  }

  private static LineBook book(Rule rule, Version... versions) {
    return LineBook.of(List.of(versions), rule);
  }

  /** The error of the place is one for all versions; that of each version is its own. */
  @Tag("samples")
  @ParameterizedTest
  @CsvSource({
    // where the versions lie, their errors, where the place is and its error
    "0, 40, 0, 0, 20, 25",
    "0, 40, 10, 10, 20, 25",
    "0, 40, 30, 5, 20, 10",
    "0, 0, 20, 20, 0, 15",
    "0, 10, 40, 40, -20, 3",
    "0, 40, 0, 30, 60, 25",
    "0, 15, 2, 2, 6, 60"
  })
  void pastAllAndPastAnyAgreeWithAMillionSamples(
      double first, double second, double sigma1, double sigma2, double y, double sigma) {
    SideBelief belief =
        believe(
            book(
                new Rule.EveryVersion(),
                version("a", first, sigma1, 1),
                version("b", second, sigma2, 2)),
            0,
            y,
            sigma,
            Side.LEFT);
    var random = new SplittableRandom(4);
    int all = 0;
    int any = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double there = y + sigma * random.nextGaussian();
      boolean pastFirst = there > first + sigma1 * random.nextGaussian();
      boolean pastSecond = there > second + sigma2 * random.nextGaussian();
      all += pastFirst && pastSecond ? 1 : 0;
      any += pastFirst || pastSecond ? 1 : 0;
    }
    assertThat(belief.pastAll()).isCloseTo(all / (double) SAMPLES, within(0.01));
    assertThat(belief.pastAny()).isCloseTo(any / (double) SAMPLES, within(0.01));
    assertThat(belief.pastByRule()).isEqualTo(belief.pastAll());
  }

  @Tag("samples")
  @Test
  void threeVersionsAreJoinedToo() {
    SideBelief belief =
        believe(
            book(
                new Rule.AnyVersion(),
                version("a", 0, 10, 1),
                version("b", 5, 20, 2),
                version("c", -8, 15, 3)),
            0,
            3,
            12,
            Side.LEFT);
    var random = new SplittableRandom(5);
    int all = 0;
    int any = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double there = 3 + 12 * random.nextGaussian();
      boolean a = there > 10 * random.nextGaussian();
      boolean b = there > 5 + 20 * random.nextGaussian();
      boolean c = there > -8 + 15 * random.nextGaussian();
      all += a && b && c ? 1 : 0;
      any += a || b || c ? 1 : 0;
    }
    assertThat(belief.pastAll()).isCloseTo(all / (double) SAMPLES, within(0.01));
    assertThat(belief.pastAny()).isCloseTo(any / (double) SAMPLES, within(0.01));
    assertThat(belief.pastByRule()).isEqualTo(belief.pastAny());
  }

  /** The share of an orthant of a normal distribution is known in closed form. */
  @ParameterizedTest
  @CsvSource({"25, 10, 10", "25, 40, 5", "3, 30, 30", "60, 1, 2", "25, 0, 15", "1, 0, 0"})
  void onTheLineOfAllVersionsTheJointShareIsThatOfTheOrthant(
      double sigma, double sigma1, double sigma2) {
    double correlation = sigma * sigma / (Math.hypot(sigma, sigma1) * Math.hypot(sigma, sigma2));
    double all = 0.25 + Math.asin(correlation) / (2 * Math.PI);
    SideBelief two =
        believe(
            book(new Rule.EveryVersion(), version("a", 0, sigma1, 1), version("b", 0, sigma2, 2)),
            0,
            0,
            sigma,
            Side.LEFT);
    assertThat(two.pastAll()).isCloseTo(all, within(0.003));
    assertThat(two.pastAny()).isCloseTo(1 - all, within(0.003));
    assertThat(two.pastByRule()).isEqualTo(two.pastAll());
    SideBelief three =
        believe(
            book(
                new Rule.AnyVersion(),
                version("a", 0, sigma1, 1),
                version("b", 0, sigma2, 2),
                version("c", 0, 20, 3)),
            0,
            0,
            sigma,
            Side.RIGHT);
    double angles =
        Math.asin(correlation)
            + Math.asin(sigma * sigma / (Math.hypot(sigma, sigma1) * Math.hypot(sigma, 20)))
            + Math.asin(sigma * sigma / (Math.hypot(sigma, sigma2) * Math.hypot(sigma, 20)));
    assertThat(three.pastAll()).isCloseTo(0.125 + angles / (4 * Math.PI), within(0.003));
    assertThat(three.pastAny()).isCloseTo(0.875 - angles / (4 * Math.PI), within(0.003));
    assertThat(three.pastByRule()).isEqualTo(three.pastAny());
  }

  /** Where one version's error leaves nothing open the other decides alone. */
  @ParameterizedTest
  @CsvSource({"20, 0", "0, 20", "-30, 0"})
  void versionsWithoutErrorsShareTheErrorOfThePlace(double first, double second) {
    SideBelief belief =
        believe(
            book(new Rule.EveryVersion(), version("a", first, 0, 1), version("b", second, 0, 2)),
            0,
            10,
            25,
            Side.LEFT);
    assertThat(belief.pastAll())
        .isCloseTo(Normal.below((10 - Math.max(first, second)) / 25), within(0.005));
    assertThat(belief.pastAny())
        .isCloseTo(Normal.below((10 - Math.min(first, second)) / 25), within(0.005));
  }

  @ParameterizedTest
  @CsvSource({
    "-100, LEFT, PAST_NONE, 0, 0",
    "20, LEFT, PAST_SOME, 0, 1",
    "100, LEFT, PAST_ALL, 1, 1",
    "-100, RIGHT, PAST_ALL, 1, 1",
    "20, RIGHT, PAST_SOME, 0, 1",
    "100, RIGHT, PAST_NONE, 0, 0"
  })
  void theVerdictNamesHowManyVersionsArePassed(
      double y, Side past, SideBelief.Verdict verdict, double all, double any) {
    SideBelief belief =
        believe(
            book(new Rule.EveryVersion(), version("a", 0, 0, 1), version("b", 40, 0, 2)),
            0,
            y,
            1,
            past);
    assertThat(belief.verdict()).isEqualTo(verdict);
    assertThat(belief.pastAll()).isEqualTo(all);
    assertThat(belief.pastAny()).isEqualTo(any);
    assertThat(belief.past()).isEqualTo(past);
  }

  @Test
  void beyondTheEndOfAVersionThatTheRuleNeedsNobodyCanTell() {
    Version shorter =
        Version.always(new VersionId("short"), Line.of(List.of(at(-3_000, 0), at(0, 0))), 0);
    LineBook every = book(new Rule.EveryVersion(), version("long", 0, 0, 1), shorter);
    assertThat(believe(every, 500, 50, 1, Side.LEFT).verdict())
        .isEqualTo(SideBelief.Verdict.CANNOT_TELL);
    LineBook one =
        book(new Rule.OneVersion(new VersionId("long")), version("long", 0, 0, 1), shorter);
    SideBelief decided = believe(one, 500, 50, 1, Side.LEFT);
    assertThat(decided.beyond()).isZero();
    assertThat(decided.pastByRule()).isEqualTo(1);
    assertThat(decided.verdict()).isEqualTo(SideBelief.Verdict.PAST_SOME);
    LineBook missing =
        book(new Rule.OneVersion(new VersionId("nobody's")), version("long", 0, 0, 1), shorter);
    assertThat(believe(missing, 0, 50, 1, Side.LEFT).verdict())
        .isEqualTo(SideBelief.Verdict.CANNOT_TELL);
    assertThat(believe(missing, 0, 50, 1, Side.LEFT).pastByRule()).isZero();
  }

  @Test
  void anIdentifiedMarkerWithinReachDecidesAndTheNearestOfThem() {
    // Marker 7 stands 30 m north of where version a is drawn: the line runs through the marker.
    List<Marker> markers = new ArrayList<>();
    markers.add(marker("7", 0, 30, Marker.Status.SEEN));
    markers.add(marker("8", 250, -30, Marker.Status.SEEN));
    markers.add(marker("9", 10, 10, Marker.Status.DOUBTFUL));
    var book =
        new LineBook(
            List.of(version("a", 0, 0, 1)),
            markers,
            List.of(new DatedRule(new Rule.MarkersFirst(), LocalDate.MIN, LocalDate.MAX)),
            200);
    SideBelief atSeven = believe(book, 20, 15, 1, Side.LEFT);
    assertThat(atSeven.decidedBy()).isEqualTo("7");
    assertThat(atSeven.pastByRule()).isZero();
    assertThat(atSeven.pastAll()).isEqualTo(1);
    assertThat(atSeven.verdict()).isEqualTo(SideBelief.Verdict.PAST_SOME);
    SideBelief atEight = believe(book, 240, -15, 1, Side.LEFT);
    assertThat(atEight.decidedBy()).isEqualTo("8");
    assertThat(atEight.pastByRule()).isEqualTo(1);
    SideBelief farOff = believe(book, -1_000, 15, 1, Side.LEFT);
    assertThat(farOff.decidedBy()).isEmpty();
    assertThat(farOff.pastByRule()).isEqualTo(1);
    SideBelief justBeyondReach = believe(book, -201, 30, 1, Side.LEFT);
    assertThat(justBeyondReach.decidedBy()).isEmpty();
    assertThat(believe(book, -199, 30, 1, Side.LEFT).decidedBy()).isEqualTo("7");
  }

  @Test
  void aMarkersOwnErrorIsCounted() {
    var book =
        new LineBook(
            List.of(version("a", 0, 0, 1)),
            List.of(
                new Marker("7", new VersionId("a"), at(0, 30), 15, Marker.Status.SEEN),
                new Marker("8", new VersionId("b"), at(0, 21), 1, Marker.Status.SEEN)),
            List.of(new DatedRule(new Rule.MarkersFirst(), LocalDate.MIN, LocalDate.MAX)),
            200);
    SideBelief belief = believe(book, 0, 20, 1e-3, Side.LEFT);
    // 10 m short of the marker's line with 15 m of doubt; marker 8 speaks for no version here.
    assertThat(belief.decidedBy()).isEqualTo("7");
    assertThat(belief.pastByRule()).isCloseTo(Normal.below(-10 / 15.0), within(0.001));
  }

  @Test
  void markersDoNotDecideUnderAnotherRule() {
    var book =
        new LineBook(
            List.of(version("a", 0, 0, 1)),
            List.of(marker("7", 0, 30, Marker.Status.SEEN)),
            List.of(new DatedRule(new Rule.EveryVersion(), LocalDate.MIN, LocalDate.MAX)),
            200);
    assertThat(believe(book, 0, 15, 1, Side.LEFT).decidedBy()).isEmpty();
  }

  private static Marker marker(String number, double x, double y, Marker.Status status) {
    return new Marker(number, new VersionId("a"), at(x, y), 0, status);
  }

  @Test
  void theReasonNamesTheRuleAndEveryVersion() {
    SideBelief belief =
        believe(
            book(new Rule.EveryVersion(), version("a", 0, 0, 1), version("b", 40, 0, 2)),
            0,
            20,
            1,
            Side.LEFT);
    var because = belief.because();
    assertThat(because.message()).isEqualTo("line.belief.past-some");
    assertThat(because.parts().stream().map(part -> part.message()))
        .containsExactly("line.rule.every-version", "line.version.left", "line.version.right");
    SideBelief beyond =
        believe(book(new Rule.AnyVersion(), version("a", 0, 0, 1)), 9_000, 20, 1, Side.LEFT);
    assertThat(beyond.because().message()).isEqualTo("line.belief.cannot-tell");
    assertThat(beyond.because().parts().stream().map(part -> part.message()))
        .containsExactly("line.rule.any-version", "line.version.beyond");
    assertThat(
            believe(book(new Rule.AnyVersion(), version("a", 0, 0, 1)), 0, 90, 1, Side.LEFT)
                .because()
                .message())
        .isEqualTo("line.belief.past-all");
    assertThat(
            believe(
                    book(new Rule.OneVersion(new VersionId("a")), version("a", 0, 0, 1)),
                    0,
                    -90,
                    1,
                    Side.LEFT)
                .because()
                .message())
        .isEqualTo("line.belief.past-none");
  }

  @Test
  void aDayWithoutARuleSaysSo() {
    var book = new LineBook(List.of(version("a", 0, 0, 1)), List.of(), List.of(), 0);
    SideBelief belief = believe(book, 0, 90, 1, Side.LEFT);
    assertThat(belief.rule()).isEqualTo(new Rule.EveryVersion());
    assertThat(belief.because().parts().stream().map(part -> part.message()))
        .contains("line.rule.none");
  }

  @Test
  void eachVersionTellsItsOffsetStretchAndDoubt() {
    var stretched =
        new Version(
            new VersionId("a"),
            Line.of(List.of(at(-3_000, 0), at(3_000, 0))),
            Purpose.SURVEYED,
            LocalDate.MIN,
            LocalDate.MAX,
            3,
            List.of(new Stretch("river", 2_000, 4_000, 40)),
            1);
    SideBelief.OfVersion one =
        believe(book(new Rule.EveryVersion(), stretched), 0, -12, 30, Side.RIGHT)
            .versions()
            .getFirst();
    assertThat(one.offsetMetres()).isCloseTo(-12, within(0.01));
    assertThat(one.stationMetres()).isCloseTo(3_000, within(0.01));
    assertThat(one.stretch()).isEqualTo("river");
    assertThat(one.sigmaMetres()).isCloseTo(50, within(1e-6));
    assertThat(one.pastProbability()).isCloseTo(Normal.below(12 / 50.0), within(0.001));
    assertThat(stretched.sigmaMetresAt(1_999)).isEqualTo(3);
    assertThat(stretched.sigmaMetresAt(2_000)).isEqualTo(40);
    assertThat(stretched.sigmaMetresAt(4_000)).isEqualTo(3);
    assertThat(stretched.stretchNameAt(1_999)).isEmpty();
    assertThat(stretched.stretchNameAt(2_000)).isEqualTo("river");
    assertThat(stretched.stretchNameAt(4_000)).isEmpty();
  }

  @Test
  void anEllipseCountsAcrossTheLineAndNotAlongIt() {
    Place place = at(0, 10);
    var believer = new Believer(book(new Rule.EveryVersion(), version("a", 0, 0, 1)).on(DAY));
    SideBelief along =
        believer.believe(
            place.lonDegrees(), place.latDegrees(), new ErrorEllipse(50, 5, 90), Side.LEFT);
    SideBelief across =
        believer.believe(
            place.lonDegrees(), place.latDegrees(), new ErrorEllipse(50, 5, 0), Side.LEFT);
    assertThat(along.versions().getFirst().sigmaMetres()).isCloseTo(5, within(0.01));
    assertThat(along.pastAll()).isCloseTo(Normal.below(2), within(0.001));
    assertThat(across.versions().getFirst().sigmaMetres()).isCloseTo(50, within(0.01));
    assertThat(across.pastAll()).isCloseTo(Normal.below(0.2), within(0.001));
  }

  @Test
  void anEllipseIsTurnedAgainstTheLineByBothAzimuths() {
    // The line runs at 60 degrees, the ellipse at 100: 50 degrees from across the line.
    Place middle = at(0, 0);
    var slanted =
        Version.always(
            new VersionId("a"),
            Line.of(List.of(Chance.from(middle, 240, 3_000), Chance.from(middle, 60, 3_000))),
            0);
    Place place = Chance.from(middle, 150, 20);
    SideBelief belief =
        new Believer(book(new Rule.EveryVersion(), slanted).on(DAY))
            .believe(
                place.lonDegrees(), place.latDegrees(), new ErrorEllipse(50, 5, 100), Side.RIGHT);
    double turn = Math.toRadians(50);
    double across = Math.hypot(50 * Math.cos(turn), 5 * Math.sin(turn));
    assertThat(belief.versions().getFirst().sigmaMetres()).isCloseTo(across, within(0.001));
    assertThat(belief.pastAll()).isCloseTo(Normal.below(20 / across), within(1e-4));
  }

  @Test
  void theFirstLookTellsTheNearestVersion() {
    var believer =
        new Believer(
            book(new Rule.EveryVersion(), version("a", 0, 0, 1), version("b", 40, 0, 2)).on(DAY));
    Place place = at(0, 100);
    assertThat(believer.look(place.lonDegrees(), place.latDegrees())).isCloseTo(60, within(0.01));
    assertThat(believer.locator(0).offsetMetres()).isCloseTo(100, within(0.01));
  }

  @Test
  void theRuleOfTheDayIsInForce() {
    LocalDate first = LocalDate.of(2018, 1, 1);
    LocalDate second = LocalDate.of(2025, 9, 1);
    var book =
        new LineBook(
            List.of(version("b", 40, 0, 2), version("a", 0, 0, 1)),
            List.of(),
            List.of(
                new DatedRule(new Rule.AnyVersion(), first, second),
                new DatedRule(new Rule.EveryVersion(), second, LocalDate.MAX)),
            0);
    assertThat(book.on(first.minusDays(1)).ruled()).isFalse();
    assertThat(book.on(first).rule()).isEqualTo(new Rule.AnyVersion());
    assertThat(book.on(second.minusDays(1)).rule()).isEqualTo(new Rule.AnyVersion());
    assertThat(book.on(second).rule()).isEqualTo(new Rule.EveryVersion());
    assertThat(book.on(second).versions().getFirst().id().text())
        .as("by precedence")
        .isEqualTo("a");
  }

  @Test
  void aVersionHoldsFromItsFirstDayToTheDayBeforeItsLast() {
    LocalDate from = LocalDate.of(1953, 7, 27);
    LocalDate to = LocalDate.of(2004, 1, 1);
    var version =
        new Version(
            new VersionId("a"),
            Line.of(List.of(at(-30, 0), at(30, 0))),
            Purpose.LEGAL,
            from,
            to,
            0,
            List.of(),
            1);
    assertThat(version.holdsOn(from)).isTrue();
    assertThat(version.holdsOn(from.minusDays(1))).isFalse();
    assertThat(version.holdsOn(to.minusDays(1))).isTrue();
    assertThat(version.holdsOn(to)).isFalse();
  }

  @Test
  void whatCannotBeIsRefused() {
    Version a = version("a", 0, 0, 1);
    assertThatThrownBy(() -> LineBook.of(List.of(), new Rule.AnyVersion()))
        .hasMessageContaining("at least one version");
    assertThatThrownBy(() -> LineBook.of(List.of(a, a), new Rule.AnyVersion()))
        .hasMessageContaining("two versions are called a");
    assertThatThrownBy(() -> new DatedRule(new Rule.AnyVersion(), DAY, DAY))
        .hasMessageContaining("in force from 2026-01-01 until 2026-01-01");
    assertThatThrownBy(() -> version("x", 0, -1, 1)).hasMessageContaining("-1.0 m");
    assertThatThrownBy(() -> version("x", 0, Double.NaN, 1)).hasMessageContaining("NaN m");
    assertThatThrownBy(() -> version("x", 0, Double.POSITIVE_INFINITY, 1))
        .hasMessageContaining("Infinity m");
    assertThatThrownBy(() -> new VersionId(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> new Stretch("s", -1, 5, 1)).hasMessageContaining("from -1.0 to 5.0");
    assertThatThrownBy(() -> new Stretch("s", 5, 5, 1)).hasMessageContaining("from 5.0 to 5.0");
    assertThatThrownBy(() -> new Stretch("s", 0, 5, -2)).hasMessageContaining("-2.0 m");
    assertThatThrownBy(() -> new Marker("1", new VersionId("a"), at(0, 0), -2, Marker.Status.SEEN))
        .hasMessageContaining("-2.0 m");
    assertThatThrownBy(() -> new SideShares(0.5, 0.6, 0)).hasMessageContaining("not shares of one");
    assertThatThrownBy(() -> new SideShares(-0.5, 1.5, 0)).hasMessageContaining("-0.5");
    assertThatThrownBy(() -> Line.of(List.of(at(0, 0), at(0, 0))))
        .hasMessageContaining("at least two different places");
    assertThatThrownBy(() ->
            new Version(new VersionId("a"), a.line(), Purpose.LEGAL, DAY, DAY, 0, List.of(), 1))
        .hasMessageContaining("valid from 2026-01-01 to 2026-01-01");
  }
}
