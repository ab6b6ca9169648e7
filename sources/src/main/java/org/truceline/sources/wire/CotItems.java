package org.truceline.sources.wire;

import java.util.List;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;

/** Makes the items of a delivery of what a message of Cursor-on-Target was read as. */
final class CotItems {
  private CotItems() {}

  static List<Item> of(
      CotReading reading,
      Origin origin,
      String source,
      Original original,
      CotMeaning meaning,
      WireLimits limits) {
    return switch (reading) {
      case CotReading.Event(var event) ->
          List.of(meaning.item(origin, event, source, original.text(), limits.items()));
      case CotReading.Unread(var reason) ->
          List.of(new RowReader(limits.items()).unreadable(origin, reason, original.text()));
      case CotReading.Upkeep() -> List.of();
    };
  }
}
