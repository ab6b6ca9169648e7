package org.truceline.record.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truceline.record.Chance;
import org.truceline.record.tree.Hash;

class TrustPolicyTest {
  private static final SigningKey LOG =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(1));
  private static final SigningKey NORTH =
      SigningKey.draw("north.example/w", KeyKind.COSIGNER, Chance.seeded(2));
  private static final SigningKey NORTH_PQ =
      SigningKey.draw("north.example/w", KeyKind.COSIGNER_ML_DSA_44, Chance.seeded(3));
  private static final SigningKey MONITOR =
      SigningKey.draw("monitor.example/w", KeyKind.COSIGNER, Chance.seeded(4));
  private static final Checkpoint HEAD =
      new Checkpoint("south.example/2026", 3, Hash.ofLeaf(new byte[0]));
  private static final String LINES =
      """
      # whom the southern office trusts
      log %s
      witness north-ed %s
      witness	north-pq %s https://north.example/
      witness monitor %s

      group north any north-ed north-pq
      group joint all north monitor
      quorum joint
      """
          .formatted(
              LOG.verifier().text(),
              NORTH.verifier().text(),
              NORTH_PQ.verifier().text(),
              MONITOR.verifier().text());

  private static TrustPolicy policy(String text) {
    return switch (TrustPolicy.read(text)) {
      case TrustPolicy.Read(var policy) -> policy;
      case TrustPolicy.Unreadable wrong -> throw new AssertionError(wrong);
    };
  }

  private static String wrong(String text) {
    return TrustPolicy.read(text) instanceof TrustPolicy.Unreadable(int line, var because)
        ? line + " " + because.message()
        : "read";
  }

  private static boolean witnessed(TrustPolicy policy, SigningKey... cosigners) {
    Note note = HEAD.sign(LOG);
    for (SigningKey key : cosigners) {
      note = note.with(key.cosign(HEAD, 9));
    }
    var verified = SignedCheckpoint.verify(note, LOG.verifier(), policy.cosigners());
    return policy.witnessed(((SignedCheckpoint.Good) verified).checkpoint());
  }

  @Test
  void partiesAreCountedNotLines() {
    TrustPolicy policy = policy(LINES);
    assertThat(policy.log("south.example/2026")).hasValue(LOG.verifier());
    assertThat(policy.log("north.example/2026")).isEmpty();
    assertThat(witnessed(policy)).isFalse();
    assertThat(witnessed(policy, NORTH, NORTH_PQ)).as("one party, two lines").isFalse();
    assertThat(witnessed(policy, MONITOR)).isFalse();
    assertThat(witnessed(policy, NORTH, MONITOR)).isTrue();
    assertThat(witnessed(policy, NORTH_PQ, MONITOR)).isTrue();
    assertThat(policy.asksForWitnesses()).isTrue();
    assertThat(witnessed(TrustPolicy.ofLog(LOG.verifier()))).isTrue();
  }

  @Test
  void groupThatWouldCountOnePartyTwiceIsRefused() {
    String twice =
        LINES
            .replace("group north any north-ed north-pq\n", "")
            .replace("all north monitor", "2 north-ed north-pq");
    assertThat(wrong(twice)).isEqualTo("7 record.policy.party-twice");
  }

  @Test
  void eachWrongLineIsNamed() {
    String north = NORTH.verifier().text();
    assertThat(wrong("")).isEqualTo("0 record.policy.no-quorum");
    assertThat(wrong("quorum none\n")).isEqualTo("read");
    assertThat(wrong("quorum none\nquorum none\n")).isEqualTo("2 record.policy.twice");
    assertThat(wrong("quorum x\n")).isEqualTo("1 record.policy.unknown");
    assertThat(wrong("log " + north + "\n")).isEqualTo("1 record.policy.key");
    assertThat(wrong("witness n " + LOG.verifier().text())).isEqualTo("1 record.policy.key");
    assertThat(wrong("witness none " + north)).isEqualTo("1 record.policy.twice");
    assertThat(wrong("witness a " + north + "\nwitness b " + north))
        .isEqualTo("2 record.policy.twice");
    assertThat(wrong("witness a " + north + "\ngroup g 2 a\n"))
        .isEqualTo("2 record.policy.threshold");
    assertThat(wrong("witness a " + north + "\ngroup g 0 a\n"))
        .isEqualTo("2 record.policy.threshold");
    assertThat(wrong("witness a " + north + "\ngroup g any a a\n"))
        .isEqualTo("2 record.policy.member-twice");
    assertThat(wrong("witness a " + north + "\ngroup a any a\n"))
        .isEqualTo("2 record.policy.twice");
    assertThat(wrong("group g any none\n")).isEqualTo("1 record.policy.unknown");
    assertThat(wrong("group g any\n")).isEqualTo("1 record.policy.form");
    assertThat(wrong("trust everybody\n")).isEqualTo("1 record.policy.word");
    assertThat(wrong("quorum none\r\n")).isEqualTo("1 record.policy.control");
    assertThat(wrong("#\n".repeat(2_000))).isEqualTo("0 record.policy.long");
    assertThat(List.of(policy(LINES).cosigners().size())).containsExactly(3);
  }
}
