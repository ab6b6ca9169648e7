package org.truceline.doors;

/**
 * A change that the record has not been told of yet. It is written into the file of people together
 * with the change itself, and taken out once the record has it.
 *
 * @param number counts all changes of a file; told twice, it has the same number
 * @param change what was changed
 */
public record Untold(long number, DoorEvent.Administered change) {
  public Untold {
    if (number < 1) {
      throw new IllegalArgumentException("change number " + number);
    }
  }
}
