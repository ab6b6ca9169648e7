package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.truceline.record.Chance;
import org.truceline.record.corpus.Case.Edit;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.tree.Hash;

/** What is asked of a verifier about the records of the corpus, and the answers. */
final class CorpusCases {
  private static final String AT_300 = "cosigned/0000000000000000300";
  private static final String AT_600 = "cosigned/0000000000000000600";

  private final Corpus corpus;
  private final List<Case> cases = new ArrayList<>();

  CorpusCases(Corpus corpus) {
    this.corpus = corpus;
  }

  List<Case> all() {
    good();
    damaged();
    rolledBackAndForked();
    checkpoints();
    cosignatures();
    keys();
    policies();
    return cases;
  }

  private void ask(String name, String record, String policy, int exit, String place, Edit... do_) {
    cases.add(new Case(name, record, "south", policy, List.of(do_), exit, place));
  }

  /** A damaged copy of the record of 600 entries. */
  private void broken(String name, String place, Edit... edits) {
    ask(name, "600", "joint", 1, place, edits);
  }

  private String text(String path) {
    return new String(Objects.requireNonNull(corpus.files.get(path), path), UTF_8);
  }

  private void good() {
    for (String size : List.of("0", "1", "2", "255", "256", "257", "600")) {
      boolean seen = List.of("2", "257", "600").contains(size);
      ask("good-" + size, size, "", 0, "");
      ask("good-" + size + "-joint", size, "joint", seen ? 0 : 1, "");
      ask("good-" + size + "-none", size, "none", 0, "");
    }
    ask("good-600-either", "600", "either", 0, "");
    ask(
        "full-tiles-for-narrower",
        "255",
        "",
        0,
        "",
        Edit.drop("tile/0/000.p/255"),
        Edit.put("tile/0/000", "records/256/tile/0/000"),
        Edit.drop("tile/entries/000.p/255"),
        Edit.put("tile/entries/000", "records/256/tile/entries/000"));
    ask("narrower-tile-nobody-asks-for", "600", "", 0, "", Edit.flip("tile/0/001.p/44", 3, 1));
    ask("nothing-beside-the-record", "600", "", 0, "", Edit.drop(AT_600), Edit.drop(AT_300));
  }

