package org.truceline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.truceline.app.desk.Serving;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.MissionReader;

/**
 * A desk under load, senders and consoles on the same machine: batches of reports over HTTP,
 * durable, judged and sent to every console. Prints reports accepted a second, and how long it
 * takes from handing in a report until a console has it.
 */
public final class DeskLoad {
  private static final int BATCH = 2_500;
  private static final int SENDERS = 8;
  private static final int TRACKS = 10_000;
  private static final String PROBE = "probe-";
  private static final double WITHIN_METRES = 5_000;

  private final HttpClient client;
  private final String address;
  private final double[] places;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();
  private final Map<String, Long> handed = new ConcurrentHashMap<>();
  private final List<Long> seenNs = java.util.Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);

  private DeskLoad(HttpClient client, String address, double[] places) {
    this.client = client;
    this.address = address;
    this.places = places;
  }

  /** Arguments: mission folder, reports a second (0 for as many as go), seconds, consoles. */
  @SuppressWarnings("SystemOut") // a benchmark's answer
  public static void main(String[] args) throws IOException, InterruptedException {
    Mission mission = MissionReader.read(Path.of(args[0])).find().orElseThrow();
    double rate = Double.parseDouble(args[1]);
    int seconds = Integer.parseInt(args[2]);
    int consoles = Integer.parseInt(args[3]);
    Path data = Files.createTempDirectory("truceline-load-");
    Serving.Settings settings = new Serving.Settings(data, 0, false, true, List.of(), "bench");
    if (!(Serving.start(mission, settings, InstantSource.system())
        instanceof Serving.Serves(var serving))) {
      throw new IllegalStateException("the desk was not started");
    }
    try (serving;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      DeskLoad load =
          new DeskLoad(
              HttpClient.newBuilder()
                  .executor(threads)
                  .version(HttpClient.Version.HTTP_1_1)
                  .build(),
              "http://127.0.0.1:" + serving.port(),
              MadeUp.fixes(mission.book().versions().getFirst().line(), TRACKS, WITHIN_METRES));
      for (int i = 0; i < consoles; i++) {
        boolean watched = i == 0;
        var _ = threads.submit(() -> load.watch(watched));
      }
      var _ = threads.submit(() -> load.probe());
      for (int i = 0; i < SENDERS; i++) {
        int sender = i;
        var _ = threads.submit(() -> load.send(sender, rate / SENDERS));
      }
      TimeUnit.SECONDS.sleep(seconds / 4);
      long before = load.accepted.get();
      long from = System.nanoTime();
      load.seenNs.clear();
      TimeUnit.SECONDS.sleep(seconds);
      double took = (System.nanoTime() - from) / 1e9;
      load.print(load.accepted.get() - before, took, consoles);
      load.end.countDown();
      threads.shutdownNow();
    }
  }

  @SuppressWarnings("SystemOut") // a benchmark's answer
  private void print(long reports, double took, int consoles) {
    long[] seen = seenNs.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s, %d processors, JDK %s, seed %d%n%d consoles, batches of %d, %d tracks: %.0f reports a second"
            + " accepted; %d batches told to come again%nfrom handing in to a console, ms: median %.0f,"
            + " 99 %% %.0f, most %.0f (%d probes)%n",
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        MadeUp.SEED,
        consoles,
        BATCH,
        TRACKS,
        reports / took,
        turnedAway.get(),
        at(seen, 0.5),
        at(seen, 0.99),
        at(seen, 1),
        seen.length);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
  }

  private boolean running() {
    return end.getCount() > 0;
  }

  private Object send(int sender, double rate) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(MadeUp.SEED + sender);
    long begun = System.nanoTime();
    for (long batch = 0; running(); batch++) {
      StringBuilder rows = new StringBuilder();
      String now = Instant.now().toString();
      for (int i = 0; i < BATCH; i++) {
        int track = random.nextInt(TRACKS);
        row(rows, "t" + track, now, places[2 * track], places[2 * track + 1]);
      }
      int status = post("application/x-ndjson", rows.toString());
      if (status == 202) {
        accepted.addAndGet(BATCH);
      } else {
        turnedAway.incrementAndGet();
      }
      if (rate > 0) {
        long due = begun + (long) ((batch + 1) * BATCH / rate * 1e9);
        end.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    }
    return true;
  }

  private static void row(StringBuilder to, String track, String time, double lon, double lat) {
    to.append("{\"track\":\"").append(track).append("\",\"time\":\"").append(time);
    to.append("\",\"lon\":").append(lon).append(",\"lat\":").append(lat);
    to.append(",\"sigma_m\":5}\n");
  }

  private int post(String type, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/reports"))
            .header("Content-Type", type)
            .header("Origin", address)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** One report near the line, five times a second, each of a track of its own. */
  private Object probe() throws IOException, InterruptedException {
    for (int i = 0; running(); i++) {
      StringBuilder row = new StringBuilder();
      row(row, PROBE + i, Instant.now().toString(), places[0], places[1]);
      handed.put(PROBE + i, System.nanoTime());
      post("application/json", row.toString());
      end.await(200, TimeUnit.MILLISECONDS);
    }
    return true;
  }

  /** A console: reads what it is told; one of them looks for the probes. */
  private Object watch(boolean looks) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/feed")).build();
    try (InputStream in = client.send(request, BodyHandlers.ofInputStream()).body()) {
      if (!looks) {
        byte[] read = new byte[1 << 14];
        while (running() && in.read(read) >= 0) {}
        return true;
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null && running(); line = lines.readLine()) {
        long now = System.nanoTime();
        for (int at = line.indexOf(PROBE); at >= 0; at = line.indexOf(PROBE, at + 1)) {
          Long when = handed.remove(line.substring(at, Math.max(at, line.indexOf('"', at))));
          if (when != null) {
            seenNs.add(now - when);
          }
        }
      }
    }
    return true;
  }
}
