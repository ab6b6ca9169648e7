package org.truceline.app.mission;

import org.truceline.terms.Because;

/**
 * Something that a mission folder should know about itself.
 *
 * @param severity how bad it is
 * @param file the file, relative to the folder
 * @param line the line in it, from 1; 0 where the whole file is meant
 * @param feature the feature or key concerned, or the empty text
 * @param what what is wrong, and what to do
 */
public record Finding(Severity severity, String file, long line, String feature, Because what) {
  /** How bad a finding is. */
  public enum Severity {
    /** The folder cannot be used until this is put right. */
    ERROR,
    /** The folder can be used; somebody should look. */
    WARNING,
    /** Worth knowing. */
    NOTE
  }
}
