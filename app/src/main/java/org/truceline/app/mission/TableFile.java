package org.truceline.app.mission;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/**
 * A small table of a mission folder: rows of fields separated by commas under a header that is
 * given. A field in double quotes may hold commas and doubled quotes, but no line break.
 */
final class TableFile {
  /** A person keeps these tables; a larger file is another file. */
  private static final long LARGEST_BYTES = 16L << 20;

  private final String header;
  private final Finding.Severity severity;
  private final Findings findings;

  /**
   * A reader of such tables.
   *
   * @param severity how bad it is when one cannot be read
   */
  TableFile(String header, Finding.Severity severity, Findings findings) {
    this.header = header;
    this.severity = severity;
    this.findings = findings;
  }

  /**
   * One row.
   *
   * @param line its line in the file, from 1
   * @param fields its fields, as many as the header has
   */
  record Row(long line, List<String> fields) {
    Row {
      fields = List.copyOf(fields);
    }

    String field(int column) {
      return fields.get(column).strip();
    }
  }

  /** The rows that can be read; what cannot is said. */
  List<Row> read(Path path, String file) {
    List<String> lines = lines(path, file);
    List<Row> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    String first = lines.getFirst();
    if (!(first.startsWith("\uFEFF") ? first.substring(1) : first).strip().equals(header)) {
      say(file, 1, "mission.table.header", Because.text(header));
      return rows;
    }
    int columns = header.split(",", -1).length;
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<String> fields = fields(lines.get(i));
      if (fields.size() == columns) {
        rows.add(new Row(i + 1L, fields));
      } else {
        say(
            file,
            i + 1L,
            "mission.table.fields",
            Because.count(fields.size()),
            Because.count(columns));
      }
    }
    return rows;
  }

  private List<String> lines(Path path, String file) {
    try {
      if (Files.size(path) > LARGEST_BYTES) {
        say(file, 0, "mission.table.too-large", Because.count(LARGEST_BYTES >> 20));
        return List.of();
      }
      List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
      if (lines.isEmpty()) {
        say(file, 0, "mission.file-empty");
      }
      return lines;
    } catch (NoSuchFileException missing) {
      say(file, 0, "mission.file-missing", Because.text(file));
    } catch (MalformedInputException notText) {
      say(file, 0, "mission.not-utf8");
    } catch (IOException unreadable) {
      say(file, 0, "mission.file-unreadable", Because.text(String.valueOf(unreadable)));
    }
    return List.of();
  }

  private void say(String file, long line, String key, Because.Value... values) {
    findings.add(severity, file, line, "", key, values);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && inside && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"' && (inside || field.isEmpty())) {
        inside = !inside;
      } else if (c == ',' && !inside) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
