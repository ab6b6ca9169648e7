package org.truceline.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.app.resume.GrowingFile;
import org.truceline.sources.Item;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The file in which rows are kept that could not be read: nothing vanishes. */
final class SetAside implements AutoCloseable {
  private final Path path;
  private final Words words;
  private final List<BufferedWriter> writer = new ArrayList<>(1);
  private final boolean growing;
  private final List<GrowingFile> file = new ArrayList<>(1);
  private long count;

  /**
   * A file of rows set aside.
   *
   * @param growing whether it is to be said how far it has come, and taken up from there
   */
  SetAside(Path path, Words words, boolean growing) {
    this.path = path;
    this.words = words;
    this.growing = growing;
  }

  /** Keeps one; the file begins with the first. */
  void keep(Item.Unreadable item) {
    count++;
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("file", item.origin().file());
      json.writeNumberProperty("line", item.origin().line());
      json.writeStringProperty("code", item.reason().message());
      json.writeStringProperty("reason", words.say(item.reason()));
      json.writeStringProperty("original", item.original());
      json.writeEndObject();
    }
    try {
      if (writer.isEmpty()) {
        begin();
      }
      writer.getFirst().write(text + "\n");
    } catch (IOException full) {
      throw new UncheckedIOException(path.toString(), full);
    }
  }

  private void begin() throws IOException {
    if (!growing) {
      writeTo(Files.newOutputStream(path));
      return;
    }
    GrowingFile anew = GrowingFile.open(path);
    anew.begin();
    grow(anew);
  }

  private void grow(GrowingFile from) {
    file.add(from);
    writeTo(from);
  }

  private void writeTo(OutputStream to) {
    // Half a surrogate pair, which JSON may hold, becomes a question mark and stops nothing.
    writer.add(new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8)));
  }

  /** How far the file has come, once all of it is on the disk. */
  GrowingFile.Extent extent() throws IOException {
    if (file.isEmpty()) {
      return GrowingFile.Extent.NOTHING;
    }
    writer.getFirst().flush();
    return file.getFirst().extent();
  }

  /**
   * Goes on with the file from where it had come, before anything is kept.
   *
   * @param rows how many rows it held
   * @return false where it is no longer what it was
   */
  boolean takeUp(GrowingFile.Extent extent, long rows) throws IOException {
    if (rows == 0) {
      return true;
    }
    GrowingFile before = GrowingFile.open(path);
    if (!before.takeBack(extent)) {
      before.close();
      return false;
    }
    grow(before);
    count = rows;
    return true;
  }

  long count() {
    return count;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter open : writer) {
      open.close();
    }
  }
}
