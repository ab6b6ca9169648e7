package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truceline.terms.Because;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says what is wrong with a command line, in the language that it asks for. */
final class WrongUsage {
  private WrongUsage() {}

  /** Says it, with where to read more; the exit status is that of wrong usage. */
  static int say(ParameterException wrong, String[] args) {
    Words words = Words.in(language(args));
    CommandLine command = wrong.getCommandLine();
    command.getErr().println("truceline: " + what(wrong, words));
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(words.say("app.usage.see", text("./" + name)));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** The language that a command line asks for, before it is parsed: it may be wrong elsewhere. */
  static Language language(String... args) {
    String joined = String.join(" ", args) + " ";
    return joined.matches("(?is)(.* )?--lang[= ]ko .*") ? Language.KO : Language.EN;
  }

  private static String what(ParameterException wrong, Words words) {
    return switch (wrong) {
      case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched, words);
      case CommandLine.OverwrittenOptionException twice ->
          words.say("app.usage.twice", name(twice.getOverwritten()));
      case CommandLine.MissingParameterException missing -> missing(missing, words);
      default -> other(wrong, words);
    };
  }

  private static String unmatched(CommandLine.UnmatchedArgumentException wrong, Words words) {
    String first = wrong.getUnmatched().getFirst();
    String said =
        words.say(
            wrong.isUnknownOption() ? "app.usage.unknown-option" : "app.usage.unknown",
            text(first));
    List<String> near = wrong.getSuggestions();
    return near.isEmpty()
        ? said
        : said + " " + words.say("app.usage.did-you-mean", text(near.getFirst()));
  }

  private static String missing(CommandLine.MissingParameterException wrong, Words words) {
    List<ArgSpec> missing = wrong.getMissing();
    if (missing.isEmpty()) {
      return other(wrong, words);
    }
    ArgSpec first = missing.getFirst();
    return words.say(
        first.isOption() ? "app.usage.missing-value" : "app.usage.missing", name(first));
  }

  private static String other(ParameterException wrong, Words words) {
    ArgSpec about = wrong.getArgSpec();
    if (about == null) {
      return words.say("app.usage.no-command");
    }
    Because.Value value = text(String.valueOf(wrong.getValue()));
    if (wrong.getValue() == null) {
      return words.say("app.usage.missing-value", name(about));
    }
    if (!about.type().isEnum()) {
      return words.say("app.usage.bad-value", name(about), value);
    }
    String known =
        Arrays.stream(about.type().getEnumConstants())
            .map(one -> one.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return words.say("app.usage.one-of", name(about), value, text(known));
  }

  private static Because.Value name(ArgSpec about) {
    return text(about instanceof OptionSpec option ? option.longestName() : about.paramLabel());
  }
}
