package org.truceline.record;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Seeded chance for keys in tests: the same keys each time. */
public final class Chance {
  private Chance() {}

  /** Chance from a seed. */
  public static SecureRandom seeded(long seed) {
    try {
      SecureRandom chance = SecureRandom.getInstance("SHA1PRNG");
      chance.setSeed(seed);
      return chance;
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}
