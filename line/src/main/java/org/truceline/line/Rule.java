package org.truceline.line;

/** The named rule by which a mission decides when a place is past the line. */
public sealed interface Rule {
  /** An identified marker decides where one is near; elsewhere every version must be passed. */
  record MarkersFirst() implements Rule {}

  /** Every version must be passed. */
  record EveryVersion() implements Rule {}

  /** Passing any version is enough. */
  record AnyVersion() implements Rule {}

  /** One version decides alone. */
  record OneVersion(VersionId version) implements Rule {}

  /** The rule's name as mission folders write it. */
  default String name() {
    return switch (this) {
      case MarkersFirst() -> "markers-first";
      case EveryVersion() -> "every-version";
      case AnyVersion() -> "any-version";
      case OneVersion(var version) -> "one-version: " + version;
    };
  }
}
