package org.truceline.record.corpus;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.truceline.record.note.SigningKey;

/** Signatures over texts that no key of the record would sign. */
final class Raw {
  private Raw() {}

  static byte[] sign(SigningKey key, byte[] message) {
    try {
      byte[] encoded = Base64.getDecoder().decode(key.secretLine().strip().split(" ", -1)[2]);
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }
}
