package org.truceline.sources.wire;

import java.util.Map;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * What a mission takes an event of Cursor-on-Target to mean.
 *
 * @param parties an affiliation's letter in an event's type ({@code f}, {@code h}, {@code n} …) to
 *     the party that it means. The letter says how the sender sees a body, not whose it is: without
 *     an entry no party is named
 * @param placedByHand whether a place that a person put on a map ({@code how} beginning with {@code
 *     h}) is taken as a report; else it is noted
 */
public record CotMeaning(Map<String, String> parties, boolean placedByHand) {
  /** From here on a circular error means that nobody knows; the schema writes 9999999. */
  private static final double NOBODY_KNOWS = 999_999;

  public CotMeaning {
    parties = Map.copyOf(parties);
    for (String letter : parties.keySet()) {
      if (letter.length() != 1) {
        throw new IllegalArgumentException("an affiliation is one letter, not " + letter);
      }
    }
  }

  /** What holds where a mission says nothing: no parties, and nothing placed by hand. */
  public static CotMeaning usual() {
    return new CotMeaning(Map.of(), false);
  }

  /** The item that an event is. */
  Item item(Origin origin, CotEvent event, String source, String original, Limits limits) {
    RowReader rows = new RowReader(limits);
    if (event.uid().isBlank() || event.type().isBlank()) {
      return rows.unreadable(origin, Because.of("sources.cot.no-uid"), original);
    }
    String uid = RowReader.cut(event.uid());
    if (!event.type().startsWith("a-")) {
      String type = RowReader.cut(event.type());
      return noted(origin, Because.of("sources.cot.type", Because.text(uid), Because.text(type)));
    }
    String how = event.how();
    if (how.startsWith("m-p") || how.startsWith("m-s")) {
      return noted(
          origin,
          Because.of(
              "sources.cot.not-measured", Because.text(uid), Because.text(RowReader.cut(how))));
    }
    if (how.startsWith("h") && !placedByHand) {
      return noted(
          origin,
          Because.of("sources.cot.by-hand", Because.text(uid), Because.text(RowReader.cut(how))));
    }
    if (zero(event.lat()) && zero(event.lon())) {
      return noted(origin, Because.of("sources.cot.no-place", Because.text(uid)));
    }
    return rows.read(
        origin,
        RowReader.Words.of(
            event.uid(),
            event.time(),
            event.lon(),
            event.lat(),
            sigma(event.ce()),
            party(event.type()),
            source),
        original);
  }

  private static Item noted(Origin origin, Because note) {
    return new Item.Noted(origin, note);
  }

  private String party(String type) {
    return type.length() > 2 ? parties.getOrDefault(type.substring(2, 3), "") : "";
  }

  /** A device without a fix sends the place 0, 0; nobody's line is there. */
  private static boolean zero(String number) {
    Double value = number(number);
    return value != null && value == 0;
  }

  /** An error of nothing is a field that nobody filled in, and so is one beyond the earth. */
  private static String sigma(String ce) {
    Double value = number(ce);
    return value != null && (value == 0 || value >= NOBODY_KNOWS) ? "" : ce;
  }

  private static @org.jspecify.annotations.Nullable Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException none) {
      // What is wrong with it the reader of rows says.
      return null;
    }
  }
}
