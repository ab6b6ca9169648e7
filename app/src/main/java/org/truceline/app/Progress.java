package org.truceline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Says on a terminal how far long work has come; says nothing elsewhere. */
final class Progress implements AutoCloseable {
  /** Rows between two words: often enough to see life, too seldom to cost anything. */
  private static final long EVERY = 250_000;

  private static final int BAR = 30;

  private final PrintWriter err;
  private final boolean shown;
  private final long bytesInAll;
  private final AtomicLong bytes = new AtomicLong();
  private long rows;
  private boolean open;

  /**
   * Progress that is shown or not.
   *
   * @param bytesInAll bytes to be read, or 0 where nobody knows
   */
  Progress(PrintWriter err, boolean shown, long bytesInAll) {
    this.err = err;
    this.shown = shown;
    this.bytesInAll = bytesInAll;
  }

  /** Progress over files on a terminal, unless what is printed to it is the work itself. */
  static Progress on(PrintWriter err, boolean quiet, List<String> files) {
    return new Progress(err, !quiet && terminal(), sizeOf(files));
  }

  private static long sizeOf(List<String> files) {
    long sum = 0;
    for (String name : files) {
      try {
        if (name.equals("-")) {
          return 0;
        }
        sum += Files.size(Path.of(name));
      } catch (IOException unknown) {
        return 0;
      }
    }
    return sum;
  }

  @SuppressWarnings("SystemConsoleNull") // older consoles answered null; ours says isTerminal
  private static boolean terminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** So many more bytes have been read. */
  void read(long more) {
    bytes.addAndGet(more);
  }

  /** So many more rows have been worked on. */
  void step(long more) {
    long before = rows / EVERY;
    rows += more;
    if (shown && rows / EVERY > before) {
      open = true;
      err.print(line());
      err.flush();
    }
  }

  private String line() {
    if (bytesInAll == 0) {
      return String.format(Locale.ROOT, "\r%,d", rows);
    }
    double share = Math.min(1, (double) bytes.get() / bytesInAll);
    int full = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "\r[%s%s] %3.0f %%  %,d",
        "#".repeat(full),
        ".".repeat(BAR - full),
        100 * share,
        rows);
  }

  /** Leaves the line, so that what follows stands on its own. */
  void end() {
    if (open) {
      err.println();
      open = false;
    }
  }

  @Override
  public void close() {
    end();
  }
}
