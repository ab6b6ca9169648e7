package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.record.EntryProof;
import org.truceline.record.TileFolder;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Tile;

/**
 * Verifiers that others wrote read our records: Go's note and tlog, the one inside npm, sigstore's
 * for Java, and openssl. Good ones they accept; damaged ones they refuse, but for the cases in
 * which we are stricter, of which each has its reason here.
 */
class OthersTest {
  private static final Path INTEROP = Path.of("src", "test", "interop").toAbsolutePath();

  /** Of what Go knows nothing, or says less than we do. */
  private static final Map<String, String> GO_ACCEPTS =
      Map.ofEntries(
          Map.entry("signature-bad-behind-a-good-one", "looks at the first by a key only"),
          Map.entry("signature-line-capital", "lets names be of any letters"),
          Map.entry("signature-line-pattern", "lets names be of any letters"),
          Map.entry("signatures-65", "takes up to 100"),
          Map.entry("base64-spare-bits", "base64 may be spelled in several ways"),
          Map.entry("base64-of-the-root-spare-bits", "base64 may be spelled in several ways"),
          Map.entry("add-to-last-tile", "our reader for it takes what it needs of a tile"),
          Map.entry("add-to-bundle", "our reader for it takes what it needs of a bundle"),
          Map.entry("add-to-last-bundle", "our reader for it takes what it needs of a bundle"));

  /** Cosignatures are none of its business. */
  private static final String COSIGNATURES = "(cosignatures?|policy)-.*";

  /** What the verifier inside npm takes, by reading the note as it does. */
  private static final Map<String, String> NPM_ACCEPTS =
      Map.ofEntries(
          Map.entry("signature-bad-behind-a-good-one", "one good signature is enough"),
          Map.entry("signature-bad-before-a-good-one", "one good signature is enough"),
          Map.entry("signature-line-capital", "passes over what it does not know"),
          Map.entry("signature-line-pattern", "passes over what it does not know"),
          Map.entry("signatures-65", "has no limit"),
          Map.entry("base64-spare-bits", "base64 may be spelled in several ways"),
          Map.entry("base64-of-the-root-spare-bits", "base64 may be spelled in several ways"),
          Map.entry("add-to-checkpoint", "looks for signatures and passes over the rest"),
          Map.entry("fourth-line", "further lines are allowed to it"),
          Map.entry("size-with-a-zero-before", "reads the number"),
          Map.entry("size-with-a-plus", "reads the number"),
          Map.entry("not-utf-8", "reads what follows the signatures as it can"));

  @TempDir static Path home;
  private static Corpus corpus;
  private static List<Case> cases = List.of();

