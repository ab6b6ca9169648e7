package org.truceline.record.tree;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A SHA-256 hash of the tree: 32 bytes. A leaf is hashed behind a byte 0, a node behind a byte 1
 * (RFC 6962 section 2.1), so that neither can be taken for the other.
 */
public final class Hash {
  /** Length in bytes. */
  public static final int BYTES = 32;

  /** Root of the tree without entries. */
  public static final Hash OF_NOTHING = new Hash(sha256().digest());

  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::sha256);

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }

  /** A hash from its 32 bytes. */
  public static Hash of(byte[] bytes) {
    return at(bytes, 0, bytes.length);
  }

  /** A hash from 32 bytes within others. */
  static Hash at(byte[] bytes, int from, int to) {
    if (to - from != BYTES) {
      throw new IllegalArgumentException("a hash of " + (to - from) + " bytes");
    }
    return new Hash(Arrays.copyOfRange(bytes, from, to));
  }

  /** A hash from base64, or nothing where it is not the one spelling of 32 bytes. */
  public static Optional<Hash> fromBase64(String text) {
    return StrictBase64.decode(text).filter(bytes -> bytes.length == BYTES).map(Hash::new);
  }

  /** The hash of an entry. */
  public static Hash ofLeaf(byte[] entry) {
    return ofLeaf(entry, 0, entry.length);
  }

  /** The hash of an entry that lies within other bytes. */
  public static Hash ofLeaf(byte[] bytes, int from, int length) {
    MessageDigest digest = DIGEST.get();
    digest.update((byte) 0);
    digest.update(bytes, from, length);
    return new Hash(digest.digest());
  }

  /** The hash of a node from those of its two children. */
  public static Hash ofNode(Hash left, Hash right) {
    MessageDigest digest = DIGEST.get();
    digest.update((byte) 1);
    digest.update(left.bytes);
    digest.update(right.bytes);
    return new Hash(digest.digest());
  }

  /** The plain SHA-256 of bytes, which is no hash of the tree but of a body that lies outside. */
  public static Hash ofBody(byte[] body) {
    return new Hash(DIGEST.get().digest(body));
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Appends the 32 bytes. */
  public void putInto(ByteBuffer buffer) {
    buffer.put(bytes);
  }

  /** As base64, 44 characters. */
  public String base64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
