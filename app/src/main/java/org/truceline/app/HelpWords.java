package org.truceline.app;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the help of every command says, from the catalogue, as picocli asks for it. */
final class HelpWords extends ResourceBundle {
  static final String CATALOGUE = "/org/truceline/app/words-help";

  /** In the catalogue every key of the help begins so. */
  private static final String PREFIX = "help.";

  private final Map<String, String> words = new TreeMap<>();

  HelpWords(Language language) {
    Words.read(CATALOGUE, language)
        .forEach((key, text) -> words.put(key.substring(PREFIX.length()), text));
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return words.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(words.keySet());
  }
}
