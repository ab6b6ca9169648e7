package org.truceline.line;

/**
 * How a doubtful place divides over the ground about a line: the probability that it lies on the
 * left, on the right, and beyond an end, where there is no side. They add up to one.
 *
 * @param left from 0 to 1
 * @param right from 0 to 1
 * @param beyond from 0 to 1
 */
public record SideShares(double left, double right, double beyond) {
  public SideShares {
    double sum = left + right + beyond;
    if (!(left >= 0 && right >= 0 && beyond >= 0 && Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalArgumentException(
          "shares of " + left + ", " + right + " and " + beyond + " are not shares of one");
    }
  }

  /** The probability of a side. */
  public double of(Side side) {
    return side == Side.LEFT ? left : right;
  }
}
