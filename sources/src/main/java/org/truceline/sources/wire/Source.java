package org.truceline.sources.wire;

/**
 * A wire over which reports come while the desk is running. It starts once and closes once; between
 * the two it mends by itself whatever the world outside breaks, and says so in its health.
 */
public interface Source extends AutoCloseable {
  /** Its id, as the settings name it. */
  String id();

  /** Begins to listen; returns at once. What hinders it stands in its health. */
  void start();

  /** How it is now. */
  Health health();

  /**
   * Stops listening, lets what is being handed in be written, and returns when that is done, or
   * after {@link WireLimits#LONGEST_CLOSING} at most. What was not acknowledged the sender still
   * has.
   */
  @Override
  void close();
}
