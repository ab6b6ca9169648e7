package org.truceline.app.mission;

import java.util.Map;
import org.truceline.app.Language;

/**
 * A text in the languages of a mission.
 *
 * @param byLanguage language code to text
 */
public record Texts(Map<String, String> byLanguage) {
  public Texts {
    byLanguage = Map.copyOf(byLanguage);
  }

  /** The text in a language, else in English, else in any. */
  public String in(Language language) {
    String text = byLanguage.get(language.code());
    if (text == null) {
      text = byLanguage.get("en");
    }
    return text != null ? text : byLanguage.values().stream().sorted().findFirst().orElse("");
  }
}
