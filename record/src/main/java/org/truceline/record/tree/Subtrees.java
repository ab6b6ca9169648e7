package org.truceline.record.tree;

/** Where the hashes of complete subtrees are read. */
@FunctionalInterface
public interface Subtrees {
  /**
   * The hash of the subtree over the entries {@code index << height} to {@code (index + 1) <<
   * height}.
   *
   * @param height 0 for a leaf
   * @param index which of the subtrees of that height, from 0
   */
  Hash read(int height, long index);
}
