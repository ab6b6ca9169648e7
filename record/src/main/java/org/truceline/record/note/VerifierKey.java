package org.truceline.record.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.truceline.record.tree.StrictBase64;

/**
 * A public key by its name: what C2SP signed-note writes as {@code name+id+key}. Two keys of one
 * name are told apart by their id, the first four bytes of a hash over name, kind and key.
 */
public final class VerifierKey {
  private static final int ID_BYTES = 4;

  private final String name;
  private final KeyKind kind;
  private final byte[] material;
  private final byte[] id;

  private VerifierKey(String name, KeyKind kind, byte[] material) {
    this.name = name;
    this.kind = kind;
    this.material = material.clone();
    this.id = id(name, kind, material);
  }

  /** A key of a name. */
  static VerifierKey of(String name, KeyKind kind, byte[] material) {
    if (!KeyName.allowed(name)) {
      throw new IllegalArgumentException("a key may not be called " + name);
    }
    if (!kind.allows(material)) {
      throw new IllegalArgumentException("no key of the kind " + kind);
    }
    return new VerifierKey(name, kind, material);
  }

  /** Reads a key, or nothing where the text is not the one spelling of a key that may be used. */
  public static Optional<VerifierKey> parse(String text) {
    // The key itself is base64, in which a plus may stand: only the first two divide.
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3 || !KeyName.allowed(parts[0])) {
      return Optional.empty();
    }
    Optional<byte[]> typed = StrictBase64.decode(parts[2]).filter(bytes -> bytes.length > 1);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    byte[] material = Arrays.copyOfRange(typed.get(), 1, typed.get().length);
    for (KeyKind kind : KeyKind.values()) {
      if (kind.type() == typed.get()[0] && kind.allows(material)) {
        VerifierKey key = new VerifierKey(parts[0], kind, material);
        return key.text().equals(text) ? Optional.of(key) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static byte[] id(String name, KeyKind kind, byte[] material) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(kind.type());
      digest.update(material);
      return Arrays.copyOf(digest.digest(), ID_BYTES);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }

  /** Who signs with it. */
  public String name() {
    return name;
  }

  /** What it signs. */
  public KeyKind kind() {
    return kind;
  }

  /** The key itself; two names for one key are one signer. */
  String materialText() {
    return StrictBase64.encode(material);
  }

  /** The four bytes that stand before each of its signatures. */
  byte[] id() {
    return id.clone();
  }

  /** Whether a signature line claims to be by this key. */
  boolean claims(SignatureLine line) {
    return line.name().equals(name) && line.id().equals(HexFormat.of().formatHex(id));
  }

  /** Whether a signature of the algorithm is valid over a message. */
  boolean valid(byte[] message, byte[] signature) {
    return kind.valid(material, message, signature);
  }

  /** As it is handed on: {@code name+id+key}. */
  public String text() {
    byte[] typed = new byte[1 + material.length];
    typed[0] = kind.type();
    System.arraycopy(material, 0, typed, 1, material.length);
    return name + "+" + HexFormat.of().formatHex(id) + "+" + StrictBase64.encode(typed);
  }

  /**
   * Thirteen groups of three digits, to be read aloud and typed: 128 bits of the SHA-256 of the
   * key's text, as a number.
   */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
      String digits = new java.math.BigInteger(1, Arrays.copyOf(digest, 16)).toString();
      return "0".repeat(39 - digits.length()).concat(digits).replaceAll("(...)(?=.)", "$1 ");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key && key.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
