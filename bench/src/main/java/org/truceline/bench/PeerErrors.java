package org.truceline.bench;

import java.util.ArrayList;
import java.util.List;

/** How far the offsets that a peer found lie from the reference's, and on which side. */
final class PeerErrors {
  private final List<Double> metres = new ArrayList<>();
  private int beside;
  private int wrong;

  /**
   * Takes one answer in.
   *
   * @param expected the reference's
   * @param offsetMetres what the peer found, positive on the left
   */
  void add(GeodesicReference.Answer expected, double offsetMetres) {
    if (Double.isNaN(offsetMetres)) {
      throw new IllegalArgumentException("an answer is no number, for " + expected);
    }
    metres.add(Math.abs(Math.abs(offsetMetres) - expected.metres()));
    if (expected.side() != 0) {
      beside++;
      wrong += Math.signum(offsetMetres) == expected.side() ? 0 : 1;
    }
  }

  /**
   * The error, in distance alone, that a share of the answers does not exceed (nearest rank); the
   * largest for a share of one.
   */
  double metres(double share) {
    int rank = (int) Math.ceil(share * metres.size());
    return metres.stream().sorted().toList().get(Math.max(1, rank) - 1);
  }

  /** How many of the answers have a side: those not past an end of the line. */
  int beside() {
    return beside;
  }

  /** How many of them name the other side, or none. */
  int wrongSides() {
    return wrong;
  }
}
