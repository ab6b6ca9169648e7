package org.truceline.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.Note;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;
import org.truceline.terms.Because;

/**
 * A proof, in one file, that an entry stands at an index of a record (C2SP tlog-proof): whoever has
 * the entry, this file and the keys needs nothing else.
 *
 * @param index where the entry stands, from 0
 * @param path the hashes beside its way to the root
 * @param checkpoint the checkpoint over it, as a signed note
 */
public record EntryProof(long index, List<Hash> path, Note checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");

  /** A tree of 2^63 entries has no longer way. */
  private static final int MOST_HASHES = 63;

  public EntryProof {
    path = List.copyOf(path);
  }

  /** Proves an entry of a record's folder by its checkpoint. */
  public static EntryProof of(TileFolder files, long index, SignedCheckpoint checkpoint) {
    long size = checkpoint.checkpoint().size();
    return new EntryProof(
        index, Proofs.inclusion(index, size, files.subtrees(size)), checkpoint.note());
  }

  /** What is found when a proof is read. */
  public sealed interface Reading {}

  /** It is a proof, of something. */
  public record Read(EntryProof proof) implements Reading {}

  /** It is none. */
  public record Unreadable(Because because) implements Reading {}

  /** Reads a proof; what it carries beside it ({@code extra}) is not signed, and passed over. */
  public static Reading read(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return unreadable("record.note.utf-8");
    }
    int divide = text.indexOf("\n\n");
    List<String> lines =
        new ArrayList<>(List.of((divide < 0 ? text : text.substring(0, divide)).split("\n", -1)));
    if (divide < 0 || !lines.removeFirst().equals(FIRST)) {
      return unreadable("record.proof.first");
    }
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      lines.removeFirst();
    }
    if (lines.isEmpty() || !INDEX.matcher(lines.getFirst()).matches()) {
      return unreadable("record.proof.index");
    }
    long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
    if (lines.size() > MOST_HASHES) {
      return unreadable("record.proof.hash");
    }
    List<Hash> path = new ArrayList<>();
    for (String line : lines) {
      Optional<Hash> hash = Hash.fromBase64(line);
      if (hash.isEmpty()) {
        return unreadable("record.proof.hash");
      }
      path.add(hash.get());
    }
    return switch (Note.read(text.substring(divide + 2).getBytes(StandardCharsets.UTF_8))) {
      case Note.Unreadable(var because) -> new Unreadable(because);
      case Note.Read(var note) -> new Read(new EntryProof(index, path, note));
    };
  }

  private static Reading unreadable(String message) {
    return new Unreadable(Because.of(message));
  }

  /** The proof as it is handed on. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(FIRST).append("\nindex ").append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n')
        .append(new String(checkpoint.bytes(), StandardCharsets.UTF_8))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Why it does not prove an entry to a reader, or nothing where it does. */
  public Optional<Because> wrong(byte[] entry, TrustPolicy policy) {
    Optional<VerifierKey> log =
        Checkpoint.parse(checkpoint.text()).flatMap(h -> policy.log(h.origin()));
    if (log.isEmpty()) {
      return Optional.of(Because.of("record.verify.no-log"));
    }
    return switch (SignedCheckpoint.verify(checkpoint, log.get(), policy.cosigners())) {
      case SignedCheckpoint.Bad(var because) -> Optional.of(because);
      case SignedCheckpoint.Good(var good) -> {
        Checkpoint head = good.checkpoint();
        if (!Proofs.included(Hash.ofLeaf(entry), index, head.size(), path, head.root())) {
          yield Optional.of(Because.of("record.proof.wrong", Because.count(index)));
        }
        yield policy.witnessed(good)
            ? Optional.empty()
            : Optional.of(Because.of("record.verify.not-witnessed"));
      }
    };
  }
}
