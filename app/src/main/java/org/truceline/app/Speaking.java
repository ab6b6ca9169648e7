package org.truceline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.MissionReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: a language and somewhere to print. */
abstract class Speaking {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The whole command line that this is a part of. */
  Main main() {
    return spec.root().userObject() instanceof Main main ? main : new Main();
  }

  Language language() {
    return main().language;
  }

  Words words() {
    return Words.in(language());
  }

  /** The mission of a folder; its errors are printed and end the command. */
  Mission mission(Path folder) {
    MissionReader.Reading reading = MissionReader.read(folder);
    if (reading.find().isEmpty()) {
      findings(reading.findings(), err(), Finding.Severity.ERROR);
      throw Wrong.found(words().say("app.mission-unusable", text(folder.toString())));
    }
    return reading.find().get();
  }

  void findings(List<Finding> findings, PrintWriter to, Finding.Severity least) {
    Words words = words();
    for (Finding finding : findings) {
      if (finding.severity().compareTo(least) > 0) {
        continue;
      }
      String where = finding.file() + (finding.line() == 0 ? "" : ":" + finding.line());
      String feature = finding.feature().isEmpty() ? "" : " [" + finding.feature() + "]";
      String severity = words.say("app.severity." + finding.severity());
      to.println(severity + " " + where + feature + ": " + words.say(finding.what()));
    }
  }

  /** Writes one kind of file. */
  interface Writing {
    void to(Path file) throws IOException;
  }

  /** Writes a file, and says so, or why it could not. */
  void write(Path file, Writing writing) {
    try {
      writing.to(file);
    } catch (IOException | UncheckedIOException failed) {
      throw Wrong.found(
          words().say("app.not-written", text(file.toString()), text(reason(failed))));
    }
    err().println(words().say("compare.page.written", text(file.toString())));
  }

  /** What the system says of a failure: the kind of it, and its words. */
  static String reason(Exception failed) {
    Throwable cause = failed instanceof UncheckedIOException ? failed.getCause() : failed;
    return String.valueOf(cause);
  }

  static org.truceline.terms.Because.Value text(String text) {
    return org.truceline.terms.Because.text(text);
  }
}
