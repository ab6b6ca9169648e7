package org.truceline.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.truceline.console.view.Said;
import org.truceline.terms.Because;
import org.truceline.terms.CatalogueFile;

/** The console's own sentences, in every language that it speaks. */
final class Catalogue {
  /** The languages that there is a catalogue for. */
  static final List<String> LANGUAGES = List.of("en", "ko");

  private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

  Catalogue() {
    for (String language : LANGUAGES) {
      Map<String, String> all = new TreeMap<>();
      for (String catalogue :
          List.of("words", "door-words", "ogc-words", "/org/truceline/doors/words")) {
        all.putAll(CatalogueFile.read(Catalogue.class, catalogue + "_" + language + ".properties"));
      }
      byLanguage.put(language, all);
    }
  }

  /** All sentences of a language, if it is spoken here. */
  Optional<Map<String, String>> find(String language) {
    return Optional.ofNullable(byLanguage.get(language));
  }

  /** A reason of the door in every language; times are said in UTC. */
  Said said(Because because) {
    Map<String, String> said = new HashMap<>();
    byLanguage.keySet().forEach(language -> said.put(language, text(language, because)));
    return new Said(said);
  }

  /** A sentence in one language. */
  String text(String language, Because because) {
    String text =
        Optional.ofNullable(byLanguage.getOrDefault(language, Map.of()).get(because.message()))
            .orElseThrow(() -> new IllegalStateException("no message " + because.message()));
    for (int i = 0; i < because.values().size(); i++) {
      String value =
          switch (because.values().get(i)) {
            case Because.Text(var words) -> words;
            case Because.Count(var count) -> Long.toString(count);
            case Because.Time(var time) -> time.toString();
            case Because.Phrase(var phrase) -> text(language, phrase);
            default -> throw new IllegalStateException("the door says no such value: " + because);
          };
      text = text.replace("{" + i + "}", value);
    }
    return text;
  }

  /** A sentence in every language. */
  Said said(String key, Object... values) {
    Map<String, String> said = new HashMap<>();
    byLanguage.forEach((language, messages) -> {
      String text = messages.get(key);
      if (text == null) {
        throw new IllegalStateException("no message " + key + " in " + language);
      }
      for (int i = 0; i < values.length; i++) {
        text = text.replace("{" + i + "}", values[i].toString());
      }
      said.put(language, text);
    });
    return new Said(said);
  }
}
