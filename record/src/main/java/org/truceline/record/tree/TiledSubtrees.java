package org.truceline.record.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the hashes of a tree from its tiles: those between two levels of tiles are hashed anew. It
 * remembers the latest tiles, since a proof asks for the same ones again. Not for two threads at
 * once.
 */
public final class TiledSubtrees implements Subtrees {
  /** A proof reads two tiles of a level, of at most eight levels. */
  private static final int REMEMBERED = 16;

  private final long size;
  private final Function<Tile, byte[]> tiles;
  private final Map<Tile, byte[]> remembered =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param size entries of the tree
   * @param tiles gives the bytes of a tile: 32 for each hash
   */
  public TiledSubtrees(long size, Function<Tile, byte[]> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  @Override
  public Hash read(int height, long index) {
    int level = height / Tile.HEIGHT;
    int within = height % Tile.HEIGHT;
    long first = index << within;
    Tile tile = Tile.at(level, first / Tile.FULL, size);
    byte[] bytes = remembered.computeIfAbsent(tile, tiles);
    return read(bytes, (int) (first % Tile.FULL), 1 << within);
  }

  private static Hash read(byte[] bytes, int first, int count) {
    if (count == 1) {
      return Hash.at(bytes, first * Hash.BYTES, (first + 1) * Hash.BYTES);
    }
    int half = count / 2;
    return Hash.ofNode(read(bytes, first, half), read(bytes, first + half, half));
  }
}
