package org.truceline.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "truceline",
    version = "truceline 0.1.0",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps an accident on a ceasefire line from becoming a clash: holds the line as each",
      "party draws it, and judges positions against it with honest doubt."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit status: 0 done, 1 found something wrong, 2 wrong usage."},
    subcommands = {DemoCommand.class, CheckCommand.class, CompareCommand.class, JudgeCommand.class})
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs one command; what it prints is UTF-8. */
  static int run(PrintStream out, PrintStream err, String... args) {
    PrintWriter toOut = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    PrintWriter toErr = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    CommandLine line =
        new CommandLine(new Main())
            .setOut(toOut)
            .setErr(toErr)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(96);
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (problem instanceof Wrong wrong) {
        command.getErr().println("truceline: " + wrong.getMessage());
        return wrong.status();
      }
      throw problem;
    });
    int status = line.execute(args);
    toOut.flush();
    toErr.flush();
    return status;
  }
}
