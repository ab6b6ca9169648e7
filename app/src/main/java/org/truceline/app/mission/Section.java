package org.truceline.app.mission;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.terms.Place;

/**
 * One mapping of a definition file. Every question asked of it says what is wrong with the answer,
 * and where; keys never asked for are unknown.
 */
final class Section {
  private final String file;
  private final String path;
  private final long line;
  private final Findings findings;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Long> lines = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  Section(String file, String path, Node node, Findings findings) {
    this.file = file;
    this.path = path;
    this.findings = findings;
    this.line = lineOf(node);
    if (!(node instanceof MappingNode mapping)) {
      findings.error(file, line, path, "mission.not-a-mapping", Because.text(path));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      long at = lineOf(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(file, at, path, "mission.key-not-a-text");
      } else if (values.containsKey(key.getValue())) {
        findings.error(file, at, path, "mission.key-twice", Because.text(path(key.getValue())));
      } else {
        values.put(key.getValue(), tuple.getValueNode());
        lines.put(key.getValue(), at);
      }
    }
  }

  static long lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1L).orElse(0L);
  }

  long line() {
    return line;
  }

  long line(String key) {
    return lines.getOrDefault(key, line);
  }

  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void error(String key, String message, Because.Value... values) {
    findings.error(file, line(key), path(key), message, values);
  }

  void error(String key, Because what) {
    error(key, what.message(), what.values().toArray(Because.Value[]::new));
  }

  void warning(String key, Because what) {
    warning(key, what.message(), what.values().toArray(Because.Value[]::new));
  }

  void warning(String key, String message, Because.Value... values) {
    findings.warning(file, line(key), path(key), message, values);
  }

  String text(String key) {
    if (!has(key)) {
      error(key, "mission.missing", Because.text(path(key)));
      return "";
    }
    return text(key, "");
  }

  String text(String key, String otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (values.get(key) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    error(key, "mission.not-a-text", Because.text(path(key)));
    return otherwise;
  }

  double number(String key, double otherwise, double least, double most) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key, "");
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, together with a number out of range.
    }
    error(
        key,
        "mission.not-a-number",
        Because.text(path(key)),
        Because.text(text),
        Because.text(Tolerance.plain(least)),
        Because.text(Tolerance.plain(most)));
    return otherwise;
  }

  LocalDate date(String key, LocalDate otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key, "");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notADate) {
      error(key, "mission.not-a-date", Because.text(path(key)), Because.text(text));
      return otherwise;
    }
  }

  /** A time of the day. */
  LocalTime clock(String key, LocalTime otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key, "");
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException notATime) {
      error(key, "mission.not-a-clock", Because.text(path(key)), Because.text(text));
      return otherwise;
    }
  }

  /** Places, each a list of a longitude and a latitude; none where one of them is no place. */
  List<Place> places(String key) {
    List<Place> places = new ArrayList<>();
    for (Node item : items(key)) {
      try {
        if (item instanceof SequenceNode pair
            && pair.getValue().size() == 2
            && pair.getValue().get(0) instanceof ScalarNode lon
            && pair.getValue().get(1) instanceof ScalarNode lat) {
          places.add(
              new Place(Double.parseDouble(lon.getValue()), Double.parseDouble(lat.getValue())));
          continue;
        }
      } catch (IllegalArgumentException noPlace) {
        // Said below, together with what is no pair.
      }
      findings.error(file, lineOf(item), path(key), "mission.not-a-place", Because.text(path(key)));
      return List.of();
    }
    return places;
  }

  /** One of some words, the first where another stands. */
  String word(String key, List<String> words) {
    String text = text(key).toLowerCase(Locale.ROOT);
    if (text.isEmpty() || words.contains(text)) {
      return text.isEmpty() ? words.getFirst() : text;
    }
    error(
        key,
        "mission.not-a-word",
        Because.text(path(key)),
        Because.text(text),
        Because.text(String.join(", ", words)),
        Because.text(Nearest.of(text, words)));
    return words.getFirst();
  }

  /** A text in every language that is asked for. */
  Texts texts(String key, List<String> languages) {
    if (!has(key)) {
      error(key, "mission.missing", Because.text(path(key)));
      return new Texts(Map.of());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    Section section = section(key);
    for (String language : languages) {
      if (section.has(language)) {
        texts.put(language, section.text(language));
      } else {
        error(key, "mission.language-missing", Because.text(path(key)), Because.text(language));
      }
    }
    section.refuseUnknown();
    return new Texts(texts);
  }

  Section section(String key) {
    has(key);
    Node node = values.get(key);
    if (node == null) {
      error(key, "mission.missing", Because.text(path(key)));
      return new Section(file, path(key), line);
    }
    return new Section(file, path(key), node, findings);
  }

  /** A section that is not there: everything asked of it is missing without a further word. */
  private Section(String file, String path, long line) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.findings = new Findings();
  }

  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    int index = 0;
    for (Node item : items(key)) {
      sections.add(new Section(file, path(key) + "[" + index++ + "]", item, findings));
    }
    return sections;
  }

  List<String> list(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        error(key, "mission.not-a-text", Because.text(path(key)));
      }
    }
    return texts;
  }

  private List<Node> items(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (values.get(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    error(key, "mission.not-a-list", Because.text(path(key)));
    return List.of();
  }

  /** Says which keys nobody asked for, with the nearest known one. */
  void refuseUnknown() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        error(
            key,
            "mission.unknown-key",
            Because.text(path(key)),
            Because.text(Nearest.of(key, List.copyOf(asked))),
            Because.text(String.join(", ", asked)));
      }
    }
  }
}
