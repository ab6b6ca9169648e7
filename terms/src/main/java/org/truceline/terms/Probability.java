package org.truceline.terms;

/**
 * How likely something is, from 0 (cannot be) to 1 (must be).
 *
 * @param value from 0 to 1
 */
public record Probability(double value) implements Comparable<Probability> {
  /** It cannot be. */
  public static final Probability NONE = new Probability(0);

  /** It must be. */
  public static final Probability CERTAIN = new Probability(1);

  public Probability {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("a probability of " + value + " is not within 0 to 1");
    }
  }

  /** A probability of this value, from 0 to 1. */
  public static Probability of(double value) {
    return new Probability(value);
  }

  /** How likely it is that the thing is not so. */
  public Probability not() {
    return new Probability(1 - value);
  }

  @Override
  public int compareTo(Probability other) {
    return Double.compare(value, other.value);
  }
}
