package org.truceline.sources.wire;

import java.util.BitSet;

/** The bits of a message of AIS, as ITU-R M.1371 numbers them: from 0, six to a character. */
final class SixBits {
  private final BitSet bits;
  private final int length;

  private SixBits(BitSet bits, int length) {
    this.bits = bits;
    this.length = length;
  }

  /** Whether every character stands for six bits. */
  static boolean valid(String payload) {
    return payload.chars().allMatch(one -> (one >= 48 && one <= 87) || (one >= 96 && one <= 119));
  }

  /** The bits of a payload, without those that only fill its last character. */
  static SixBits of(String payload, int fill) {
    BitSet bits = new BitSet(payload.length() * 6);
    for (int i = 0; i < payload.length(); i++) {
      int value = payload.charAt(i) - 48;
      if (value > 40) {
        value -= 8;
      }
      for (int bit = 0; bit < 6; bit++) {
        bits.set(i * 6 + bit, (value >> (5 - bit) & 1) == 1);
      }
    }
    return new SixBits(bits, Math.max(0, payload.length() * 6 - fill));
  }

  int length() {
    return length;
  }

  boolean flag(int at) {
    return bits.get(at);
  }

  /** A number without a sign. */
  int unsigned(int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 1 | (bits.get(i) ? 1 : 0);
    }
    return value;
  }

  /** A number in two's complement. */
  int signed(int from, int count) {
    int value = unsigned(from, count);
    return bits.get(from) ? value - (1 << count) : value;
  }

  /** Letters of six bits, up to the first {@code @}, without spaces at the end. */
  String text(int from, int letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters && from + 6 * (i + 1) <= length; i++) {
      int letter = unsigned(from + 6 * i, 6);
      if (letter == 0) {
        break;
      }
      text.append((char) (letter < 32 ? letter + 64 : letter));
    }
    return text.toString().stripTrailing();
  }
}
