package org.truceline.sources;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes and texts, exactly as {@link Double#parseDouble} would, but not
 * what only Java takes for a number: "38f", "38d" and "0x26p0" are none.
 */
final class NumberBytes {
  private static final double[] POWERS = new double[23];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  /** The number, or NaN where the bytes are no finite number. */
  double parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int decimals = 0;
    boolean point = false;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9') {
        mantissa = mantissa * 10 + (b - '0');
        decimals += point ? 1 : 0;
        if (++digits > 17) {
          return careful(bytes, from, to);
        }
      } else if (b == '.' && !point) {
        point = true;
      } else {
        return careful(bytes, from, to);
      }
    }
    // A whole number below 2^53 over an exact power of ten is rounded once, and so exact.
    if (digits == 0 || mantissa >= 1L << 53) {
      return careful(bytes, from, to);
    }
    double value = mantissa / POWERS[decimals];
    return negative ? -value : value;
  }

  private static double careful(byte[] bytes, int from, int to) {
    double value = parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The number that a text is, NaN where it is none; infinite where it is too large. */
  static double parse(String text) {
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if ("+-.eE0123456789".indexOf(stripped.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(stripped);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
