package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.tree.Hash;

/** Two parties, their records, what each verifies of the other, and what no one gets past them. */
class VerificationTest {
  private static final SigningKey SOUTH =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(21));
  private static final SigningKey NORTH =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER, Chance.seeded(22));
  private static final SigningKey NORTH_PQ =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER_ML_DSA_44, Chance.seeded(23));
  private static final List<SigningKey> NORTHERN = List.of(NORTH, NORTH_PQ);
  private static final TrustPolicy POLICY =
      policy(
          """
          log %s
          witness north-ed %s
          witness north-pq %s
          group north any north-ed north-pq
          quorum north
          """
              .formatted(
                  SOUTH.verifier().text(), NORTH.verifier().text(), NORTH_PQ.verifier().text()));

  @TempDir Path home;

  private static TrustPolicy policy(String text) {
    return ((TrustPolicy.Read) TrustPolicy.read(text)).policy();
  }

  private Log log(String name) {
    return ((Log.Opened)
            Log.open(Disk.REAL, home.resolve(name), SOUTH, home.resolve(name + ".high")))
        .log();
  }

  private static void append(Log log, int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(("entry " + (log.written() + i)).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(log.append(entries)).isInstanceOf(Log.Written.class);
    assertThat(log.seal()).isInstanceOf(Log.Sealed.class);
  }

  private TileFolder folder(String name) {
    return new TileFolder(home.resolve(name));
  }

  private Verification verify(String name) {
    return Verification.of(folder(name), POLICY, looked -> {});
  }

  private Mirror mirror() {
    return new Mirror(Disk.REAL, home.resolve("mirror"), SOUTH.verifier());
  }

  private static String broken(Verification verification) {
    return verification.broken().map(because -> because.message()).orElse("holds");
  }

  private static List<String> messages(List<org.truceline.terms.Because> reasons) {
    return reasons.stream().map(org.truceline.terms.Because::message).toList();
  }

  private void copy(String from, String to) throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve(from))) {
      for (Path one : all.toList()) {
        Path other = home.resolve(to).resolve(home.resolve(from).relativize(one));
        if (Files.isDirectory(one)) {
          Files.createDirectories(other);
        } else {
          Files.copy(one, other);
        }
      }
    }
  }

  @Test
  void recordIsProvedFromItsSignatureDownToEachEntry() throws IOException {
    try (Log log = log("south")) {
      append(log, 1_000);
    }
    long[] looked = new long[1];
    Verification verification =
        Verification.of(folder("south"), POLICY, count -> looked[0] = count);
    assertThat(verification.holds()).isTrue();
    assertThat(messages(verification.proved()))
        .containsExactly("record.verify.signed", "record.verify.entries");
    assertThat(messages(verification.notProved()))
        .containsExactly("record.verify.not-witnessed", "record.verify.not-truth");
    assertThat(looked[0]).isEqualTo(1_000);
  }

  @Test
  void whatTheOtherPartyCosignedIsWitnessed() throws IOException {
    try (Log log = log("south")) {
      append(log, 300);
      Mirror.Bringing bringing = mirror().take(log.files(), NORTHERN, 1_700_000_000);
      Mirror.Cosigned cosigned = (Mirror.Cosigned) bringing;
      assertThat(cosigned.before()).isZero();
      assertThat(log.join(cosigned.checkpoint(), POLICY.cosigners()))
          .isInstanceOf(Log.Joined.class);
      append(log, 20);
      Verification verification = verify("south");
      assertThat(messages(verification.proved()))
          .containsExactly(
              "record.verify.signed",
              "record.verify.entries",
              "record.verify.cosigned",
              "record.verify.witnessed");
      assertThat(messages(verification.notProved()))
          .containsExactly("record.verify.witnessed-part", "record.verify.not-truth");
      Mirror.Cosigned again = (Mirror.Cosigned) mirror().take(log.files(), NORTHERN, 1_700_000_009);
      assertThat(again.before()).isEqualTo(300);
      log.join(again.checkpoint(), POLICY.cosigners());
    }
    assertThat(messages(verify("south").notProved())).containsExactly("record.verify.not-truth");
    assertThat(verify("mirror").holds()).as("the copy is a record of its own").isTrue();
  }

  @Test
  void mirrorCatchesUpOverManyTilesInSteps() throws IOException {
    try (Log log = log("south")) {
      for (int step : new int[] {1, 254, 1, 1, 600, 66_000, 255, 512}) {
        append(log, step);
        long before = mirror().held().map(held -> held.checkpoint().size()).orElse(0L);
        assertThat(mirror().take(log.files(), NORTHERN, 7))
            .isInstanceOfSatisfying(
                Mirror.Cosigned.class, cosigned -> assertThat(cosigned.before()).isEqualTo(before));
        assertThat(broken(verify("mirror"))).isEqualTo("holds");
      }
    }
  }

  @Test
  void olderHeadThatAgreesIsSaidToBeOlderEachTime() throws IOException {
    try (Log log = log("south")) {
      append(log, 10);
      copy("south", "stick");
      append(log, 10);
      assertThat(mirror().take(log.files(), NORTHERN, 7)).isInstanceOf(Mirror.Cosigned.class);
      assertThat(mirror().take(folder("stick"), NORTHERN, 8))
          .isEqualTo(new Mirror.Older(10, 20, 1));
      assertThat(mirror().take(folder("stick"), NORTHERN, 9))
          .isEqualTo(new Mirror.Older(10, 20, 2));
      assertThat(mirror().take(log.files(), NORTHERN, 10)).isInstanceOf(Mirror.Cosigned.class);
      assertThat(mirror().take(folder("stick"), NORTHERN, 11))
          .isEqualTo(new Mirror.Older(10, 20, 1));
    }
  }

  /**
   * Two records kept with one key: what a party does that shows one past to one and another to
   * another.
   */
  private void forked(int shared, int one, int other) throws IOException {
    try (Log log = log("south")) {
      append(log, shared);
    }
    copy("south", "fork");
    Files.copy(home.resolve("south.high"), home.resolve("fork.high"));
    try (Log log = log("south")) {
      append(log, one);
    }
    try (Log log = log("fork")) {
      assertThat(log.append(List.of("hidden".getBytes(StandardCharsets.UTF_8))))
          .isInstanceOf(Log.Written.class);
      append(log, other - 1);
    }
  }

  @Test
  void forkIsNamedKeptAsEvidenceAndNeverCosignedAgain() throws IOException {
    forked(300, 5, 5);
    assertThat(mirror().take(folder("south"), NORTHERN, 1)).isInstanceOf(Mirror.Cosigned.class);
    Mirror.Forked fork = (Mirror.Forked) mirror().take(folder("fork"), NORTHERN, 2);
    assertThat(fork.because().message()).isEqualTo("record.mirror.fork");
    byte[] held = Files.readAllBytes(fork.evidence().resolve("held-305"));
    byte[] brought = Files.readAllBytes(fork.evidence().resolve("brought-305"));
    for (byte[] note : List.of(held, brought)) {
      assertThat(SignedCheckpoint.verify(note, SOUTH.verifier(), List.of()))
          .isInstanceOf(SignedCheckpoint.Good.class);
    }
    assertThat(held).isNotEqualTo(brought);
    assertThat(mirror().take(folder("south"), NORTHERN, 3))
        .isInstanceOfSatisfying(
            Mirror.Forked.class,
            again ->
                assertThat(again.because().message()).isEqualTo("record.mirror.forked-before"));
  }

  @Test
  void forkIsFoundWhicheverBranchIsLonger() throws IOException {
    forked(300, 900, 5);
    assertThat(mirror().take(folder("south"), NORTHERN, 1)).isInstanceOf(Mirror.Cosigned.class);
    assertThat(mirror().take(folder("fork"), NORTHERN, 2)).isInstanceOf(Mirror.Forked.class);
    Mirror second = new Mirror(Disk.REAL, home.resolve("second"), SOUTH.verifier());
    assertThat(second.take(folder("fork"), NORTHERN, 1)).isInstanceOf(Mirror.Cosigned.class);
    assertThat(second.take(folder("south"), NORTHERN, 2)).isInstanceOf(Mirror.Forked.class);
  }

  @Test
  void cosignedCheckpointThatDoesNotFitShowsTheForkToAnyReader() throws IOException {
    forked(300, 40, 5);
    Mirror.Cosigned cosigned = (Mirror.Cosigned) mirror().take(folder("fork"), NORTHERN, 2);
    Files.createDirectories(home.resolve("south/cosigned"));
    Files.write(home.resolve("south/cosigned/305"), cosigned.checkpoint().bytes());
    assertThat(broken(verify("south"))).isEqualTo("record.verify.fork");
    try (Log log = log("south")) {
      assertThat(log.join(cosigned.checkpoint(), POLICY.cosigners()))
          .isInstanceOfSatisfying(
              Log.NotJoined.class,
              no -> assertThat(no.because().message()).isEqualTo("record.join.other"));
    }
  }

  @Test
  void rolledBackRecordIsFoundByWhatOthersCosigned() throws IOException {
    try (Log log = log("south")) {
      append(log, 50);
      copy("south", "back");
      append(log, 50);
      Mirror.Cosigned cosigned = (Mirror.Cosigned) mirror().take(log.files(), NORTHERN, 2);
      Files.createDirectories(home.resolve("back/cosigned"));
      Files.write(home.resolve("back/cosigned/100"), cosigned.checkpoint().bytes());
    }
    assertThat(broken(verify("back"))).isEqualTo("record.verify.behind");
  }

  @Test
  void damagedStickProvesNothingAndChangesNothing() throws IOException {
    try (Log log = log("south")) {
      append(log, 700);
    }
    copy("south", "stick");
    Path bundle = home.resolve("stick/tile/entries/001");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[500] ^= 1;
    Files.write(bundle, bytes);
    assertThat(mirror().take(folder("stick"), NORTHERN, 2))
        .isInstanceOfSatisfying(
            Mirror.Refused.class,
            no -> assertThat(no.because().message()).isEqualTo("record.mirror.entries"));
    assertThat(mirror().held()).isEmpty();
    assertThat(mirror().take(folder("nowhere"), NORTHERN, 2)).isInstanceOf(Mirror.Refused.class);
    assertThat(mirror().take(folder("south"), NORTHERN, 2)).isInstanceOf(Mirror.Cosigned.class);
    assertThat(broken(verify("mirror"))).isEqualTo("holds");
  }

  @Test
  void recordOfAStrangerIsNotTaken() throws IOException {
    try (Log log = log("south")) {
      append(log, 3);
    }
    SigningKey stranger = SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(99));
    Mirror other = new Mirror(Disk.REAL, home.resolve("other"), stranger.verifier());
    assertThat(other.take(folder("south"), NORTHERN, 2)).isInstanceOf(Mirror.Refused.class);
    Verification verification =
        Verification.of(folder("south"), TrustPolicy.ofLog(stranger.verifier()), looked -> {});
    assertThat(broken(verification)).isEqualTo("record.checkpoint.unsigned");
  }

  @Test
  void everyFlippedBitOfASmallRecordIsFoundWhereItIs() throws IOException {
    try (Log log = log("south")) {
      append(log, 259);
      log.join(
          ((Mirror.Cosigned) mirror().take(log.files(), NORTHERN, 2)).checkpoint(),
          POLICY.cosigners());
    }
    try (Stream<Path> all = Files.walk(home.resolve("south"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = home.resolve("south").relativize(file).toString();
        if (name.startsWith("lock") || name.startsWith("written/")) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(file);
        int step = Math.max(1, bytes.length / 97);
        for (int i = 0; i < bytes.length; i += step) {
          byte[] flipped = bytes.clone();
          flipped[i] ^= (byte) (1 << (i % 8));
          Files.write(file, flipped);
          Verification verification = verify("south");
          boolean cosignerUnknown = name.startsWith("cosigned/") && verification.holds();
          assertThat(!verification.holds() || cosignerUnknown).as("%s byte %s", name, i).isTrue();
          if (name.startsWith("tile/")) {
            assertThat(broken(verification))
                .isIn(
                    "record.verify.entry",
                    "record.verify.tile",
                    "record.verify.root",
                    "record.bundle.short");
          }
        }
        Files.write(file, bytes);
        Files.move(file, home.resolve("away"));
        boolean needed = !name.startsWith("cosigned/");
        assertThat(verify("south").holds()).as("without %s", name).isEqualTo(!needed);
        Files.move(home.resolve("away"), file);
      }
    }
    assertThat(verify("south").holds()).isTrue();
  }

  @Test
  void changedEntryIsNamedByItsIndex() throws IOException {
    try (Log log = log("south")) {
      append(log, 600);
    }
    Path bundle = home.resolve("south/tile/entries/001");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(bundle, text.replace("entry 300", "entry 301"), StandardCharsets.ISO_8859_1);
    assertThat(verify("south").broken())
        .hasValueSatisfying(because -> {
          assertThat(because.message()).isEqualTo("record.verify.entry");
          assertThat(because.values().getFirst()).isEqualTo(org.truceline.terms.Because.count(300));
        });
  }

  @Test
  void entryIsProvedByOneFileWithoutTheRecord() throws IOException {
    try (Log log = log("south")) {
      append(log, 777);
      Mirror.Cosigned cosigned = (Mirror.Cosigned) mirror().take(log.files(), NORTHERN, 2);
      SignedCheckpoint witnessed =
          ((Log.Joined) log.join(cosigned.checkpoint(), POLICY.cosigners())).checkpoint();
      byte[] proof = EntryProof.of(log.files(), 400, witnessed).bytes();
      EntryProof read = ((EntryProof.Read) EntryProof.read(proof)).proof();
      assertThat(read.bytes()).isEqualTo(proof);
      assertThat(read.wrong(log.entry(400), POLICY)).isEmpty();
      assertThat(read.wrong(log.entry(401), POLICY))
          .hasValueSatisfying(w -> assertThat(w.message()).isEqualTo("record.proof.wrong"));
      EntryProof unwitnessed = EntryProof.of(log.files(), 400, log.checkpoint().orElseThrow());
      assertThat(unwitnessed.wrong(log.entry(400), POLICY))
          .hasValueSatisfying(
              w -> assertThat(w.message()).isEqualTo("record.verify.not-witnessed"));
      String withExtra =
          new String(proof, StandardCharsets.UTF_8).replace("@v1\n", "@v1\nextra AAAA\n");
      assertThat(EntryProof.read(withExtra.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(EntryProof.Read.class);
      for (String[] bad :
          new String[][] {
            {"@v1", "@v2", "record.proof.first"},
            {"index 400", "index 0400", "record.proof.index"},
            {"index 400\n", "index 400\nAAAA\n", "record.proof.hash"}
          }) {
        String damaged = new String(proof, StandardCharsets.UTF_8).replace(bad[0], bad[1]);
        assertThat(EntryProof.read(damaged.getBytes(StandardCharsets.UTF_8)))
            .isInstanceOfSatisfying(
                EntryProof.Unreadable.class,
                u -> assertThat(u.because().message()).isEqualTo(bad[2]));
      }
    }
  }

  @Test
  void checkpointOfAnotherSizeThanWasSealedIsNotJoined() throws IOException {
    try (Log log = log("south")) {
      append(log, 3);
      Note invented = new Checkpoint("south.example/2026", 9, Hash.OF_NOTHING).sign(SOUTH);
      assertThat(log.join(invented, POLICY.cosigners())).isInstanceOf(Log.NotJoined.class);
    }
  }
}
