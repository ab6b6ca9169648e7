package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a secret: what is kept in its stead. The secrets are drawn from 256 bits, so that
 * a plain digest cannot be searched.
 *
 * @param hex 64 digits in lower case
 */
public record Digest(@JsonValue String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a digest has 64 digits in lower case");
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Digest read(String hex) {
    return new Digest(hex);
  }

  /** The digest of a text in UTF-8. */
  static Digest of(String text) {
    try {
      return new Digest(
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8))));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }

  /** Whether it is this one; how long that takes says nothing of where they differ. */
  boolean matches(Digest other) {
    return MessageDigest.isEqual(hex.getBytes(UTF_8), other.hex.getBytes(UTF_8));
  }
}
