package org.truceline.sources;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;

/**
 * Reads tracks from the columns of a Parquet file, which are named as those of a CSV file. Rows go
 * down a fast way without texts; what does not pass there is said by {@link RowReader}, with the
 * reasons of every other kind of file.
 */
final class ParquetReader {
  private static final List<String> COLUMNS = CsvReader.COLUMNS;
  private static final int TRACK = COLUMNS.indexOf("track");
  private static final int TIME = COLUMNS.indexOf("time");
  private static final int LON = COLUMNS.indexOf("lon");
  private static final int LAT = COLUMNS.indexOf("lat");
  private static final int SIGMA = COLUMNS.indexOf("sigma_m");
  private static final int SEMI_MAJOR = COLUMNS.indexOf("semi_major_m");
  private static final int SEMI_MINOR = COLUMNS.indexOf("semi_minor_m");
  private static final int ORIENTATION = COLUMNS.indexOf("orientation_deg");
  private static final int PARTY = COLUMNS.indexOf("party");
  private static final int SOURCE = COLUMNS.indexOf("source");
  private static final int ALARM = COLUMNS.indexOf("alarm");
  private static final int RECEIVED = COLUMNS.indexOf("received");

  /** Columns that hold names, whatever they look like; the others but the time hold numbers. */
  private static final Set<Integer> NAMES = Set.of(TRACK, PARTY, SOURCE, ALARM);

  private static final int NEEDED = 4;

  /** Rows taken out at once. */
  private static final int BATCH_ROWS = 8_192;

  /** Threads that unpack: two keep up with whatever takes the rows, and leave the others alone. */
  private static final int UNPACKING_THREADS = 2;

  /** Magic, length of the table of contents, magic: no file is shorter. */
  private static final int SHORTEST_BYTES = 12;

  /** Characters of another's error message that are passed on. */
  private static final int MOST_SAID = 300;

