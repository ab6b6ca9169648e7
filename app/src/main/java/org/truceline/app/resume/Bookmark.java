package org.truceline.app.resume;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * The file that says how far a run has come and what it knew then. It is whole or it is not there:
 * a new one takes the place of the old one at once, when all of it is on the disk; and its last 32
 * bytes are the SHA-256 of all before them, so that a damaged one is never guessed at.
 */
public final class Bookmark {
  /** What it begins with; the number changes where a {@link Head} gets another form. */
  private static final byte[] BEGINS = "truceline bookmark 1\n".getBytes(US_ASCII);

  private static final int CHUNK = 1 << 16;

  private Bookmark() {}

  /**
   * What stands first in it.
   *
   * @param conditions what the run depends on
   * @param begun when it began: its time now, where none was said
   * @param read how many items have been read and gathered
   * @param fingerprint what tells them from others ({@link ReadSoFar})
   * @param printed how far what was printed has come
   * @param setAside how far the file of what was set aside has come
   * @param rowsSetAside how many rows it holds
   */
  public record Head(
      List<Condition> conditions,
      Instant begun,
      long read,
      long fingerprint,
      GrowingFile.Extent printed,
      GrowingFile.Extent setAside,
      long rowsSetAside) {
    public Head {
      conditions = List.copyOf(conditions);
    }
  }

  /** What was found where a bookmark may lie. */
  public sealed interface Finding {
    /** There is no file. */
    record None() implements Finding {}

    /** There is one that cannot be used; it is left as it is. */
    record Unusable(Because reason) implements Finding {}

    /**
     * There is one, and it is whole.
     *
     * @param head what stands first in it
     * @param rest what the run knew; read in the order in which it was written
     * @param open to be closed
     */
    record Whole(Head head, BookmarkReader rest, InputStream open) implements Finding {}
  }

  /** Looks for one, and whether it is whole. */
  public static Finding find(Path path) {
    if (!Files.exists(path)) {
      return new Finding.None();
    }
    Because.Value name = Because.text(path.toString());
    try {
      if (!Files.isRegularFile(path) || !begins(path)) {
        return new Finding.Unusable(Because.of("app.resume.no-bookmark", name));
      }
      if (!isWhole(path)) {
        return new Finding.Unusable(Because.of("app.resume.damaged", name));
      }
      InputStream in = new BufferedInputStream(Files.newInputStream(path), CHUNK);
      in.skipNBytes(BEGINS.length);
      BookmarkReader reader = new BookmarkReader(in);
      return new Finding.Whole(reader.value(Head.class), reader, in);
    } catch (IOException failed) {
      return new Finding.Unusable(
          Because.of("app.resume.unreadable", name, Because.text(failed.toString())));
    }
  }

  private static boolean begins(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(BEGINS.length), BEGINS);
    }
  }

  private static boolean isWhole(Path path) throws IOException {
    MessageDigest digest = Digests.sha256();
    long left = Files.size(path) - digest.getDigestLength();
    if (left < BEGINS.length) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] chunk = new byte[CHUNK];
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(left, CHUNK));
        if (read < 0) {
          return false;
        }
        digest.update(chunk, 0, read);
        left -= read;
      }
      return Arrays.equals(in.readAllBytes(), digest.digest());
    }
  }

  /** Writes one in the place of what was there. */
  public static void keep(Path path, Head head, Consumer<BookmarkWriter> rest) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      DigestOutputStream digested =
          new DigestOutputStream(Channels.newOutputStream(channel), Digests.sha256());
      OutputStream out = new BufferedOutputStream(digested, CHUNK);
      out.write(BEGINS);
      BookmarkWriter writer = new BookmarkWriter(out);
      writer.value(Head.class, head);
      rest.accept(writer);
      out.flush();
      digested.on(false);
      digested.write(digested.getMessageDigest().digest());
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(path.toAbsolutePath().resolveSibling(""));
  }

  /** That a file has another name is on the disk only when its folder is. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unknown) {
      // Some systems open no folders; then the name is written when the system sees fit, and until
      // then the bookmark before it stands.
    }
  }
}
