package org.truceline.doors;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * 256 drawn bits that open something. Whoever gets it is told once; only its digest is kept.
 *
 * @param text 43 characters of base64url
 */
public record Secret(String text) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public Secret {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a secret has 43 characters of base64url");
    }
  }

  /** Draws one. */
  public static Secret draw(RandomGenerator chance) {
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What was given as one, if it has the form of one. */
  static Optional<Secret> find(String given) {
    return FORM.matcher(given).matches() ? Optional.of(new Secret(given)) : Optional.empty();
  }

  /** What is kept in its stead. */
  public Digest digest() {
    return Digest.of(text);
  }

  /** Never the secret itself: it must not come into a log by mistake. */
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
