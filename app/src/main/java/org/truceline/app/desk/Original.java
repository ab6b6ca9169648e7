package org.truceline.app.desk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.truceline.record.tree.Hash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The bytes of a report as they came; kept as they are, whatever was understood of them. */
public final class Original {
  private final byte[] bytes;

  /**
   * @param bytes the bytes; they are copied
   */
  public Original(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** How many. */
  int length() {
    return bytes.length;
  }

  /** SHA-256 over them. */
  Hash digest() {
    return Hash.ofBody(bytes);
  }

  /** Puts them down as text where they are UTF-8, else as base64. */
  void putInto(ObjectNode node) {
    try {
      node.put(
          "original",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      node.put("originalBase64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  /** What was put down. */
  static Original of(JsonNode node) {
    JsonNode text = node.get("original");
    return new Original(
        text == null
            ? Base64.getDecoder().decode(node.get("originalBase64").asString())
            : text.asString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Original original && Arrays.equals(bytes, original.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
