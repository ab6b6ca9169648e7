package org.truceline.bench;

import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Point;
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

/**
 * Truceline and JTS on the work of {@link PeersWork}: five runs, each in a JVM of its own. One
 * operation is one fix against both versions. Started by {@code bench/peers/run}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 1, time = 3)
@Fork(5)
public class PeersBenchmark {
  /** Fixes in one call that is timed; the calls go through all fixes, again and again. */
  private static final int BATCH = 1_000;

  @Param({"200000"})
  int count;

  private int next;
  private double[] fixes = new double[0];
  private double[] xys = new double[0];
  private TransverseMercator plane = new TransverseMercator(MadeUp.course(2, 0).getFirst());
  private Locator one = Line.of(MadeUp.course(2, 0)).locator();
  private Locator two = one;
  private JtsPeer jtsOne = new JtsPeer(MadeUp.course(2, 0), plane);
  private JtsPeer jtsTwo = jtsOne;

  /** Makes the versions, the fixes and the fixes on the plane. */
  @Setup
  public void prepare() {
    if (count < BATCH || count % BATCH != 0) {
      throw new IllegalArgumentException(count + " fixes are not a multiple of " + BATCH);
    }
    var work = new PeersWork(count);
    fixes = work.fixes;
    plane = work.plane;
    one = work.first.locator();
    two = work.second.locator();
    jtsOne = new JtsPeer(work.firstCourse, plane);
    jtsTwo = new JtsPeer(work.secondCourse, plane);
    xys = new double[fixes.length];
    for (int i = 0; i < fixes.length; i += 2) {
      plane.project(fixes[i], fixes[i + 1]);
      xys[i] = plane.x();
      xys[i + 1] = plane.y();
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double truceline() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      one.locate(fixes[i], fixes[i + 1]);
      two.locate(fixes[i], fixes[i + 1]);
      sum += one.offsetMetres() + two.offsetMetres();
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double jtsFacets() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      plane.project(fixes[i], fixes[i + 1]);
      Point here = JtsPeer.point(plane.x(), plane.y());
      sum += jtsOne.offsetByFacets(here) + jtsTwo.offsetByFacets(here);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double jtsFacetsProjectedBefore() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      Point here = JtsPeer.point(xys[i], xys[i + 1]);
      sum += jtsOne.offsetByFacets(here) + jtsTwo.offsetByFacets(here);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double jtsSegments() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      plane.project(fixes[i], fixes[i + 1]);
      Point here = JtsPeer.point(plane.x(), plane.y());
      sum += jtsOne.offsetBySegments(here) + jtsTwo.offsetBySegments(here);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double jtsSegmentsProjectedBefore() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      Point here = JtsPeer.point(xys[i], xys[i + 1]);
      sum += jtsOne.offsetBySegments(here) + jtsTwo.offsetBySegments(here);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double jtsFacetsScaled() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      plane.project(fixes[i], fixes[i + 1]);
      Point here = JtsPeer.point(plane.x(), plane.y());
      sum += (jtsOne.offsetByFacets(here) + jtsTwo.offsetByFacets(here)) / plane.scale();
    }
    return sum;
  }

  /** What bringing the fixes onto the plane costs alone. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double projectionAlone() {
    double sum = 0;
    int from = batch();
    for (int i = from; i < from + 2 * BATCH; i += 2) {
      plane.project(fixes[i], fixes[i + 1]);
      sum += plane.x() + plane.y();
    }
    return sum;
  }

  /** Where in the array the next batch begins. */
  private int batch() {
    int from = next;
    next = (from + 2 * BATCH) % fixes.length;
    return from;
  }
}
