package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truceline.terms.Because;

/**
 * What is kept of a passphrase: its Argon2id hash with salt and parameters, in the usual form
 * {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, or that there is none.
 *
 * @param text the form, or nothing while none is set
 */
public record Passphrase(@JsonValue String text) {
  /** As long as nobody has set one. */
  public static final Passphrase NONE = new Passphrase("");

  /** Fewer characters are found by trying. */
  public static final int LEAST_CHARACTERS = 12;

  /** Nobody types more, and hashing more would be work given away. */
  public static final int MOST_CHARACTERS = 256;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{4,7}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  public Passphrase {
    if (!text.isEmpty()) {
      strength(text); // Parameters out of their bounds are refused.
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Passphrase read(String text) {
    return new Passphrase(text);
  }

  /** Whether one is set. */
  public boolean set() {
    return !text.isEmpty();
  }

  /** The work that a try costs; only of one that is set. */
  Strength strength() {
    return strength(text);
  }

  String salt() {
    return form(text).group(4);
  }

  String hash() {
    return form(text).group(5);
  }

  private static Strength strength(String text) {
    Matcher form = form(text);
    return new Strength(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)));
  }

  private static Matcher form(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not the hash of a passphrase");
    }
    return form;
  }

  /** The same characters however a keyboard composes them. */
  static String normal(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  /** Why a person may not choose this one, if so. */
  public static Optional<Because> whyNot(String typed, AccountName name) {
    int characters = typed.codePointCount(0, typed.length());
    if (characters < LEAST_CHARACTERS) {
      return Optional.of(Because.of("doors.passphrase-short", Because.count(LEAST_CHARACTERS)));
    }
    if (characters > MOST_CHARACTERS) {
      return Optional.of(Because.of("doors.passphrase-long", Because.count(MOST_CHARACTERS)));
    }
    String low = normal(typed).toLowerCase(Locale.ROOT);
    if (low.codePoints().distinct().count() < 5
        || low.replace(name.text(), "").length() < LEAST_CHARACTERS / 2) {
      return Optional.of(Because.of("doors.passphrase-plain"));
    }
    return Optional.empty();
  }

  /** Never the hash: it must not come into a log by mistake. */
  @Override
  public String toString() {
    return set() ? "Passphrase[set]" : "Passphrase[none]";
  }
}
