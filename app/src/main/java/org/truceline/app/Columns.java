package org.truceline.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of words under each other, as wide as they need to be; a letter of Hangul is two wide. */
final class Columns {
  private Columns() {}

  static void print(List<List<String>> rows, PrintWriter out) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), width(row.get(i))));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i < row.size() - 1) {
          line.append(" ".repeat(widths.get(i) - width(row.get(i)) + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int width(String text) {
    return text.codePoints().map(one -> one >= 0x1100 && one <= 0xffdc ? 2 : 1).sum();
  }
}
