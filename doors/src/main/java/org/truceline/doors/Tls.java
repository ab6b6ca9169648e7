package org.truceline.doors;

import java.nio.file.Path;

/** Where the key and the certificate of the console lie, if people come over TLS. */
public sealed interface Tls {
  /** Without TLS: on the loopback of one machine, or behind a proxy on it. */
  record Off() implements Tls {}

  /**
   * Both in one PKCS#12 file.
   *
   * @param passphrase a file whose first line is the passphrase of the other
   */
  record Pkcs12(Path file, Path passphrase) implements Tls {}

  /**
   * Both as PEM.
   *
   * @param certificates the console's own certificate first, then those that vouch for it
   * @param key its private key as PKCS#8, not enciphered
   */
  record Pem(Path certificates, Path key) implements Tls {}
}
