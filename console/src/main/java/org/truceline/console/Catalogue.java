package org.truceline.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.truceline.console.view.Said;

/** The console's own sentences, in every language that it speaks. */
final class Catalogue {
  /** The languages that there is a catalogue for. */
  static final List<String> LANGUAGES = List.of("en", "ko");

  private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

  Catalogue() {
    for (String language : LANGUAGES) {
      byLanguage.put(language, read("words_" + language + ".properties"));
    }
  }

  private static Map<String, String> read(String name) {
    Properties properties = new Properties();
    try (var in = Catalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the catalogue " + name + " is not in the program");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
    Map<String, String> messages = new TreeMap<>();
    properties.forEach((key, value) -> messages.put((String) key, (String) value));
    return messages;
  }

  /** All sentences of a language, if it is spoken here. */
  Optional<Map<String, String>> find(String language) {
    return Optional.ofNullable(byLanguage.get(language));
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
