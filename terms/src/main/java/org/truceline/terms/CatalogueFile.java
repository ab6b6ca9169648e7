package org.truceline.terms;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A file of sentences in one language, by the keys that reasons name them with. */
public final class CatalogueFile {
  private CatalogueFile() {}

  /**
   * Reads a file that is in the program.
   *
   * @param beside the class beside which it lies, where its name does not begin with a stroke
   */
  public static Map<String, String> read(Class<?> beside, String name) {
    Properties properties = new Properties();
    try (var in = beside.getResourceAsStream(name)) {
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
}
