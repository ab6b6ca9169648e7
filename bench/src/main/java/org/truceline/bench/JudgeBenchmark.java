package org.truceline.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.Judge;
import org.truceline.watch.Policy;

/** Whole judgements of fixes against two versions, on one core, from memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JudgeBenchmark {
  private static final int FIXES = 200_000;
  private static final double SIGMA_METRES = 5;
  private static final double LINE_SIGMA_METRES = 8;

  @Param({"1000", "10000", "100000"})
  int vertices;

  @Param({"5000"})
  double withinMetres;

  private final List<Fix> fixes = new ArrayList<>();
  private Judge judge =
      new Judge(book(MadeUp.course(2, 0), MadeUp.course(2, 40)), policy(), ZoneOffset.UTC);

  /** Makes two versions 40 m apart and the fixes about them, one a second. */
  @Setup
  public void prepare() {
    List<Place> first = MadeUp.course(vertices, 0);
    double[] places = MadeUp.fixes(Line.of(first), FIXES, withinMetres);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    var accuracy = Accuracy.stated(ErrorEllipse.circle(SIGMA_METRES));
    for (int i = 0; i < FIXES; i++) {
      Place place = Place.lonLat(places[2 * i], places[2 * i + 1]);
      fixes.add(new Fix("track", start.plusSeconds(i), place, accuracy, "", ""));
    }
    judge = new Judge(book(first, MadeUp.course(vertices, 40)), policy(), ZoneOffset.UTC);
  }

  private static LineBook book(List<Place> first, List<Place> second) {
    return LineBook.of(
        List.of(
            Version.always(new VersionId("one"), Line.of(first), LINE_SIGMA_METRES),
            Version.always(new VersionId("two"), Line.of(second), LINE_SIGMA_METRES)),
        new Rule.EveryVersion());
  }

  private static Policy policy() {
    return Policy.plain(Side.RIGHT);
  }

  /** One operation is one fix, judged with its probabilities and its grade. */
  @Benchmark
  @OperationsPerInvocation(FIXES)
  public int judged() {
    int sum = 0;
    for (Fix fix : fixes) {
      sum += judge.judge(fix).grade().crossing() ? 1 : 0;
    }
    return sum;
  }
}
