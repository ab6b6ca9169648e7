package org.truceline.record.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tile: up to 256 hashes of one level of the tree, side by side, or the entries under them. Its
 * path is that of C2SP tlog-tiles.
 *
 * @param level which level of tiles, 0 to 7; 0 holds the entries' hashes
 * @param index which tile of its level
 * @param width hashes in it, 1 to 256
 */
public record Tile(int level, long index, int width) {
  /** Hashes of a full tile: a tree of this many leaves is one step between levels. */
  public static final int FULL = 256;

  /** Levels of the tree between two levels of tiles. */
  static final int HEIGHT = 8;

  /** Levels of tiles that a tree of 2^63 entries can have. */
  public static final int MOST_LEVELS = 8;

  public Tile {
    if (level < 0 || level >= MOST_LEVELS || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException(
          "a tile of level " + level + ", index " + index + ", width " + width);
    }
  }

  /** Whether it can grow no more. */
  public boolean full() {
    return width == FULL;
  }

  /** Path of its hashes, below the record's folder. */
  public String path() {
    return "tile/" + level + "/" + nameOf(index) + suffix();
  }

  /** Path of the entries under a tile of level 0. */
  public String entriesPath() {
    if (level != 0) {
      throw new IllegalStateException("entries lie under level 0, not " + level);
    }
    return "tile/entries/" + nameOf(index) + suffix();
  }

  private String suffix() {
    return full() ? "" : ".p/" + width;
  }

  /** Three digits a part, every part but the last behind an x. */
  private static String nameOf(long index) {
    StringBuilder name = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      name.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return name.toString();
  }

  /** The tile of level 0 over an entry, as wide as it is in a tree of that size. */
  public static Tile over(long entry, long size) {
    return at(0, entry / FULL, size);
  }

  /** A tile, as wide as it is in a tree of that size. */
  static Tile at(int level, long index, long size) {
    long hashes = size >> (HEIGHT * level);
    return new Tile(level, index, (int) Math.min(FULL, hashes - index * FULL));
  }

  /**
   * What a tree has more of tiles, or wider, than one of an earlier size: the lowest level first.
   */
  public static List<Tile> grown(long earlier, long size) {
    List<Tile> grown = new ArrayList<>();
    for (int level = 0; level < MOST_LEVELS; level++) {
      long before = earlier >> (HEIGHT * level);
      long now = size >> (HEIGHT * level);
      if (now == before) {
        break;
      }
      for (long index = before / FULL; index * FULL < now; index++) {
        grown.add(at(level, index, size));
      }
    }
    return grown;
  }
}
