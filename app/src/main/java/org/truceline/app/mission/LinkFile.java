package org.truceline.app.mission;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.watch.Links;

/** Reads who said that two tracks are one body, or that they are not. */
public final class LinkFile {
  static final String HEADER = "track_a,track_b,linked,by,time,reason";

  private LinkFile() {}

  /**
   * A file of links by itself, outside a mission folder.
   *
   * @param findings what is wrong with it
   * @param links what it says, as far as it can be read
   */
  public record Alone(List<Finding> findings, List<Links.Link> links) {
    public Alone {
      findings = List.copyOf(findings);
      links = List.copyOf(links);
    }
  }

  /** Reads a file of links by itself. */
  public static Alone read(Path path) {
    Findings findings = new Findings();
    List<Links.Link> links = read(path, path.toString(), findings);
    return new Alone(findings.all(), links);
  }

  static List<Links.Link> read(Path path, String file, Findings findings) {
    List<Links.Link> links = new ArrayList<>();
    for (TableFile.Row row :
        new TableFile(HEADER, Finding.Severity.ERROR, findings).read(path, file)) {
      link(row, file, findings, links);
    }
    return links;
  }

  private static void link(
      TableFile.Row row, String file, Findings findings, List<Links.Link> links) {
    String feature = row.field(0) + " " + row.field(1);
    boolean whole = true;
    for (int column : List.of(0, 1, 3, 5)) {
      if (row.field(column).isEmpty()) {
        String name = HEADER.split(",", -1)[column];
        findings.error(file, row.line(), feature, "mission.link.missing", Because.text(name));
        whole = false;
      }
    }
    if (whole && row.field(0).equals(row.field(1))) {
      findings.error(file, row.line(), feature, "mission.link.itself", Because.text(row.field(0)));
      whole = false;
    }
    List<String> words = List.of("yes", "no");
    String word = row.field(2);
    if (!words.contains(word)) {
      findings.error(
          file,
          row.line(),
          feature,
          "mission.not-a-word",
          Because.text("linked"),
          Because.text(word),
          Because.text(String.join(", ", words)),
          Because.text(Nearest.of(word, words)));
      whole = false;
    }
    try {
      var time = OffsetDateTime.parse(row.field(4)).toInstant();
      if (whole) {
        boolean linked = word.equals("yes");
        links.add(
            new Links.Link(row.field(0), row.field(1), linked, row.field(3), time, row.field(5)));
      }
    } catch (DateTimeException noTime) {
      findings.error(file, row.line(), feature, "mission.link.time", Because.text(row.field(4)));
    }
  }
}
