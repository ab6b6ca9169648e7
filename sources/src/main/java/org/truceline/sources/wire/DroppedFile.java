package org.truceline.sources.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;

/**
 * A file that was dropped, read whole: tracks or sightings of any kind that {@link TrackReader}
 * reads.
 *
 * @param original its bytes; only the beginning of one that is too large
 * @param items what it holds
 * @param key by which the intake knows it again
 */
record DroppedFile(Original original, List<Item> items, String key) {
  /** It is handed in at once, and so held in memory; a day of one device's seconds has 8 MiB. */
  static final int LARGEST = 16 << 20;

  /** Packed, a file of that size could hold far more; `judge` reads archives. */
  static final int MOST_ITEMS = 200_000;

  /** As much is kept of a file that is too large. */
  private static final int KEPT = 1 << 16;

  DroppedFile {
    items = List.copyOf(items);
  }

  /** Reads a file, which had this size before. */
  static DroppedFile read(Path file, long size, Limits limits) throws IOException {
    String name = String.valueOf(file.getFileName());
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(size > LARGEST ? KEPT : LARGEST + 1);
    }
    Original original = Original.of(bytes);
    if (size > LARGEST || bytes.length > LARGEST) {
      Item tooLarge =
          unreadable(name, Because.of("sources.drop.too-large", Because.count(LARGEST)));
      return new DroppedFile(original, List.of(tooLarge), original.sha256() + ":" + size);
    }
    Gathering items = new Gathering();
    try {
      if (parquet(bytes)) {
        TrackReader.read(name, file, read -> {}, limits, items::take);
      } else {
        TrackReader.read(name, new ByteArrayInputStream(bytes), limits, items::take);
      }
    } catch (TooMany stopped) {
      // A reader may also have taken it for a fault of the file's; what was gathered tells.
    }
    if (items.over) {
      Item tooMany =
          unreadable(name, Because.of("sources.drop.too-many", Because.count(MOST_ITEMS)));
      return new DroppedFile(original, List.of(tooMany), original.sha256());
    }
    return new DroppedFile(original, items.found, original.sha256());
  }

  private static Item unreadable(String name, Because reason) {
    return new Item.Unreadable(new Origin(name, 0), reason, "");
  }

  private static boolean parquet(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 'P'
        && bytes[1] == 'A'
        && bytes[2] == 'R'
        && bytes[3] == '1';
  }

  private static final class Gathering {
    private final List<Item> found = new ArrayList<>();
    private boolean over;

    void take(Item item) {
      if (found.size() == MOST_ITEMS) {
        over = true;
        throw new TooMany();
      }
      found.add(item);
    }
  }

  /** Stops a reader; it never leaves this class. */
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many items", null, false, false);
    }
  }
}
