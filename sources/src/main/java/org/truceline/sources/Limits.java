package org.truceline.sources;

/**
 * How much of anything a reader takes.
 *
 * @param longestLineBytes a longer line is passed over in constant memory and reported
 * @param longestOriginal characters of an unreadable item that are kept
 * @param longestName characters of a track, party or source
 * @param bombRatio a compressed file that unpacks to more than this many times its size is a bomb
 * @param bombFreeBytes unpacked bytes from which the ratio is looked at
 */
public record Limits(
    int longestLineBytes, int longestOriginal, int longestName, int bombRatio, long bombFreeBytes) {
  /**
   * A line of 1 MiB holds any report; text compresses to a fiftieth at most, so 200 is no honest
   * track file; names longer than 200 characters are not names.
   */
  public static final Limits USUAL = new Limits(1 << 20, 500, 200, 200, 100L << 20);

  /** So many lines of the longest kind may one feature of GeoJSON or one element of XML hold. */
  private static final long LINES_AN_ITEM = 16;

  /**
   * Bytes of one feature of GeoJSON, or of one tag or comment of XML, which the parsers hold whole:
   * 16 MiB hold a track of several days with a position every second.
   */
  long longestItemBytes() {
    return LINES_AN_ITEM * longestLineBytes;
  }
}
