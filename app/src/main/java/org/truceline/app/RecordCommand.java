package org.truceline.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code truceline record}: what parties and readers do with a record. */
@Command(
    name = "record",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RecordVerifyCommand.class,
      RecordProveCommand.class,
      RecordShowCommand.class,
      RecordExportCommand.class,
      RecordCosignCommand.class,
      RecordImportCommand.class,
      RecordKeygenCommand.class
    })
final class RecordCommand extends Speaking implements Runnable {
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
