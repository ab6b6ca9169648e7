package org.truceline.app.whatif;

/** What something is judged under. */
public enum Under {
  IN_FORCE,
  PROPOSED
}
