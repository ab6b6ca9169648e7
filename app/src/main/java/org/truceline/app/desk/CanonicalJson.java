package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/**
 * JSON with one spelling for each value (RFC 8785), its texts composed (NFC): what an entry's body
 * is written in.
 */
final class CanonicalJson {
  private CanonicalJson() {}

  /** The one spelling of a value. */
  static String of(JsonNode node) {
    try {
      String composed = Normalizer.normalize(node.toString(), Normalizer.Form.NFC);
      return new JsonCanonicalizer(composed).getEncodedString();
    } catch (IOException notJson) {
      throw new UncheckedIOException("what we wrote is no JSON", notJson);
    }
  }
}
