package org.truceline.sources;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.truceline.terms.Because;

/**
 * Reads track files of every kind that is known, told apart by their content: rows under a header,
 * newline-delimited JSON, GeoJSON and GPX, plain or packed by gzip or zip, and Parquet. Memory does
 * not grow with the file.
 */
public final class TrackReader {
  /** As much of a file as is looked at to tell its kind. */
  private static final int SNIFFED = 8_192;

  /** Characters of another's error message that are passed on. */
  private static final int MOST_SAID = 300;

  private final Limits limits;
  private final Consumer<? super Item> sink;

  private TrackReader(Limits limits, Consumer<? super Item> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /** Reads a file to its end and hands out everything found in it, in order. */
  public static void read(String name, InputStream in, Limits limits, Consumer<? super Item> sink) {
    new TrackReader(limits, sink).file(name, in, true);
  }

  /**
   * Reads a file by its path, which some kinds need: those that are not read from their beginning
   * to their end.
   *
   * @param bytes is told how many bytes were read, as they are
   */
  public static void read(
      String name, Path file, LongConsumer bytes, Limits limits, Consumer<? super Item> sink)
      throws IOException {
    if (ParquetReader.tells(file)) {
      new ParquetReader(name, limits, sink).read(file, bytes);
      return;
    }
    try (InputStream in = new Counted(Files.newInputStream(file), bytes)) {
      read(name, in, limits, sink);
    }
  }

  /**
   * Reads newline-delimited JSON and nothing else: the rows of a message, which is neither packed
   * nor of another kind.
   */
  public static void readRows(
      String name, InputStream in, Limits limits, Consumer<? super Item> sink) throws IOException {
    Lines lines = new Lines(in, limits.longestLineBytes());
    if (lines.next()) {
      new JsonReader(name, limits, sink).readLines(lines);
    }
  }

  /** Reads a file; false where reading stopped before its end, which then is said. */
  private boolean file(String name, InputStream raw, boolean mayBePacked) {
    try {
      open(name, new BufferedInputStream(raw, 1 << 16), mayBePacked);
      return true;
    } catch (Archive.Bomb bomb) {
      refuse(name, Because.of("sources.file.bomb", Because.count(limits.bombRatio())));
    } catch (EOFException cut) {
      refuse(name, Because.of("sources.file.cut"));
    } catch (IOException broken) {
      String message = RowReader.cut(String.valueOf(broken.getMessage()), MOST_SAID);
      refuse(name, Because.of("sources.file.broken", Because.text(message)));
    }
    return false;
  }

  /**
   * The first bytes, as many as tell the kind: a first line, or more of it where it may be the
   * beginning of JSON that goes on. No more of a pipe is waited for, and what tells the kind does
   * not hang on how much of it has come.
   */
  private static byte[] head(BufferedInputStream in) throws IOException {
    byte[] head = new byte[SNIFFED];
    int size = 0;
    try {
      for (int next = in.read(); next >= 0; next = size < SNIFFED ? in.read() : -1) {
        head[size++] = (byte) next;
        if (next == '\n' && wholeLine(new String(head, 0, size, StandardCharsets.UTF_8))) {
          break;
        }
      }
    } catch (IOException broken) {
      // What could be read is read first; a packed file says again that it is broken.
      if (size == 0) {
        throw broken;
      }
    }
    return Arrays.copyOf(head, size);
  }

  private static boolean wholeLine(String text) {
    String start = text.stripLeading();
    String first = firstLine(start);
    return !first.isEmpty()
        && first.length() < start.length()
        && (!first.startsWith("{") || JsonReader.wholeObject(first));
  }

  private static String firstLine(String start) {
    int end = start.indexOf('\n');
    return end < 0 ? start : start.substring(0, end);
  }

  private void open(String name, BufferedInputStream in, boolean mayBePacked) throws IOException {
    in.mark(SNIFFED);
    byte[] head = head(in);
    in.reset();
    if (head.length == 0) {
      refuse(name, Because.of("sources.file.empty"));
    } else if (starts(head, 0x1f, 0x8b)) {
      packed(name, mayBePacked, () -> gzip(name, in));
    } else if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      packed(name, mayBePacked, () -> zip(name, in));
    } else if (ParquetReader.begins(head)) {
      refuse(name, Because.of("sources.parquet.not-by-itself"));
    } else if (starts(head, 'B', 'Z', 'h') || starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      refuse(name, Because.of("sources.file.packed-otherwise"));
    } else if (utf16(head)) {
      refuse(name, Because.of("sources.file.utf-16"));
    } else {
      if (starts(head, 0xef, 0xbb, 0xbf)) {
        in.skipNBytes(3);
      }
      text(name, in, new String(head, StandardCharsets.UTF_8));
    }
  }

