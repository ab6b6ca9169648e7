package org.truceline.line;

/**
 * The name by which a mission folder knows one drawing of the line.
 *
 * @param text the id, not blank
 */
public record VersionId(String text) implements Comparable<VersionId> {
  public VersionId {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a version's id is not blank");
    }
  }

  @Override
  public int compareTo(VersionId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
