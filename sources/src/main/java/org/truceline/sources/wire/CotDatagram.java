package org.truceline.sources.wire;

import java.util.Arrays;
import org.truceline.terms.Because;

/**
 * Reads a datagram of Cursor-on-Target: XML, or a message of the TAK protocol's mesh, whose header
 * is 0xbf, the version, 0xbf.
 */
final class CotDatagram {
  private static final byte MAGIC = (byte) 0xbf;

  private CotDatagram() {}

  static CotReading read(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != MAGIC) {
      return CotXmlReader.read(bytes);
    }
    if (bytes.length < 3 || bytes[2] != MAGIC) {
      return new CotReading.Unread(Because.of("sources.cot.header"));
    }
    return bytes[1] == 1
        ? TakReader.read(Arrays.copyOfRange(bytes, 3, bytes.length))
        : new CotReading.Unread(Because.of("sources.cot.version", Because.count(bytes[1] & 0xff)));
  }
}
