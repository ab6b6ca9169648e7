package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truceline.terms.Because;

/** Reads the files of TLS, and says of each what is wrong with it. */
final class TlsFiles {
  /** Keys and chains fill some KiB. */
  private static final long MOST_BYTES = 1 << 20;

  private static final String ALIAS = "console";
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private TlsFiles() {}

  /** A file cannot be used. Ends in {@link TlsKeys#load}. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Because why;

    Unusable(String message, Path file, Because.Value... more) {
      super(message);
      List<Because.Value> values = new ArrayList<>();
      values.add(Because.text(file.toString()));
      values.addAll(List.of(more));
      this.why = new Because(message, values, List.of());
    }

    Because why() {
      return why;
    }
  }

  static TlsKeys pkcs12(Path file, Path passphraseFile, Instant now) {
    byte[] bytes = secret(file);
    String passphrase = new String(secret(passphraseFile), UTF_8).lines().findFirst().orElse("");
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), passphrase.toCharArray());
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new Unusable("doors.tls-one-key", file, Because.count(keys.size()));
      }
      X509Certificate certificate = TlsKeys.certificate(store, keys.getFirst());
      if (!(store.getKey(keys.getFirst(), passphrase.toCharArray()) instanceof PrivateKey key)) {
        throw new Unusable("doors.tls-one-key", file, Because.count(0));
      }
      check(certificate, key, file, file, now);
      return new TlsKeys(store, passphrase, certificate);
    } catch (IOException | GeneralSecurityException wrong) {
      throw new Unusable("doors.tls-store", file, Because.text(passphraseFile.toString()));
    }
  }

  static TlsKeys pem(Path certificateFile, Path keyFile, Instant now) {
    byte[] certificates = bytes(certificateFile);
    PrivateKey key = key(keyFile);
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificates))
              .toArray(Certificate[]::new);
      if (chain.length == 0 || !(chain[0] instanceof X509Certificate first)) {
        throw new Unusable("doors.tls-no-certificate", certificateFile);
      }
      check(first, key, certificateFile, keyFile, now);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      store.setKeyEntry(ALIAS, key, new char[0], chain);
      return new TlsKeys(store, "", first);
    } catch (IOException | GeneralSecurityException wrong) {
      throw new Unusable("doors.tls-no-certificate", certificateFile);
    }
  }

  private static PrivateKey key(Path file) {
    Matcher pem = KEY.matcher(new String(secret(file), UTF_8));
    if (!pem.find()) {
      throw new Unusable("doors.tls-no-key", file);
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(pem.group(1));
    } catch (IllegalArgumentException broken) {
      throw new Unusable("doors.tls-no-key", file);
    }
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (GeneralSecurityException another) {
        // The next algorithm is tried.
      }
    }
    throw new Unusable("doors.tls-no-key", file);
  }

  private static void check(
      X509Certificate certificate, PrivateKey key, Path certificateFile, Path keyFile, Instant now)
      throws GeneralSecurityException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      throw new Unusable("doors.tls-not-yet", certificateFile, new Because.Time(from));
    }
    if (now.isAfter(until)) {
      throw new Unusable("doors.tls-expired", certificateFile, new Because.Time(until));
    }
    if (!belong(certificate.getPublicKey(), key)) {
      throw new Unusable("doors.tls-wrong-key", keyFile, Because.text(certificateFile.toString()));
    }
  }

  /** Whether one verifies what the other signs. */
  private static boolean belong(PublicKey open, PrivateKey key) throws GeneralSecurityException {
    if (!open.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    byte[] words = "whether they belong together".getBytes(UTF_8);
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(words);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(open);
    verifying.update(words);
    return verifying.verify(signature);
  }

  /** A file that only its owner may read. */
  private static byte[] secret(Path file) {
    byte[] bytes = bytes(file);
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (mode.stream().anyMatch(one -> !one.name().startsWith("OWNER"))) {
          throw new Unusable("doors.tls-open-to-others", file);
        }
      }
    } catch (IOException failed) {
      throw new Unusable("doors.tls-unreadable", file, Because.text(String.valueOf(failed)));
    }
    return bytes;
  }

  private static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw new Unusable("doors.tls-missing", file);
    }
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Unusable("doors.tls-not-a-file", file);
      }
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new Unusable("doors.tls-unreadable", file, Because.text(String.valueOf(failed)));
    }
  }
}
