package org.truceline.doors;

/**
 * How much work one try of a passphrase costs, in the parameters of Argon2id (RFC 9106).
 *
 * @param memoryKib memory in KiB, 8,192 to 1,048,576
 * @param rounds passes over it, 1 to 16
 * @param lanes independent lanes, 1 to 4
 */
public record Strength(int memoryKib, int rounds, int lanes) {
  /** 19 MiB in two passes on one lane, the least that OWASP's cheat sheet advises: about 75 ms. */
  public static final Strength DEFAULT = new Strength(19 * 1024, 2, 1);

  // The upper bounds are there because a file names them: one try must not take all memory.
  public Strength {
    if (memoryKib < 8_192 || memoryKib > 1_048_576) {
      throw new IllegalArgumentException("memory of " + memoryKib + " KiB");
    }
    if (rounds < 1 || rounds > 16 || lanes < 1 || lanes > 4) {
      throw new IllegalArgumentException(rounds + " rounds on " + lanes + " lanes");
    }
  }
}
