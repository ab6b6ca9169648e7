package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What a key signs and how (the signature types of C2SP signed-note). One rule says what a valid
 * signature is: the key is a point of the prime order, in its one spelling, and the JDK's verifier
 * accepts. Verifiers that multiply by the cofactor accept more, and a signer could make use of
 * that.
 */
public enum KeyKind {
  /** Ed25519 over a note's text: a log's own signature. */
  LOG(0x01, "Ed25519", "302a300506032b6570032100", 32, 64),
  /** Ed25519 over a checkpoint with a time: a cosignature. */
  COSIGNER(0x04, "Ed25519", "302a300506032b6570032100", 32, 64),
  /** ML-DSA-44 (FIPS 204) over a tree's head with a time: a cosignature that outlasts Ed25519. */
  COSIGNER_ML_DSA_44(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420);

  private final byte type;
  private final String algorithm;
  private final String prefix;
  private final int keyBytes;
  private final int signatureBytes;

  KeyKind(int type, String algorithm, String prefix, int keyBytes, int signatureBytes) {
    this.type = (byte) type;
    this.algorithm = algorithm;
    this.prefix = prefix;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
  }

  /** The byte that names it in a key. */
  byte type() {
    return type;
  }

  /** Its name to the JDK. */
  String algorithm() {
    return algorithm;
  }

  /** Length of its signature with what it carries beside it, in bytes. */
  int signatureBytes() {
    return this == LOG ? signatureBytes : Long.BYTES + signatureBytes;
  }

  /** Whether these can be a public key of this kind. */
  boolean allows(byte[] material) {
    return material.length == keyBytes
        && (this == COSIGNER_ML_DSA_44 || Ed25519.validatePublicKeyFull(material, 0));
  }

  /** The public key itself, out of the JDK's encoding of it. */
  byte[] material(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - keyBytes, encoded.length);
  }

  /** Whether a signature of the algorithm alone is valid over a message. */
  boolean valid(byte[] material, byte[] message, byte[] signature) {
    try {
      byte[] encoded =
          ByteBuffer.allocate(prefix.length() / 2 + material.length)
              .put(HexFormat.of().parseHex(prefix))
              .put(material)
              .array();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(message);
      return signature.length == signatureBytes && verifier.verify(signature);
    } catch (GeneralSecurityException notOne) {
      return false;
    }
  }
}
