package org.truceline.console;

/** What somebody must be allowed to do before a route answers. */
public enum Right {
  /** Nothing: pages, scripts and fonts, which hold no news. */
  NOTHING,
  /** To see the line, the tracks, the episodes, the record and the status. */
  SEE,
  /** To see how the machine is, in figures: no place, no person. */
  HEALTH,
  /** To bring reports. */
  REPORT,
  /** To silence the attention sound. */
  SILENCE
}
