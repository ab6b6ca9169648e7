package org.truceline.record.corpus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Keys and signatures of Ed25519 that verifiers elsewhere disagree on. */
final class Odd {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private Odd() {}

  /** The 32 bytes of a number, the lowest first. */
  static byte[] little(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] big = number.toByteArray();
    for (int i = 0; i < big.length && i < 32; i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    return bytes;
  }

  static BigInteger number(byte[] little, int from, int to) {
    byte[] big = new byte[to - from];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[to - 1 - i];
    }
    return new BigInteger(1, big);
  }

  /** The point with both coordinates negated: it differs by the point of order two. */
  static byte[] shifted(byte[] point) {
    BigInteger y = number(point, 0, 32).clearBit(255);
    byte[] other = little(P.subtract(y));
    other[31] |= (byte) (~point[31] & 0x80);
    return other;
  }

  /** A signature whose second half is larger by the order: the same number, spelled anew. */
  static byte[] beyondTheOrder(byte[] signature) {
    byte[] other = Arrays.copyOf(signature, 64);
    System.arraycopy(little(number(signature, 32, 64).add(ORDER)), 0, other, 32, 32);
    return other;
  }

  /** A signature by the owner of a good key that holds only for who multiplies by the cofactor. */
  static byte[] withTheCofactorOnly(byte[] seed, byte[] key, byte[] message, byte[] good) {
    byte[] hashed = sha512(seed);
    hashed[0] &= (byte) 0xf8;
    hashed[31] = (byte) ((hashed[31] & 0x7f) | 0x40);
    BigInteger secret = number(hashed, 0, 32);
    BigInteger nonce = number(sha512(Arrays.copyOfRange(hashed, 32, 64), message), 0, 64);
    byte[] point = shifted(Arrays.copyOf(good, 32));
    BigInteger challenge = number(sha512(point, key, message), 0, 64);
    byte[] signature = Arrays.copyOf(point, 64);
    byte[] half = little(challenge.multiply(secret).add(nonce).mod(ORDER));
    System.arraycopy(half, 0, signature, 32, 32);
    return signature;
  }

  private static byte[] sha512(byte[]... parts) {
    return digest("SHA-512", parts);
  }

  private static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  /** A key's text with its right id, whatever the key. */
  static String keyText(String name, int type, byte[] material) {
    byte[] typed = new byte[material.length + 1];
    typed[0] = (byte) type;
    System.arraycopy(material, 0, typed, 1, material.length);
    byte[] id = digest("SHA-256", (name + "\n").getBytes(StandardCharsets.UTF_8), typed);
    return name
        + "+"
        + HexFormat.of().formatHex(id, 0, 4)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