  /** UTF-16 says so with its mark, or shows it: every other byte of a header in it is zero. */
  private static boolean utf16(byte[] head) {
    if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
      return true;
    }
    boolean evenZero = head.length >= 4 && head[0] == 0 && head[2] == 0;
    boolean oddZero = head.length >= 4 && head[1] == 0 && head[3] == 0;
    return evenZero != oddZero;
  }

  private interface Unpacking {
    void run() throws IOException;
  }

  private void packed(String name, boolean mayBePacked, Unpacking unpacking) throws IOException {
    if (mayBePacked) {
      unpacking.run();
    } else {
      refuse(name, Because.of("sources.file.packed-twice"));
    }
  }

  private static boolean starts(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private void gzip(String name, InputStream in) throws IOException {
    Archive archive = new Archive(in, limits);
    Archive.Gzip gzip = archive.gzip();
    InputStream guarded = archive.guard(gzip);
    if (!file(name, guarded, false)) {
      return;
    }
    drain(guarded);
    if (gzip.followed()) {
      refuse(name, Because.of("sources.file.after-gzip"));
    }
  }

  private void zip(String name, InputStream in) throws IOException {
    Archive archive = new Archive(in, limits);
    ZipInputStream zip = new ZipInputStream(archive);
    int entries = 0;
    boolean files = false;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      entries++;
      if (!entry.isDirectory()) {
        files = true;
        InputStream guarded = archive.guard(zip);
        String within = name + "!" + RowReader.cut(entry.getName(), limits.longestName());
        if (leadsOut(entry.getName())) {
          sink.accept(
              new Item.Noted(new Origin(within, 0), Because.of("sources.zip.name-leads-out")));
        }
        if (!file(within, guarded, false)) {
          refuse(name, Because.of("sources.zip.stopped", Because.count(entries)));
          return;
        }
        drain(guarded);
      }
    }
    archive.finish();
    int listed = archive.listedEntries();
    // The list counts in two bytes, and says 65,535 where they do not suffice.
    if (listed != entries && listed != 0xffff) {
      refuse(name, Because.of("sources.zip.cut", Because.count(entries)));
    } else if (!files) {
      refuse(name, Because.of("sources.file.empty"));
    }
  }

  private static boolean leadsOut(String name) {
    return name.startsWith("/")
        || name.startsWith("\\")
        || List.of(name.split("[/\\\\]", -1)).contains("..");
  }

  /** Unpacks what no reader asked for, under guard: what is left out is looked at all the same. */
  private static void drain(InputStream guarded) throws IOException {
    byte[] rest = new byte[1 << 13];
    while (guarded.read(rest, 0, rest.length) >= 0) {}
  }

  private void text(String name, InputStream in, String head) throws IOException {
    String start = (head.startsWith("\uFEFF") ? head.substring(1) : head).stripLeading();
    // Only the first line: how much more of a pipe is here already is chance.
    if (firstLine(start).indexOf('\0') >= 0) {
      refuse(name, Because.of("sources.file.unknown"));
    } else if (start.startsWith("<")) {
      new GpxReader(name, limits, sink).read(new WholePieces(in));
    } else if (start.startsWith("{") && JsonReader.geoJson(start)) {
      new JsonReader(name, limits, sink).readGeoJson(new WholePieces(in));
    } else if (start.startsWith("[")) {
      refuse(name, Because.of("sources.file.json-array"));
    } else {
      lines(name, in, start.startsWith("{"));
    }
  }

  private void lines(String name, InputStream in, boolean json) throws IOException {
    Lines lines = new Lines(in, limits.longestLineBytes());
    boolean any = lines.next();
    while (any && lines.blank()) {
      any = lines.next();
    }
    if (!any) {
      refuse(name, Because.of("sources.file.empty"));
    } else if (json) {
      new JsonReader(name, limits, sink).readLines(lines);
    } else {
      new CsvReader(name, lines, limits, sink).read();
    }
  }

  private void refuse(String name, Because reason) {
    sink.accept(new Item.Unreadable(new Origin(name, 0), reason, ""));
  }
}
