package org.truceline.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.truceline.record.Shown;
import org.truceline.record.TileFolder;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code truceline record show}: entries, each with how far it is proved. */
@Command(name = "show")
final class RecordShowCommand extends Speaking implements Callable<Integer> {
  private static final long USUALLY = 10;

  @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "DIR")
  Path folder = Path.of(".");

  @Parameters(index = "1", paramLabel = "INDEX", arity = "0..1", descriptionKey = "INDEX")
  @Nullable Long index;

  @Option(names = "--last", paramLabel = "N")
  @Nullable Long last;

  @Option(names = "--json")
  boolean json;

  @Mixin Trust trust = new Trust();

  static Shown shown(Path folder, TrustPolicy policy, VerifierKey log, Words words) {
    try {
      return Shown.of(new TileFolder(folder), policy, log);
    } catch (Shown.Unreadable unreadable) {
      throw Wrong.found(words.sayAll(unreadable.because()));
    }
  }

  @Override
  public Integer call() {
    if ((index != null && (index < 0 || last != null)) || (last != null && last < 1)) {
      throw Wrong.usage(words().say("app.record.show-what"));
    }
    Shown shown = shown(folder, trust.read(words()), trust.log(words()), words());
    if (index != null && index >= shown.size()) {
      throw Wrong.found(
          words().say("app.record.no-entry", Because.count(index), Because.count(shown.size())));
    }
    long from = index != null ? index : Math.max(0, shown.size() - (last == null ? USUALLY : last));
    long to = index != null ? index + 1 : shown.size();
    for (long at = from; at < to; at++) {
      try {
        show(at, shown.entry(at), shown);
      } catch (Shown.Unreadable damaged) {
        out().flush();
        throw Wrong.found(words().sayAll(damaged.because()));
      }
    }
    return 0;
  }

  private void show(long at, byte[] bytes, Shown shown) {
    Set<String> witnesses = shown.witnesses(at);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (json) {
      ObjectNode root = new JsonMapper().createObjectNode();
      root.put("index", at).put("witnessed", shown.witnessed(at));
      witnesses.forEach(root.putArray("cosignedBy")::add);
      out().println(root.put("entry", text));
      return;
    }
    out()
        .println(
            witnesses.isEmpty()
                ? words().say("app.record.sealed", Because.count(at))
                : words()
                    .say(
                        shown.witnessed(at) ? "app.record.witnessed" : "app.record.cosigned",
                        Because.count(at),
                        text(String.join(", ", witnesses))));
    // Line by line through the catalogue's guard: an entry may not steer the terminal.
    text.lines().forEach(line -> out().println(words().say("app.record.line", text(line))));
  }
}