  @BeforeAll
  static void make() throws IOException {
    corpus = new Corpus(Files.createDirectory(home.resolve("work")));
    cases = new CorpusCases(corpus).all();
    for (Map.Entry<String, byte[]> file : corpus.files.entrySet()) {
      Path path = home.resolve("corpus").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** Runs a program; where it is not installed the test is left out, loudly. */
  private static List<String> run(
      Path in, Map<String, String> environment, String input, String... command)
      throws IOException, InterruptedException {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      process = builder.start();
    } catch (IOException missing) {
      System.err.println("LEFT OUT: " + command[0] + " is not installed (tools/prepare does it)");
      Assumptions.abort(command[0] + " is not installed");
      throw missing;
    }
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var to = process.getOutputStream()) {
                to.write(input.getBytes(UTF_8));
              } catch (IOException ended) {
                // What it said until then is looked at.
              }
            });
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    writer.join();
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
    return said.lines().toList();
  }

  private static String key(Case one) {
    return one.key().contains("+")
        ? one.key()
        : new String(
                Objects.requireNonNull(corpus.files.get("keys/" + one.key()), one.key()), UTF_8)
            .strip();
  }

  /** What each verifier said otherwise than we. */
  private static Map<String, String> otherwise(List<Case> asked, List<String> said) {
    assertThat(said).hasSameSizeAs(asked);
    Map<String, String> otherwise = new TreeMap<>();
    for (int i = 0; i < asked.size(); i++) {
      Case one = asked.get(i);
      boolean holds = one.exit() == 0 || (one.exit() == 1 && one.place().isEmpty());
      if (said.get(i).startsWith("ok") != holds) {
        otherwise.put(one.name(), said.get(i));
      }
    }
    return otherwise;
  }

  @Test
  void goAgreesWithEveryAnswerButWhereWeAreStricter() throws Exception {
    Path modules = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");
    if (!Files.isDirectory(modules)) {
      System.err.println("LEFT OUT: Go's sumdb packages are not installed (tools/prepare does it)");
      Assumptions.abort("no sumdb packages");
    }
    Path path = home.resolve("go/src/truceline");
    Files.createDirectories(path);
    Files.copy(INTEROP.resolve("go/truceline/main.go"), path.resolve("main.go"));
    Map<String, String> environment =
        Map.of(
            "GO111MODULE",
            "off",
            "GOFLAGS",
            "",
            "GOCACHE",
            home.resolve("go-cache").toString(),
            "GOPATH",
            home.resolve("go") + ":/usr/share/gocode");
    run(path, environment, "", "go", "build", "-o", home.resolve("check").toString(), "truceline");
    StringBuilder input = new StringBuilder();
    List<Case> asked = new ArrayList<>();
    for (Case one : cases) {
      if (!one.name().matches(COSIGNATURES) && !one.key().contains("\n")) {
        asked.add(one);
        input.append(CorpusTest.changed(home, corpus, one)).append('\t').append(key(one));
        input.append('\n');
      }
    }
    Map<String, String> otherwise =
        otherwise(asked, run(home, Map.of(), input.toString(), home.resolve("check").toString()));
    assertThat(otherwise.keySet()).as("%s", otherwise).isEqualTo(GO_ACCEPTS.keySet());
  }

  /** A proof of an entry by the checkpoint of a case, as a file. */
  private static String proof(Path checkpoint, long index, long size, String name)
      throws IOException {
    TileFolder files = new TileFolder(home.resolve("corpus/records/600"));
    List<Hash> path = org.truceline.record.tree.Proofs.inclusion(index, size, files.subtrees(600));
    StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    Path file = home.resolve(name);
    Files.write(
        file,
        (text + "\n" + new String(Files.readAllBytes(checkpoint), ISO_8859_1))
            .getBytes(ISO_8859_1));
    return file.toString();
  }

  private static byte[] entry(long index) {
    return new TileFolder(home.resolve("corpus/records/600"))
        .entries(Tile.over(index, 600))
        .get((int) (index % Tile.FULL));
  }

  @Test
  void verifierInsideNpmAcceptsEveryEntryAndRefusesChangedOnesAndBadCheckpoints() throws Exception {
    Path node = Files.createDirectory(home.resolve("node"));
    for (String file : List.of("package.json", "package-lock.json", "verify.js")) {
      Files.copy(INTEROP.resolve("node").resolve(file), node.resolve(file));
    }
    run(node, Map.of(), "", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Path good = home.resolve("corpus/records/600/checkpoint");
    StringBuilder input = new StringBuilder();
    List<String> expected = new ArrayList<>();
    String south = Corpus.SOUTH.verifier().text();
    for (int i = 0; i < 600; i += 7) {
      byte[] entry = entry(i);
      for (String way : List.of("ok", "no")) {
        Path file = home.resolve(way + i);
        byte[] bytes = entry.clone();
        bytes[i % bytes.length] ^= (byte) (way.equals("ok") ? 0 : 1);
        Files.write(file, bytes);
        input.append(south + "\t" + proof(good, i, 600, "proof" + i) + "\t" + file + "\n");
        expected.add(way);
      }
    }
    List<Case> asked = new ArrayList<>();
    for (Case one : cases) {
      boolean about = one.place().equals("checkpoint") || one.exit() == 0;
      if (about && one.record().equals("600") && !one.key().contains("+")) {
        Path checkpoint = CorpusTest.changed(home, corpus, one).resolve("checkpoint");
        if (Files.exists(checkpoint) && !one.name().startsWith("rolled-back")) {
          asked.add(one);
          String name = "proof-" + one.name();
          input.append(key(one) + "\t" + proof(checkpoint, 0, 600, name) + "\t");
          input.append(home.resolve("ok0")).append('\n');
        }
      }
    }
    List<String> said = run(node, Map.of(), input.toString(), "node", "verify.js");
    List<String> entries = said.subList(0, expected.size());
    assertThat(entries.stream().map(line -> line.substring(0, 2)).toList()).isEqualTo(expected);
    Map<String, String> otherwise = otherwise(asked, said.subList(expected.size(), said.size()));
    assertThat(otherwise.keySet()).as("%s", otherwise).isEqualTo(NPM_ACCEPTS.keySet());
  }

  @Test
  void sigstoreForJavaAcceptsEveryEntryOfEveryRecordAndNoChangedOne() throws Exception {
    for (int size : new int[] {1, 2, 255, 256, 257, 600}) {
      Path folder = home.resolve("corpus/records/" + size);
      String text = Files.readString(folder.resolve("checkpoint"));
      var parsed = Checkpoints.from(text);
      assertThat(parsed.getSize()).isEqualTo(size);
      byte[] root = Base64.getDecoder().decode(parsed.getBase64Hash());
      TileFolder files = new TileFolder(folder);
      SignedCheckpoint checkpoint =
          ((SignedCheckpoint.Good)
                  SignedCheckpoint.verify(text.getBytes(UTF_8), Corpus.SOUTH.verifier(), List.of()))
              .checkpoint();
      for (int i = 0; i < size; i += size < 300 ? 1 : 11) {
        List<byte[]> path =
            EntryProof.of(files, i, checkpoint).path().stream().map(Hash::bytes).toList();
        byte[] leaf = Hash.ofLeaf(files.entry(i, size)).bytes();
        InclusionProofVerifier.verify(leaf, i, size, path, root);
        leaf[i % 32] ^= 1;
        assertThat(refused(leaf, i, size, path, root)).isTrue();
        leaf[i % 32] ^= 1;
        if (!path.isEmpty()) {
          assertThat(refused(leaf, i, size, path.subList(1, path.size()), root)).isTrue();
        }
      }
    }
  }

  private static boolean refused(byte[] leaf, int index, int size, List<byte[]> path, byte[] root) {
    try {
      InclusionProofVerifier.verify(leaf, index, size, path, root);
      return false;
    } catch (InclusionProofVerificationException yes) {
      return true;
    }
  }

  @Test
  void opensslAcceptsTheSignaturesThatWeAcceptAndNoOther() throws Exception {
    Path key = home.resolve("key.der");
    byte[] prefix = java.util.HexFormat.of().parseHex("302a300506032b6570032100");
    String[] vkey = Corpus.SOUTH.verifier().text().split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(vkey[2]);
    byte[] der = Arrays.copyOf(prefix, prefix.length + 32);
    System.arraycopy(typed, 1, der, prefix.length, 32);
    Files.write(key, der);
    int asked = 0;
    for (Case one : cases) {
      boolean odd =
          one.name().matches("signature-(beyond|with|of-zeros|neutral).*|good-600|flip-root");
      if (!odd || !one.record().equals("600")) {
        continue;
      }
      String note = Files.readString(CorpusTest.changed(home, corpus, one).resolve("checkpoint"));
      int divide = note.indexOf("\n\n");
      Files.writeString(home.resolve("text"), note.substring(0, divide + 1));
      String line = note.substring(divide + 2).lines().findFirst().orElseThrow();
      byte[] whole = Base64.getDecoder().decode(line.split(" ", -1)[2]);
      Files.write(home.resolve("signature"), Arrays.copyOfRange(whole, 4, whole.length));
      List<String> said =
          run(
              home,
              Map.of(),
              "",
              "sh",
              "-c",
              "command -v openssl >/dev/null || { echo none; exit 0; }; openssl pkeyutl -verify"
                  + " -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature 2>&1"
                  + " || true");
      if (said.contains("none")) {
        System.err.println("LEFT OUT: openssl is not installed (tools/prepare does it)");
        Assumptions.abort("no openssl");
      }
      boolean accepted = String.join(" ", said).contains("Verified Successfully");
      assertThat(accepted).as(one.name() + " " + said).isEqualTo(one.exit() == 0);
      asked++;
    }
    assertThat(asked).isGreaterThan(5);
  }

  @Test
  void everyReasonIsAboutACaseThatIsThere() {
    List<String> names = cases.stream().map(Case::name).toList();
    assertThat(names).containsAll(GO_ACCEPTS.keySet()).containsAll(NPM_ACCEPTS.keySet());
  }
}
