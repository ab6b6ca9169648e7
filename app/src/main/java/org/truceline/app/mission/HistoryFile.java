package org.truceline.app.mission;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.truceline.terms.Because;

/**
 * Looks over a chronology of a mission folder. Nothing is judged by it, so what is wrong with it is
 * a warning.
 */
final class HistoryFile {
  static final String HEADER =
      "id,date,local_time,kind,sector,actor,count_low,count_high,broadcast,warning_shots,returned,"
          + "summary,source_title,source_url";

  private static final String DAY = "\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?";

  /** A day, a month or a year, as exactly as the source says; or from one to another. */
  private static final Pattern DATE = Pattern.compile(DAY + "(/" + DAY + ")?");

  private static final String CLOCK = "([01]\\d|2[0-3]):[0-5]\\d";
  private static final Pattern TIME = Pattern.compile("(" + CLOCK + "(-" + CLOCK + ")?)?");
  private static final Pattern COUNT = Pattern.compile("\\d{0,9}");

  private HistoryFile() {}

  static void check(Path path, String file, Findings findings) {
    Set<String> ids = new HashSet<>();
    for (TableFile.Row row :
        new TableFile(HEADER, Finding.Severity.WARNING, findings).read(path, file)) {
      String id = row.field(0);
      if (!ids.add(id)) {
        findings.warning(file, row.line(), id, "mission.history.twice", Because.text(id));
      }
      matches(row, 1, DATE, "mission.history.date", file, findings);
      matches(row, 2, TIME, "mission.history.time", file, findings);
      counts(row, file, findings);
      for (int needed : List.of(0, 3, 11, 12)) {
        if (row.field(needed).isEmpty()) {
          findings.warning(
              file, row.line(), id, "mission.history.missing", Because.text(column(needed)));
        }
      }
    }
  }

  private static void counts(TableFile.Row row, String file, Findings findings) {
    boolean least = matches(row, 6, COUNT, "mission.history.count", file, findings);
    boolean most = matches(row, 7, COUNT, "mission.history.count", file, findings);
    String low = row.field(6);
    String high = row.field(7);
    boolean both = least && most && !low.isEmpty() && !high.isEmpty();
    if (both && Integer.parseInt(low) > Integer.parseInt(high)) {
      findings.warning(
          file,
          row.line(),
          row.field(0),
          "mission.history.counts-reversed",
          Because.text(low),
          Because.text(high));
    }
  }

  private static boolean matches(
      TableFile.Row row, int column, Pattern pattern, String key, String file, Findings findings) {
    if (pattern.matcher(row.field(column)).matches()) {
      return true;
    }
    findings.warning(
        file,
        row.line(),
        row.field(0),
        key,
        Because.text(column(column)),
        Because.text(row.field(column)));
    return false;
  }

  private static String column(int index) {
    return HEADER.split(",", -1)[index];
  }
}
