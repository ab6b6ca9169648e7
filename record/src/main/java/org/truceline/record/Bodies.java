package org.truceline.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.truceline.record.tree.Hash;

/**
 * Bodies that lie outside the record: each behind 16 bytes of chance of its own, in a file named by
 * the digest over both. Whoever erases the file erases the body; the digest then says nothing.
 */
public final class Bodies {
  private final Disk disk;
  private final Path folder;

  /** The bodies of a record, in a folder that need not be there yet. */
  public Bodies(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /**
   * Puts a body down so that it lasts; the entry that names it is written after it.
   *
   * @param salt 16 bytes of chance
   */
  public Entry.Outside put(byte[] body, byte[] salt) throws IOException {
    if (salt.length != Entry.SALT_BYTES) {
      throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
    }
    byte[] salted = Arrays.copyOf(salt, salt.length + body.length);
    System.arraycopy(body, 0, salted, salt.length, body.length);
    Hash digest = Hash.ofBody(salted);
    Path file = file(digest);
    Path within = Objects.requireNonNull(file.getParent());
    if (!Files.isDirectory(within)) {
      disk.makeFolder(within);
      disk.flushFolder(folder);
    }
    disk.replace(file, salted);
    return new Entry.Outside(digest, body.length);
  }

  private Path file(Hash digest) {
    String name = HexFormat.of().formatHex(digest.bytes());
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  /**
   * A body, or nothing where it was erased.
   *
   * @throws IOException where what lies there is not what the entry names
   */
  public Optional<byte[]> find(Entry.Outside outside) throws IOException {
    byte[] salted;
    try {
      salted = disk.read(file(outside.digest()));
    } catch (NoSuchFileException erased) {
      return Optional.empty();
    }
    if (!Hash.ofBody(salted).equals(outside.digest())) {
      throw new IOException(file(outside.digest()) + " is not what its entry names");
    }
    return Optional.of(Arrays.copyOfRange(salted, Entry.SALT_BYTES, salted.length));
  }

  /** Erases a body; whether there was one. */
  public boolean erase(Entry.Outside outside) throws IOException {
    Path file = file(outside.digest());
    if (!Files.exists(file)) {
      return false;
    }
    disk.remove(file);
    disk.flushFolder(Objects.requireNonNull(file.getParent()));
    return true;
  }
}
