package org.truceline.record.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.record.Chance;
import org.truceline.record.tree.Hash;

class NoteTest {
  private static final SecureRandom CHANCE = Chance.seeded(7);
  private static final SigningKey LOG = SigningKey.draw("south.example/2026", KeyKind.LOG, CHANCE);
  private static final SigningKey NORTH =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER, CHANCE);
  private static final SigningKey NORTH_PQ =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER_ML_DSA_44, CHANCE);
  private static final Checkpoint HEAD =
      new Checkpoint("south.example/2026", 4711, Hash.ofLeaf(new byte[] {1}));

  private static SignedCheckpoint.Verified verify(Note note, SigningKey... cosigners) {
    return SignedCheckpoint.verify(
        note.bytes(),
        LOG.verifier(),
        List.of(cosigners).stream().map(SigningKey::verifier).toList());
  }

  private static String why(SignedCheckpoint.Verified verified) {
    return verified instanceof SignedCheckpoint.Bad(var because) ? because.message() : "good";
  }

  @Test
  void exampleKeyOfTheFormatVerifiesItsExampleNote() {
    // The example of C2SP signed-note 1.0.
    String vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    String text = "This is an example message.\n";
    String signature =
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";
    VerifierKey key = VerifierKey.parse(vkey).orElseThrow();
    assertThat(key.text()).isEqualTo(vkey);
    byte[] bytes =
        (text + "\n\u2014 example.com/foo " + signature + "\n").getBytes(StandardCharsets.UTF_8);
    Note note = ((Note.Read) Note.read(bytes)).note();
    SignatureLine line = note.signatures().getFirst();
    assertThat(key.claims(line)).isTrue();
    assertThat(key.valid(text.getBytes(StandardCharsets.UTF_8), line.bytes())).isTrue();
    assertThat(key.valid("Another message.\n".getBytes(StandardCharsets.UTF_8), line.bytes()))
        .isFalse();
    assertThat(note.bytes()).isEqualTo(bytes);
  }

  @Test
  void checkpointIsSignedAndCosignedByBothKinds() {
    Note note =
        HEAD.sign(LOG)
            .with(NORTH.cosign(HEAD, 1_700_000_000))
            .with(NORTH_PQ.cosign(HEAD, 1_700_000_001));
    SignedCheckpoint good = ((SignedCheckpoint.Good) verify(note, NORTH, NORTH_PQ)).checkpoint();
    assertThat(good.checkpoint()).isEqualTo(HEAD);
    assertThat(good.cosignatures())
        .containsExactly(
            new Cosignature(NORTH.verifier(), 1_700_000_000),
            new Cosignature(NORTH_PQ.verifier(), 1_700_000_001));
    assertThat(note.signatures().get(2).text().length()).isBetween(3_250, 3_320);
  }

  @Test
  void signaturesOfStrangersArePassedOver() {
    Note note = HEAD.sign(LOG).with(NORTH.cosign(HEAD, 5));
    assertThat(((SignedCheckpoint.Good) verify(note)).checkpoint().cosignatures()).isEmpty();
  }

  @Test
  void everyFlippedBitOfASignedCheckpointIsFound() {
    byte[] bytes = HEAD.sign(LOG).with(NORTH.cosign(HEAD, 5)).bytes();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] other = bytes.clone();
        other[i] ^= (byte) (1 << bit);
        SignedCheckpoint.Verified verified =
            SignedCheckpoint.verify(other, LOG.verifier(), List.of(NORTH.verifier()));
        // A changed name or id of a signature makes it a stranger's, which says nothing.
        boolean stranger =
            verified instanceof SignedCheckpoint.Good(var good) && good.cosignatures().isEmpty();
        assertThat(verified instanceof SignedCheckpoint.Bad || stranger).as("byte %s", i).isTrue();
      }
    }
  }

  @Test
  void knownKeyWhoseSignatureFailsMakesTheWholeBad() {
    Checkpoint other = new Checkpoint(HEAD.origin(), 4712, HEAD.root());
    assertThat(why(verify(HEAD.sign(LOG).with(NORTH.cosign(other, 5)), NORTH)))
        .isEqualTo("record.checkpoint.signature");
    assertThat(why(verify(HEAD.sign(LOG).with(NORTH_PQ.cosign(other, 5)), NORTH_PQ)))
        .isEqualTo("record.checkpoint.signature");
    assertThat(why(verify(new Note(HEAD.text(), other.sign(LOG).signatures()))))
        .isEqualTo("record.checkpoint.signature");
  }

  @Test
  void checkpointThatItsRecordDidNotSignIsBad() {
    SigningKey another = SigningKey.draw("south.example/2026", KeyKind.LOG, CHANCE);
    assertThat(why(verify(HEAD.sign(another)))).isEqualTo("record.checkpoint.unsigned");
    SigningKey otherName = SigningKey.draw("west.example/2026", KeyKind.LOG, CHANCE);
    Checkpoint elsewhere = new Checkpoint("west.example/2026", 1, HEAD.root());
    assertThat(why(verify(elsewhere.sign(otherName)))).isEqualTo("record.checkpoint.origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example\n1\n\n",
        "a.example\n01\nROOT\n",
        "a.example\n-1\nROOT\n",
        "a.example\n9223372036854775808\nROOT\n",
        "a.example\n1\nROOT",
        "a.example\n1\nROOT\nmore\n",
        "A.example\n1\nROOT\n",
        "truceline.org/notice\n1\nROOT\n",
        "a b\n1\nROOT\n",
        "a.example\n1 \nROOT\n",
        "a.example\n1\nAAAA\n",
        ""
      })
  void checkpointOfAnotherFormIsRefused(String text) {
    String filled = text.replace("ROOT", HEAD.root().base64());
    assertThat(Checkpoint.parse(filled)).isEmpty();
  }

  private static String unreadable(String text) {
    return Note.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Note.Unreadable(var because)
        ? because.message()
        : "read";
  }

  @Test
  void eachKindOfBrokenNoteSaysWhatIsWrong() {
    String line = HEAD.sign(LOG).signatures().getFirst().text();
    assertThat(unreadable("a\n\n" + line)).isEqualTo("read");
    assertThat(unreadable("a\n")).isEqualTo("record.note.no-signatures");
    assertThat(unreadable("a\n\n" + line.strip())).isEqualTo("record.note.no-signatures");
    assertThat(unreadable("\n\n" + line)).isEqualTo("record.note.no-signatures");
    assertThat(unreadable("a\n\nb\n\n" + line)).isEqualTo("record.note.empty-line");
    assertThat(unreadable("a\n\n\n" + line)).isEqualTo("record.note.empty-line");
    assertThat(unreadable("a\r\n\n" + line)).isEqualTo("record.note.control");
    assertThat(unreadable("a\n\nno signature\n")).isEqualTo("record.note.signature");
    assertThat(unreadable("a\n\n\u2014 x AAAA\n")).isEqualTo("record.note.signature");
    assertThat(unreadable("a\n\n\u2014 x.example  AAAAAAA=\n")).isEqualTo("record.note.signature");
    assertThat(unreadable("a\n\n" + line.repeat(65))).isEqualTo("record.note.signatures");
    assertThat(unreadable("a".repeat(200_000))).isEqualTo("record.note.long");
    assertThat(Note.read(new byte[] {(byte) 0xc3, '\n', '\n'}))
        .isInstanceOfSatisfying(
            Note.Unreadable.class,
            bad -> assertThat(bad.because().message()).isEqualTo("record.note.utf-8"));
  }

  @Test
  void keysComeBackFromTheirTextAndNothingElseDoes() {
    for (SigningKey key : List.of(LOG, NORTH, NORTH_PQ)) {
      String text = key.verifier().text();
      assertThat(VerifierKey.parse(text)).hasValue(key.verifier());
      assertThat(SigningKey.parse(key.secretLine()).orElseThrow().verifier())
          .isEqualTo(key.verifier());
      assertThat(VerifierKey.parse(text + " ")).isEmpty();
      assertThat(VerifierKey.parse(text.replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+"))).isEmpty();
      assertThat(VerifierKey.parse(text.substring(0, text.length() - 4))).isEmpty();
      assertThat(key.verifier().fingerprint()).matches("([0-9]{3} ){12}[0-9]{3}");
      assertThat(key.toString())
          .doesNotContain(
              key.secretLine().substring(key.secretLine().lastIndexOf(' ') + 1).strip());
    }
    assertThat(
            SigningKey.parse(
                LOG.secretLine().replace(LOG.verifier().text(), NORTH.verifier().text())))
        .isEmpty();
    assertThat(SigningKey.parse("PRIVATE+KEY x y")).isEmpty();
    assertThat(SigningKey.parse("")).isEmpty();
  }

  @Test
  void pointsOfSmallOrderAreNoKeys() {
    // The neutral point, that of order two, and one that is not spelled as the standard says.
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    byte[] two = new byte[32];
    java.util.Arrays.fill(two, (byte) 0xff);
    two[0] = (byte) 0xec;
    two[31] = 0x7f;
    byte[] beyond = new byte[32];
    java.util.Arrays.fill(beyond, (byte) 0xff);
    for (byte[] point : List.of(neutral, two, beyond, new byte[32], new byte[31])) {
      assertThat(KeyKind.LOG.allows(point)).as(Base64.getEncoder().encodeToString(point)).isFalse();
    }
  }

  @Test
  void logsDoNotCosignAndCosignersDoNotSign() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> LOG.cosign(HEAD, 1))
        .isInstanceOf(IllegalStateException.class);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> HEAD.sign(NORTH))
        .isInstanceOf(IllegalStateException.class);
  }
}