  private void damaged() {
    broken("flip-name", "checkpoint", Edit.flip("checkpoint", 0, 0));
    broken("flip-size", "checkpoint", Edit.flip("checkpoint", Corpus.NAME.length() + 1, 0));
    broken("flip-root", "checkpoint", Edit.flip("checkpoint", Corpus.NAME.length() + 9, 0));
    broken("flip-signature", "checkpoint", Edit.flip("checkpoint", 150, 0));
    broken("flip-hash", "tile/0/000", Edit.flip("tile/0/000", 99 * 32 + 7, 5));
    broken("flip-hash-last-tile", "tile", Edit.flip("tile/0/002.p/88", 40, 5));
    broken("flip-hash-above", "tile", Edit.flip("tile/1/000.p/2", 63, 7));
    broken("flip-entry", "tile/entries/001", Edit.flip("tile/entries/001", 700, 2));
    broken("flip-entry-length", "tile/entries/000", Edit.flip("tile/entries/000", 0, 6));
    broken("flip-entry-last", "tile/entries/002.p/88", Edit.flip("tile/entries/002.p/88", 9, 0));
    broken("flip-cosigned", AT_300, Edit.flip(AT_300, 30, 0));
    broken("drop-checkpoint", "checkpoint", Edit.drop("checkpoint"));
    broken("drop-tile", "tile/0/001", Edit.drop("tile/0/001"));
    broken("drop-tile-above", "tile/1/000.p/2", Edit.drop("tile/1/000.p/2"));
    broken("drop-bundle", "tile/entries/001", Edit.drop("tile/entries/001"));
    broken("drop-cosigned", "", Edit.drop(AT_600));
    broken("swap-tiles", "tile/0/000", Edit.swap("tile/0/000", "tile/0/001"));
    broken("swap-bundles", "tile/entries/000", Edit.swap("tile/entries/000", "tile/entries/001"));
    broken("swap-cosigned", "", Edit.put(AT_600, "records/600/" + AT_300));
    corpus.files.put("files/entries-swapped", swapped());
    broken(
        "swap-two-entries",
        "tile/entries/001",
        Edit.put("tile/entries/001", "files/entries-swapped"));
    broken("cut-checkpoint", "checkpoint", Edit.cut("checkpoint", 100));
    broken(
        "cut-checkpoint-newline", "checkpoint", Edit.cut("checkpoint", length("checkpoint") - 1));
    broken("cut-checkpoint-to-nothing", "checkpoint", Edit.cut("checkpoint", 0));
    broken("cut-tile", "tile/0/001", Edit.cut("tile/0/001", 8_191));
    broken("cut-tile-to-nothing", "tile/0/002.p/88", Edit.cut("tile/0/002.p/88", 0));
    int bundle = length("tile/entries/001");
    broken("cut-bundle", "tile/entries/001", Edit.cut("tile/entries/001", bundle - 1));
    broken("cut-bundle-in-a-length", "tile/entries/001", Edit.cut("tile/entries/001", 13));
    broken("cut-cosigned", AT_600, Edit.cut(AT_600, 2_000));
    broken("add-to-checkpoint", "checkpoint", Edit.add("checkpoint", "0a"));
    broken("add-to-tile", "tile/0/000", Edit.add("tile/0/000", "00".repeat(32)));
    broken("add-to-last-tile", "tile/0/002.p/88", Edit.add("tile/0/002.p/88", "00".repeat(32)));
    broken("add-to-bundle", "tile/entries/000", Edit.add("tile/entries/000", "0000"));
    broken(
        "add-to-last-bundle", "tile/entries/002.p/88", Edit.add("tile/entries/002.p/88", "000178"));
  }

  private int length(String file) {
    return Objects.requireNonNull(corpus.files.get("records/600/" + file), file).length;
  }

  /** The second bundle with its first two entries in each other's place. */
  private byte[] swapped() {
    String bundle =
        new String(
            Objects.requireNonNull(corpus.files.get("records/600/tile/entries/001")), ISO_8859_1);
    return bundle
        .replace("entry 256\n", "entry ???\n")
        .replace("entry 257\n", "entry 256\n")
        .replace("entry ???\n", "entry 257\n")
        .getBytes(ISO_8859_1);
  }

  private void rolledBackAndForked() {
    broken("replayed-checkpoint", AT_600, Edit.put("checkpoint", "files/600-at-300"));
    Edit[] unseen = {Edit.put("checkpoint", "files/600-at-300"), Edit.drop(AT_600)};
    ask("rolled-back-and-nobody-can-see-it", "600", "either", 0, "", unseen);
    broken("rolled-back-behind-the-quorum", "", unseen);
    broken("fork", "cosigned/fork", Edit.put("cosigned/fork", "files/fork-305"));
    broken("fork-as-checkpoint", "tile", Edit.put("checkpoint", "files/fork-305"));
    Checkpoint head = corpus.head("600", 600);
    put("same-size-other-root", new Checkpoint(Corpus.NAME, 600, Hash.OF_NOTHING));
    broken("fork-of-one-size", "cosigned/x", Edit.put("cosigned/x", "files/same-size-other-root"));
    put("one-more-than-there-is", new Checkpoint(Corpus.NAME, 601, head.root()));
    broken(
        "one-more-than-there-is",
        "tile/0/002.p/89",
        Edit.put("checkpoint", "files/one-more-than-there-is"));
    put("huge", new Checkpoint(Corpus.NAME, Long.MAX_VALUE, head.root()));
    broken("huge", "tile/7/000.p/127", Edit.put("checkpoint", "files/huge"));
    put("empty", new Checkpoint(Corpus.NAME, 0, head.root()));
    broken("no-entries-but-a-root", "tile", Edit.put("checkpoint", "files/empty"));
    corpus.files.put(
        "files/west",
        new Checkpoint(Corpus.WEST.verifier().name(), 600, head.root()).sign(Corpus.WEST).bytes());
    broken("of-another-record", "checkpoint", Edit.put("checkpoint", "files/west"));
    broken("of-another-record-beside", "cosigned/west", Edit.put("cosigned/west", "files/west"));
  }

