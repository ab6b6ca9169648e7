package org.truceline.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the pages: its bytes, packed once, its type and its tag. */
final class PageFile {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "mjs", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2",
          "txt", "text/plain;charset=utf-8");

  private final String name;
  private final byte[] bytes;
  private final String tag;
  private volatile byte @Nullable [] packed;

  PageFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.tag = '"' + Digests.hex(bytes).substring(0, 32) + '"';
  }

  String name() {
    return name;
  }

  String tag() {
    return tag;
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String type() {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  boolean packs() {
    return !name.endsWith(".woff2");
  }

  /** Its bytes under gzip. */
  byte[] packed() {
    byte[] done = packed;
    if (done == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes);
      } catch (IOException never) {
        throw new UncheckedIOException("memory that cannot be written", never);
      }
      done = out.toByteArray();
      packed = done;
    }
    return done;
  }
}
