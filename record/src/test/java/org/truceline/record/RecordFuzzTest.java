package org.truceline.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;

/**
 * What holds of every reader of a record, whatever the bytes: it answers with what it read or with
 * why it did not, and what it read is written again as the same bytes.
 */
class RecordFuzzTest {
  private static final SigningKey SOUTH =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(51));
  private static final TrustPolicy POLICY = TrustPolicy.ofLog(SOUTH.verifier());

  @FuzzTest
  void anyNoteIsReadWholeOrRefused(byte[] bytes) {
    switch (Note.read(bytes)) {
      case Note.Unreadable(var because) -> assertThat(because.message()).startsWith("record.");
      case Note.Read(var note) -> {
        assertThat(note.bytes()).isEqualTo(bytes);
        assertThat(note.text()).endsWith("\n").doesNotContain("\n\n");
        assertThat(note.signatures()).isNotEmpty();
        assertThat(SignedCheckpoint.verify(note, SOUTH.verifier(), List.of())).isNotNull();
      }
    }
  }

  @FuzzTest
  void anyCheckpointIsOfThreeLinesOrNone(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    Optional<Checkpoint> read = Checkpoint.parse(text);
    read.ifPresent(checkpoint -> {
      assertThat(checkpoint.text()).isEqualTo(text);
      SignedCheckpoint.Verified verified =
          SignedCheckpoint.verify(new Note(text, List.of()).bytes(), SOUTH.verifier(), List.of());
      assertThat(verified).as("signed by nobody").isInstanceOf(SignedCheckpoint.Bad.class);
    });
  }

  @FuzzTest
  void anyKeyIsTheOneSpellingOfItselfOrNone(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    VerifierKey.parse(text).ifPresent(key -> assertThat(key.text()).isEqualTo(text));
    SigningKey.parse(text)
        .ifPresent(key -> {
          assertThat(SigningKey.parse(key.secretLine())).isPresent();
          assertThat(key.toString()).doesNotContain(text);
        });
  }

  @FuzzTest
  void anyPolicyIsReadOrItIsSaidInWhichLineNot(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    switch (TrustPolicy.read(text)) {
      case TrustPolicy.Unreadable(int line, var because) -> {
        assertThat(line).isBetween(0, text.split("\n", -1).length);
        assertThat(because.message()).startsWith("record.policy.");
      }
      case TrustPolicy.Read(var policy) -> {
        SignedCheckpoint checkpoint =
            ((SignedCheckpoint.Good)
                    SignedCheckpoint.verify(
                        new Checkpoint(
                                "south.example/2026", 0, org.truceline.record.tree.Hash.OF_NOTHING)
                            .sign(SOUTH),
                        SOUTH.verifier(),
                        policy.cosigners()))
                .checkpoint();
        assertThat(policy.witnessed(checkpoint))
            .as("nobody cosigned")
            .isEqualTo(!policy.asksForWitnesses());
      }
    }
  }

  @FuzzTest
  void anyProofIsReadOrRefusedAndProvesNothingByChance(byte[] bytes) {
    switch (EntryProof.read(bytes)) {
      case EntryProof.Unreadable(var because) ->
          assertThat(because.message()).startsWith("record.");
      case EntryProof.Read(var proof) -> {
        assertThat(EntryProof.read(proof.bytes())).isEqualTo(new EntryProof.Read(proof));
        if (!new String(bytes, UTF_8).contains("\nextra ")) {
          assertThat(proof.bytes()).isEqualTo(bytes);
        }
        assertThat(proof.wrong(bytes, POLICY)).isPresent();
      }
    }
  }

  @FuzzTest
  void anyEntryIsWrittenAgainAsItWasReadOrRefused(byte[] bytes) {
    switch (Entry.read(bytes)) {
      case Entry.Unreadable(var because) ->
          assertThat(because.message()).startsWith("record.entry.");
      case Entry.Read(var entry) -> assertThat(entry.bytes()).isEqualTo(bytes);
    }
  }

  /** The first byte cuts or lengthens, the others are written over a good journal or as one. */
  @FuzzTest
  void journalOfAnyBytesIsRecoveredOrRefusedAndThenKeepsWhatItHas(byte[] bytes) throws IOException {
    Path folder = Files.createTempDirectory("journal");
    try {
      Path segment = folder.resolve("%019d".formatted(0));
      byte[] good = JournalGroup.bytes(0, 0, List.of("one".getBytes(UTF_8), new byte[0])).array();
      byte[] before = bytes.length > 0 && bytes[0] == 'g' ? good : new byte[0];
      byte[] file = java.util.Arrays.copyOf(before, before.length + bytes.length);
      System.arraycopy(bytes, 0, file, before.length, bytes.length);
      Files.write(segment, file);
      List<byte[]> first = recovered(folder);
      assertThat(first.size()).isGreaterThanOrEqualTo(before.length == 0 ? 0 : 2);
      assertThat(recovered(folder)).as("a second start finds the same").hasSameSizeAs(first);
    } catch (Journal.Broken broken) {
      assertThat(broken.because().message()).startsWith("record.journal.");
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static List<byte[]> recovered(Path folder) throws IOException, Journal.Broken {
    Journal.Recovered recovered = Journal.open(Disk.REAL, folder, 0);
    recovered.journal().close();
    return recovered.entries();
  }
}
