package org.truceline.watch;

/** How sure it is that a body was past the line, in the words of the field. */
public enum Grade {
  CLEAR("clear"),
  NEAR("near"),
  CANNOT_TELL("cannot-tell"),
  IN_STRIP("in-strip"),
  PROBABLE("probable"),
  NEAR_CERTAIN("near-certain");

  private final String word;

  Grade(String word) {
    this.word = word;
  }

  /** The grade as data formats write it. */
  public String word() {
    return word;
  }

  /** Whether it speaks of a crossing of at least one version. */
  public boolean crossing() {
    return compareTo(IN_STRIP) >= 0;
  }
}
