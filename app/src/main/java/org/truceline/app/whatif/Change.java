package org.truceline.app.whatif;

/** What becomes of a matter if a proposal is taken. */
public enum Change {
  APPEARS("appears"),
  VANISHES("vanishes"),
  GRAVER("graver"),
  MILDER("milder"),
  STAYS("stays");

  private final String word;

  Change(String word) {
    this.word = word;
  }

  /** The change as data formats write it. */
  public String word() {
    return word;
  }
}
