package org.truceline.sources.wire;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/** The authorities that a source trusts to say who a broker is. */
final class MqttTrust {
  private MqttTrust() {}

  /** What the client is to do for TLS; none where it is off. */
  static Optional<MqttClientSslConfig> of(MqttSettings.Tls tls) throws IOException {
    return switch (tls) {
      case MqttSettings.Tls.Off() -> Optional.empty();
      case MqttSettings.Tls.Usual() -> Optional.of(MqttClientSslConfig.builder().build());
      case MqttSettings.Tls.Trusting(Path certificates) ->
          Optional.of(
              MqttClientSslConfig.builder().trustManagerFactory(trusting(certificates)).build());
    };
  }

  private static TrustManagerFactory trusting(Path certificates) throws IOException {
    try (InputStream in = Files.newInputStream(certificates)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      if (number == 0) {
        throw new IOException("no certificates in " + certificates);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException broken) {
      throw new IOException("no certificates in " + certificates + ": " + broken, broken);
    }
  }
}
