package org.truceline.app.resume;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truceline.terms.Because;

/**
 * Something that what a run finds depends on, as it was found when the run began.
 *
 * @param kind what it is
 * @param name its name, or the empty text where there is but one
 * @param value how it is: what a person gave, or what tells it from another
 */
public record Condition(Kind kind, String name, String value) {
  /** What conditions are about. */
  public enum Kind {
    PROGRAM,
    COMMAND,
    OPTION,
    INPUTS,
    MISSION,
    FILE
  }

  /** Changes said; where nearly all is another, a few say enough. */
  private static final int MOST_SAID = 6;

  private record Key(Kind kind, String name) {}

  /** What is no longer as it was; nothing where all is. */
  public static List<Because> changes(List<Condition> was, List<Condition> is) {
    Map<Key, String> before = byKey(was);
    Map<Key, String> now = byKey(is);
    List<Because> changes = new ArrayList<>();
    before.forEach((key, value) -> {
      String other = now.getOrDefault(key, "");
      if (!value.equals(other)) {
        changes.add(change(key, value, other));
      }
    });
    now.forEach((key, value) -> {
      if (!before.containsKey(key)) {
        changes.add(change(key, "", value));
      }
    });
    return List.copyOf(changes.subList(0, Math.min(MOST_SAID, changes.size())));
  }

  private static Map<Key, String> byKey(List<Condition> conditions) {
    Map<Key, String> byKey = new LinkedHashMap<>();
    for (Condition one : conditions) {
      byKey.put(new Key(one.kind, one.name), one.value);
    }
    return byKey;
  }

  private static Because change(Key key, String was, String is) {
    Because.Value name = Because.text(key.name);
    Because.Value before = Because.text(was);
    Because.Value now = Because.text(is);
    return switch (key.kind) {
      case PROGRAM -> Because.of("app.resume.program");
      case COMMAND -> Because.of("app.resume.command", before, now);
      case OPTION -> Because.of("app.resume.option", name, before, now);
      case INPUTS -> Because.of("app.resume.inputs", before, now);
      case MISSION -> Because.of("app.resume.mission", name);
      case FILE -> Because.of("app.resume.file", name, before, now);
    };
  }
}
