package org.truceline.sources;

import dev.hardwood.metadata.FieldPath;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** One column of a Parquet file, of which a batch of rows is at hand. */
final class ParquetColumn {
  /** How a column holds what it means. */
  enum Kind {
    ABSENT,
    TEXT,
    DOUBLE,
    FLOAT,
    INT,
    LONG,
    TIME,
    LOCAL_TIME,
    UNFIT
  }

  /** Names that come again and again are kept as one text; so many of them, a power of two. */
  private static final int KEPT_NAMES = 4_096;

  private static final int LONGEST_KEPT = 64;
  private static final double[] NO_DOUBLES = {};
  private static final float[] NO_FLOATS = {};
  private static final long[] NO_LONGS = {};
  private static final int[] NO_INTS = {};
  private static final byte[] NO_BYTES = {};

  private final String path;
  private final Kind kind;
  private final int scale;
  private final long unitsInSecond;
  private final String[] keptNames;
  private final NumberBytes numbers = new NumberBytes();
  private Validity validity = Validity.NO_NULLS;
  private double[] doubles = NO_DOUBLES;
  private float[] floats = NO_FLOATS;
  private long[] longs = NO_LONGS;
  private int[] ints = NO_INTS;
  private byte[] bytes = NO_BYTES;
  private int[] offsets = NO_INTS;

  /** A column that the file has not: all its values are missing. */
  static final ParquetColumn ABSENT =
      new ParquetColumn(
          new ColumnSchema(
              FieldPath.of("absent"),
              PhysicalType.BYTE_ARRAY,
              RepetitionType.OPTIONAL,
              null,
              0,
              1,
              0,
              null),
          Kind.ABSENT);

  ParquetColumn(ColumnSchema schema, Kind kind) {
    this.path = schema.fieldPath().toString();
    this.kind = kind;
    this.scale = schema.logicalType() instanceof LogicalType.DecimalType d ? d.scale() : 0;
    this.unitsInSecond =
        schema.logicalType() instanceof LogicalType.TimestampType stamp
            ? switch (stamp.unit()) {
              case MILLIS -> 1_000;
              case MICROS -> 1_000_000;
              case NANOS -> 1_000_000_000;
            }
            : 1;
    this.keptNames = kind == Kind.TEXT ? new String[KEPT_NAMES] : new String[0];
  }

  static Kind timeKind(ColumnSchema schema) {
    if (schema.logicalType() instanceof LogicalType.TimestampType stamp
        && schema.type() == PhysicalType.INT64) {
      return stamp.isAdjustedToUTC() ? Kind.TIME : Kind.LOCAL_TIME;
    }
    return text(schema) ? Kind.TEXT : Kind.UNFIT;
  }

  static Kind nameKind(ColumnSchema schema) {
    return text(schema) ? Kind.TEXT : whole(schema);
  }

  static Kind numberKind(ColumnSchema schema) {
    return switch (schema.type()) {
      case DOUBLE -> Kind.DOUBLE;
      case FLOAT -> Kind.FLOAT;
      case INT32 ->
          schema.logicalType() instanceof LogicalType.DecimalType ? Kind.INT : whole(schema);
      case INT64 ->
          schema.logicalType() instanceof LogicalType.DecimalType ? Kind.LONG : whole(schema);
      case BYTE_ARRAY -> text(schema) ? Kind.TEXT : Kind.UNFIT;
      case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY -> Kind.UNFIT;
    };
  }

  private static Kind whole(ColumnSchema schema) {
    boolean plain =
        schema.logicalType() == null || schema.logicalType() instanceof LogicalType.IntType;
    if (!plain) {
      return Kind.UNFIT;
    }
    return schema.type() == PhysicalType.INT32
        ? Kind.INT
        : schema.type() == PhysicalType.INT64 ? Kind.LONG : Kind.UNFIT;
  }

  private static boolean text(ColumnSchema schema) {
    return schema.type() == PhysicalType.BYTE_ARRAY
        && (schema.logicalType() == null
            || schema.logicalType() instanceof LogicalType.StringType
            || schema.logicalType() instanceof LogicalType.EnumType);
  }

  String path() {
    return path;
  }

  /** Whether its numbers have 32 bits. */
  boolean singlePrecision() {
    return kind == Kind.FLOAT;
  }

