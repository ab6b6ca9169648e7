package org.truceline.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Subtrees;
import org.truceline.record.tree.Tile;
import org.truceline.record.tree.TiledSubtrees;
import org.truceline.terms.Because;

/**
 * A record's folder as anybody can read it (C2SP tlog-tiles): the newest checkpoint, the tiles of
 * its tree, and the bundles of its entries. Ours and those of others lie alike.
 */
public final class TileFolder {
  /** An entry's length is written in two bytes. */
  public static final int LONGEST_ENTRY = 0xffff;

  private static final String CHECKPOINT = "checkpoint";

  private final Path folder;

  /** A folder, which need not be one yet. */
  public TileFolder(Path folder) {
    this.folder = folder;
  }

  /** Where it lies. */
  public Path path() {
    return folder;
  }

  /** File of the newest checkpoint. */
  public Path checkpointFile() {
    return folder.resolve(CHECKPOINT);
  }

  /** Folder of the checkpoints that others have cosigned, one file for each size. */
  public Path cosignedFolder() {
    return folder.resolve("cosigned");
  }

  /** The bytes of a bundle of entries: each behind its length in two bytes. */
  static byte[] bundle(List<byte[]> entries) {
    ByteBuffer bundle =
        ByteBuffer.allocate(entries.stream().mapToInt(entry -> Short.BYTES + entry.length).sum());
    entries.forEach(entry -> bundle.putShort((short) entry.length).put(entry));
    return bundle.array();
  }

  /** File of a path below it. */
  public Path file(String path) {
    return folder.resolve(path);
  }

  /** The bytes of a tile: 32 for each hash. A wider one serves, as the format allows. */
  public byte[] tile(Tile tile) {
    return read(tile, tile.path(), new Tile(tile.level(), tile.index(), Tile.FULL).path(), true);
  }

  /** The bytes of the bundle of entries under a tile of level 0. */
  public byte[] bundle(Tile tile) {
    return read(
        tile, tile.entriesPath(), new Tile(0, tile.index(), Tile.FULL).entriesPath(), false);
  }

  private byte[] read(Tile tile, String path, String full, boolean hashes) {
    try {
      byte[] bytes = Files.readAllBytes(either(path, full));
      if (hashes && (bytes.length < tile.width() * Hash.BYTES || bytes.length % Hash.BYTES != 0)) {
        throw new Damaged(path, 0, "record.tile.short");
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new Damaged(path, 0, "record.tile.missing");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path either(String path, String full) {
    Path named = folder.resolve(path);
    return Files.exists(named) ? named : folder.resolve(full);
  }

  /** The hashes of its tree of a size. */
  public Subtrees subtrees(long size) {
    return new TiledSubtrees(size, this::tile);
  }

  /** An entry of its tree of a size; not proved by being read. */
  public byte[] entry(long index, long size) {
    Tile tile = Tile.over(index, size);
    return entries(tile).get((int) (index % Tile.FULL));
  }

  /** The entries under a tile of level 0, as many as it is wide. */
  public List<byte[]> entries(Tile tile) {
    byte[] bundle = bundle(tile);
    List<byte[]> entries = new ArrayList<>(tile.width());
    int at = 0;
    while (entries.size() < tile.width()) {
      if (bundle.length - at < Short.BYTES) {
        throw new Damaged(tile.entriesPath(), at, "record.bundle.short");
      }
      int length = Short.toUnsignedInt(ByteBuffer.wrap(bundle).getShort(at));
      at += Short.BYTES;
      if (bundle.length - at < length) {
        throw new Damaged(tile.entriesPath(), at, "record.bundle.short");
      }
      byte[] entry = new byte[length];
      System.arraycopy(bundle, at, entry, 0, length);
      entries.add(entry);
      at += length;
    }
    return entries;
  }

  /** A file of a record that is not what it must be. */
  public static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String file;
    private final long at;
    private final String message;

    Damaged(String file, long at, String message) {
      super(file + " at byte " + at + ": " + message);
      this.file = file;
      this.at = at;
      this.message = message;
    }

    /** What is wrong, in which file below the record's folder, from which byte on. */
    public Because because() {
      return Because.of(message, Because.text(file), Because.count(at));
    }
  }
}
