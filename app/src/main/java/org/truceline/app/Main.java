package org.truceline.app;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "truceline",
    version = "truceline " + Main.VERSION,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      CompareCommand.class,
      JudgeCommand.class,
      RecordCommand.class,
      WhatIfCommand.class,
      ServeCommand.class,
      ReplayCommand.class,
      AccountCommand.class,
      TokenCommand.class
    })
public final class Main {
  /** The version of the program. */
  static final String VERSION = "0.1.0";

  @Option(names = "--lang", paramLabel = "LANG", defaultValue = "en", scope = ScopeType.INHERIT)
  Language language = Language.EN;

  /** How often long work that can be taken up again writes its bookmark. */
  final Pace pace;

  Main() {
    this(Pace.USUAL);
  }

  Main(Pace pace) {
    this.pace = pace;
  }

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs one command; what it prints is UTF-8. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return run(new Main(), out, err, args);
  }

  /** Runs one command of a command line. */
  static int run(Main main, PrintStream out, PrintStream err, String... args) {
    PrintWriter toOut = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    PrintWriter toErr = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    CommandLine line =
        new CommandLine(main)
            .setOut(toOut)
            .setErr(toErr)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(96);
    HelpWords help = new HelpWords(WrongUsage.language(args));
    line.setResourceBundle(help);
    line.getSubcommands().values().forEach(command -> speak(command, help));
    line.setParameterExceptionHandler(WrongUsage::say);
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

  private static void speak(CommandLine command, HelpWords help) {
    command.setResourceBundle(help);
    command.getSubcommands().values().forEach(below -> speak(below, help));
  }
}
