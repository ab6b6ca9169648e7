package org.truceline.terms;

/**
 * A length along the ground. Signed where the name of the value says so (an offset), else not
 * negative.
 *
 * @param metres the length in metres, finite
 */
public record Distance(double metres) implements Comparable<Distance> {
  /** No distance at all. */
  public static final Distance ZERO = new Distance(0);

  public Distance {
    if (!Double.isFinite(metres)) {
      throw new IllegalArgumentException("a distance of " + metres + " m is not a distance");
    }
  }

  /** A distance of so many metres. */
  public static Distance metres(double metres) {
    return new Distance(metres);
  }

  @Override
  public int compareTo(Distance other) {
    return Double.compare(metres, other.metres);
  }
}
