package org.truceline.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.truceline.record.EntryProof;
import org.truceline.record.Shown;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.TrustPolicy;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code truceline record prove}: one file that shows that an entry stands in a record. */
@Command(name = "prove")
final class RecordProveCommand extends Speaking implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
  Path folder = Path.of(".");

  @Parameters(index = "1", paramLabel = "INDEX", descriptionKey = "INDEX")
  long index;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true)
  Path out = Path.of("proof");

  @Option(names = "--entry", paramLabel = "FILE")
  @Nullable Path entry;

  @Mixin Trust trust = new Trust();

  @Override
  public Integer call() {
    TrustPolicy policy = trust.read(words());
    Shown shown = RecordShowCommand.shown(folder, policy, trust.log(words()), words());
    if (index < 0 || index >= shown.size()) {
      throw Wrong.found(
          words().say("app.record.no-entry", Because.count(index), Because.count(shown.size())));
    }
    // The newest that the policy asks for; where it asks for nobody, or they have not cosigned,
    // ours.
    Optional<SignedCheckpoint> best =
        shown.over(index).stream()
            .filter(policy::witnessed)
            .max(Comparator.comparingLong(one -> one.checkpoint().size()));
    SignedCheckpoint checkpoint = best.orElse(shown.newest());
    byte[] bytes;
    byte[] entryBytes;
    try {
      entryBytes = shown.entry(index);
      EntryProof made = shown.proof(index, checkpoint);
      Optional<Because> wrong = made.wrong(entryBytes, TrustPolicy.ofLog(trust.log(words())));
      if (wrong.isPresent()) {
        throw Wrong.found(words().sayAll(wrong.get()));
      }
      bytes = made.bytes();
    } catch (Shown.Unreadable damaged) {
      throw Wrong.found(words().sayAll(damaged.because()));
    }
    write(out, file -> Files.write(file, bytes));
    if (entry != null) {
      write(entry, file -> Files.write(file, entryBytes));
    }
    boolean witnessed = policy.witnessed(checkpoint);
    out()
        .println(
            words()
                .say(
                    witnessed ? "app.record.proved-entry" : "app.record.proved-entry-alone",
                    Because.count(index),
                    Because.count(checkpoint.checkpoint().size())));
    return witnessed ? 0 : 1;
  }
}
