package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.truceline.line.Line;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Place;
import org.truceline.watch.Fix;

/**
 * The plain test over an archive that {@link MadeUpRows} made: for every fix, whether it lies past
 * both versions, by JTS on all cores. No error, no track, no episode.
 */
public final class PlainTest {
  private static final int BATCH = 4_096;
  private static final int AHEAD = 16;
  private static final List<Place> END = List.of();

  private PlainTest() {}

  /** Argument: the archive. */
  @SuppressWarnings("SystemOut") // a benchmark's answer
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Line first = Line.of(MadeUp.course(10_000, 0));
    Place middle = first.placeAt(first.lengthMetres() / 2);
    List<Place> one = first.places();
    List<Place> two = MadeUp.course(10_000, 40);
    int threads = Runtime.getRuntime().availableProcessors();
    BlockingQueue<List<Place>> batches = new ArrayBlockingQueue<>(AHEAD);
    AtomicLong past = new AtomicLong();
    long begun = System.nanoTime();
    long rows;
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(() -> {
              past.addAndGet(work(batches, one, two, middle));
              return null;
            }));
      }
      rows = read(args[0], batches);
      for (int i = 0; i < threads; i++) {
        batches.put(END);
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "JTS, plain test: %,d fixes in %.1f s, %,.0f a second, %,d past both versions%n",
        rows,
        seconds,
        rows / seconds,
        past.get());
  }

  private static long read(String file, BlockingQueue<List<Place>> batches)
      throws IOException, InterruptedException {
    long[] rows = new long[1];
    List<List<Place>> filling = new ArrayList<>(List.of(new ArrayList<>(BATCH)));
    TrackReader.read(
        file,
        Path.of(file),
        _ -> {},
        Limits.USUAL,
        item -> {
          if (item instanceof Item.Brought(var _, Fix fix, var _)) {
            rows[0]++;
            filling.getFirst().add(fix.place());
            if (filling.getFirst().size() == BATCH) {
              put(batches, filling.getFirst());
              filling.set(0, new ArrayList<>(BATCH));
            }
          }
        });
    batches.put(filling.getFirst());
    return rows[0];
  }

  private static void put(BlockingQueue<List<Place>> batches, List<Place> batch) {
    try {
      batches.put(batch);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }

  private static long work(
      BlockingQueue<List<Place>> batches, List<Place> one, List<Place> two, Place middle)
      throws InterruptedException {
    TransverseMercator plane = new TransverseMercator(middle);
    JtsPeer first = new JtsPeer(one, plane);
    JtsPeer second = new JtsPeer(two, plane);
    long past = 0;
    while (true) {
      List<Place> batch = batches.take();
      if (batch.isEmpty()) {
        return past;
      }
      for (Place place : batch) {
        plane.project(place.lonDegrees(), place.latDegrees());
        var point = JtsPeer.point(plane.x(), plane.y());
        past += first.offsetByFacets(point) < 0 && second.offsetByFacets(point) < 0 ? 1 : 0;
      }
    }
  }
}
