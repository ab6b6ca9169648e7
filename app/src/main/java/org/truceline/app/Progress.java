package org.truceline.app;

import java.io.PrintWriter;

/** Says on a terminal how far long work has come; says nothing elsewhere. */
final class Progress implements AutoCloseable {
  /** Rows between two words: often enough to see life, too seldom to cost anything. */
  private static final long EVERY = 250_000;

  private final PrintWriter err;
  private final boolean shown;
  private long rows;

  private Progress(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Progress on a terminal, unless what is printed to it is the work itself. */
  static Progress on(PrintWriter err, boolean quiet) {
    return new Progress(err, !quiet && terminal());
  }

  @SuppressWarnings("SystemConsoleNull") // older consoles answered null; ours says isTerminal
  private static boolean terminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  void step() {
    rows++;
    if (shown && rows % EVERY == 0) {
      err.printf("\r%,d", rows);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (shown && rows >= EVERY) {
      err.println();
    }
  }
}
