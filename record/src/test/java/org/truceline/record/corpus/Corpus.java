package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.truceline.record.Chance;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.tree.Hash;

/**
 * The corpus of {@code docs/verify/corpus}, made from seeds: records, keys, policies, what is done
 * to copies of the records, and what a verifier must answer. The same bytes each time.
 */
final class Corpus {
  static final String NAME = "south.example/2026";

  static final SigningKey SOUTH = SigningKey.draw(NAME, KeyKind.LOG, Chance.seeded(1));
  static final SigningKey OTHER = SigningKey.draw(NAME, KeyKind.LOG, Chance.seeded(2));
  static final SigningKey WEST =
      SigningKey.draw("west.example/2026", KeyKind.LOG, Chance.seeded(3));
  static final SigningKey NORTH =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER, Chance.seeded(4));
  static final SigningKey NORTH_PQ =
      SigningKey.draw("north.example/witness", KeyKind.COSIGNER_ML_DSA_44, Chance.seeded(5));
  static final SigningKey MONITOR =
      SigningKey.draw("monitor.example/witness", KeyKind.COSIGNER, Chance.seeded(6));
  static final SigningKey MONITOR_PQ =
      SigningKey.draw("monitor.example/witness", KeyKind.COSIGNER_ML_DSA_44, Chance.seeded(7));

  /** The time of the cosignatures, in seconds since 1970. */
  static final long TIME = 1_790_000_000;

  final Map<String, byte[]> files = new TreeMap<>();
  final Map<String, Checkpoint> heads = new LinkedHashMap<>();

  /** Makes it, using a folder that is empty. */
  Corpus(Path work) throws IOException {
    keys();
    policies();
    for (int size : new int[] {0, 1, 2, 255, 256, 257}) {
      record(work, String.valueOf(size), 0, size, false);
    }
    record(work, "600", 300, 600, false);
    record(work, "fork", 300, 305, true);
    cosign("600", 300, List.of(NORTH, NORTH_PQ));
    cosign("600", 600, List.of(NORTH, NORTH_PQ, MONITOR, MONITOR_PQ));
    cosign("257", 257, List.of(NORTH_PQ, MONITOR));
    files.put("records/2/checkpoint", cosigned(head("2", 2), List.of(NORTH, MONITOR_PQ)).bytes());
    files.put("files/fork-305", cosigned(head("fork", 305), List.of(NORTH)).bytes());
    files.put("files/600-at-300", head("600", 300).sign(SOUTH).bytes());
    files.keySet().removeIf(path -> path.startsWith("records/fork/"));
    List<Case> cases = new CorpusCases(this).all();
    put(
        "expected.json",
        "[\n" + String.join(",\n", cases.stream().map(Case::json).toList()) + "\n]\n");
  }

  private void keys() {
    StringBuilder secrets = new StringBuilder();
    for (Map.Entry<String, SigningKey> one :
        Map.of(
                "1 south", SOUTH,
                "2 other", OTHER,
                "3 west", WEST,
                "4 north-ed", NORTH,
                "5 north-pq", NORTH_PQ,
                "6 monitor-ed", MONITOR,
                "7 monitor-pq", MONITOR_PQ)
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      String name = one.getKey().substring(2);
      put("keys/" + name, one.getValue().verifier().text() + "\n");
      secrets.append("seed ").append(one.getKey()).append('\n').append(one.getValue().secretLine());
    }
    put("keys/secrets", "# Of no use to anybody: anyone can read them.\n" + secrets);
  }

  private void put(String path, String text) {
    files.put(path, text.getBytes(UTF_8));
  }

  private void policies() {
    String witnesses =
        """
        witness north-ed %s
        witness north-pq %s
        witness monitor-ed %s
        witness monitor-pq %s
        """
            .formatted(
                NORTH.verifier(), NORTH_PQ.verifier(), MONITOR.verifier(), MONITOR_PQ.verifier());
    String log = "log " + SOUTH.verifier() + "\n";
    String groups = "group north any north-ed north-pq\ngroup monitor any monitor-ed monitor-pq\n";
    put("policies/joint", log + witnesses + groups + "group both all north monitor\nquorum both\n");
    put("policies/either", witnesses + groups + "group one 1 north monitor\nquorum one\n");
    put("policies/none", log + witnesses + "quorum none\n");
    put("policies/north-twice", witnesses + "group twice 2 north-ed north-pq\nquorum twice\n");
    put("policies/other-key", "log " + OTHER.verifier() + "\nquorum none\n");
    put("policies/no-quorum", log + witnesses);
    put("policies/log-as-witness", "witness south " + SOUTH.verifier() + "\nquorum south\n");
  }

  /** A record sealed at one size and then at another; only what anybody may see of it. */
  private void record(Path work, String name, int first, int size, boolean fork)
      throws IOException {
    Path folder = work.resolve(name);
    try (Log log =
        ((Log.Opened) Log.open(Disk.REAL, folder, SOUTH, work.resolve(name + ".high"))).log()) {
      for (int to : first == 0 ? new int[] {size} : new int[] {first, size}) {
        List<byte[]> entries = new ArrayList<>();
        for (long i = log.written(); i < to; i++) {
          String text = i < 2 ? entry(i) : "entry " + i + "\n";
          entries.add((fork && i >= first ? "other " + text : text).getBytes(UTF_8));
        }
        log.append(entries);
        SignedCheckpoint sealed = ((Log.Sealed) log.seal()).checkpoint();
        heads.put(name + "/" + to, sealed.checkpoint());
      }
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (path.equals("checkpoint") || path.startsWith("tile/")) {
          files.put("records/" + name + "/" + path, Files.readAllBytes(file));
        }
      }
    }
  }

  private static String entry(long i) {
    return """
    truceline.org/entry@v1
    id S-2026-%04d
    kind observed
    subject corpus
    author post-12
    known 2026-11-25T05:00:00Z
    written 2026-11-25T05:00:%02dZ
    salt AAAAAAAAAAAAAAAAAAAAAA==
    body {"n":%d}
    """
        .formatted(i, i, i);
  }

  Checkpoint head(String record, long size) {
    return heads.getOrDefault(record + "/" + size, new Checkpoint(NAME, 0, Hash.OF_NOTHING));
  }

  static Note cosigned(Checkpoint head, List<SigningKey> keys) {
    Note note = head.sign(SOUTH);
    for (SigningKey key : keys) {
      note = note.with(key.cosign(head, TIME, Chance.seeded(TIME)));
    }
    return note;
  }

  private void cosign(String record, long size, List<SigningKey> keys) {
    files.put(
        "records/" + record + "/cosigned/%019d".formatted(size),
        cosigned(head(record, size), keys).bytes());
  }
}
