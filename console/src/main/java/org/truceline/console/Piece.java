package org.truceline.console;

/** One report as its bytes came, with the key under which it takes effect once. */
public final class Piece {
  private final byte[] bytes;
  private final String key;

  /**
   * @param bytes the report; they are copied
   * @param key the sender's idempotency key, or the empty text
   */
  public Piece(byte[] bytes, String key) {
    this.bytes = bytes.clone();
    this.key = key;
  }

  /** The bytes as they came, without the line's end. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The idempotency key, or the empty text. */
  public String key() {
    return key;
  }
}
