package org.truceline.doors;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A key of a person that never leaves their device (WebAuthn level 2): only its public part is
 * here.
 *
 * @param id the credential's id, base64url
 * @param publicKey the public key in COSE form, base64url
 * @param signatures the count that the device said last; 0 from devices that do not count
 * @param label what its owner calls it, up to 64 characters
 * @param added when
 */
public record Passkey(String id, String publicKey, long signatures, String label, Instant added) {
  private static final Pattern BASE64_URL = Pattern.compile("[A-Za-z0-9_-]{1,2048}");

  public Passkey {
    if (!BASE64_URL.matcher(id).matches() || !BASE64_URL.matcher(publicKey).matches()) {
      throw new IllegalArgumentException("a passkey's id and key are base64url");
    }
    if (signatures < 0 || signatures > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(signatures + " signatures");
    }
    if (label.isBlank() || label.length() > 64 || label.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a passkey's label has 1 to 64 characters");
    }
  }

  Passkey used(long count) {
    return new Passkey(id, publicKey, count, label, added);
  }
}
