package org.truceline.sources.wire;

/**
 * Where sources hand in what came. A source acknowledges to its sender only what the intake
 * answered {@link Taken.Written} or {@link Taken.AlreadyHeld} to.
 */
public interface Intake {
  /**
   * Takes a delivery, and returns when it is durably written or when it is known that it will not
   * be. Called from several threads at once; a source hands in one delivery of a sender after the
   * other.
   *
   * @throws InterruptedException when the caller is to stop; whether it was written is then unknown
   */
  Taken take(Delivery delivery) throws InterruptedException;
}
