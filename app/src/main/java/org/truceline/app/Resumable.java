package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.truceline.app.Speaking.text;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.truceline.app.resume.Bookmark;
import org.truceline.app.resume.Condition;
import org.truceline.app.resume.GrowingFile;
import org.truceline.app.resume.ReadSoFar;
import org.truceline.sources.Item;
import org.truceline.terms.Because;

/**
 * A run that can be taken up again. It has a bookmark, and beside it a copy of all that it printed;
 * both are on the disk together, as they were between two batches. Taken up, it prints the copy,
 * passes over what was read before, and goes on: so one run more prints all, whatever became of
 * what the runs before it printed.
 */
final class Resumable implements Resumption {
  /** Beside the bookmark: the copy of what was printed. */
  private static final String PRINTED = ".printed";

  private final Path path;
  private final String command;
  private final Pace pace;
  private final Words words;
  private final PrintWriter out;
  private final PrintWriter err;
  private final GrowingFile printed;
  private final Writer copy;
  private final List<Bookmark.Finding.Whole> found;
  private final Instant begun;
  private final ReadSoFar read;
  private List<Condition> conditions = List.of();
  private @Nullable SetAside setAside;
  private @Nullable Tally tally;
  private @Nullable State state;
  private long reportsBefore;
  private boolean shown;
  private boolean left;
  private volatile long dueAt = System.nanoTime();
  private volatile Duration took = Duration.ZERO;

  private Resumable(
      Path path,
      String command,
      Pace pace,
      Words words,
      PrintWriter out,
      PrintWriter err,
      List<Bookmark.Finding.Whole> found,
      GrowingFile printed) {
    this.path = path;
    this.command = command;
    this.pace = pace;
    this.words = words;
    this.out = out;
    this.err = err;
    this.found = found;
    this.printed = printed;
    this.copy = new OutputStreamWriter(printed, UTF_8);
    this.begun = found.stream().map(one -> one.head().begun()).findFirst().orElseGet(Instant::now);
    this.read = new ReadSoFar(found.isEmpty() ? 0 : found.getFirst().head().fingerprint());
  }

  /**
   * A run with its bookmark here; it goes on where there is one already.
   *
   * @param command how it is taken up again, as it is typed
   */
  static Resumable at(
      Path path, String command, Pace pace, Words words, PrintWriter out, PrintWriter err) {
    List<Bookmark.Finding.Whole> found =
        switch (Bookmark.find(path)) {
          case Bookmark.Finding.None() -> List.of();
          case Bookmark.Finding.Unusable(var reason) -> throw Wrong.found(words.say(reason));
          case Bookmark.Finding.Whole whole -> List.of(whole);
        };
    Path beside = path.resolveSibling(path.getFileName() + PRINTED);
    try {
      GrowingFile printed = GrowingFile.open(beside);
      if (!printed.lock()) {
        printed.close();
        throw Wrong.found(words.say("app.resume.in-use", text(path.toString())));
      }
      return new Resumable(path, command, pace, words, out, err, found, printed);
    } catch (IOException failed) {
      throw notWritten(words, beside, failed);
    }
  }

  private static Wrong notWritten(Words words, Path path, Exception failed) {
    return Wrong.found(
        words.say("app.not-written", text(path.toString()), text(Speaking.reason(failed))));
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(begun);
  }

  @Override
  public void check(List<Condition> conditions, SetAside setAside) {
    this.conditions = conditions;
    this.setAside = setAside;
    try {
      if (found.isEmpty()) {
        printed.begin();
        return;
      }
      Bookmark.Head head = found.getFirst().head();
      List<Because> changes = Condition.changes(head.conditions(), conditions);
      if (!changes.isEmpty()) {
        Because.Value name = text(path.toString());
        StringBuilder said = new StringBuilder(words.say("app.resume.changed", name));
        changes.forEach(one -> said.append(' ').append(words.say(one)));
        said.append(' ').append(words.say("app.resume.as-it-was", name));
        throw Wrong.found(said.toString());
      }
      if (!printed.takeBack(head.printed())) {
        throw Wrong.found(
            words.say("app.resume.copy", text(path + PRINTED), text(path.toString())));
      }
      if (!setAside.takeUp(head.setAside(), head.rowsSetAside())) {
        throw Wrong.found(
            words.say("app.resume.copy", text(setAside.path().toString()), text(path.toString())));
      }
    } catch (IOException failed) {
      throw notWritten(words, path, failed);
    }
  }