  private static final Set<CompressionCodec> UNPACKED =
      Set.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.SNAPPY,
          CompressionCodec.GZIP,
          CompressionCodec.ZSTD);

  /** Held for ever: what the library tells of itself is not for operators. */
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final String name;
  private final Limits limits;
  private final Consumer<? super Item> sink;
  private final RowReader rows;
  private final ParquetColumn[] columns = new ParquetColumn[COLUMNS.size()];
  private long row;
  private long promised;

  ParquetReader(String name, Limits limits, Consumer<? super Item> sink) {
    this.name = name;
    this.limits = limits;
    this.sink = sink;
    this.rows = new RowReader(limits);
    Arrays.fill(columns, ParquetColumn.ABSENT);
  }

  /** Whether these are the first bytes of a Parquet file, encrypted ones among them. */
  static boolean begins(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'A'
        && head[2] == 'R'
        && (head[3] == '1' || head[3] == 'E');
  }

  /** Whether a file is a Parquet file, by its first bytes. */
  static boolean tells(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return begins(in.readNBytes(4));
    }
  }

  /**
   * Reads a file to its end.
   *
   * @param bytes is told how many bytes were read, as they are
   */
  void read(Path file, LongConsumer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Optional<Because> cut = unfit(channel);
      if (cut.isPresent()) {
        refuse(0, cut.get());
        return;
      }
      contents(new ParquetBytes(name, channel, bytes));
    }
  }

  /** Why a file cannot be whole: its table of contents stands at its end. */
  private static Optional<Because> unfit(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < SHORTEST_BYTES) {
      return Optional.of(Because.of("sources.parquet.cut"));
    }
    byte[] tail = ParquetBytes.bytes(channel, size - 4, 4);
    byte[] head = ParquetBytes.bytes(channel, 0, 4);
    if (head[3] == 'E' || (begins(tail) && tail[3] == 'E')) {
      return Optional.of(Because.of("sources.parquet.encrypted"));
    }
    return begins(tail) ? Optional.empty() : Optional.of(Because.of("sources.parquet.cut"));
  }

  private void contents(ParquetBytes file) throws IOException {
    try (HardwoodContext context = HardwoodContext.create(UNPACKING_THREADS)) {
      ParquetFileReader reader;
      try {
        reader = ParquetFileReader.open(file, context);
      } catch (IOException | RuntimeException broken) {
        broken(broken);
        return;
      }
      try (reader) {
        List<Because> notes = new ArrayList<>();
        Optional<Because> refused;
        try {
          refused = header(reader, notes);
        } catch (RuntimeException broken) {
          broken(broken);
          return;
        }
        if (refused.isPresent()) {
          refuse(0, refused.get());
          return;
        }
        notes.forEach(this::note);
        batches(reader);
      }
    }
  }

  /** Looks at the columns, and says why no rows can be read, if so. */
  private Optional<Because> header(ParquetFileReader reader, List<Because> notes) {
    Map<String, ColumnSchema> known = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (ColumnSchema column : reader.getFileSchema().getColumns()) {
      String path = column.fieldPath().toString().toLowerCase(Locale.ROOT).strip();
      int index = column.maxRepetitionLevel() > 0 ? -1 : COLUMNS.indexOf(path);
      if (index < 0) {
        unknown.add(path);
      } else if (known.put(path, column) != null) {
        return Optional.of(Because.of("sources.csv.column-twice", Because.text(path)));
      }
    }
    for (String needed : COLUMNS.subList(0, NEEDED)) {
      if (!known.containsKey(needed)) {
        return Optional.of(Because.of("sources.csv.column-missing", Because.text(needed)));
      }
    }
    for (Map.Entry<String, ColumnSchema> one : known.entrySet()) {
      Optional<Because> unfit = column(COLUMNS.indexOf(one.getKey()), one.getValue());
      if (unfit.isPresent()) {
        return unfit;
      }
    }
    promised = reader.getFileMetaData().numRows();
    if (!unknown.isEmpty()) {
      String named = RowReader.cut(String.join(", ", unknown), limits.longestOriginal());
      notes.add(Because.of("sources.csv.columns-unknown", Because.text(named)));
    }
    if (columns[LON].singlePrecision()) {
      notes.add(Because.of("sources.parquet.float"));
    }
    if (promised == 0) {
      notes.add(Because.of("sources.csv.no-rows"));
    }
    return packedOtherwise(reader, known);
  }

  private Optional<Because> column(int index, ColumnSchema schema) {
    ParquetColumn.Kind kind =
        index == TIME || index == RECEIVED
            ? ParquetColumn.timeKind(schema)
            : NAMES.contains(index)
                ? ParquetColumn.nameKind(schema)
                : ParquetColumn.numberKind(schema);
    if (kind == ParquetColumn.Kind.LOCAL_TIME) {
      return Optional.of(Because.of("sources.parquet.time-without-zone"));
    }
    if (kind == ParquetColumn.Kind.UNFIT) {
      String type =
          schema.logicalType() == null
              ? schema.type().toString()
              : schema.type() + " " + schema.logicalType();
      return Optional.of(
          Because.of("sources.parquet.type", Because.text(COLUMNS.get(index)), Because.text(type)));
    }
    columns[index] = new ParquetColumn(schema, kind);
    return Optional.empty();
  }

  private static Optional<Because> packedOtherwise(
      ParquetFileReader reader, Map<String, ColumnSchema> known) {
    for (RowGroup group : reader.getFileMetaData().rowGroups()) {
      for (ColumnSchema column : known.values()) {
        CompressionCodec codec = group.columns().get(column.columnIndex()).metaData().codec();
        if (!UNPACKED.contains(codec)) {
          return Optional.of(
              Because.of("sources.parquet.codec", Because.text(String.valueOf(codec))));
        }
      }
    }
    return Optional.empty();
  }

  private void batches(ParquetFileReader reader) {
    ColumnReaders readers;
    try {
      String[] projected =
          Arrays.stream(columns)
              .filter(column -> column != ParquetColumn.ABSENT)
              .map(ParquetColumn::path)
              .toArray(String[]::new);
      readers =
          reader
              .buildColumnReaders(ColumnProjection.columns(projected))
              .batchSize(BATCH_ROWS)
              .build();
    } catch (RuntimeException broken) {
      broken(broken);
      return;
    }
    try (readers) {
      while (true) {
        int count;
        // Only the library's failures are the file's: those of the sink are not caught here.
        try {
          if (!readers.nextBatch()) {
            break;
          }
          count = readers.getRecordCount();
          for (ParquetColumn column : columns) {
            column.load(readers);
          }
        } catch (RuntimeException broken) {
          broken(broken);
          return;
        }
        for (int i = 0; i < count; i++) {
          row++;
          row(i);
        }
      }
    }
    if (row != promised) {
      refuse(row, Because.of("sources.parquet.rows", Because.count(row), Because.count(promised)));
    }
  }

  private void row(int i) {
    if (!fast(i)) {
      slow(i);
    }
  }

  private boolean fast(int i) {
    if (columns[SEMI_MAJOR].present(i)
        || columns[SEMI_MINOR].present(i)
        || columns[ORIENTATION].present(i)
        || garbled(i)) {
      return false;
    }
    if (columns[ALARM].present(i) && !columns[ALARM].name(i).equals("none")) {
      return false;
    }
    double lon = columns[LON].number(i);
    double lat = columns[LAT].number(i);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      return false;
    }
    Accuracy accuracy = Accuracy.unstated();
    if (columns[SIGMA].present(i)) {
      double sigma = columns[SIGMA].number(i);
      if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
        return false;
      }
      accuracy = Accuracy.stated(ErrorEllipse.circle(sigma));
    }
    Instant time = columns[TIME].time(i);
    if (time.isBefore(RowReader.EARLIEST) || !time.isBefore(RowReader.LATEST)) {
      return false;
    }
    Instant received = columns[RECEIVED].present(i) ? columns[RECEIVED].time(i) : time;
    if (received.isBefore(RowReader.EARLIEST) || !received.isBefore(RowReader.LATEST)) {
      return false;
    }
    String track = columns[TRACK].name(i);
    String party = columns[PARTY].name(i);
    String source = columns[SOURCE].name(i);
    int most = limits.longestName();
    if (track.isBlank()
        || track.length() > most
        || party.length() > most
        || source.length() > most) {
      return false;
    }
    sink.accept(
        new Item.Brought(
            new Origin(name, row),
            new Fix(track, time, new Place(lon, lat), accuracy, party, source),
            received));
    return true;
  }

  private boolean garbled(int i) {
    return columns[TRACK].garbled(i) || columns[PARTY].garbled(i) || columns[SOURCE].garbled(i);
  }

  private void slow(int i) {
    String[] words = new String[COLUMNS.size()];
    List<String> original = new ArrayList<>();
    for (int column = 0; column < words.length; column++) {
      words[column] = columns[column].text(i);
      if (!words[column].isEmpty()) {
        original.add(COLUMNS.get(column) + "=" + words[column]);
      }
    }
    if (garbled(i)) {
      sink.accept(
          rows.unreadable(
              new Origin(name, row),
              Because.of("sources.line-not-utf8"),
              String.join(", ", original)));
      return;
    }
    sink.accept(
        rows.read(
            new Origin(name, row),
            new RowReader.Words(
                words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7],
                words[8], words[9], words[10], words[11]),
            String.join(", ", original)));
  }

  private void broken(Exception broken) {
    Throwable cause = broken;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    refuse(
        row,
        Because.of(
            "sources.parquet.broken",
            Because.count(row),
            Because.text(RowReader.cut(said, MOST_SAID))));
  }

  private void refuse(long line, Because reason) {
    sink.accept(new Item.Unreadable(new Origin(name, line), reason, ""));
  }

  private void note(Because note) {
    sink.accept(new Item.Noted(new Origin(name, 0), note));
  }
}