  private void put(String name, Checkpoint head) {
    corpus.files.put("files/" + name, head.sign(Corpus.SOUTH).bytes());
  }

  /** A checkpoint that is spelled otherwise, and what is to be said of it. */
  private void spelled(String name, String note, boolean holds) {
    corpus.files.put("files/" + name, note.getBytes(UTF_8));
    ask(
        name,
        "600",
        "",
        holds ? 0 : 1,
        holds ? "" : "checkpoint",
        Edit.put("checkpoint", "files/" + name));
  }

  private static String signatureLine(SigningKey key, byte[] signature) {
    String[] parts = key.verifier().text().split("\\+", 3);
    byte[] whole =
        ByteBuffer.allocate(4 + signature.length)
            .put(java.util.HexFormat.of().parseHex(parts[1]))
            .put(signature)
            .array();
    return "\u2014 " + parts[0] + " " + Base64.getEncoder().encodeToString(whole) + "\n";
  }

  /** The bytes of a signature below a note, without the id. */
  private static byte[] signature(String line) {
    byte[] whole = Base64.getDecoder().decode(line.strip().split(" ", -1)[2]);
    return Arrays.copyOfRange(whole, 4, whole.length);
  }

  private void checkpoints() {
    Checkpoint head = corpus.head("600", 600);
    String text = head.text();
    String note = text("records/600/checkpoint");
    String line = note.substring(text.length() + 1);
    byte[] good = signature(line);
    byte[] seed = material(Corpus.SOUTH.secretLine().strip().split(" ", -1)[2], 32);
    byte[] key = material(Corpus.SOUTH.verifier().text().split("\\+", 3)[2], 32);
    byte[] cofactor = Odd.withTheCofactorOnly(seed, key, text.getBytes(UTF_8), good);
    String begin = text + "\n";
    spelled("signature-beyond-the-order", begin + odd(Odd.beyondTheOrder(good)), false);
    spelled("signature-with-the-cofactor-only", begin + odd(cofactor), false);
    spelled("signature-of-zeros", begin + odd(new byte[64]), false);
    byte[] neutral = new byte[64];
    neutral[0] = 1;
    spelled("signature-neutral", begin + odd(neutral), false);
    spelled("signature-short", begin + odd(Arrays.copyOf(good, 63)), false);
    spelled("signature-long", begin + odd(Arrays.copyOf(good, 65)), false);
    spelled("signature-empty", begin + odd(new byte[0]), false);
    spelled("signature-twice", note + line, true);
    spelled("signature-bad-behind-a-good-one", note + odd(cofactor), false);
    spelled("signature-bad-before-a-good-one", begin + odd(cofactor) + line, false);
    String stranger = signatureLine(Corpus.WEST, new byte[64]);
    spelled("signature-of-a-stranger", note + stranger, true);
    spelled("signature-of-another-key-of-that-name", begin + otherKey(text), false);
    spelled("signatures-64", note + stranger.repeat(63), true);
    spelled("signatures-65", note + stranger.repeat(64), false);
    spelled("signature-line-hyphen", note.replace('\u2014', '-'), false);
    spelled("signature-line-two-spaces", note.replace("\u2014 ", "\u2014  "), false);
    spelled("signature-line-space-behind", note.replaceAll("\n$", " \n"), false);
    spelled("signature-line-pattern", note + stranger.replace("west.", "west*"), false);
    spelled("signature-line-capital", note + stranger.replace("west.", "West."), false);
    spelled("base64-spare-bits", begin + spare(line), false);
    spelled("base64-unpadded", note.replace("=\n", "\n"), false);
    spelled("base64-of-the-root-spare-bits", spareRoot(head), false);
    spelled("carriage-returns", note.replace("\n", "\r\n"), false);
    spelled("byte-order-mark", "\ufeff" + note, false);
    spelled("empty-line-first", "\n" + note, false);
    spelled("empty-line-within", signed(text.replace("\n600", "\n\n600")), false);
    spelled("fourth-line", signed(text + "more\n"), false);
    spelled("size-with-a-zero-before", signed(text.replace("\n600\n", "\n0600\n")), false);
    spelled("size-with-a-plus", signed(text.replace("\n600\n", "\n+600\n")), false);
    spelled("size-beyond", signed(text.replace("\n600\n", "\n9223372036854775808\n")), false);
    spelled("size-arabic", signed(text.replace("\n600\n", "\n\u0666\u0660\u0660\n")), false);
    spelled("root-short", signed(text.replaceAll("\n[^\n]{44}\n$", "\nAAAA\n")), false);
    spelled("no-signature", text, false);
    spelled("no-signature-but-an-empty-line", begin, false);
    corpus.files.put("files/not-utf-8", concat(note.getBytes(UTF_8), new byte[] {(byte) 0xff, 10}));
    ask("not-utf-8", "600", "", 1, "checkpoint", Edit.put("checkpoint", "files/not-utf-8"));
    cases.add(new Case("another-key-of-that-name", "600", "other", "", List.of(), 1, "checkpoint"));
    cases.add(new Case("key-of-another-record", "600", "west", "", List.of(), 1, "checkpoint"));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] material(String base64, int bytes) {
    byte[] all = Base64.getDecoder().decode(base64);
    return Arrays.copyOfRange(all, all.length - bytes, all.length);
  }

