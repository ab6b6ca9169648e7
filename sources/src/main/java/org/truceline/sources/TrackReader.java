package org.truceline.sources;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.truceline.terms.Because;

/**
 * Reads track files of every kind that is known, told apart by their content: rows under a header,
 * newline-delimited JSON, GeoJSON and GPX, plain or packed by gzip or zip. Memory does not grow
 * with the file.
 */
public final class TrackReader {
  /** As much of a file as is looked at to tell its kind. */
  private static final int SNIFFED = 8_192;

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

  private void file(String name, InputStream raw, boolean mayBePacked) {
    try {
      open(name, new BufferedInputStream(raw, 1 << 16), mayBePacked);
    } catch (Bomb bomb) {
      refuse(name, Because.of("sources.file.bomb", Because.count(limits.bombRatio())));
    } catch (IOException | IllegalArgumentException broken) {
      refuse(
          name,
          Because.of("sources.file.broken", Because.text(String.valueOf(broken.getMessage()))));
    }
  }

  private void open(String name, BufferedInputStream in, boolean mayBePacked) throws IOException {
    in.mark(SNIFFED);
    byte[] head = in.readNBytes(SNIFFED);
    in.reset();
    if (head.length == 0) {
      refuse(name, Because.of("sources.file.empty"));
    } else if (starts(head, 0x1f, 0x8b)) {
      packed(name, mayBePacked, () -> gzip(name, in));
    } else if (starts(head, 'P', 'K', 3, 4)) {
      packed(name, mayBePacked, () -> zip(name, in));
    } else if (starts(head, 'B', 'Z', 'h') || starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      refuse(name, Because.of("sources.file.packed-otherwise"));
    } else {
      text(name, in, new String(head, StandardCharsets.UTF_8));
    }
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
    Counted packed = new Counted(in);
    file(name, new Guarded(new GZIPInputStream(packed, 1 << 16), packed), false);
  }

  private void zip(String name, InputStream in) throws IOException {
    Counted packed = new Counted(in);
    ZipInputStream zip = new ZipInputStream(packed);
    int entries = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (!entry.isDirectory()) {
        entries++;
        Guarded guarded = new Guarded(zip, packed);
        file(name + "!" + entry.getName(), guarded, false);
        if (guarded.burst) {
          return;
        }
      }
    }
    if (entries == 0) {
      refuse(name, Because.of("sources.file.empty"));
    }
  }

  private void text(String name, InputStream in, String head) throws IOException {
    String start = head.startsWith("\uFEFF") ? head.substring(1) : head;
    start = start.stripLeading();
    if (start.indexOf('\0') >= 0) {
      refuse(name, Because.of("sources.file.unknown"));
    } else if (start.startsWith("<")) {
      new GpxReader(name, limits, sink).read(in);
    } else if (start.startsWith("{") && geoJson(start)) {
      new JsonReader(name, limits, sink).readGeoJson(in);
    } else if (start.startsWith("[")) {
      refuse(name, Because.of("sources.file.json-array"));
    } else {
      lines(name, in, start.startsWith("{"));
    }
  }

  private static boolean geoJson(String start) {
    String close = start.replaceAll("\\s", "");
    return close.contains("\"type\":\"Feature") || close.contains("\"features\":[");
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

  /** A compressed file unpacks to more than any honest one would. */
  private static final class Bomb extends IOException {
    private static final long serialVersionUID = 1L;

    Bomb() {
      super("bomb");
    }
  }

  /** Counts the packed bytes that were read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /** Stops when unpacking gives more than its ratio allows; never closes what it reads from. */
  private final class Guarded extends FilterInputStream {
    private final Counted packed;
    private long unpacked;
    private boolean burst;

    Guarded(InputStream in, Counted packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      unpacked += Math.max(0, read);
      if (unpacked > limits.bombFreeBytes()
          && unpacked > packed.count * (long) limits.bombRatio()) {
        burst = true;
        throw new Bomb();
      }
      return read;
    }

    @Override
    public void close() {}
  }
}
