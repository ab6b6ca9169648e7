package org.truceline.line;

/** Whether a place lies beside a line or past one of its ends, where it has no side. */
public enum End {
  NONE,
  START,
  FINISH
}
