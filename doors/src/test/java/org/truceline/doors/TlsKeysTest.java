package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truceline.terms.Because;

/** The console starts with keys that fit, and says of others what is wrong with them. */
class TlsKeysTest {
  @TempDir static Path folder = Path.of("never");

  private static final String PASSPHRASE = "a passphrase of a file";
  private static Instant now = Instant.EPOCH;

  @BeforeAll
  static void makeKeys() throws Exception {
    store("ec", "EC", "-groupname", "secp256r1");
    store("rsa", "RSA", "-keysize", "2048");
    store("ed", "Ed25519");
    secret("passphrase", PASSPHRASE + "\n");
    try (InputStream in = Files.newInputStream(folder.resolve("ec.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSPHRASE.toCharArray());
      now =
          ((java.security.cert.X509Certificate) store.getCertificate("console"))
              .getNotBefore()
              .toInstant()
              .plus(Duration.ofDays(1));
    }
  }

  private static void store(String name, String algorithm, String... more) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "console",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=desk.lan",
                "-ext",
                "SAN=dns:desk.lan,dns:*.desk.lan,ip:10.0.3.1",
                "-validity",
                "90",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSPHRASE));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSPHRASE.toCharArray());
      Key key = store.getKey("console", PASSPHRASE.toCharArray());
      secret(name + ".key", pem("PRIVATE KEY", key.getEncoded()));
      secret(name + ".crt", pem("CERTIFICATE", store.getCertificate("console").getEncoded()));
    }
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind);
  }

  private static Path secret(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static Tls pem(String certificate, String key) {
    return new Tls.Pem(folder.resolve(certificate), folder.resolve(key));
  }

  private static Tls pkcs12(String file, String passphrase) {
    return new Tls.Pkcs12(folder.resolve(file), folder.resolve(passphrase));
  }

  private static TlsKeys keys(Tls tls) {
    TlsKeys.Loading loading = TlsKeys.load(tls, now);
    assertThat(loading).isInstanceOf(TlsKeys.Loading.Loaded.class);
    return ((TlsKeys.Loading.Loaded) loading).keys();
  }

  private static String refusal(Tls tls, Instant at) {
    TlsKeys.Loading loading = TlsKeys.load(tls, at);
    assertThat(loading).isInstanceOf(TlsKeys.Loading.Refused.class);
    Because why = ((TlsKeys.Loading.Refused) loading).why();
    assertThat(why.values().getFirst().toString()).contains(folder.toString());
    return why.message();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec", "rsa", "ed"})
  void keysThatFitAreTakenFromBothForms(String name) throws Exception {
    for (Tls tls :
        List.of(pem(name + ".crt", name + ".key"), pkcs12(name + ".p12", "passphrase"))) {
      TlsKeys keys = keys(tls);
      assertThat(keys.keyStore().getKey("console", keys.passphrase().toCharArray())).isNotNull();
      assertThat(keys.names()).containsExactlyInAnyOrder("desk.lan", "*.desk.lan", "10.0.3.1");
      assertThat(keys.isFor("Desk.LAN")).isTrue();
      assertThat(keys.isFor("a.desk.lan")).isTrue();
      assertThat(keys.isFor("10.0.3.1")).isTrue();
      assertThat(keys.isFor("a.b.desk.lan")).isFalse();
      assertThat(keys.isFor("lan")).isFalse();
      assertThat(keys.until()).isAfter(now);
    }
  }

  @Test
  void withoutTlsThereAreNoKeys() {
    assertThat(TlsKeys.load(new Tls.Off(), now)).isEqualTo(new TlsKeys.Loading.None());
  }

  @Test
  void everyRefusalSaysWhatIsWrong() throws Exception {
    assertThat(refusal(pem("none.crt", "ec.key"), now)).isEqualTo("doors.tls-missing");
    assertThat(refusal(pem("ec.crt", "none.key"), now)).isEqualTo("doors.tls-missing");
    assertThat(refusal(pem("", "ec.key"), now)).isEqualTo("doors.tls-not-a-file");
    assertThat(refusal(pem("ec.crt", "rsa.key"), now)).isEqualTo("doors.tls-wrong-key");
    store("other", "EC", "-groupname", "secp256r1");
    assertThat(refusal(pem("ec.crt", "other.key"), now)).isEqualTo("doors.tls-wrong-key");
    assertThat(refusal(pem("ec.key", "ec.key"), now)).isEqualTo("doors.tls-no-certificate");
    assertThat(refusal(pem("ec.crt", "rsa.crt"), now)).isEqualTo("doors.tls-no-key");
    secret("broken.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertThat(refusal(pem("ec.crt", "broken.key"), now)).isEqualTo("doors.tls-no-key");
    secret("wrong", "another\n");
    assertThat(refusal(pkcs12("ec.p12", "wrong"), now)).isEqualTo("doors.tls-store");
    assertThat(refusal(pkcs12("ec.key", "passphrase"), now)).isEqualTo("doors.tls-store");
    assertThat(refusal(pem("ec.crt", "ec.key"), now.plus(Duration.ofDays(90))))
        .isEqualTo("doors.tls-expired");
    assertThat(refusal(pkcs12("ec.p12", "passphrase"), now.minus(Duration.ofDays(2))))
        .isEqualTo("doors.tls-not-yet");
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws Exception {
    Path key = secret("open.key", Files.readString(folder.resolve("ec.key")));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(refusal(pem("ec.crt", "open.key"), now)).isEqualTo("doors.tls-open-to-others");
    Path passphrase = secret("open", PASSPHRASE);
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw----r--"));
    assertThat(refusal(pkcs12("ec.p12", "open"), now)).isEqualTo("doors.tls-open-to-others");
    Path certificate = folder.resolve("ec.crt");
    Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
    keys(pem("ec.crt", "ec.key"));
  }
}
