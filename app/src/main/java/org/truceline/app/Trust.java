package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;
import picocli.CommandLine.Option;

/** Whom a reader trusts, as a command line says it: a record's key, a policy, or both. */
final class Trust {
  @Option(names = "--key", paramLabel = "KEY", descriptionKey = "trust.key")
  @Nullable String key;

  @Option(names = "--policy", paramLabel = "FILE", descriptionKey = "trust.policy")
  @Nullable Path policy;

  /** The policy of the reader. */
  TrustPolicy read(Words words) {
    Optional<VerifierKey> log = Optional.ofNullable(key).map(text -> logKey(text, words));
    if (policy == null) {
      return log.map(TrustPolicy::ofLog)
          .orElseThrow(() -> Wrong.usage(words.say("app.record.no-key")));
    }
    return switch (TrustPolicy.read(file(policy, words))) {
      case TrustPolicy.Unreadable(int line, var because) ->
          throw Wrong.usage(
              words.say("app.record.policy", text(policy.toString()), Because.count(line))
                  + " "
                  + words.say(because));
      case TrustPolicy.Read(var read) ->
          log.map(known ->
                  read.about(known)
                      .orElseThrow(
                          () -> Wrong.usage(words.say("app.record.other-key", text(known.name())))))
              .orElse(read);
    };
  }

  /** The key of one record: the one that is given, or the only one of the policy. */
  VerifierKey log(Words words) {
    List<VerifierKey> logs = read(words).logs();
    if (logs.size() != 1) {
      throw Wrong.usage(words.say("app.record.no-key"));
    }
    return logs.getFirst();
  }

  /** The text of the policy, or nothing. */
  String policyText(Words words) {
    return policy == null ? "" : file(policy, words);
  }

  static VerifierKey logKey(String text, Words words) {
    String found = text.contains("+") ? text : firstLine(file(Path.of(text), words));
    return VerifierKey.parse(found)
        .filter(key -> key.kind() == KeyKind.LOG)
        .orElseThrow(() -> Wrong.usage(words.say("app.record.bad-key", text(text))));
  }

  private static String firstLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .findFirst()
        .orElse("");
  }

  /** The private keys of a file, one a line. */
  static List<SigningKey> secrets(Path file, Words words) {
    List<SigningKey> keys = new ArrayList<>();
    for (String line : file(file, words).lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        keys.add(
            SigningKey.parse(line)
                .orElseThrow(
                    () -> Wrong.usage(words.say("app.record.bad-secret", text(file.toString())))));
      }
    }
    return keys;
  }

  static String file(Path file, Words words) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw Wrong.usage(
          words.say("app.record.unreadable", text(file.toString()), text(unreadable.toString())));
    }
  }
}
