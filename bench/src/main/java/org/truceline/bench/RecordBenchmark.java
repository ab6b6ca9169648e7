package org.truceline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.truceline.record.Disk;
import org.truceline.record.EntryProof;
import org.truceline.record.GroupCommit;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;

/**
 * How fast a record is written, sealed, verified and proved: {@code build FOLDER ENTRIES}, {@code
 * verify FOLDER}, {@code prove FOLDER}, {@code write FOLDER SECONDS THREADS}, {@code seal FOLDER}.
 */
public final class RecordBenchmark {
  private static final int GROUP = 1_000;
  private static final int SEAL_EVERY = 100_000;
  private static final int PROOFS = 2_000;
  private static final int SEALS = 200;
  private static final int ENTRY_BYTES = 200;

  private RecordBenchmark() {}

  /** Runs one of them and prints what it measured. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "build" -> build(folder, Long.parseLong(args[2]));
      case "verify" -> verify(folder);
      case "prove" -> prove(folder);
      case "write" -> write(folder, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      case "seal" -> seal(folder);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static Log open(Path folder) throws IOException {
    Path secret = folder.resolveSibling(folder.getFileName() + ".secret");
    if (!Files.exists(secret)) {
      SigningKey key = SigningKey.draw("bench.example/1", KeyKind.LOG, new SecureRandom());
      Files.writeString(secret, key.secretLine());
      Files.writeString(
          folder.resolveSibling(folder.getFileName() + ".key"), key.verifier().text() + "\n");
    }
    SigningKey key = SigningKey.parse(Files.readString(secret)).orElseThrow();
    Path highWater = folder.resolveSibling(folder.getFileName() + ".high");
    return switch (Log.open(Disk.REAL, folder, key, highWater)) {
      case Log.Opened(var log, var notes) -> log;
      case Log.Refused(var because) -> throw new IOException(because.toString());
    };
  }

  private static TrustPolicy policy(Path folder) throws IOException {
    String text = Files.readString(folder.resolveSibling(folder.getFileName() + ".secret"));
    return TrustPolicy.ofLog(SigningKey.parse(text).orElseThrow().verifier());
  }

  private static byte[] entry(SplittableRandom chance) {
    byte[] bytes = new byte[ENTRY_BYTES];
    chance.nextBytes(bytes);
    return bytes;
  }

  private static List<byte[]> entries(int count, SplittableRandom chance) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(chance));
    }
    return entries;
  }

  private static void build(Path folder, long entries) throws IOException {
    SplittableRandom chance = new SplittableRandom(20261125);
    long begin = System.nanoTime();
    try (Log log = open(folder)) {
      while (log.written() < entries) {
        log.append(entries(GROUP, chance));
        if (log.written() % SEAL_EVERY == 0) {
          log.seal();
        }
      }
      log.seal();
    }
    System.out.printf(Locale.ROOT, "built %,d entries in %.1f s%n", entries, seconds(begin));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void verify(Path folder) throws IOException {
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      Verification verification =
          Verification.of(new TileFolder(folder), policy(folder), looked -> {});
      System.out.printf(Locale.ROOT, "holds %s in %.2f s%n", verification.holds(), seconds(begin));
    }
  }

  private static void prove(Path folder) throws IOException {
    TileFolder files = new TileFolder(folder);
    TrustPolicy policy = policy(folder);
    SignedCheckpoint checkpoint =
        ((SignedCheckpoint.Good)
                SignedCheckpoint.verify(files.checkpoint(), policy.logs().getFirst(), List.of()))
            .checkpoint();
    long size = checkpoint.checkpoint().size();
    SplittableRandom chance = new SplittableRandom(20261126);
    double[] ms = new double[PROOFS];
    for (int i = 0; i < PROOFS; i++) {
      long index = chance.nextLong(size);
      long begin = System.nanoTime();
      EntryProof proof = EntryProof.of(files, index, checkpoint);
      ms[i] = 1_000 * seconds(begin);
      if (i % 100 == 0 && proof.wrong(files.entry(index, size), policy).isPresent()) {
        throw new IllegalStateException("a proof that proves nothing, of entry " + index);
      }
    }
    quantiles("a proof of " + size, ms);
  }

  private static void quantiles(String what, double[] ms) {
    double first = ms[0];
    Arrays.sort(ms);
    System.out.printf(
        Locale.ROOT,
        "%s: the first %.2f ms, median %.3f, 99 %% %.2f, most %.2f%n",
        what,
        first,
        ms[ms.length / 2],
        ms[ms.length * 99 / 100],
        ms[ms.length - 1]);
  }

  private static void write(Path folder, int seconds, int threads)
      throws IOException, InterruptedException {
    try (Log log = open(folder)) {
      GroupCommit commit = new GroupCommit(log);
      AtomicLong written = new AtomicLong();
      long begin = System.nanoTime();
      List<Thread> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        SplittableRandom chance = new SplittableRandom(t);
        all.add(
            Thread.ofVirtual()
                .start(() -> {
                  while (seconds(begin) < seconds) {
                    if (commit.append(entry(chance)) instanceof Log.Written) {
                      written.incrementAndGet();
                    }
                  }
                }));
      }
      for (Thread one : all) {
        one.join();
      }
      System.out.printf(
          Locale.ROOT,
          "%d threads: %,.0f entries a second Written%n",
          threads,
          written.get() / seconds(begin));
    }
  }

  private static void seal(Path folder) throws IOException {
    SplittableRandom chance = new SplittableRandom(20261127);
    double[] ms = new double[SEALS];
    try (Log log = open(folder)) {
      for (int i = 0; i < SEALS; i++) {
        log.append(entries(GROUP, chance));
        long begin = System.nanoTime();
        if (!(log.seal() instanceof Log.Sealed)) {
          throw new IllegalStateException("not sealed");
        }
        ms[i] = 1_000 * seconds(begin);
      }
    }
    quantiles("sealing " + GROUP, ms);
  }
}
