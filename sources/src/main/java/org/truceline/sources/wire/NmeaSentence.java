package org.truceline.sources.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * A sentence of NMEA 0183 (IEC 61162-1) whose check sum is right: {@code !AIVDM,1,1,,A,…,0*5C}. A
 * tag block before it (IEC 61162-450) is passed over but for the time of receipt that it states.
 *
 * @param formatter its last three letters, such as {@code VDM} or {@code RMC}
 * @param fields what stands between its commas, without the address
 * @param station when a station says that it received it, in seconds since 1970; 0 if it does not
 */
record NmeaSentence(String formatter, List<String> fields, long station) {
  /** A sentence has 82 characters, a tag block before it some more. */
  static final int LONGEST = 1_024;

  /** From here on a station states milliseconds. */
  private static final long MILLISECONDS = 100_000_000_000L;

  NmeaSentence {
    fields = List.copyOf(fields);
  }

  /** A sentence, or why it is none. */
  sealed interface Reading {
    record Read(NmeaSentence sentence) implements Reading {}

    record Unread(Because reason) implements Reading {}
  }

  /** Reads a line without its end. */
  static Reading read(String line) {
    String text = line.strip();
    long station = 0;
    if (text.startsWith("\\")) {
      int end = text.indexOf('\\', 1);
      if (end < 0) {
        return unread("sources.nmea.no-sentence");
      }
      station = station(text.substring(1, end));
      text = text.substring(end + 1);
    }
    if (!text.startsWith("!") && !text.startsWith("$")) {
      return unread("sources.nmea.no-sentence");
    }
    int star = text.lastIndexOf('*');
    if (star < 0 || star != text.length() - 3) {
      return unread("sources.nmea.no-sum");
    }
    String body = text.substring(1, star);
    if (!sum(body).equalsIgnoreCase(text.substring(star + 1))) {
      return new Reading.Unread(
          Because.of(
              "sources.nmea.sum",
              Because.text(RowReader.cut(text.substring(star + 1))),
              Because.text(sum(body))));
    }
    List<String> fields = List.of(body.split(",", -1));
    String address = fields.getFirst();
    if (address.length() < 3) {
      return unread("sources.nmea.no-sentence");
    }
    return new Reading.Read(
        new NmeaSentence(
            address.substring(address.length() - 3), fields.subList(1, fields.size()), station));
  }

  private static Reading unread(String key) {
    return new Reading.Unread(Because.of(key));
  }

  /** The sum of all its bytes, each added without carry, as two hexadecimal digits. */
  static String sum(String body) {
    int sum = 0;
    for (byte one : body.getBytes(StandardCharsets.UTF_8)) {
      sum ^= one;
    }
    return String.format(Locale.ROOT, "%02X", sum & 0xff);
  }

  /** The time of receipt in a tag block; one that is broken is no reason to lose a position. */
  private static long station(String block) {
    int star = block.lastIndexOf('*');
    if (star < 0 || !sum(block.substring(0, star)).equalsIgnoreCase(block.substring(star + 1))) {
      return 0;
    }
    for (String part : block.substring(0, star).split(",", -1)) {
      if (part.matches("c:\\d{1,13}")) {
        long stated = Long.parseLong(part.substring(2));
        return stated >= MILLISECONDS ? stated / 1_000 : stated;
      }
    }
    return 0;
  }

  /** A field by its number from 0; the empty text where there is none. */
  String field(int number) {
    return number < fields.size() ? fields.get(number) : "";
  }
}
