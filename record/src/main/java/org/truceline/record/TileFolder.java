package org.truceline.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.record.note.Note;
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
  private static final int LONGEST_BUNDLE = Tile.FULL * (Short.BYTES + LONGEST_ENTRY);

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

  /** The signed note of the newest checkpoint, unread; of one too long for a note the beginning. */
  public byte[] checkpoint() throws IOException {
    return note(checkpointFile());
  }

  /** The bytes of a file that should be a note; of one too long for a note the beginning. */
  static byte[] note(Path file) throws IOException {
    return limited(file, Note.LONGEST_BYTES + 1);
  }

  /** The bytes of a tile: 32 for each hash. A full one serves a narrower, as the format allows. */
  public byte[] tile(Tile tile) {
    Found found =
        find(tile.path(), tile.full(), new Tile(tile.level(), tile.index(), Tile.FULL).path());
    byte[] bytes = read(tile.path(), found.file(), Tile.FULL * Hash.BYTES + 1);
    int asked = (found.full() ? Tile.FULL : tile.width()) * Hash.BYTES;
    if (bytes.length < asked) {
      throw new Damaged(tile.path(), bytes.length, "record.tile.short");
    }
    if (bytes.length > asked) {
      throw new Damaged(tile.path(), asked, "record.tile.long");
    }
    return bytes;
  }

  /** A file that was looked for, and whether it is that of the full tile. */
  private record Found(Path file, boolean full) {}

  private Found find(String path, boolean full, String fullPath) {
    Path named = folder.resolve(path);
    return full || Files.exists(named)
        ? new Found(named, full)
        : new Found(folder.resolve(fullPath), true);
  }

  private static byte[] read(String path, Path file, int most) {
    try {
      return limited(file, most);
    } catch (NoSuchFileException missing) {
      throw new Damaged(path, 0, "record.tile.missing");
    } catch (IOException unreadable) {
      throw new Damaged(path, 0, "record.tile.unreadable");
    }
  }

  /**
   * At most so many bytes of a plain file: whoever brings a folder could put an endless one into
   * it.
   */
  private static byte[] limited(Path file, int most) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is not a plain file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
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
    String path = tile.entriesPath();
    Found found = find(path, tile.full(), new Tile(0, tile.index(), Tile.FULL).entriesPath());
    byte[] bundle = read(path, found.file(), LONGEST_BUNDLE + 1);
    List<byte[]> entries = new ArrayList<>(tile.width());
    int at = 0;
    while (entries.size() < tile.width()) {
      if (bundle.length - at < Short.BYTES) {
        throw new Damaged(path, at, "record.bundle.short");
      }
      int length = Short.toUnsignedInt(ByteBuffer.wrap(bundle).getShort(at));
      at += Short.BYTES;
      if (bundle.length - at < length) {
        throw new Damaged(path, at, "record.bundle.short");
      }
      byte[] entry = new byte[length];
      System.arraycopy(bundle, at, entry, 0, length);
      entries.add(entry);
      at += length;
    }
    if (at < bundle.length && found.full() == tile.full()) {
      throw new Damaged(path, at, "record.bundle.long");
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

    /** The file, below the record's folder. */
    String file() {
      return file;
    }

    /** What is wrong, in which file below the record's folder, from which byte on. */
    public Because because() {
      return Because.of(message, Because.text(file), Because.count(at));
    }
  }
}
