package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A passkey device as a browser speaks to it, with a key on P-256 (ES256), written from WebAuthn
 * level 2: 6.1 authenticator data, 6.5 attestation "none", 5.8.1 client data.
 */
final class Authenticator {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int WITH_KEY = 0x40;

  private final String origin;
  private final KeyPair keys;
  private final byte[] id = new byte[20];
  private byte[] handle = new byte[0];
  long count = 1;
  boolean verifies = true;

  Authenticator(String origin, long seed) throws GeneralSecurityException {
    this.origin = origin;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
    this.keys = generator.generateKeyPair();
    new Random(seed).nextBytes(id);
  }

  /** Answers {@code navigator.credentials.create}. */
  String create(String question) throws GeneralSecurityException {
    JsonNode options = MAPPER.readTree(question).get("publicKey");
    handle = Base64.getUrlDecoder().decode(options.get("user").get("id").asString());
    String client = client("webauthn.create", options.get("challenge").asString());
    ByteArrayOutputStream data = data(options.get("rp").get("id").asString(), WITH_KEY);
    data.writeBytes(new byte[16]); // AAGUID
    data.write(0);
    data.write(id.length);
    data.writeBytes(id);
    data.writeBytes(cose((ECPublicKey) keys.getPublic()));
    ByteArrayOutputStream attestation = new ByteArrayOutputStream();
    attestation.write(0xa3);
    text(attestation, "fmt");
    text(attestation, "none");
    text(attestation, "attStmt");
    attestation.write(0xa0);
    text(attestation, "authData");
    attestation.write(0x59);
    attestation.write(data.size() >> 8);
    attestation.write(data.size());
    attestation.writeBytes(data.toByteArray());
    return answer(
        "\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\""
            .formatted(base64(client.getBytes(UTF_8)), base64(attestation.toByteArray())));
  }

  /** Answers {@code navigator.credentials.get}. */
  String get(String question) throws GeneralSecurityException {
    JsonNode options = MAPPER.readTree(question).get("publicKey");
    String client = client("webauthn.get", options.get("challenge").asString());
    byte[] data = data(options.get("rpId").asString(), 0).toByteArray();
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(keys.getPrivate());
    signing.update(data);
    signing.update(MessageDigest.getInstance("SHA-256").digest(client.getBytes(UTF_8)));
    return answer(
        ("\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"signature\":\"%s\","
                + "\"userHandle\":\"%s\"")
            .formatted(
                base64(client.getBytes(UTF_8)),
                base64(data),
                base64(signing.sign()),
                base64(handle)));
  }

  private String answer(String response) {
    return "{\"type\":\"public-key\",\"id\":\"%s\",\"rawId\":\"%s\",\"clientExtensionResults\":{},\"response\":{%s}}"
        .formatted(base64(id), base64(id), response);
  }

  private String client(String type, String challenge) {
    return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
        .formatted(type, challenge, origin);
  }

  private ByteArrayOutputStream data(String host, int more) throws GeneralSecurityException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(MessageDigest.getInstance("SHA-256").digest(host.getBytes(UTF_8)));
    data.write(PRESENT | (verifies ? VERIFIED : 0) | more);
    data.writeBytes(ByteBuffer.allocate(4).putInt((int) count).array());
    return data;
  }

  /** {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053). */
  private static byte[] cose(ECPublicKey key) {
    ByteArrayOutputStream map = new ByteArrayOutputStream();
    map.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
    map.writeBytes(coordinate(key.getW().getAffineX().toByteArray()));
    map.writeBytes(new byte[] {0x22, 0x58, 0x20});
    map.writeBytes(coordinate(key.getW().getAffineY().toByteArray()));
    return map.toByteArray();
  }

  private static byte[] coordinate(byte[] signed) {
    byte[] bytes = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, bytes, 32 - length, length);
    return bytes;
  }

  private static void text(ByteArrayOutputStream cbor, String text) {
    cbor.write(0x60 | text.length());
    cbor.writeBytes(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
