package org.truceline.bench;

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
import org.truceline.line.Locator;

/** Signed offsets of fixes against two versions, on one core, from memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LocateBenchmark {
  private static final int FIXES = 200_000;

  @Param({"1000", "10000", "100000"})
  int vertices;

  @Param({"5000"})
  double withinMetres;

  private double[] fixes = new double[0];
  private Locator one = Line.of(MadeUp.course(2, 0)).locator();
  private Locator two = one;

  /** Makes two versions 40 m apart and the fixes about them. */
  @Setup
  public void prepare() {
    Line first = Line.of(MadeUp.course(vertices, 0));
    fixes = MadeUp.fixes(first, FIXES, withinMetres);
    one = first.locator();
    two = Line.of(MadeUp.course(vertices, 40)).locator();
  }

  /** One operation is one fix against both versions. */
  @Benchmark
  @OperationsPerInvocation(FIXES)
  public double truceline() {
    double sum = 0;
    for (int i = 0; i < fixes.length; i += 2) {
      one.locate(fixes[i], fixes[i + 1]);
      two.locate(fixes[i], fixes[i + 1]);
      sum += one.offsetMetres() + two.offsetMetres();
    }
    return sum;
  }
}
