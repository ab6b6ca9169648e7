package org.truceline.terms;

/**
 * The name by which a mission folder knows a party.
 *
 * @param text the id, not blank
 */
public record PartyId(String text) {
  public PartyId {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a party's id is not blank");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
