package org.truceline.app.desk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truceline.record.tree.Hash;
import org.truceline.sources.wire.Original;

/**
 * What makes pieces the same news: a sender that repeats itself, since it heard no answer, is taken
 * once. Part of what the record gives again on a replay.
 */
final class Keys {
  /** A sender that has not repeated itself for so many pieces will not. */
  static final int MOST = 500_000;

  private final Map<Hash, Held> held =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Held> eldest) {
          return size() > MOST;
        }
      };

  /** Where a piece is Written, and what it was. */
  record Held(long index, Hash original) {
    /** Whether these are the bytes that are held. */
    boolean same(Arrival.Piece piece) {
      return original.equals(digest(piece.original()));
    }
  }

  private static Hash digest(Original original) {
    return Hash.ofBody(original.bytes());
  }

  private static Hash of(String source, String author, String key) {
    return Hash.ofBody((source + "\n" + author + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }

  /** What is held under a piece's key. */
  Optional<Held> find(Arrival arrival, Arrival.Piece piece) {
    return piece.key().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(held.get(of(arrival.source(), arrival.author(), piece.key())));
  }

  /** Remembers a piece. */
  void remember(long index, Arrival arrival, Arrival.Piece piece) {
    remember(index, arrival.source(), arrival.author(), piece.key(), piece.original());
  }

  /** Remembers the pieces of a block. */
  void remember(long index, Block block) {
    for (Block.Line line : block.lines()) {
      remember(index, line.source(), line.author(), line.key(), line.original());
    }
  }

  private void remember(long index, String source, String author, String key, Original original) {
    if (!key.isEmpty()) {
      held.put(of(source, author, key), new Held(index, digest(original)));
    }
  }
}
