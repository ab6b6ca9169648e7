package org.truceline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.truceline.record.EntryProof;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.TrustPolicy;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code truceline record verify}: whether a record, or one entry by its proof, holds. */
@Command(name = "verify")
final class RecordVerifyCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "0..1", descriptionKey = "DIR")
  @Nullable Path folder;

  @Option(names = "--proof", paramLabel = "FILE")
  @Nullable Path proof;

  @Option(names = "--entry", paramLabel = "FILE")
  @Nullable Path entry;

  @Option(names = "--json")
  boolean json;

  @Mixin Trust trust = new Trust();

  @Override
  public Integer call() {
    TrustPolicy policy = trust.read(words());
    if (folder != null && proof == null && entry == null) {
      return record(folder, policy);
    }
    if (folder == null && proof != null && entry != null) {
      return proof(proof, entry, policy);
    }
    throw Wrong.usage(words().say("app.record.verify-what"));
  }

  private int record(Path of, TrustPolicy policy) {
    Verification verification;
    try (Progress progress = Progress.on(err(), json, List.of())) {
      long[] before = new long[1];
      verification =
          Verification.of(
              new TileFolder(of),
              policy,
              looked -> {
                progress.step(looked - before[0]);
                before[0] = looked;
              });
    }
    boolean enough =
        verification.holds()
            && (!policy.asksForWitnesses() || verification.witnessed().isPresent());
    if (json) {
      out().println(asJson(of, verification, enough));
      return enough ? 0 : 1;
    }
    say("app.record.proved", verification.proved());
    say("app.record.not-proved", verification.notProved());
    verification
        .broken()
        .ifPresent(because ->
            out()
                .println(
                    words()
                        .say(
                            "app.record.broken",
                            text(verification.place().orElse("")),
                            new Because.Phrase(because))));
    out().println(words().say(enough ? "app.record.holds" : "app.record.holds-not"));
    return enough ? 0 : 1;
  }

  private void say(String message, List<Because> reasons) {
    reasons.forEach(because -> out().println(words().say(message, text(words().sayAll(because)))));
  }

  private String asJson(Path of, Verification verification, boolean enough) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("record", of.toString()).put("holds", enough);
    verification
        .checkpoint()
        .ifPresent(signed ->
            root.put("name", signed.checkpoint().origin())
                .put("entries", signed.checkpoint().size())
                .put("root", signed.checkpoint().root().base64()));
    verification.witnessed().ifPresent(count -> root.put("witnessed", count));
    reasons(root.putArray("proved"), verification.proved());
    reasons(root.putArray("notProved"), verification.notProved());
    verification
        .broken()
        .ifPresent(because ->
            root.putObject("broken")
                .put("code", because.message())
                .put("file", verification.place().orElse(""))
                .put("what", words().sayAll(because)));
    return root.toString();
  }

  private void reasons(ArrayNode to, List<Because> reasons) {
    reasons.forEach(because ->
        to.addObject().put("code", because.message()).put("what", words().sayAll(because)));
  }

  private int proof(Path proofFile, Path entryFile, TrustPolicy policy) {
    byte[] proofBytes = bytes(proofFile);
    byte[] entryBytes = bytes(entryFile);
    Optional<Because> wrong =
        switch (EntryProof.read(proofBytes)) {
          case EntryProof.Unreadable(var because) -> Optional.of(because);
          case EntryProof.Read(var read) -> read.wrong(entryBytes, policy);
        };
    String words =
        wrong.isPresent()
            ? words().sayAll(wrong.get())
            : words().say("app.record.proof-holds", text(proofFile.toString()));
    if (json) {
      ObjectNode root = new JsonMapper().createObjectNode();
      root.put("proof", proofFile.toString()).put("holds", wrong.isEmpty());
      root.put("code", wrong.map(Because::message).orElse("app.record.proof-holds"));
      out().println(root.put("what", words));
    } else {
      out().println(words);
    }
    return wrong.isEmpty() ? 0 : 1;
  }

  private byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw Wrong.usage(
          words().say("app.record.unreadable", text(file.toString()), text(reason(unreadable))));
    }
  }
}
