package org.truceline.line;

/** What its holder keeps a version for. */
public enum Purpose {
  LEGAL,
  OPERATING,
  CLAIMED,
  PROPOSED,
  SURVEYED
}
