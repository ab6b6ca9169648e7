package org.truceline.console.view;

import java.util.Map;

/**
 * Words for people, in every language of the mission, so that a reader can switch at once.
 *
 * @param byLanguage language code to text; at least one
 */
public record Said(Map<String, String> byLanguage) {
  /** Nothing is said: the empty text in every language. */
  public static final Said NOTHING = new Said(Map.of("en", ""));

  public Said {
    byLanguage = Map.copyOf(byLanguage);
    if (byLanguage.isEmpty()) {
      throw new IllegalArgumentException("words in no language");
    }
  }

  /** The same word in every language: an id, a file's name. */
  public static Said same(String text) {
    return new Said(Map.of("en", text));
  }
}
