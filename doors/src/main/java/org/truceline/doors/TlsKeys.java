package org.truceline.doors;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.truceline.terms.Because;

/** The console's key and certificate, read and found good at the start. */
public final class TlsKeys {
  private final KeyStore store;
  private final String passphrase;
  private final X509Certificate certificate;

  TlsKeys(KeyStore store, String passphrase, X509Certificate certificate) {
    this.store = store;
    this.passphrase = passphrase;
    this.certificate = certificate;
  }

  /** What became of reading them. */
  public sealed interface Loading {
    /** They can be used. */
    record Loaded(TlsKeys keys) implements Loading {}

    /** There is no TLS. */
    record None() implements Loading {}

    /** They cannot be used: the console does not start, least of all without TLS. */
    record Refused(Because why) implements Loading {}
  }

  /** Reads and checks what the settings name. */
  public static Loading load(Tls tls, Instant now) {
    try {
      return switch (tls) {
        case Tls.Off() -> new Loading.None();
        case Tls.Pkcs12(var file, var passphrase) ->
            new Loading.Loaded(TlsFiles.pkcs12(file, passphrase, now));
        case Tls.Pem(var certificates, var key) ->
            new Loading.Loaded(TlsFiles.pem(certificates, key, now));
      };
    } catch (TlsFiles.Unusable unusable) {
      return new Loading.Refused(unusable.why());
    }
  }

  /** What a server takes: one entry with key and chain. */
  public KeyStore keyStore() {
    return store;
  }

  /** The passphrase of the entry. */
  public String passphrase() {
    return passphrase;
  }

  /** Until when the certificate is good. */
  public Instant until() {
    return certificate.getNotAfter().toInstant();
  }

  /** The names and addresses that the certificate is for, in lower case. */
  public List<String> names() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(one -> one.getFirst() instanceof Integer kind && (kind == 2 || kind == 7))
              .map(one -> one.get(1).toString().toLowerCase(Locale.ROOT))
              .toList();
    } catch (CertificateParsingException odd) {
      return List.of();
    }
  }

  /** Whether browsers take it for this host: by its name, or by a star for its first part. */
  public boolean isFor(String host) {
    String low = host.toLowerCase(Locale.ROOT);
    int dot = low.indexOf('.');
    return names().contains(low) || (dot > 0 && names().contains("*" + low.substring(dot)));
  }

  static X509Certificate certificate(KeyStore store, String alias) throws GeneralSecurityException {
    if (store.getCertificate(alias) instanceof X509Certificate found) {
      return found;
    }
    throw new GeneralSecurityException("no X.509 certificate");
  }
}
