package org.truceline.app.desk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truceline.record.tree.Hash;

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
  record Held(long index, Hash original) {}

  private static Hash of(String source, String author, String key) {
    return Hash.ofBody((source + "\n" + author + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }

  /** What is held under a key. */
  Optional<Held> find(String source, String author, String key) {
    return key.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(held.get(of(source, author, key)));
  }

  /** Remembers the pieces of a block. */
  void remember(long index, Block block) {
    for (Block.Line line : block.lines()) {
      if (!line.key().isEmpty()) {
        held.put(
            of(line.source(), line.author(), line.key()),
            new Held(index, line.original().digest()));
      }
    }
  }

  int size() {
    return held.size();
  }
}
