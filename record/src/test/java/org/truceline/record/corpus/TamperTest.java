package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.Chance;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;

/**
 * A record that another party has cosigned is changed in six ways, again and again, and both
 * verifiers find it each time, in the same file: 120 times in a build, and as often as asked with
 * {@code -Dtamper.trials=1000}.
 */
class TamperTest {
  private static final int TRIALS = Integer.getInteger("tamper.trials", 120);
  private static final long SEED = Long.getLong("tamper.seed", 20261125);
  private static final SigningKey SOUTH =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(41));
  private static final SigningKey NORTH =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER, Chance.seeded(42));

  private enum Way {
    FLIP,
    DROP,
    SWAP,
    CUT,
    REPLAY,
    FORK
  }

  @TempDir Path home;
  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final List<Path> needed = new ArrayList<>();
  private final List<byte[]> earlier = new ArrayList<>();

  @BeforeEach
  void recordOfSeveralSealsThatIsCosigned() throws IOException {
    SignedCheckpoint last = seals("record", 0, 8, "entry ");
    Path record = home.resolve("record");
    List<Path> stale = new ArrayList<>();
    try (Stream<Path> files = Files.walk(record)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = record.relativize(file).toString();
        boolean other = !name.equals("checkpoint") && !name.startsWith("tile/");
        boolean narrow = name.contains(".p/") && !asked(name, last.checkpoint().size());
        (other || narrow ? stale : needed).add(file);
      }
    }
    for (Path file : stale) {
      Files.delete(file);
    }
    Path cosigned = record.resolve("cosigned/all");
    Files.createDirectories(record.resolve("cosigned"));
    Note note = last.note().with(NORTH.cosign(last.checkpoint(), 7));
    Files.write(cosigned, note.bytes());
    needed.add(cosigned);
  }

  private static boolean asked(String name, long size) {
    long level = name.startsWith("tile/entries") ? 0 : name.charAt("tile/".length()) - '0';
    long hashes = size >> (8 * level);
    long index = Long.parseLong(name.replaceAll(".*/(\\d{3})\\.p/.*", "$1"));
    return index == hashes / 256 && name.endsWith(".p/" + hashes % 256);
  }

  private SignedCheckpoint seals(String name, int from, int seals, String word) throws IOException {
    try (Log log =
        ((Log.Opened) Log.open(Disk.REAL, home.resolve(name), SOUTH, home.resolve(name + ".high")))
            .log()) {
      for (int i = from; i < from + seals; i++) {
        List<byte[]> entries = new ArrayList<>();
        for (int k = 0; k < 40 + 37 * i; k++) {
          entries.add((word + log.written() + k + "\n").getBytes(UTF_8));
        }
        log.append(entries);
        earlier.add(((Log.Sealed) log.seal()).checkpoint().note().bytes());
      }
      return log.checkpoint().orElseThrow();
    }
  }

  @Test
  void everyChangeIsFoundByBothVerifiersInTheSameFile() throws IOException {
    TrustPolicy policy = TrustPolicy.ofLog(SOUTH.verifier());
    String key = SOUTH.verifier().text();
    assertThat(
            Verification.of(new TileFolder(home.resolve("record")), policy, looked -> {}).holds())
        .isTrue();
    List<byte[]> forks = forks();
    Map<Way, Integer> found = new EnumMap<>(Way.class);
    for (int trial = 0; trial < TRIALS; trial++) {
      Way way = Way.values()[trial % Way.values().length];
      Map<Path, byte[]> before = new java.util.HashMap<>();
      String what = change(way, before, forks);
      Verification ours =
          Verification.of(new TileFolder(home.resolve("record")), policy, looked -> {});
      SecondVerifier.Said other = SecondVerifier.verify(home.resolve("record").toString(), key);
      String as = "seed " + SEED + " trial " + trial + ": " + way + " " + what;
      assertThat(ours.holds()).as(as).isFalse();
      assertThat(other.exit()).as(as + " " + other.words()).isEqualTo(1);
      assertThat(other.place()).as(as).isEqualTo(ours.place().orElse(""));
      found.merge(way, 1, Integer::sum);
      for (Map.Entry<Path, byte[]> file : before.entrySet()) {
        Files.write(file.getKey(), file.getValue());
      }
      Files.deleteIfExists(home.resolve("record/cosigned/other"));
    }
    assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(TRIALS);
  }

  /** Checkpoints that the same key signed over another past. */
  private List<byte[]> forks() throws IOException {
    int mine = earlier.size();
    seals("fork", 0, 8, "other ");
    List<byte[]> forks = new ArrayList<>(earlier.subList(mine, earlier.size()));
    earlier.subList(mine - 1, earlier.size()).clear();
    return forks;
  }

  private String change(Way way, Map<Path, byte[]> before, List<byte[]> forks) throws IOException {
    Path file = needed.get(chance.nextInt(needed.size() - 1));
    byte[] bytes = Files.readAllBytes(file);
    return switch (way) {
      case FLIP -> {
        before.put(file, bytes.clone());
        int at = chance.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << chance.nextInt(8));
        Files.write(file, bytes);
        yield file + " byte " + at;
      }
      case DROP -> {
        before.put(file, bytes);
        Files.delete(file);
        yield file.toString();
      }
      case SWAP -> {
        Path other = file;
        while (other.equals(file)) {
          other = needed.get(chance.nextInt(needed.size() - 1));
        }
        before.put(file, bytes);
        byte[] others = Files.readAllBytes(other);
        before.put(other, others);
        Files.write(file, others);
        Files.write(other, bytes);
        yield file + " and " + other;
      }
      case CUT -> {
        before.put(file, bytes);
        int length = chance.nextInt(bytes.length);
        Files.write(file, java.util.Arrays.copyOf(bytes, length));
        yield file + " to " + length;
      }
      case REPLAY -> {
        Path checkpoint = home.resolve("record/checkpoint");
        before.put(checkpoint, Files.readAllBytes(checkpoint));
        Files.write(checkpoint, earlier.get(chance.nextInt(earlier.size())));
        yield "an older checkpoint";
      }
      case FORK -> {
        Path checkpoint = home.resolve("record/checkpoint");
        byte[] fork = forks.get(chance.nextInt(forks.size()));
        if (chance.nextBoolean()) {
          before.put(checkpoint, Files.readAllBytes(checkpoint));
          Files.write(checkpoint, fork);
        } else {
          Files.write(home.resolve("record/cosigned/other"), fork);
        }
        yield "another past";
      }
    };
  }
}
