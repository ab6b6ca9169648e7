package org.truceline.record.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 with one spelling for each value (RFC 4648 section 4, padded, no spare bits): a second
 * spelling of a signature would be a second digest of the same statement.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** The bytes, or nothing where the text is not the one spelling of any bytes. */
  public static Optional<byte[]> decode(String text) {
    byte[] spelled = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] bytes = Base64.getDecoder().decode(spelled);
      return Arrays.equals(Base64.getEncoder().encode(bytes), spelled)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException otherwise) {
      return Optional.empty();
    }
  }

  /** The one spelling. */
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
