package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;

class LineBookTest {
  private static final LocalDate FIRST = LocalDate.of(1953, 7, 27);
  private static final LocalDate LAST = LocalDate.of(2004, 1, 1);
  private static final Place START = Place.lonLat(127, 38.2);

  private static Version version(String id, int precedence, LocalDate from, LocalDate to) {
    return new Version(
        new VersionId(id),
        Line.of(List.of(START, Chance.from(START, 90, 6_000))),
        Purpose.LEGAL,
        from,
        to,
        0,
        List.of(),
        precedence);
  }

  @Test
  void ofRulesInForceOnOneDayTheLastCounts() {
    var every = new DatedRule(new Rule.EveryVersion(), FIRST, LAST);
    var any = new DatedRule(new Rule.AnyVersion(), LAST.minusDays(1), LocalDate.MAX);
    var book =
        new LineBook(
            List.of(version("a", 1, LocalDate.MIN, LocalDate.MAX)),
            List.of(),
            List.of(every, any),
            25);
    assertThat(book.on(FIRST.minusDays(1)).ruled()).isFalse();
    assertThat(book.on(FIRST).rule()).isEqualTo(new Rule.EveryVersion());
    assertThat(book.on(LAST.minusDays(1)).rule()).isEqualTo(new Rule.AnyVersion());
    assertThat(book.on(LAST).ruled()).isTrue();
    assertThat(book.on(LAST).markerReachMetres()).isEqualTo(25);
    assertThat(every.holdsOn(FIRST)).isTrue();
    assertThat(every.holdsOn(LAST)).isFalse();
    assertThat(every.holdsOn(FIRST.minusDays(1))).isFalse();
  }

  @Test
  void aPageHoldsTheVersionsOfItsDayByPrecedence() {
    var book =
        LineBook.of(
            List.of(
                version("late", 3, LAST, LocalDate.MAX),
                version("third", 7, LocalDate.MIN, LocalDate.MAX),
                version("first", 1, FIRST, LAST),
                version("always", 2, LocalDate.MIN, LocalDate.MAX)),
            new Rule.AnyVersion());
    assertThat(book.on(LAST.minusDays(1)).versions())
        .extracting(one -> one.id().text())
        .containsExactly("first", "always", "third");
    assertThat(book.on(LAST).versions())
        .extracting(one -> one.id().text())
        .containsExactly("always", "late", "third");
    assertThat(book.on(FIRST.minusDays(1)).versions()).hasSize(2);
    assertThat(book.versions()).hasSize(4);
    assertThat(book.on(LAST).ruled()).isTrue();
    assertThat(book.markerReachMetres()).isZero();
  }

  @Test
  void rulesSidesAndIdsHaveTheNamesOfTheFolder() {
    var id = new VersionId("south");
    assertThat(new Rule.MarkersFirst().name()).isEqualTo("markers-first");
    assertThat(new Rule.EveryVersion().name()).isEqualTo("every-version");
    assertThat(new Rule.AnyVersion().name()).isEqualTo("any-version");
    assertThat(new Rule.OneVersion(id).name()).isEqualTo("one-version: south");
    assertThat(id).hasToString("south").isLessThan(new VersionId("west"));
    assertThat(id).isGreaterThan(new VersionId("north"));
    assertThat(Side.LEFT.other()).isEqualTo(Side.RIGHT);
    assertThat(Side.RIGHT.other()).isEqualTo(Side.LEFT);
    assertThat(new Offset.Beside(0, 0, START).side()).isEqualTo(Side.LEFT);
    assertThat(new Offset.Beside(0.1, 0, START).side()).isEqualTo(Side.LEFT);
    assertThat(new Offset.Beside(-0.1, 0, START).side()).isEqualTo(Side.RIGHT);
    var shares = new SideShares(0.5, 0.3, 0.2);
    assertThat(shares.of(Side.LEFT)).isEqualTo(0.5);
    assertThat(shares.of(Side.RIGHT)).isEqualTo(0.3);
  }

