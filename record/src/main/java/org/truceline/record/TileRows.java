package org.truceline.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.truceline.record.tree.Frontier;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Subtrees;
import org.truceline.record.tree.Tile;

/** The hashes of a tree's newest tiles, level by level, as far as they are not full on the disk. */
final class TileRows {
  /** Levels of the tree between two levels of tiles. */
  private static final int HEIGHT = 8;

  private final List<Row> rows = new ArrayList<>();

  private static final class Row {
    private long start;
    private final List<Hash> hashes = new ArrayList<>();

    private Row(long start) {
      this.start = start;
    }
  }

  /** The rows of a tree that can be read. */
  static TileRows of(long size, Subtrees subtrees) {
    TileRows rows = new TileRows();
    for (int level = 0; level < Tile.MOST_LEVELS && size >> (HEIGHT * level) > 0; level++) {
      long hashes = size >> (HEIGHT * level);
      Row row = new Row(hashes / Tile.FULL * Tile.FULL);
      for (long i = row.start; i < hashes; i++) {
        row.hashes.add(subtrees.read(HEIGHT * level, i));
      }
      rows.rows.add(row);
    }
    return rows;
  }

  /** Takes the next entry's hash. */
  void append(Hash leaf) {
    append(0, leaf);
  }

  private void append(int level, Hash hash) {
    if (level == rows.size()) {
      rows.add(new Row(0));
    }
    Row row = rows.get(level);
    row.hashes.add(hash);
    if ((row.start + row.hashes.size()) % Tile.FULL == 0) {
      Frontier tile = new Frontier();
      row.hashes.subList(row.hashes.size() - Tile.FULL, row.hashes.size()).forEach(tile::append);
      append(level + 1, tile.root());
    }
  }

  /** The bytes of a tile. */
  byte[] bytes(Tile tile) {
    Row row = rows.get(tile.level());
    int first = Math.toIntExact(tile.index() * Tile.FULL - row.start);
    ByteBuffer bytes = ByteBuffer.allocate(tile.width() * Hash.BYTES);
    row.hashes.subList(first, first + tile.width()).forEach(hash -> hash.putInto(bytes));
    return bytes.array();
  }

  /** Forgets the full tiles of a tree of a size, which are on the disk. */
  void forget(long size) {
    for (int level = 0; level < rows.size(); level++) {
      Row row = rows.get(level);
      long boundary = (size >> (HEIGHT * level)) / Tile.FULL * Tile.FULL;
      int passed = Math.toIntExact(Math.max(0, boundary - row.start));
      row.hashes.subList(0, passed).clear();
      row.start += passed;
    }
  }
}
