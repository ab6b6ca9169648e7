package org.truceline.line;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The named rule by which a mission decides when a place is past the line. */
public sealed interface Rule {
  /** The names of the rules that name no version. */
  List<String> WORDS = List.of("markers-first", "every-version", "any-version");

  /** What the name of the rule that names a version begins with. */
  String ONE = "one-version:";

  /** An identified marker decides where one is near; elsewhere every version must be passed. */
  record MarkersFirst() implements Rule {}

  /** Every version must be passed. */
  record EveryVersion() implements Rule {}

  /** Passing any version is enough. */
  record AnyVersion() implements Rule {}

  /** One version decides alone. */
  record OneVersion(VersionId version) implements Rule {}

  /** The rule of a name as mission folders write it. */
  static Optional<Rule> find(String name) {
    String text = name.strip();
    if (text.startsWith(ONE)) {
      String id = text.substring(ONE.length()).strip();
      return id.isEmpty() ? Optional.empty() : Optional.of(new OneVersion(new VersionId(id)));
    }
    return Stream.<Rule>of(new MarkersFirst(), new EveryVersion(), new AnyVersion())
        .filter(rule -> rule.name().equals(text))
        .findFirst();
  }

  /** The rule's name as mission folders write it. */
  default String name() {
    return switch (this) {
      case MarkersFirst() -> "markers-first";
      case EveryVersion() -> "every-version";
      case AnyVersion() -> "any-version";
      case OneVersion(var version) -> ONE + " " + version;
    };
  }
}
