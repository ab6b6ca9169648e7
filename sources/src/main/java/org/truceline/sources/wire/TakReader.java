package org.truceline.sources.wire;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.Instant;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Reads one payload of the TAK protocol, version 1: a {@code TakMessage} in protocol buffers
 * (takmessage.proto, cotevent.proto of ATAK-CIV). Of the fields only those are read that make a
 * report; others are passed over, as the protocol asks.
 */
final class TakReader {
  /** Field 2 of takmessage.proto, with a length before it. */
  private static final int EVENT_TAG = (2 << 3) | 2;

  private TakReader() {}

  /** Reads the event in this payload, which has no header any more. */
  static CotReading read(byte[] payload) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(payload);
      CotReading found = new CotReading.Upkeep();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == EVENT_TAG) {
          int outer = in.pushLimit(in.readRawVarint32());
          found = new CotReading.Event(event(in));
          in.checkLastTagWas(0);
          in.popLimit(outer);
        } else if (!in.skipField(tag)) {
          throw new IOException("a group ends that did not begin");
        }
      }
      return payload.length == 0
          ? new CotReading.Unread(Because.of("sources.cot.no-event"))
          : found;
    } catch (IOException broken) {
      String message = String.valueOf(broken.getMessage()).replace('\n', ' ');
      return new CotReading.Unread(
          Because.of("sources.cot.payload", Because.text(RowReader.cut(message, 300))));
    }
  }

  private static CotEvent event(CodedInputStream in) throws IOException {
    String type = "";
    String uid = "";
    String how = "";
    String time = "";
    double lat = 0;
    double lon = 0;
    double ce = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | 2 -> type = in.readStringRequireUtf8();
        case (5 << 3) | 2 -> uid = in.readStringRequireUtf8();
        case (6 << 3) -> time = time(in.readUInt64());
        case (9 << 3) | 2 -> how = in.readStringRequireUtf8();
        case (10 << 3) | 1 -> lat = in.readDouble();
        case (11 << 3) | 1 -> lon = in.readDouble();
        case (13 << 3) | 1 -> ce = in.readDouble();
        default -> {
          if (!in.skipField(tag)) {
            throw new IOException("a group ends that did not begin");
          }
        }
      }
    }
    return new CotEvent(
        uid, type, time, how, Double.toString(lat), Double.toString(lon), Double.toString(ce), "");
  }

  /** Milliseconds since 1970; 0 is a field that was not sent. */
  private static String time(long sinceEpochMs) {
    return sinceEpochMs == 0 ? "" : Instant.ofEpochMilli(sinceEpochMs).toString();
  }
}
