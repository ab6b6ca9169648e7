package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;

/** The corpus for writers of verifiers: made anew byte for byte, and answered by both of ours. */
class CorpusTest {
  private static final Path KEPT = Path.of("..", "docs", "verify", "corpus");

  /** The whole corpus is to be small enough to look at. */
  private static final long MOST_BYTES = 600_000;

  @TempDir static Path home;
  private static Corpus corpus;
  private static List<Case> cases = List.of();

  @BeforeAll
  static void make() throws IOException {
    corpus = new Corpus(Files.createDirectory(home.resolve("work")));
    cases = new CorpusCases(corpus).all();
    if (Boolean.getBoolean("corpus.write")) {
      write(KEPT);
    }
    write(home.resolve("corpus"));
  }

  private static void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : corpus.files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Test
  void corpusIsMadeAnewByteForByte() throws IOException {
    Map<String, byte[]> kept = new TreeMap<>();
    try (Stream<Path> all = Files.walk(KEPT)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        kept.put(KEPT.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    assertThat(kept.keySet()).isEqualTo(corpus.files.keySet());
    corpus.files.forEach((path, bytes) -> assertThat(kept.get(path)).as(path).isEqualTo(bytes));
    assertThat(kept.values().stream().mapToLong(bytes -> bytes.length).sum())
        .isLessThan(MOST_BYTES);
  }

  @Test
  void secondVerifierIsOneFileThatCanBeRead() throws IOException {
    assertThat(Files.readAllLines(SecondVerifier.SOURCE))
        .hasSizeLessThanOrEqualTo(300)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    assertThat(Files.readString(SecondVerifier.SOURCE)).doesNotContain("org.truceline", "bouncy");
  }

  @TestFactory
  Stream<DynamicTest> bothVerifiersGiveTheAnswerOfTheCorpus() {
    return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> answered(one)));
  }

  static Path changed(Path home, Corpus corpus, Case one) throws IOException {
    Path copy = home.resolve("cases").resolve(one.name());
    for (Map.Entry<String, byte[]> file : corpus.files.entrySet()) {
      String below = "records/" + one.record() + "/";
      if (file.getKey().startsWith(below)) {
        Path path = copy.resolve(file.getKey().substring(below.length()));
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
    for (Case.Edit edit : one.edits()) {
      edit.apply(home.resolve("corpus"), copy);
    }
    return copy;
  }

  private static void answered(Case one) throws IOException {
    Path copy = changed(home, corpus, one);
    String expected = one.exit() + " " + one.place();
    assertThat(ours(one, copy)).as(one.json()).isEqualTo(expected);
    List<String> arguments = new ArrayList<>(List.of(copy.toString(), key(one)));
    if (!one.policy().isEmpty()) {
      arguments.add(home.resolve("corpus/policies").resolve(one.policy()).toString());
    }
    SecondVerifier.Said said = SecondVerifier.verify(arguments.toArray(new String[0]));
    assertThat(said.exit() + " " + said.place()).as(said.words()).isEqualTo(expected);
  }

  private static String key(Case one) {
    return one.key().contains("+")
        ? one.key()
        : home.resolve("corpus/keys").resolve(one.key()).toString();
  }

  private static String ours(Case one, Path copy) throws IOException {
    String text = one.key().contains("+") ? one.key() : Files.readString(Path.of(key(one))).strip();
    VerifierKey key = VerifierKey.parse(text).orElse(null);
    TrustPolicy policy = key == null ? null : policy(one, key);
    if (policy == null) {
      return "2 ";
    }
    Verification verification = Verification.of(new TileFolder(copy), policy, looked -> {});
    boolean enough =
        verification.holds()
            && (!policy.asksForWitnesses() || verification.witnessed().isPresent());
    return (enough ? "0 " : "1 ") + verification.place().orElse("");
  }

  private static @org.jspecify.annotations.Nullable TrustPolicy policy(Case one, VerifierKey key)
      throws IOException {
    if (key.kind() != org.truceline.record.note.KeyKind.LOG) {
      return null;
    }
    if (one.policy().isEmpty()) {
      return TrustPolicy.ofLog(key);
    }
    String text = Files.readString(home.resolve("corpus/policies").resolve(one.policy()));
    return TrustPolicy.read(text) instanceof TrustPolicy.Read(var policy)
        ? policy.about(key).orElse(null)
        : null;
  }

  @Test
  void secondVerifierRunsFromItsSourceAlone() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    for (String damage : List.of("", "tile/entries/001")) {
      Case one =
          new Case(
              "process" + damage.length(),
              "600",
              "south",
              "joint",
              damage.isEmpty() ? List.of() : List.of(Case.Edit.flip(damage, 40, 1)),
              damage.isEmpty() ? 0 : 1,
              damage);
      Process process =
          new ProcessBuilder(
                  java,
                  SecondVerifier.SOURCE.toString(),
                  changed(home, corpus, one).toString(),
                  home.resolve("corpus/keys/south").toString(),
                  home.resolve("corpus/policies/joint").toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isEqualTo(one.exit());
      assertThat(said).contains(damage.isEmpty() ? "the first 600 entries are witnessed" : damage);
    }
  }
}