  private static String odd(byte[] signature) {
    return signatureLine(Corpus.SOUTH, signature);
  }

  private static String otherKey(String text) {
    Checkpoint head = Checkpoint.parse(text).orElseThrow();
    String note = new String(head.sign(Corpus.OTHER).bytes(), UTF_8);
    return note.substring(text.length() + 1);
  }

  /** The last character before the padding with one of the bits set that stand for nothing. */
  private static String spare(String line) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int at = line.indexOf('=') - 1;
    int other = alphabet.indexOf(line.charAt(at)) | 1;
    return line.substring(0, at) + alphabet.charAt(other) + line.substring(at + 1);
  }

  private static String spareRoot(Checkpoint head) {
    String[] lines = head.text().split("\n", -1);
    return signed(lines[0] + "\n" + lines[1] + "\n" + spare(lines[2]) + "\n");
  }

  /** Any text, signed by the record's key. */
  private static String signed(String text) {
    return text + "\n" + signatureLine(Corpus.SOUTH, Raw.sign(Corpus.SOUTH, text.getBytes(UTF_8)));
  }

  /** A cosigned checkpoint beside the record that is spelled otherwise. */
  private void beside(String name, String note, int exit) {
    corpus.files.put("files/" + name, note.getBytes(UTF_8));
    ask(name, "600", "joint", exit, exit == 0 ? "" : AT_600, Edit.put(AT_600, "files/" + name));
  }

  private void cosignatures() {
    String note = text("records/600/" + AT_600);
    List<String> lines = note.lines().toList();
    String begin = String.join("\n", lines.subList(0, 5)) + "\n";
    String north = lines.get(5) + "\n";
    String rest = String.join("\n", lines.subList(6, 9)) + "\n";
    byte[] signature = signature(north);
    byte[] later = signature.clone();
    later[7] ^= 1;
    byte[] before = signature.clone();
    before[0] = (byte) 0x80;
    beside("cosignature-at-another-time", begin + line(later) + rest, 1);
    beside("cosignature-before-1970", begin + line(before) + rest, 1);
    beside("cosignature-short", begin + line(Arrays.copyOf(signature, 71)) + rest, 1);
    beside("cosignature-without-time", begin + line(Arrays.copyOf(signature, 7)) + rest, 1);
    byte[] beyond =
        concat(
            Arrays.copyOf(signature, 8), Odd.beyondTheOrder(Arrays.copyOfRange(signature, 8, 72)));
    beside("cosignature-beyond-the-order", begin + line(beyond) + rest, 1);
    byte[] pq = signature(lines.get(6));
    pq[1_000] ^= 1;
    String flipped = signatureLine(Corpus.NORTH_PQ, pq);
    beside("cosignature-ml-dsa-flipped", begin + north + flipped, 1);
    Checkpoint head = corpus.head("600", 600);
    Checkpoint older = corpus.head("600", 300);
    String moved = Corpus.NORTH.cosign(older, Corpus.TIME).text();
    beside("cosignature-of-another-checkpoint", begin + moved + rest, 1);
    String movedPq = Corpus.NORTH_PQ.cosign(older, Corpus.TIME, Chance.seeded(Corpus.TIME)).text();
    beside("cosignature-ml-dsa-of-another-checkpoint", begin + movedPq, 1);
    beside("cosignatures-ml-dsa-only", note.replace(north, "").replace(lines.get(7) + "\n", ""), 0);
    String onlyNorth =
        new String(Corpus.cosigned(head, List.of(Corpus.NORTH, Corpus.NORTH_PQ)).bytes(), UTF_8);
    corpus.files.put("files/one-party-twice", onlyNorth.getBytes(UTF_8));
    broken("one-party-with-both-keys-is-one", "", Edit.put(AT_600, "files/one-party-twice"));
    ask(
        "bad-cosignature-of-nobody-known",
        "600",
        "",
        0,
        "",
        Edit.put(AT_600, "files/cosignature-at-another-time"));
  }

  private static String line(byte[] signature) {
    return signatureLine(Corpus.NORTH, signature);
  }

  /** A key that may not be used: nothing begins. */
  private void unusable(String name, String key) {
    cases.add(new Case(name, "2", key, "", List.of(), 2, ""));
  }

  private void keys() {
    BigInteger order8 =
        new BigInteger(
            "2707385501144840649318225287225658788936804267575313519463743609750303021993");
    List<BigInteger> low =
        List.of(
            BigInteger.ONE,
            BigInteger.ZERO,
            Odd.P.subtract(BigInteger.ONE),
            order8,
            Odd.P.subtract(order8),
            Odd.P,
            Odd.P.add(BigInteger.ONE));
    for (int i = 0; i < low.size(); i++) {
      byte[] point = Odd.little(low.get(i));
      unusable("key-low-order-" + i, Odd.keyText(Corpus.NAME, 1, point));
      point[31] |= (byte) 0x80;
      unusable("key-low-order-" + i + "-negative", Odd.keyText(Corpus.NAME, 1, point));
    }
    String text = Corpus.SOUTH.verifier().text();
    byte[] good = material(text.split("\\+", 3)[2], 32);
    unusable("key-mixed-order", Odd.keyText(Corpus.NAME, 1, Odd.shifted(good)));
    byte[] off = good.clone();
    off[0] = (byte) (off[0] + 1);
    unusable("key-off-the-curve", Odd.keyText(Corpus.NAME, 1, offTheCurve(off)));
    unusable("key-short", Odd.keyText(Corpus.NAME, 1, Arrays.copyOf(good, 31)));
    unusable("key-of-another-kind", Odd.keyText(Corpus.NAME, 2, good));
    unusable("key-of-a-cosigner", Corpus.NORTH.verifier().text());
    unusable("key-with-another-id", text.replaceFirst("\\+.", "+0").replaceFirst("\\+00", "+01"));
    unusable("key-with-padding-too-much", text + "=");
    unusable("key-of-a-forbidden-name", Odd.keyText("truceline.org/x", 1, good));
    unusable("key-of-a-name-with-capitals", Odd.keyText("South.example/2026", 1, good));
  }

  /** The next number that is no point's. */
  private static byte[] offTheCurve(byte[] start) {
    byte[] bytes = start.clone();
    while (org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(bytes, 0)) {
      bytes[0]++;
    }
    return bytes;
  }

  private void policies() {
    for (String name : List.of("north-twice", "other-key", "no-quorum", "log-as-witness")) {
      ask("policy-" + name, "2", name, 2, "");
    }
  }
}
