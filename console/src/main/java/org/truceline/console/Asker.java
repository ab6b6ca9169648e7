package org.truceline.console;

/**
 * Who asks.
 *
 * @param id the account's id, as the record writes it
 * @param name the name that people see
 * @param role the role in which they ask
 */
public record Asker(String id, String name, String role) {
  public Asker {
    if (id.isBlank()) {
      throw new IllegalArgumentException("somebody without an id");
    }
  }
}
