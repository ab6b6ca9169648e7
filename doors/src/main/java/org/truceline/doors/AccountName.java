package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person is called at the door: 1 to 64 letters of any script, digits, dots, hyphens and
 * underscores, a letter or digit first. Capitals do not count, and a name typed in another Unicode
 * form is the same name.
 *
 * @param text the name in lower case and in normal form C
 */
public record AccountName(@JsonValue String text) implements Comparable<AccountName> {
  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,63}");

  public AccountName {
    if (!FORM.matcher(text).matches() || !normal(text).equals(text)) {
      throw new IllegalArgumentException("not the name of an account");
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static AccountName read(String text) {
    return new AccountName(text);
  }

  /** The name that somebody typed, if it can be one. */
  public static Optional<AccountName> find(String typed) {
    // Longer text is not put into normal form, which takes time.
    String name = typed.length() > 256 ? "" : normal(typed.strip());
    return FORM.matcher(name).matches() && normal(name).equals(name)
        ? Optional.of(new AccountName(name))
        : Optional.empty();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  @Override
  public int compareTo(AccountName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
