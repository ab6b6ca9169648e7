package org.truceline.record.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proofs of a Merkle tree: that an entry is in it, and that it goes on from an earlier one. They
 * are built as RFC 6962 section 2.1 defines them and checked by the steps of RFC 9162 sections
 * 2.1.3.2 and 2.1.4.2, as they stand there.
 */
public final class Proofs {
  private Proofs() {}

  /** The root of the first {@code size} entries. */
  public static Hash root(long size, Subtrees subtrees) {
    return size == 0 ? Hash.OF_NOTHING : range(0, size, subtrees);
  }

  /** Proves that an entry is in the tree of the first {@code size} entries. */
  public static List<Hash> inclusion(long index, long size, Subtrees subtrees) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("entry " + index + " of a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + widestBelow(to - from);
      if (index < middle) {
        path.add(range(middle, to, subtrees));
        to = middle;
      } else {
        path.add(range(from, middle, subtrees));
        from = middle;
      }
    }
    return path.reversed();
  }

  /**
   * Proves that the tree of the first {@code size} entries goes on from that of the first {@code
   * earlier}.
   */
  public static List<Hash> consistency(long earlier, long size, Subtrees subtrees) {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("a tree of " + earlier + " before one of " + size);
    }
    List<Hash> path = new ArrayList<>();
    if (earlier == 0 || earlier == size) {
      return path;
    }
    long from = 0;
    long to = size;
    boolean whole = true;
    while (earlier != to) {
      long middle = from + widestBelow(to - from);
      if (earlier <= middle) {
        path.add(range(middle, to, subtrees));
        to = middle;
      } else {
        path.add(range(from, middle, subtrees));
        from = middle;
        whole = false;
      }
    }
    if (!whole) {
      path.add(range(from, to, subtrees));
    }
    return path.reversed();
  }

  private static Hash range(long from, long to, Subtrees subtrees) {
    long width = to - from;
    if (Long.bitCount(width) == 1) {
      int height = Long.numberOfTrailingZeros(width);
      return subtrees.read(height, from >> height);
    }
    long middle = from + widestBelow(width);
    return Hash.ofNode(range(from, middle, subtrees), range(middle, to, subtrees));
  }

  /** The largest power of two below a number above 1. */
  private static long widestBelow(long number) {
    return Long.highestOneBit(number - 1);
  }

  /**
   * Whether a proof shows that an entry of this hash stands at an index of the tree with this root.
   */
  public static boolean included(Hash leaf, long index, long size, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Hash r = leaf;
    for (Hash p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = Hash.ofNode(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = Hash.ofNode(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && r.equals(root);
  }

  /**
   * Whether a proof shows that the later tree begins with the whole of the earlier one. The tree
   * without entries begins every other: its root is then the one that it has, and nothing is proved
   * by a path.
   */
  public static boolean consistent(
      long earlier, Hash earlierRoot, long later, Hash laterRoot, List<Hash> path) {
    if (earlier < 0 || earlier > later) {
      return false;
    }
    if (earlier == later) {
      return path.isEmpty()
          && earlierRoot.equals(laterRoot)
          && (earlier != 0 || earlierRoot.equals(Hash.OF_NOTHING));
    }
    if (earlier == 0) {
      return path.isEmpty() && earlierRoot.equals(Hash.OF_NOTHING);
    }
    if (path.isEmpty()) {
      return false;
    }
    List<Hash> steps = new ArrayList<>(path);
    if (Long.bitCount(earlier) == 1) {
      steps.addFirst(earlierRoot);
    }
    Ends ends = ends(earlier, later, steps);
    return ends.whole() && ends.earlier().equals(earlierRoot) && ends.later().equals(laterRoot);
  }

  /** Where the steps over a proof end: with both roots, and whether it was just long enough. */
  private record Ends(Hash earlier, Hash later, boolean whole) {}

  private static Ends ends(long earlier, long later, List<Hash> steps) {
    long fn = earlier - 1;
    long sn = later - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    Hash fr = steps.getFirst();
    Hash sr = fr;
    for (Hash c : steps.subList(1, steps.size())) {
      if (sn == 0) {
        return new Ends(fr, sr, false);
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hash.ofNode(c, fr);
        sr = Hash.ofNode(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = Hash.ofNode(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return new Ends(fr, sr, sn == 0);
  }

  /**
   * The hashes by which a later tree shows what root its first {@code earlier} entries have,
   * whatever anybody else says of it: those of {@link #consistency}, and where that leaves out the
   * subtree that is the earlier tree, that first.
   */
  public static List<Hash> beginning(long earlier, long size, Subtrees subtrees) {
    List<Hash> path = consistency(earlier, size, subtrees);
    if (earlier > 0 && earlier < size && Long.bitCount(earlier) == 1) {
      path.addFirst(range(0, earlier, subtrees));
    }
    return path;
  }

  /**
   * The root over the first {@code earlier} entries of a later tree, or nothing where the hashes do
   * not give the later tree's own root and so say nothing of it. Where it is another than the root
   * that was signed for as many entries, these hashes and both checkpoints prove a fork.
   */
  public static Optional<Hash> rootOfBeginning(
      long earlier, long later, Hash laterRoot, List<Hash> path) {
    if (earlier <= 0 || earlier > later) {
      return Optional.empty();
    }
    if (earlier == later) {
      return path.isEmpty() ? Optional.of(laterRoot) : Optional.empty();
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Ends ends = ends(earlier, later, path);
    return ends.whole() && ends.later().equals(laterRoot)
        ? Optional.of(ends.earlier())
        : Optional.empty();
  }
}
