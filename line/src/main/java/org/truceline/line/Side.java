package org.truceline.line;

/** A side of the line, seen by somebody who walks it from its first vertex to its last. */
public enum Side {
  LEFT,
  RIGHT;

  /** The side across the line. */
  public Side other() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
