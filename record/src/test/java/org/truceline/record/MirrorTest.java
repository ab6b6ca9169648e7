package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;

/** Folders that somebody brings, damaged on the way or on purpose. */
class MirrorTest {
  private static final SigningKey SOUTH =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(31));
  private static final SigningKey NORTH =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER, Chance.seeded(32));

  @TempDir Path home;

  @BeforeEach
  void twoStates() throws IOException {
    try (Log log =
        ((Log.Opened) Log.open(Disk.REAL, home.resolve("south"), SOUTH, home.resolve("south.high")))
            .log()) {
      append(log, 300);
      copy("early");
      append(log, 500);
      copy("late");
    }
  }

  private static void append(Log log, int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("entry " + (log.written() + i)).getBytes(StandardCharsets.UTF_8));
    }
    log.append(entries);
    assertThat(log.seal()).isInstanceOf(Log.Sealed.class);
  }

  private void copy(String to) throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("south"))) {
      for (Path one : all.toList()) {
        Path other = home.resolve(to).resolve(home.resolve("south").relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(other);
        } else {
          Files.copy(one, other);
        }
      }
    }
  }

  private String take(String name) {
    Mirror mirror = new Mirror(Disk.REAL, home.resolve("mirror"), SOUTH.verifier());
    return switch (mirror.take(new TileFolder(home.resolve(name)), List.of(NORTH), 7)) {
      case Mirror.Cosigned cosigned -> "cosigned";
      case Mirror.Older older -> "older";
      case Mirror.Forked(var because, var evidence) -> because.message();
      case Mirror.Refused(var because) -> because.message();
    };
  }

  private void flip(String file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(home.resolve(file));
    bytes[at] ^= 1;
    Files.write(home.resolve(file), bytes);
  }

  private Verification verify(String name) {
    return Verification.of(
        new TileFolder(home.resolve(name)), TrustPolicy.ofLog(SOUTH.verifier()), looked -> {});
  }

  @Test
  void tileThatACourierDamagedIsNotTakenForAForkNorHeldAgainstItsAuthor() throws IOException {
    assertThat(take("early")).isEqualTo("cosigned");
    // Under the root that was signed lies level 1; the root alone does not look below it.
    flip("late/tile/0/001", 44 * 32 + 3);
    assertThat(take("late")).isEqualTo("record.mirror.tiles");
    assertThat(home.resolve("mirror/evidence")).doesNotExist();
    assertThat(take("south")).isEqualTo("cosigned");
  }

  @Test
  void damageOfTheCopyThatIsHeldIsNotTakenForAFork() throws IOException {
    assertThat(take("early")).isEqualTo("cosigned");
    flip("mirror/tile/0/001.p/44", 3);
    assertThat(take("early")).isEqualTo("record.mirror.own");
    assertThat(take("late")).isEqualTo("record.mirror.own");
    flip("mirror/tile/0/001.p/44", 3);
    assertThat(take("late")).isEqualTo("cosigned");
  }

  @Test
  void entryBeforeTheNewOnesIsLookedAtTooSinceItsBundleIsCopied() throws IOException {
    assertThat(take("early")).isEqualTo("cosigned");
    flip("late/tile/entries/001", 5);
    assertThat(take("late")).isEqualTo("record.mirror.entries");
    assertThat(take("south")).isEqualTo("cosigned");
    assertThat(verify("mirror").broken()).isEmpty();
  }

  @Test
  void evidenceOfAForkIsEnoughForAnybody() throws IOException {
    assertThat(take("late")).isEqualTo("cosigned");
    try (Log fork =
        ((Log.Opened) Log.open(Disk.REAL, home.resolve("fork"), SOUTH, home.resolve("fork.high")))
            .log()) {
      append(fork, 299);
      assertThat(fork.append(List.of(new byte[] {1}))).isInstanceOf(Log.Written.class);
      append(fork, 1);
    }
    assertThat(take("fork")).isEqualTo("record.mirror.fork");
    Path evidence = home.resolve("mirror/evidence");
    Checkpoint held = head(evidence.resolve("held-800"));
    Checkpoint brought = head(evidence.resolve("brought-301"));
    List<Hash> hashes =
        Files.readAllLines(evidence.resolve("hashes")).stream()
            .flatMap(line -> Hash.fromBase64(line).stream())
            .toList();
    Optional<Hash> root = Proofs.rootOfBeginning(301, 800, held.root(), hashes);
    assertThat(root).isPresent().isNotEqualTo(Optional.of(brought.root()));
  }

  private static Checkpoint head(Path file) throws IOException {
    String text = Files.readString(file);
    return Checkpoint.parse(text.substring(0, text.indexOf("\n\n") + 1)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "tile/0/001, record.tile.long",
    "tile/1/000.p/3, record.tile.long",
    "tile/entries/001, record.bundle.long",
    "tile/entries/003.p/32, record.bundle.long"
  })
  void whatIsPutBehindATileOrABundleIsFound(String file, String message) throws IOException {
    Path path = home.resolve("south").resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, java.util.Arrays.copyOf(bytes, bytes.length + 32));
    assertThat(verify("south").broken())
        .hasValueSatisfying(because -> assertThat(because.message()).isEqualTo(message));
  }

  @Test
  void checkpointOfAnotherKnownRecordIsNoForkOfThisOne() throws IOException {
    SigningKey other = SigningKey.draw("west.example/2026", KeyKind.LOG, Chance.seeded(33));
    String text =
        "log " + SOUTH.verifier().text() + "\nlog " + other.verifier().text() + "\nquorum none\n";
    TrustPolicy policy = ((TrustPolicy.Read) TrustPolicy.read(text)).policy();
    Files.createDirectories(home.resolve("south/cosigned"));
    Files.write(
        home.resolve("south/cosigned/5"),
        new Checkpoint("west.example/2026", 5, Hash.OF_NOTHING).sign(other).bytes());
    TileFolder files = new TileFolder(home.resolve("south"));
    assertThat(Verification.of(files, policy, looked -> {}).broken())
        .hasValueSatisfying(
            because -> assertThat(because.message()).isEqualTo("record.verify.cosigned-bad"));
    flip("south/checkpoint", 150);
    assertThat(Verification.of(files, policy, looked -> {}).broken())
        .as("said of the record that it is, whichever stands last in the policy")
        .hasValueSatisfying(
            because -> assertThat(because.message()).isNotEqualTo("record.checkpoint.origin"));
  }

  @Test
  @Timeout(20)
  void treeOfAnImpossibleSizeEndsTheSearch() throws IOException {
    byte[] tile = new byte[64 * Hash.BYTES];
    new java.util.SplittableRandom(5).nextBytes(tile);
    Path top = home.resolve("huge/tile/7/000.p/64");
    Files.createDirectories(top.getParent());
    Files.write(top, tile);
    TileFolder files = new TileFolder(home.resolve("huge"));
    long size = 1L << 62;
    Hash root = Proofs.root(size, files.subtrees(size));
    Files.write(
        home.resolve("huge/checkpoint"),
        new Checkpoint("south.example/2026", size, root).sign(SOUTH).bytes());
    assertThat(verify("huge").broken())
        .hasValueSatisfying(
            because -> assertThat(because.message()).isEqualTo("record.tile.missing"));
    assertThat(take("huge")).startsWith("record.");
  }

  @Test
  void endlessOrStrangeFileIsNotReadToItsEnd() throws IOException {
    Path checkpoint = home.resolve("south/checkpoint");
    byte[] good = Files.readAllBytes(checkpoint);
    Files.delete(checkpoint);
    Files.createDirectory(checkpoint);
    assertThat(verify("south").broken()).isPresent();
    Files.delete(checkpoint);
    Files.createSymbolicLink(checkpoint, Path.of("/dev/zero"));
    assertThat(verify("south").broken()).isPresent();
    Files.delete(checkpoint);
    Files.write(checkpoint, ByteBuffer.allocate(1 << 20).put(good).array());
    assertThat(verify("south").broken())
        .hasValueSatisfying(because -> assertThat(because.message()).isEqualTo("record.note.long"));
  }
}
