package org.truceline.sources.wire;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truceline.sources.Item;
import org.truceline.terms.Because;

/**
 * Where files go that were dropped: each under its name, and what is to be said of it beside it.
 */
final class FiledAway {
  /** Lines of a reason: whoever mends a file begins at its top. */
  private static final int MOST_REASONS = 100;

  private final Path done;
  private final Path refused;
  private final Function<Because, String> words;

  FiledAway(Path folder, Function<Because, String> words) {
    this.done = folder.resolve("done");
    this.refused = folder.resolve("refused");
    this.words = words;
  }

  /** Makes the folders that are not there; the folder itself must be. */
  void prepare() throws IOException {
    for (Path folder : List.of(done, refused)) {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
    }
  }

  /** The file that says of another that it is whole. */
  Path mark(Path file) {
    return file.resolveSibling(file.getFileName() + ".done");
  }

  void done(Path file, DroppedFile dropped) throws IOException {
    file(done, file, reasons(dropped.items()));
  }

  void refused(Path file, DroppedFile dropped) throws IOException {
    String reasons = reasons(dropped.items());
    file(
        refused,
        file,
        reasons.isEmpty() ? words.apply(Because.of("sources.drop.nothing")) : reasons);
  }

  void refused(Path file, Because reason) throws IOException {
    file(refused, file, words.apply(reason));
  }

  private String reasons(List<Item> items) {
    return items.stream()
        .flatMap(item ->
            item instanceof Item.Unreadable(var origin, var reason, var _)
                ? Stream.of(origin + ": " + words.apply(reason))
                : Stream.empty())
        .limit(MOST_REASONS)
        .collect(Collectors.joining("\n"));
  }

  /** The reason is written first: a file without one was taken whole. */
  private void file(Path folder, Path file, String reason) throws IOException {
    Path target = free(folder, String.valueOf(file.getFileName()));
    if (!reason.isEmpty()) {
      Files.writeString(target.resolveSibling(target.getFileName() + ".reason.txt"), reason + "\n");
    }
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherDisk) {
      Files.move(file, target);
    }
    Files.deleteIfExists(mark(file));
  }

  /** The file's name, or with a number before it where another of that name lies there. */
  private static Path free(Path folder, String name) throws IOException {
    Path target = folder.resolve(name);
    for (int number = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); number++) {
      if (number > MOST_REASONS * MOST_REASONS) {
        throw new IOException("too many files are called " + name);
      }
      target = folder.resolve(number + "-" + name);
    }
    return target;
  }
}
