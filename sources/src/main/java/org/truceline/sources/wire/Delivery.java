package org.truceline.sources.wire;

import java.time.Instant;
import java.util.List;
import org.truceline.sources.Item;

/**
 * What came over a wire at once: a message, a datagram, a file, with what was read from it.
 *
 * @param source the id of the source that brought it, not blank
 * @param sender who sent it, as far as the wire tells: an address, a topic, a file's name
 * @param original the bytes as they came; those that were too many are cut, which the items say
 * @param items everything read from it, in its order; what could not be read stands among them
 * @param received when the last of it came
 * @param key two deliveries of one source with one key are the same news; the empty text where the
 *     same bytes again would be other news, as with a wire whose messages hold no full time
 */
public record Delivery(
    String source,
    String sender,
    Original original,
    List<Item> items,
    Instant received,
    String key) {
  public Delivery {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a delivery names its source");
    }
    items = List.copyOf(items);
  }
}
