package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * By what a token is spoken of, without saying the token.
 *
 * @param text eight letters and digits
 */
public record TokenId(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{8}");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  public TokenId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a token's id has eight letters and digits");
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TokenId read(String text) {
    return new TokenId(text);
  }

  /** The id that is written so, if it has the form of one. */
  public static Optional<TokenId> find(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new TokenId(text)) : Optional.empty();
  }

  static TokenId draw(RandomGenerator chance) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return new TokenId(text.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
