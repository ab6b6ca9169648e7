package org.truceline.sources.wire;

import java.util.Map;

/**
 * What a mission takes sentences of NMEA to mean.
 *
 * @param parties the beginning of a ship's number (MMSI), such as {@code 440}, to the party that it
 *     means; the longest that fits is taken. A number names the flag that a radio was registered
 *     under: without an entry no party is named
 * @param receiver the track of the satellite receiver on this wire, if there is one; with the empty
 *     text its sentences are passed over
 */
public record NmeaMeaning(Map<String, String> parties, String receiver) {
  public NmeaMeaning {
    parties = Map.copyOf(parties);
    for (String beginning : parties.keySet()) {
      if (!beginning.matches("\\d{1,9}")) {
        throw new IllegalArgumentException("a ship's number begins with digits, not " + beginning);
      }
    }
  }

  /** What holds where a mission says nothing: no parties, and no receiver. */
  public static NmeaMeaning usual() {
    return new NmeaMeaning(Map.of(), "");
  }

  /** The party that a ship's number means, or the empty text. */
  String party(String mmsi) {
    for (int length = mmsi.length(); length > 0; length--) {
      String party = parties.get(mmsi.substring(0, length));
      if (party != null) {
        return party;
      }
    }
    return "";
  }
}
