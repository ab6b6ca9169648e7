package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a run of the program printed and ended with. */
record Run(int status, String out, String err) {
  /** Runs it with these arguments; it never shows a stack trace. */
  static Run of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Main.run(new PrintStream(out, true), new PrintStream(err, true), args);
    Run run = new Run(status, out.toString(UTF_8), err.toString(UTF_8));
    assertThat(run.out() + run.err()).doesNotContain("\tat ", "Exception in");
    return run;
  }
}
