package org.truceline.record.note;

import java.util.regex.Pattern;

/**
 * Names of keys and records: small letters, digits, dots, dashes and strokes, such as {@code
 * south.mission.example/2026}. Verifiers elsewhere take names for regular expressions or divide
 * them at spaces; with these characters all agree.
 */
public final class KeyName {
  /** A name fits beside its base64 on a line, and in the one byte that counts it (ML-DSA). */
  private static final int LONGEST = 100;

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9./-]*");

  /** What the first lines of notes of other kinds begin with: no record may be called so. */
  private static final String NOTES = "truceline.org/";

  private KeyName() {}

  /** Whether a key or a record may be called so. */
  public static boolean allowed(String name) {
    return name.length() <= LONGEST && ALLOWED.matcher(name).matches() && !name.startsWith(NOTES);
  }
}
