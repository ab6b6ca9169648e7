package org.truceline.sources;

/**
 * Where an item stood.
 *
 * @param file the file's name, with the entry's name behind a "!" for archives
 * @param line its line, from 1; 0 where the file as a whole is meant
 */
public record Origin(String file, long line) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
