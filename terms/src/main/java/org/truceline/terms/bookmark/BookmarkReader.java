package org.truceline.terms.bookmark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BookmarkWriter} wrote, in the same order. That it is whole is known before:
 * what cannot be so is a fault of the program and is thrown.
 */
public final class BookmarkReader {
  private final DataInputStream in;
  private final List<String> texts = new ArrayList<>();
  private final Shapes shapes = new Shapes();

  /** A reader from a stream, which it does not close. */
  public BookmarkReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** A whole number. */
  public long number() {
    try {
      long left = 0;
      int shift = 0;
      byte next = in.readByte();
      while (next < 0) {
        left |= (next & 0x7fL) << shift;
        shift += 7;
        next = in.readByte();
      }
      left |= (long) next << shift;
      return (left >>> 1) ^ -(left & 1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A whole number that counts something in memory. */
  public int count() {
    return Math.toIntExact(number());
  }

  /** A yes or no. */
  public boolean flag() {
    return number() == 1;
  }

  /** A number with a fraction. */
  public double real() {
    try {
      return Double.longBitsToDouble(in.readLong());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Numbers into a row, from one place to before another. */
  public void reals(double[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      row[i] = real();
    }
  }

  /** A moment. */
  public Instant time() {
    long seconds = number();
    return Instant.ofEpochSecond(seconds, number());
  }

  /** A text; the same text is the same object. */
  public String text() {
    int which = count();
    if (which < texts.size()) {
      return texts.get(which);
    }
    char[] letters = new char[count()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) count();
    }
    String text = new String(letters);
    texts.add(text);
    return text;
  }

  /** A value. */
  public <T> T value(Class<T> type) {
    return type.cast(shapes.of(type).read(this));
  }

  /** A value, or nothing. */
  public <T> @Nullable T maybe(Class<T> type) {
    return flag() ? value(type) : null;
  }

  /** Values in their order. */
  public <T> List<T> values(Class<T> type) {
    Shapes.Shape shape = shapes.of(type);
    int count = count();
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(type.cast(shape.read(this)));
    }
    return values;
  }
}
