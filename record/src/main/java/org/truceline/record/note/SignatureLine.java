package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.truceline.record.tree.StrictBase64;

/**
 * One signature below a note: who is said to have signed, with which key, and the signature.
 *
 * @param name the key's name
 * @param id the key's id, eight hexadecimal digits
 * @param signature what follows the id, in base64
 */
public record SignatureLine(String name, String id, String signature) {
  private static final String BEGIN = "\u2014 ";
  private static final int ID_BYTES = 4;

  static SignatureLine of(VerifierKey key, byte[] signature) {
    return new SignatureLine(
        key.name(), HexFormat.of().formatHex(key.id()), StrictBase64.encode(signature));
  }

  /** Reads a line, without its end, or nothing where it is no signature. */
  static Optional<SignatureLine> parse(String line) {
    int space = line.indexOf(' ', BEGIN.length());
    if (!line.startsWith(BEGIN) || space < 0) {
      return Optional.empty();
    }
    String name = line.substring(BEGIN.length(), space);
    return StrictBase64.decode(line.substring(space + 1))
        .filter(bytes -> bytes.length > ID_BYTES && KeyName.allowed(name))
        .map(bytes ->
            new SignatureLine(
                name,
                HexFormat.of().formatHex(bytes, 0, ID_BYTES),
                StrictBase64.encode(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length))));
  }

  /** The bytes behind the id. */
  byte[] bytes() {
    return StrictBase64.decode(signature)
        .orElseThrow(() -> new IllegalStateException("a signature that was read is base64"));
  }

  /** As it stands below a note, with its end. */
  public String text() {
    byte[] bytes = bytes();
    byte[] whole =
        ByteBuffer.allocate(ID_BYTES + bytes.length)
            .put(HexFormat.of().parseHex(id))
            .put(bytes)
            .array();
    return BEGIN + name + " " + StrictBase64.encode(whole) + "\n";
  }
}
