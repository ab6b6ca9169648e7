package org.truceline.sources.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as they came, which nobody can change. */
public final class Original {
  private final byte[] bytes;

  private Original(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These bytes, copied. */
  public static Original of(byte[] bytes) {
    return new Original(bytes.clone());
  }

  /** The bytes, copied. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** These bytes behind others. */
  Original behind(byte[] first) {
    byte[] both = Arrays.copyOf(first, first.length + bytes.length);
    System.arraycopy(bytes, 0, both, first.length, bytes.length);
    return new Original(both);
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  /** The bytes as text; what is no UTF-8 is replaced. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Their SHA-256, as 64 hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Original original && Arrays.equals(bytes, original.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says how many bytes there are, never what they hold: it may stand in a log. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
