package org.truceline.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.KeyName;
import org.truceline.record.note.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code truceline record keygen}: new keys of a record or of a witness, in a file of their own.
 */
@Command(name = "keygen")
final class RecordKeygenCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
  String name = "";

  @Option(names = "--out", paramLabel = "FILE", required = true)
  Path file = Path.of("key");

  @Option(names = "--witness")
  boolean witness;

  @Override
  public Integer call() {
    if (!KeyName.allowed(name)) {
      throw Wrong.usage(words().say("app.record.bad-name", text(name)));
    }
    if (Files.exists(file)) {
      throw Wrong.found(words().say("app.record.key-there", text(file.toString())));
    }
    SecureRandom chance = new SecureRandom();
    List<SigningKey> keys = new ArrayList<>();
    for (KeyKind kind :
        witness ? List.of(KeyKind.COSIGNER, KeyKind.COSIGNER_ML_DSA_44) : List.of(KeyKind.LOG)) {
      keys.add(SigningKey.draw(name, kind, chance));
    }
    StringBuilder secrets = new StringBuilder();
    keys.forEach(key -> secrets.append(key.secretLine()));
    write(file, to -> SecretFile.write(to, secrets.toString()));
    for (SigningKey key : keys) {
      out().println(key.verifier().text());
      out().println(words().say("app.record.fingerprint", text(key.verifier().fingerprint())));
    }
    return 0;
  }
}
