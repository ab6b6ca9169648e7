package org.truceline.app;

/** A command cannot go on; its message says what to do. Ends at the command line. */
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  private Wrong(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The work found something wrong: exit status 1. */
  static Wrong found(String message) {
    return new Wrong(1, message);
  }

  /** The command was used wrongly: exit status 2. */
  static Wrong usage(String message) {
    return new Wrong(2, message);
  }

  int status() {
    return status;
  }
}
