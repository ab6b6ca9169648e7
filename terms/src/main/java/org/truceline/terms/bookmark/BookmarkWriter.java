package org.truceline.terms.bookmark;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run knows, so that {@link BookmarkReader} gives back the very same: numbers bit for
 * bit, texts by their letters, records by their components in order. What is written says nothing
 * of its own form: reader and writer are one program, of one version. A text that comes again is
 * written as its number. A failure of the stream is an {@link UncheckedIOException}.
 */
public final class BookmarkWriter {
  private final DataOutputStream out;
  private final Map<String, Integer> texts = new HashMap<>();
  private final Shapes shapes = new Shapes();

  /** A writer into a stream, which it neither flushes nor closes. */
  public BookmarkWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** A whole number; small ones take little room. */
  public void number(long number) {
    try {
      long left = (number << 1) ^ (number >> 63);
      while ((left & ~0x7fL) != 0) {
        out.writeByte((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      out.writeByte((int) left);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** A yes or no. */
  public void flag(boolean yes) {
    number(yes ? 1 : 0);
  }

  /** A number with a fraction. */
  public void real(double real) {
    try {
      out.writeLong(Double.doubleToRawLongBits(real));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** The numbers of a row from one place to before another, without how many they are. */
  public void reals(double[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      real(row[i]);
    }
  }

  /** A moment. */
  public void time(Instant time) {
    number(time.getEpochSecond());
    number(time.getNano());
  }

  /** A text, also one with half a surrogate pair. */
  public void text(String text) {
    Integer known = texts.putIfAbsent(text, texts.size());
    if (known != null) {
      number(known);
      return;
    }
    number(texts.size() - 1);
    number(text.length());
    for (int i = 0; i < text.length(); i++) {
      number(text.charAt(i));
    }
  }

  /** A value: a record, or one of the records of a sealed interface. */
  public <T> void value(Class<T> type, T value) {
    shapes.of(type).write(this, value);
  }

  /** A value, or that there is none. */
  public <T> void maybe(Class<T> type, @Nullable T value) {
    flag(value != null);
    if (value != null) {
      value(type, value);
    }
  }

  /** Values in their order. */
  public <T> void values(Class<T> type, Collection<? extends T> values) {
    Shapes.Shape shape = shapes.of(type);
    number(values.size());
    for (T value : values) {
      shape.write(this, value);
    }
  }
}
