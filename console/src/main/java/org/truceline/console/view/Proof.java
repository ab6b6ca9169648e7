package org.truceline.console.view;

/** How far the record stands behind an entry. */
public enum Proof {
  /** On this machine's disk. */
  WRITTEN("written"),
  /** Under a signed checkpoint of this log. */
  SEALED("sealed"),
  /** Under a checkpoint that another party has cosigned. */
  WITNESSED("witnessed");

  private final String word;

  Proof(String word) {
    this.word = word;
  }

  /** The state as data formats write it. */
  public String word() {
    return word;
  }
}