  /** Takes the batch that the readers stand at. */
  void load(ColumnReaders readers) {
    if (kind == Kind.ABSENT) {
      return;
    }
    ColumnReader reader = readers.getColumnReader(path);
    validity = reader.getLeafValidity();
    switch (kind) {
      case DOUBLE -> doubles = reader.getDoubles();
      case FLOAT -> floats = reader.getFloats();
      case INT -> ints = reader.getInts();
      case LONG, TIME -> longs = reader.getLongs();
      case TEXT -> {
        bytes = reader.getBinaryValues();
        offsets = reader.getBinaryOffsets();
      }
      case ABSENT, LOCAL_TIME, UNFIT -> throw new IllegalStateException(path + " is " + kind);
    }
  }

  /** Whether a row says anything here. */
  boolean present(int i) {
    return kind != Kind.ABSENT
        && validity.isNotNull(i)
        && (kind != Kind.TEXT || offsets[i + 1] > offsets[i]);
  }

  /** The number in a row; NaN where there is none. */
  double number(int i) {
    if (!present(i)) {
      return Double.NaN;
    }
    return switch (kind) {
      case DOUBLE -> doubles[i];
      // The shortest decimal that is this float is what was meant, not its binary tail.
      case FLOAT -> Double.parseDouble(Float.toString(floats[i]));
      case INT -> scaled(ints[i]);
      case LONG -> scaled(longs[i]);
      case TEXT -> numbers.parse(bytes, offsets[i], offsets[i + 1]);
      case ABSENT, TIME, LOCAL_TIME, UNFIT -> Double.NaN;
    };
  }

  private double scaled(long value) {
    return scale == 0 ? value : BigDecimal.valueOf(value, scale).doubleValue();
  }

  /** The time in a row; {@link Instant#MIN} where there is none that can be read at once. */
  Instant time(int i) {
    if (kind != Kind.TIME || !present(i)) {
      return Instant.MIN;
    }
    long value = longs[i];
    long second = Math.floorDiv(value, unitsInSecond);
    long rest = Math.floorMod(value, unitsInSecond);
    try {
      return Instant.ofEpochSecond(second, rest * (1_000_000_000 / unitsInSecond));
    } catch (DateTimeException noYearHasIt) {
      return Instant.MIN;
    }
  }

  /** The name in a row, or the empty text. */
  String name(int i) {
    if (!present(i)) {
      return "";
    }
    if (kind != Kind.TEXT) {
      return kind == Kind.INT ? Integer.toString(ints[i]) : Long.toString(longs[i]);
    }
    int from = offsets[i];
    int to = offsets[i + 1];
    int hash = 0;
    boolean ascii = to - from <= LONGEST_KEPT;
    for (int at = from; at < to && ascii; at++) {
      hash = 31 * hash + bytes[at];
      ascii = bytes[at] > ' ';
    }
    if (!ascii) {
      return text(bytes, from, to);
    }
    int slot = (hash ^ (hash >>> 16)) & (KEPT_NAMES - 1);
    String kept = keptNames[slot];
    if (kept != null && same(kept, from, to)) {
      return kept;
    }
    String text = text(bytes, from, to);
    keptNames[slot] = text;
    return text;
  }

  /** Whether a text is no UTF-8: read all the same, it would be another text. */
  boolean garbled(int i) {
    if (kind != Kind.TEXT || !present(i)) {
      return false;
    }
    boolean ascii = true;
    for (int at = offsets[i]; at < offsets[i + 1]; at++) {
      ascii &= bytes[at] >= 0;
    }
    if (ascii) {
      return false;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offsets[i], offsets[i + 1] - offsets[i]));
      return false;
    } catch (CharacterCodingException garbled) {
      return true;
    }
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
  }

  private boolean same(String kept, int from, int to) {
    if (kept.length() != to - from) {
      return false;
    }
    for (int i = 0; i < kept.length(); i++) {
      if (kept.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** What a row says here, as a text file would write it. */
  String text(int i) {
    if (!present(i)) {
      return "";
    }
    return switch (kind) {
      case TEXT -> text(bytes, offsets[i], offsets[i + 1]);
      case DOUBLE -> Double.toString(doubles[i]);
      case FLOAT -> Float.toString(floats[i]);
      case INT -> BigDecimal.valueOf(ints[i], scale).toPlainString();
      case LONG -> BigDecimal.valueOf(longs[i], scale).toPlainString();
      case TIME -> stamp(i);
      case ABSENT, LOCAL_TIME, UNFIT -> "";
    };
  }

  private String stamp(int i) {
    Instant time = time(i);
    return time.equals(Instant.MIN) ? Long.toString(longs[i]) : time.toString();
  }
}
