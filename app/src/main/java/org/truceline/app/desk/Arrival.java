package org.truceline.app.desk;

import java.time.Instant;
import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.wire.Original;

/**
 * What came at once from one sender: a message, a file, some lines of a request.
 *
 * @param source the wire it came over
 * @param author who says so: the sender, as the wire or the door knows it
 * @param received when it came
 * @param pieces what is in it, in its order
 */
public record Arrival(String source, String author, Instant received, List<Piece> pieces) {
  public Arrival {
    pieces = List.copyOf(pieces);
    if (source.isBlank() || author.isBlank()) {
      throw new IllegalArgumentException("what arrives has a source and an author");
    }
  }

  /**
   * One piece of it, which is taken once.
   *
   * @param key the same key from the same source is the same news; the empty text where there is
   *     none
   * @param original the bytes as they came
   * @param items what was read from them
   */
  public record Piece(String key, Original original, List<Item> items) {
    public Piece {
      items = List.copyOf(items);
    }
  }
}
