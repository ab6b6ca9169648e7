package org.truceline.record.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs are held against the definitions of RFC 6962, written out here in their plainest form. */
class ProofsTest {
  private static final int MOST = 70;

  /** MTH of RFC 6962 section 2.1, as it stands there. */
  private static Hash mth(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Hash.OF_NOTHING;
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(n - 1);
    return Hash.ofNode(mth(leaves.subList(0, k)), mth(leaves.subList(k, n)));
  }

  private static List<Hash> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Hash.ofLeaf(("entry " + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static Subtrees plain(List<Hash> leaves) {
    return (height, index) ->
        mth(leaves.subList((int) (index << height), (int) ((index + 1) << height)));
  }

  @Test
  void rootsAreThoseOfTheTreeInTheStandardsOwnTests() {
    // The eight entries and roots that implementations of RFC 6962 have shared since its first.
    List<Hash> leaves =
        List.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(hex -> Hash.ofLeaf(HexFormat.of().parseHex(hex)))
            .toList();
    List<String> roots =
        List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    Frontier frontier = new Frontier();
    for (int size = 0; size <= leaves.size(); size++) {
      assertThat(HexFormat.of().formatHex(frontier.root().bytes())).isEqualTo(roots.get(size));
      assertThat(Proofs.root(size, plain(leaves))).isEqualTo(frontier.root());
      if (size < leaves.size()) {
        frontier.append(leaves.get(size));
      }
    }
  }

  @Test
  void everyEntryOfEverySizeIsProvedAndNoOther() {
    List<Hash> leaves = leaves(MOST);
    for (int size = 1; size <= MOST; size++) {
      Subtrees tree = plain(leaves);
      Hash root = Proofs.root(size, tree);
      for (int index = 0; index < size; index++) {
        List<Hash> path = Proofs.inclusion(index, size, tree);
        Hash leaf = leaves.get(index);
        assertThat(Proofs.included(leaf, index, size, path, root)).isTrue();
        for (int other = 0; other < size; other++) {
          assertThat(Proofs.included(leaf, other, size, path, root)).isEqualTo(other == index);
        }
        assertThat(Proofs.included(leaf, index, size, longer(path), root)).isFalse();
        assertThat(Proofs.included(root, index, size, path, root)).isEqualTo(size == 1);
        if (!path.isEmpty()) {
          assertThat(Proofs.included(leaf, index, size, path.subList(1, path.size()), root))
              .isFalse();
          assertThat(Proofs.included(leaf, index, size, path.subList(0, path.size() - 1), root))
              .isFalse();
          assertThat(Proofs.included(leaf, index, size, swapped(path), root)).isFalse();
        }
      }
    }
  }

  @Test
  void everyEarlierTreeIsShownToBeginTheLaterAndNoOther() {
    List<Hash> leaves = leaves(MOST);
    Subtrees tree = plain(leaves);
    for (int size = 1; size <= MOST; size++) {
      Hash root = Proofs.root(size, tree);
      for (int earlier = 0; earlier <= size; earlier++) {
        List<Hash> path = Proofs.consistency(earlier, size, tree);
        Hash before = Proofs.root(earlier, tree);
        assertThat(Proofs.consistent(earlier, before, size, root, path)).isTrue();
        assertThat(Proofs.consistent(earlier, before, size, root, longer(path))).isFalse();
        assertThat(Proofs.consistent(earlier, leaves.getLast(), size, root, path)).isFalse();
        assertThat(Proofs.consistent(earlier, before, size, leaves.getLast(), path))
            .as("a later root that was made up, from %s to %s", earlier, size)
            .isEqualTo(earlier == 0);
        if (!path.isEmpty()) {
          assertThat(Proofs.consistent(earlier, before, size, root, path.subList(1, path.size())))
              .isFalse();
          assertThat(
                  Proofs.consistent(earlier, before, size, root, path.subList(0, path.size() - 1)))
              .isFalse();
          assertThat(Proofs.consistent(earlier, before, size, root, swapped(path))).isFalse();
        }
      }
    }
  }

  private static List<Hash> longer(List<Hash> path) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(Hash.OF_NOTHING);
    return longer;
  }

  private static List<Hash> swapped(List<Hash> path) {
    List<Hash> swapped = new ArrayList<>(path);
    byte[] bytes = swapped.getFirst().bytes();
    bytes[0] ^= 1;
    swapped.set(0, Hash.of(bytes));
    return swapped;
  }

  @Test
  void sizesBeyondTheTreeProveNothing() {
    Hash root = Hash.OF_NOTHING;
    assertThat(Proofs.included(root, 0, 0, List.of(), root)).isFalse();
    assertThat(Proofs.included(root, -1, 1, List.of(), root)).isFalse();
    assertThat(Proofs.included(root, 5, 5, List.of(), root)).isFalse();
    assertThat(Proofs.consistent(2, root, 1, root, List.of())).isFalse();
    assertThat(Proofs.consistent(-1, root, 1, root, List.of())).isFalse();
    assertThat(
            Proofs.consistent(0, Hash.ofLeaf(new byte[0]), 0, Hash.ofLeaf(new byte[0]), List.of()))
        .as("a tree without entries has one root")
        .isFalse();
    assertThat(Proofs.consistent(1, root, 2, root, List.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 65_535, 65_536, 70_000})
  void tilesHoldTheWholeTree(int size) {
    List<Hash> leaves = leaves(size);
    Frontier frontier = new Frontier();
    leaves.forEach(frontier::append);
    // Tiles made from the definition: a hash of level l stands over 256^l entries.
    TiledSubtrees tiled =
        new TiledSubtrees(
            size,
            tile -> {
              byte[] bytes = new byte[tile.width() * Hash.BYTES];
              int span = (int) Math.pow(Tile.FULL, tile.level());
              for (int i = 0; i < tile.width(); i++) {
                int first = (int) (tile.index() * Tile.FULL + i) * span;
                System.arraycopy(
                    mth(leaves.subList(first, first + span)).bytes(), 0, bytes, i * 32, 32);
              }
              return bytes;
            });
    assertThat(Proofs.root(size, tiled)).isEqualTo(frontier.root());
    assertThat(Frontier.of(size, tiled).root()).isEqualTo(frontier.root());
    SplittableRandom chance = new SplittableRandom(size);
    for (int i = 0; i < 50; i++) {
      int index = chance.nextInt(size);
      assertThat(
              Proofs.included(
                  leaves.get(index),
                  index,
                  size,
                  Proofs.inclusion(index, size, tiled),
                  frontier.root()))
          .isTrue();
    }
  }

  @Test
  void tilesAreNamedAsTheFormatSays() {
    assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(new Tile(0, 0, 256).entriesPath()).isEqualTo("tile/entries/000");
    assertThat(Tile.grown(0, 70_000)).hasSize(273 + 1 + 1 + 1 + 1);
    assertThat(Tile.grown(0, 70_000))
        .contains(
            new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1));
    assertThat(new Tile(1, 1, 17).path()).isEqualTo("tile/1/001.p/17");
    assertThat(Tile.grown(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
    assertThat(Tile.grown(256, 257)).containsExactly(new Tile(0, 1, 1));
  }

  @Test
  void base64HasOneSpelling() {
    assertThat(StrictBase64.decode("AAE=")).hasValue(new byte[] {0, 1});
    for (String other : List.of("AAF=", "AAE", "AAE=\n", " AAE=", "AA-_", "AAE==", "=")) {
      assertThat(StrictBase64.decode(other)).as(other).isEmpty();
    }
    assertThat(Hash.fromBase64("AAE=")).isEmpty();
  }
}
