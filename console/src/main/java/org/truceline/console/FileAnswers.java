package org.truceline.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with bytes that have a tag: unchanged, in part, packed, or whole (RFC 9110). */
final class FileAnswers {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private FileAnswers() {}

  /** Answers with a file of the pages. */
  static void file(Context ctx, PageFile file) throws IOException {
    answer(ctx, file.type(), file.tag(), file, file.bytes());
  }

  /** Answers with bytes of a type. */
  static void bytes(Context ctx, String type, byte[] bytes) throws IOException {
    PageFile file = new PageFile("", bytes);
    answer(ctx, type, file.tag(), file, bytes);
  }

  private static void answer(Context ctx, String type, String tag, PageFile file, byte[] bytes)
      throws IOException {
    ctx.header("ETag", tag);
    // The browser may keep it but must ask whether it is still so.
    ctx.header("Cache-Control", "no-cache");
    ctx.header("Vary", "Accept-Encoding");
    ctx.header("Accept-Ranges", "bytes");
    String known = ctx.header("If-None-Match");
    if (known != null && Arrays.asList(known.split("\\s*,\\s*")).contains(tag)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(type);
    String range = ctx.header("Range");
    String onlyIf = ctx.header("If-Range");
    Matcher asked = RANGE.matcher(range == null ? "" : range);
    boolean part = asked.matches() && (onlyIf == null || onlyIf.equals(tag));
    if (part && !(asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
      part(ctx, bytes, asked.group(1), asked.group(2));
      return;
    }
    String accepted = ctx.header("Accept-Encoding");
    boolean packed = accepted != null && accepted.contains("gzip") && file.packs();
    if (packed && bytes.length > 512) {
      ctx.header("Content-Encoding", "gzip");
      write(ctx, file.packed());
    } else {
      write(ctx, bytes);
    }
  }

  private static void part(Context ctx, byte[] bytes, String first, String last)
      throws IOException {
    long length = bytes.length;
    long from =
        first.isEmpty() ? Math.max(0, length - Long.parseLong(last)) : Long.parseLong(first);
    long to = first.isEmpty() || last.isEmpty() ? length - 1 : Long.parseLong(last);
    to = Math.min(to, length - 1);
    if (from > to) {
      ctx.status(416).header("Content-Range", "bytes */" + length);
      return;
    }
    ctx.status(206).header("Content-Range", "bytes " + from + "-" + to + "/" + length);
    write(ctx, Arrays.copyOfRange(bytes, (int) from, (int) to + 1));
  }

  /** Past the server's own packing, which would pack a second time. */
  private static void write(Context ctx, byte[] bytes) throws IOException {
    ctx.res().setContentLength(bytes.length);
    ctx.res().getOutputStream().write(bytes);
  }
}
