package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.truceline.record.tree.StrictBase64;

/**
 * A private key with its public one. It is written as two parts on one line, and never printed:
 * {@code PRIVATE+KEY the public key's text, then the private key (PKCS #8) in base64}.
 */
public final class SigningKey {
  private static final String MARK = "PRIVATE+KEY ";

  private final VerifierKey verifier;
  private final PrivateKey key;

  private SigningKey(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /** A new key, drawn from chance. */
  public static SigningKey draw(String name, KeyKind kind, SecureRandom chance) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
      generator.initialize(
          kind == KeyKind.COSIGNER_ML_DSA_44
              ? java.security.spec.NamedParameterSpec.ML_DSA_44
              : java.security.spec.NamedParameterSpec.ED25519,
          chance);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(
          VerifierKey.of(name, kind, kind.material(pair.getPublic())), pair.getPrivate());
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("JDK 25 has " + kind.algorithm(), never);
    }
  }

  /**
   * Reads a key from the line it was kept in, or nothing where it is none or the two do not match.
   */
  public static Optional<SigningKey> parse(String line) {
    String[] parts = line.strip().split(" ", -1);
    if (parts.length != 3 || !(parts[0] + " ").equals(MARK)) {
      return Optional.empty();
    }
    Optional<VerifierKey> verifier = VerifierKey.parse(parts[1]);
    Optional<byte[]> encoded = StrictBase64.decode(parts[2]);
    if (verifier.isEmpty() || encoded.isEmpty()) {
      return Optional.empty();
    }
    try {
      SigningKey key =
          new SigningKey(
              verifier.get(),
              KeyFactory.getInstance(verifier.get().kind().algorithm())
                  .generatePrivate(new PKCS8EncodedKeySpec(encoded.get())));
      byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
      return verifier.get().valid(probe, key.raw(probe, new SecureRandom()))
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalStateException notOne) {
      return Optional.empty();
    }
  }

  /** The line to keep it in, which is a secret. */
  public String secretLine() {
    return MARK + verifier.text() + " " + StrictBase64.encode(key.getEncoded()) + "\n";
  }

  /** The public key. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The signature of the algorithm alone. */
  private byte[] raw(byte[] message, SecureRandom chance) {
    try {
      Signature signer = Signature.getInstance(verifier.kind().algorithm());
      signer.initSign(key, chance);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a key that cannot sign: " + verifier.name(), broken);
    }
  }

  /** Signs a text of a note as its author; for the keys of logs. */
  SignatureLine sign(String text) {
    if (verifier.kind() != KeyKind.LOG) {
      throw new IllegalStateException("a cosigner's key signs no text: " + verifier.name());
    }
    return SignatureLine.of(
        verifier, raw(text.getBytes(StandardCharsets.UTF_8), new SecureRandom()));
  }

  /**
   * Cosigns a checkpoint.
   *
   * @param seconds the time of it, in seconds since 1970
   */
  public SignatureLine cosign(Checkpoint checkpoint, long seconds) {
    return cosign(checkpoint, seconds, new SecureRandom());
  }

  /**
   * Cosigns a checkpoint with this chance, of which ML-DSA makes use: from the same seed it is the
   * same signature.
   */
  public SignatureLine cosign(Checkpoint checkpoint, long seconds, SecureRandom chance) {
    byte[] raw = raw(Cosignature.message(verifier, checkpoint, seconds), chance);
    return SignatureLine.of(
        verifier, ByteBuffer.allocate(Long.BYTES + raw.length).putLong(seconds).put(raw).array());
  }

  @Override
  public String toString() {
    return "private key of " + verifier.name();
  }
}
