package org.truceline.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes in as large pieces as are asked for, however they come. What is read and what is said of
 * something broken then does not hang on how a pipe was filled.
 */
class WholePieces extends FilterInputStream {
  WholePieces(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.readNBytes(into, offset, length);
    return read == 0 && length > 0 ? -1 : read;
  }
}