  @Test
  void nothingAtAllIsWithinWhatCanBe() {
    assertThatCode(() -> new Stretch("", 0, 0.1, 0)).doesNotThrowAnyException();
    assertThatCode(() -> new Marker("1", new VersionId("a"), START, 0, Marker.Status.SEEN))
        .doesNotThrowAnyException();
    assertThatCode(() -> Version.always(new VersionId("a"), version("b", 1, FIRST, LAST).line(), 0))
        .doesNotThrowAnyException();
    assertThatCode(() -> new SideShares(0, 0, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new SideShares(1, 0, 0)).doesNotThrowAnyException();
    assertThatCode(() -> new SideShares(0, 1, 0)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 1, 0.1", "1, -0.1, 0.1", "1, 0.1, -0.1", "0.5, 0.4, 0", "NaN, 1, 0"})
  void sharesThatAreNotPartsOfOneAreRefused(double left, double right, double beyond) {
    assertThatThrownBy(() -> new SideShares(left, right, beyond))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "shares of " + left + ", " + right + " and " + beyond + " are not shares of one");
  }

  @Test
  void endlessErrorsAreRefused() {
    for (double sigma : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e-9}) {
      assertThatThrownBy(() -> new Stretch("s", 0, 5, sigma)).hasMessageContaining(sigma + " m");
      assertThatThrownBy(
              () -> new Marker("1", new VersionId("a"), START, sigma, Marker.Status.SEEN))
          .hasMessageContaining(sigma + " m");
    }
    assertThatThrownBy(() -> new Stretch("s", Double.NaN, 5, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() ->
            new Comparison(
                new VersionId("a"),
                new VersionId("b"),
                1,
                List.of(),
                0,
                0,
                0,
                0,
                new Comparison.Sample(0, START, 0, 0, true),
                0,
                0))
        .hasMessage("a comparison has at least one sample");
  }

  @Test
  void theReasonGivesTheNumbersOfEveryVersion() {
    Place place = Chance.from(Chance.from(START, 90, 2_000), 0, 30);
    var book =
        new LineBook(
            List.of(
                new Version(
                    new VersionId("a"),
                    version("a", 1, FIRST, LAST).line(),
                    Purpose.CLAIMED,
                    FIRST,
                    LAST,
                    40,
                    List.of(new Stretch("hill", 1_000, 1_900, 7)),
                    1)),
            List.of(),
            List.of(new DatedRule(new Rule.OneVersion(new VersionId("a")), FIRST, LocalDate.MAX)),
            0);
    SideBelief belief =
        new Believer(book.on(FIRST))
            .believe(place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(30), Side.LEFT);
    Because because = belief.because();
    assertThat(because.values()).containsExactly(Because.percent(belief.pastByRule()));
    assertThat(because.parts().get(0))
        .isEqualTo(Because.of("line.rule.one-version", Because.text("a")));
    SideBelief.OfVersion one = belief.versions().getFirst();
    assertThat(because.parts().get(1))
        .isEqualTo(
            Because.of(
                "line.version.left",
                Because.text("a"),
                Because.metres(Math.abs(one.offsetMetres())),
                Because.metres(one.stationMetres()),
                Because.percent(one.pastProbability()),
                Because.metres(one.sigmaMetres())));
    assertThat(one.sigmaMetres()).isEqualTo(50);
    assertThat(one.stretch()).isEmpty();
    assertThat(belief.ruled()).isTrue();
    // Beyond the end neither a side nor a share is said.
    Place beyond = Chance.from(START, 270, 500);
    SideBelief open =
        new Believer(book.on(FIRST))
            .believe(beyond.lonDegrees(), beyond.latDegrees(), ErrorEllipse.circle(3), Side.LEFT);
    assertThat(open.because().parts().get(1).message()).isEqualTo("line.version.beyond");
    assertThat(open.because().parts().get(1).values()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    // one twentieth of the doubt beyond the end is the limit: 1.645 standard deviations
    "-17.0, PAST_ALL",
    "-16.0, CANNOT_TELL"
  })
  void withMoreThanATwentiethBeyondAnEndNobodyCanTell(double x, SideBelief.Verdict verdict) {
    Place place = Chance.from(Chance.from(START, 90, 6_000 + x), 0, 300);
    var believer =
        new Believer(
            LineBook.of(List.of(version("a", 1, FIRST, LocalDate.MAX)), new Rule.EveryVersion())
                .on(FIRST));
    SideBelief belief =
        believer.believe(
            place.lonDegrees(), place.latDegrees(), ErrorEllipse.circle(10), Side.LEFT);
    assertThat(belief.verdict()).isEqualTo(verdict);
  }

  @Test
  void aBelieverSpeaksOfItsPageAndItsVersions() {
    LineBook.Page page =
        LineBook.of(List.of(version("a", 1, FIRST, LAST)), new Rule.AnyVersion()).on(FIRST);
    var believer = new Believer(page);
    assertThat(believer.page()).isSameAs(page);
    assertThat(
            new Believer(LineBook.of(new ArrayList<>(page.versions()), page.rule()).on(LAST))
                .look(127, 38))
        .as("no version holds")
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
