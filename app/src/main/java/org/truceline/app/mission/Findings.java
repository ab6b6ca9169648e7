package org.truceline.app.mission;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/** Gathers findings while a folder is read. */
final class Findings {
  private final List<Finding> findings = new ArrayList<>();

  void error(String file, long line, String feature, String key, Because.Value... values) {
    add(Finding.Severity.ERROR, file, line, feature, key, values);
  }

  void warning(String file, long line, String feature, String key, Because.Value... values) {
    add(Finding.Severity.WARNING, file, line, feature, key, values);
  }

  void note(String file, long line, String feature, String key, Because.Value... values) {
    add(Finding.Severity.NOTE, file, line, feature, key, values);
  }

  void add(
      Finding.Severity severity,
      String file,
      long line,
      String feature,
      String key,
      Because.Value... values) {
    findings.add(new Finding(severity, file, line, feature, Because.of(key, values)));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  boolean anyError() {
    return findings.stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR);
  }
}
