package org.truceline.record.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: one hash for each complete subtree, the widest first. It takes
 * entries in order and says the root, in memory that grows with the logarithm of their number.
 */
public final class Frontier {
  private final List<Hash> complete;
  private long size;

  /** The edge of the tree without entries. */
  public Frontier() {
    this(0, List.of());
  }

  private Frontier(long size, List<Hash> complete) {
    if (Long.bitCount(size) != complete.size()) {
      throw new IllegalArgumentException(
          "a tree of " + size + " has other subtrees than " + complete.size());
    }
    this.size = size;
    this.complete = new ArrayList<>(complete);
  }

  /** The edge of a tree whose hashes can be read. */
  public static Frontier of(long size, Subtrees subtrees) {
    List<Hash> complete = new ArrayList<>();
    long before = 0;
    for (int height = 63; height >= 0; height--) {
      long width = 1L << height;
      if (height < 63 && (size & width) != 0) {
        complete.add(subtrees.read(height, before >> height));
        before += width;
      }
    }
    return new Frontier(size, complete);
  }

  /** Takes the next entry's hash. */
  public void append(Hash leaf) {
    Hash node = leaf;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      node = Hash.ofNode(complete.removeLast(), node);
    }
    complete.add(node);
    size++;
  }

  /** Number of entries. */
  public long size() {
    return size;
  }

  /** The root of the tree so far. */
  public Hash root() {
    if (complete.isEmpty()) {
      return Hash.OF_NOTHING;
    }
    Hash root = complete.getLast();
    for (int i = complete.size() - 2; i >= 0; i--) {
      root = Hash.ofNode(complete.get(i), root);
    }
    return root;
  }

  /** Another edge that goes on from here. */
  public Frontier copy() {
    return new Frontier(size, complete);
  }
}
