package org.truceline.sources.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What a server of Cursor-on-Target says to its clients: which protocol, and that it is there. */
final class CotReply {
  /** As long as a client has to answer an offer. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private CotReply() {}

  /** The offer of version 1 of the TAK protocol. */
  static byte[] offer(String uid, Instant now) {
    return xml(
        uid, "t-x-takp-v", now, "<TakControl><TakProtocolSupport version=\"1\"/></TakControl>");
  }

  /** The answer to a client that asks for a version. */
  static byte[] answer(String uid, Instant now, boolean agreed) {
    return xml(
        uid,
        "t-x-takp-r",
        now,
        "<TakControl><TakResponse status=\"" + agreed + "\"/></TakControl>");
  }

  /** The answer to a ping, in XML. */
  static byte[] pong(String uid, Instant now) {
    return xml(uid, "t-x-c-t-r", now, "");
  }

  private static byte[] xml(String uid, String type, Instant now, String detail) {
    return String.format(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<event version=\"2.0\" uid=\"%s\" type=\"%s\""
                + " time=\"%s\" start=\"%s\" stale=\"%s\" how=\"m-g\"><point lat=\"0.0\" lon=\"0.0\""
                + " hae=\"0.0\" ce=\"999999\" le=\"999999\"/><detail>%s</detail></event>",
            uid.replaceAll("[^A-Za-z0-9._-]", "-"), type, now, now, now.plus(STALE), detail)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The answer to a ping, in the TAK protocol's own writing. */
  static byte[] takPong(String uid, Instant now) {
    try {
      ByteArrayOutputStream event = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(event);
      out.writeString(1, "t-x-c-t-r");
      out.writeString(5, uid);
      out.writeUInt64(6, now.toEpochMilli());
      out.writeUInt64(7, now.toEpochMilli());
      out.writeUInt64(8, now.plus(STALE).toEpochMilli());
      out.writeString(9, "m-g");
      out.writeDouble(13, 999_999);
      out.writeDouble(14, 999_999);
      out.flush();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      out = CodedOutputStream.newInstance(message);
      out.writeByteArray(2, event.toByteArray());
      out.flush();
      ByteArrayOutputStream framed = new ByteArrayOutputStream();
      framed.write(0xbf);
      out = CodedOutputStream.newInstance(framed);
      out.writeUInt32NoTag(message.size());
      out.writeRawBytes(message.toByteArray());
      out.flush();
      return framed.toByteArray();
    } catch (IOException never) {
      throw new UncheckedIOException("memory is written without failing", never);
    }
  }
}
