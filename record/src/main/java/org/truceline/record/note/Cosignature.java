package org.truceline.record.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A statement by somebody else about a checkpoint (C2SP tlog-cosignature): by this time, the
 * largest tree of that record that I had seen, and that goes on from all I saw before, has this
 * root.
 *
 * @param key who says so
 * @param seconds when, by the cosigner's clock, in seconds since 1970
 */
public record Cosignature(VerifierKey key, long seconds) {
  private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.UTF_8);

  /** What a cosigner signs. */
  static byte[] message(VerifierKey key, Checkpoint checkpoint, long seconds) {
    return switch (key.kind()) {
      case LOG -> throw new IllegalStateException("a log's key cosigns nothing: " + key.name());
      case COSIGNER ->
          ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.text())
              .getBytes(StandardCharsets.UTF_8);
      case COSIGNER_ML_DSA_44 -> {
        byte[] name = key.name().getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        yield ByteBuffer.allocate(LABEL.length + 2 + name.length + origin.length + 56)
            .put(LABEL)
            .put((byte) name.length)
            .put(name)
            .putLong(seconds)
            .put((byte) origin.length)
            .put(origin)
            .putLong(0)
            .putLong(checkpoint.size())
            .put(checkpoint.root().bytes())
            .array();
      }
    };
  }
}