  @Override
  public PrintWriter printing(PrintWriter out) {
    return new PrintWriter(
        new Writer() {
          @Override
          public void write(char[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            copy.write(from, offset, length);
          }

          @Override
          public void flush() {
            out.flush();
          }

          @Override
          public void close() {
            flush();
          }
        });
  }

  @Override
  public void begin(State state, Tally tally, Progress progress) {
    this.state = state;
    this.tally = tally;
    if (found.isEmpty()) {
      // Whether a bookmark can be kept there shows before the work, not after the first minute.
      keep(0);
      return;
    }
    try {
      state.read(found.getFirst().rest());
    } catch (UncheckedIOException broken) {
      throw Wrong.found(
          words.say("app.resume.unreadable", text(path.toString()), text(Speaking.reason(broken))));
    }
    progress.step(from());
    reportsBefore = tally.reports();
    err.println(
        words.say("app.resume.goes-on", Because.count(reportsBefore), text(path.toString())));
  }

  @Override
  public long from() {
    return found.isEmpty() ? 0 : found.getFirst().head().read();
  }

  @Override
  public Consumer<Consumer<? super Item>> reading(Consumer<Consumer<? super Item>> whole) {
    if (from() == 0) {
      return whole;
    }
    return sink -> {
      PassingOver passing = new PassingOver(from(), sink);
      whole.accept(passing);
      passing.checkPassed();
    };
  }

  /** Passes over what was read before, and sees that it is the same. */
  private final class PassingOver implements Consumer<Item> {
    private final ReadSoFar again = new ReadSoFar(0);
    private final Consumer<? super Item> sink;
    private long left;

    PassingOver(long left, Consumer<? super Item> sink) {
      this.left = left;
      this.sink = sink;
    }

    @Override
    public void accept(Item item) {
      if (left == 0) {
        sink.accept(item);
        return;
      }
      again.add(item);
      left--;
      if (left == 0) {
        checkPassed();
      }
    }

    void checkPassed() {
      if (left > 0 || again.fingerprint() != found.getFirst().head().fingerprint()) {
        throw Wrong.found(
            words.say(
                "app.resume.read-otherwise",
                Because.count(found.getFirst().head().read()),
                text(path.toString())));
      }
    }
  }

  @Override
  public void gathered(ReadAhead.Batch batch) {
    showPrinted();
    batch.items().forEach(read::add);
  }

  /** Prints what was printed before, once it is sure that the run goes on. */
  private void showPrinted() {
    if (shown || found.isEmpty()) {
      return;
    }
    shown = true;
    try {
      printed.copyTo(out);
    } catch (IOException failed) {
      throw notWritten(words, path, failed);
    }
  }

  @Override
  public boolean due() {
    long now = System.nanoTime();
    if (!pace.due(Duration.ofNanos(now - dueAt), took)) {
      return false;
    }
    dueAt = now;
    return true;
  }

  @Override
  public void pause(long read) {
    long from = System.nanoTime();
    keep(read);
    took = Duration.ofNanos(System.nanoTime() - from);
  }

  private void keep(long position) {
    State known = Objects.requireNonNull(state);
    SetAside aside = Objects.requireNonNull(setAside);
    try {
      known.flush();
      copy.flush();
      Bookmark.Head head =
          new Bookmark.Head(
              conditions,
              begun,
              position,
              read.fingerprint(),
              printed.extent(),
              aside.extent(),
              aside.count());
      Bookmark.keep(path, head, known::write);
    } catch (IOException | UncheckedIOException failed) {
      throw notWritten(words, path, failed);
    }
  }

  @Override
  public boolean leaves(long read, Stop stop) {
    showPrinted();
    if (stop.asked()) {
      keep(read);
      left = true;
    }
    return left;
  }

  @Override
  public void end() {
    Tally counted = Objects.requireNonNull(tally);
    Because.Value name = text(path.toString());
    if (!found.isEmpty()) {
      err.println(
          words.say(
              "app.resume.judged",
              Because.count(counted.reports() - reportsBefore),
              Because.count(reportsBefore)));
    }
    if (left) {
      err.println(words.say("app.resume.left", Because.count(counted.reports()), text(command)));
      return;
    }
    try {
      printed.close();
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + PRINTED));
    } catch (IOException failed) {
      throw notWritten(words, path, failed);
    }
    err.println(words.say("app.resume.finished", name));
  }

  @Override
  public void close() {
    try (printed) {
      for (Bookmark.Finding.Whole one : found) {
        one.open().close();
      }
      if (found.isEmpty() && state == null) {
        // Refused before it began: then it leaves nothing behind.
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + PRINTED));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(path.toString(), failed);
    }
  }
}
