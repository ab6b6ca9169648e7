package org.truceline.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.truceline.record.tree.Hash;

/**
 * Entries that were written and flushed together, as they stand in a journal: a head, then each
 * entry behind its length in two bytes. The head holds the length of the rest (4 bytes), a check of
 * it (8), and a check of these together with the place where the group stands (8).
 *
 * <p>A group is begun only when the one before it has been flushed. So where a head stands behind
 * bytes that are no group, those had been flushed, and are damaged; where none does, they are what
 * a crash left of a group that was acknowledged to nobody.
 *
 * @param entries in order, one at least
 * @param end where the next group stands
 */
record JournalGroup(List<byte[]> entries, int end) {
  /** Bytes that a group may have, so that one can be held in memory as a whole. */
  static final int MOST_BYTES = 64 << 20;

  private static final int CHECK_BYTES = 8;
  private static final int HEAD_BYTES = Integer.BYTES + 2 * CHECK_BYTES;

  /** Length of a group of these entries. */
  static long length(List<byte[]> entries) {
    return HEAD_BYTES
        + entries.stream().mapToLong(entry -> (long) Short.BYTES + entry.length).sum();
  }

  /**
   * The bytes of a group.
   *
   * @param segment index of the first entry of its file
   * @param place where it will stand in that file
   */
  static ByteBuffer bytes(long segment, long place, List<byte[]> entries) {
    ByteBuffer group = ByteBuffer.allocate(Math.toIntExact(length(entries)));
    group.position(HEAD_BYTES);
    entries.forEach(entry -> group.putShort((short) entry.length).put(entry));
    byte[] body = check(group.array(), HEAD_BYTES, group.capacity());
    group.flip();
    group.putInt(group.capacity() - HEAD_BYTES).put(body);
    return group.put(headCheck(group.array(), 0, segment, place)).rewind();
  }

  private static byte[] check(byte[] bytes, int from, int to) {
    return Arrays.copyOf(Hash.ofBody(Arrays.copyOfRange(bytes, from, to)).bytes(), CHECK_BYTES);
  }

  private static byte[] headCheck(byte[] bytes, int at, long segment, long place) {
    ByteBuffer head = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + CHECK_BYTES);
    head.putLong(segment).putLong(place).put(bytes, at, Integer.BYTES + CHECK_BYTES);
    return check(head.array(), 0, head.capacity());
  }

  /** Whether a group begins at a place, be the rest of it there or not. */
  private static boolean begins(byte[] bytes, long segment, int at) {
    if (bytes.length - at < HEAD_BYTES) {
      return false;
    }
    int length = ByteBuffer.wrap(bytes).getInt(at);
    int checked = at + Integer.BYTES + CHECK_BYTES;
    return length >= Short.BYTES
        && length <= MOST_BYTES
        && Arrays.equals(
            headCheck(bytes, at, segment, at),
            Arrays.copyOfRange(bytes, checked, checked + CHECK_BYTES));
  }

  /** Whether any group begins behind a place. */
  static boolean anyBegins(byte[] bytes, long segment, int behind) {
    for (int at = behind + 1; at <= bytes.length - HEAD_BYTES; at++) {
      if (begins(bytes, segment, at)) {
        return true;
      }
    }
    return false;
  }

  /** The group at a place of a file, or nothing where no whole one stands there. */
  static Optional<JournalGroup> find(byte[] bytes, long segment, int at) {
    if (!begins(bytes, segment, at)) {
      return Optional.empty();
    }
    int from = at + HEAD_BYTES;
    int length = ByteBuffer.wrap(bytes).getInt(at);
    if (bytes.length - from < length) {
      return Optional.empty();
    }
    int end = from + length;
    byte[] asked = Arrays.copyOfRange(bytes, at + Integer.BYTES, at + Integer.BYTES + CHECK_BYTES);
    return Arrays.equals(check(bytes, from, end), asked)
        ? Optional.of(new JournalGroup(entries(bytes, from, end), end))
        : Optional.empty();
  }

  private static List<byte[]> entries(byte[] bytes, int from, int end) {
    List<byte[]> entries = new ArrayList<>();
    for (int at = from; at < end; ) {
      int length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(at));
      at += Short.BYTES;
      entries.add(Arrays.copyOfRange(bytes, at, at + length));
      at += length;
    }
    return entries;
  }
}
