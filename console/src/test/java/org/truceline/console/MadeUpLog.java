package org.truceline.console;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A small true log (RFC 6962, C2SP tlog-tiles and signed notes) for a browser to verify. */
final class MadeUpLog {
  private static final String WITNESS = "west.example.org";

  private final String origin;
  private final KeyPair key = pair();
  private final KeyPair witness = pair();
  private final List<byte[]> entries = new ArrayList<>();
  private final List<byte[]> hashes = new ArrayList<>();
  private long sealed;
  private String checkpoint = "";
  private int forged;
  private byte[] before = {};

  MadeUpLog(String origin) {
    this.origin = origin;
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  String origin() {
    return origin;
  }

  synchronized long size() {
    return entries.size();
  }

  synchronized long sealed() {
    return sealed;
  }

  synchronized long add(byte[] entry) {
    entries.add(entry.clone());
    hashes.add(sha(new byte[] {0}, entry));
    return entries.size() - 1L;
  }

  synchronized String root() {
    return Base64.getEncoder().encodeToString(tree(0, (int) sealed));
  }

  /** Signs all entries so far, and has them cosigned. */
  synchronized void seal(Instant now) {
    sealed = entries.size();
    String text = origin + "\n" + sealed + "\n" + root() + "\n";
    byte[] own = sign(key, text);
    byte[] time = ByteBuffer.allocate(8).putLong(now.getEpochSecond()).array();
    byte[] theirs = sign(witness, "cosignature/v1\ntime " + now.getEpochSecond() + "\n" + text);
    checkpoint =
        text
            + "\n— "
            + origin
            + " "
            + base64(id(origin, 1, key), own)
            + "\n— "
            + WITNESS
            + " "
            + base64(id(WITNESS, 4, witness), time, theirs)
            + "\n";
  }

  /** Takes the last change back. */
  synchronized void heal() {
    entries.set(forged, before);
  }

  /** Changes an entry that is already signed. */
  synchronized void forge(int index) {
    forged = index;
    before = entries.get(index);
    entries.set(index, "changed".getBytes(StandardCharsets.UTF_8));
  }

  String logKey() {
    return vkey(origin, 1, key);
  }

  String witnessKey() {
    return vkey(WITNESS, 4, witness);
  }

  synchronized Optional<byte[]> find(String path) {
    if (path.equals("checkpoint")) {
      return Optional.of(checkpoint.getBytes(StandardCharsets.UTF_8));
    }
    String[] parts = path.split("/", 3);
    int width =
        path.contains(".p/") ? Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)) : 256;
    int number =
        Integer.parseInt(parts[2].replaceAll("\\.p/.*", "").replace("x", "").replace("/", ""));
    int level = parts[1].equals("entries") ? 0 : Integer.parseInt(parts[1]);
    int step = 1 << (8 * level);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = number * 256; i < number * 256 + width; i++) {
      if ((i + 1L) * step > sealed) {
        return Optional.empty();
      }
      if (parts[1].equals("entries")) {
        byte[] entry = entries.get(i);
        out.write(entry.length >> 8);
        out.write(entry.length);
        out.writeBytes(entry);
      } else {
        out.writeBytes(tree(i * step, (i + 1) * step));
      }
    }
    return Optional.of(out.toByteArray());
  }

  private byte[] tree(int from, int to) {
    int size = to - from;
    if (size == 0) {
      return sha();
    }
    if (size == 1) {
      return hashes.get(from);
    }
    int left = Integer.highestOneBit(size - 1);
    return sha(new byte[] {1}, tree(from, from + left), tree(from + left, to));
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  private static byte[] sign(KeyPair pair, String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  private static byte[] raw(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  private static byte[] id(String name, int kind, KeyPair pair) {
    byte[] all =
        sha((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {(byte) kind}, raw(pair));
    return Arrays.copyOf(all, 4);
  }

  private static String vkey(String name, int kind, KeyPair pair) {
    return String.format(
        Locale.ROOT,
        "%s+%s+%s",
        name,
        HexFormat.of().formatHex(id(name, kind, pair)),
        base64(new byte[] {(byte) kind}, raw(pair)));
  }

  private static String base64(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
