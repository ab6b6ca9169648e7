package org.truceline.doors;

/**
 * How often something may be done.
 *
 * @param burst at once, above 0
 * @param perMinute in the long run, above 0
 */
public record Rate(int burst, int perMinute) {
  public Rate {
    if (burst < 1 || perMinute < 1) {
      throw new IllegalArgumentException(burst + " at once, " + perMinute + " a minute");
    }
  }
}
