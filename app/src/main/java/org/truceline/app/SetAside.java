package org.truceline.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.sources.Item;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The file in which rows are kept that could not be read: nothing vanishes. */
final class SetAside implements AutoCloseable {
  private final Path path;
  private final Words words;
  private final List<BufferedWriter> writer = new ArrayList<>(1);
  private long count;

  SetAside(Path path, Words words) {
    this.path = path;
    this.words = words;
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
        // Half a surrogate pair, which JSON may hold, becomes a question mark and stops nothing.
        writer.add(
            new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(path), StandardCharsets.UTF_8)));
      }
      writer.getFirst().write(text + "\n");
    } catch (IOException full) {
      throw new UncheckedIOException(path.toString(), full);
    }
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
