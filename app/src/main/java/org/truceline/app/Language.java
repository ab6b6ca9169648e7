package org.truceline.app;

import java.util.Locale;

/** A language in which the program speaks. */
public enum Language {
  EN,
  KO;

  /** Its code, as in file names and mission folders. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
