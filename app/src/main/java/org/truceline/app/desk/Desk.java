package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.truceline.app.mission.Mission;
import org.truceline.record.Bodies;
import org.truceline.record.Entry;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.terms.Because;
import org.truceline.watch.Standing;

/**
 * The desk: the only place that lets one thing follow another. A report's way through the house is
 * the way through {@link #reports}; what is known afterwards is what replaying the record gives.
 */
public final class Desk implements AutoCloseable {
  /** What waits to be written, in arrivals: some seconds of a busy day. Then senders are told. */
  static final int MOST_WAITING = 4_096;

  /** So many arrivals share one flush; more would let the first of them wait. */
  static final int MOST_TOGETHER = 512;

  /** A body longer than this lies outside its entry. */
  static final int LONGEST_INSIDE = 32 << 10;

  /** When a sender may come again whose report could not be taken. */
  static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private static final Duration LONGEST_CLOSING = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Log log;
  private final Bodies bodies;
  private final Scribe scribe;
  private final Shown shown;
  private final Memory memory;
  private final BlockingQueue<Handed> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Because trouble;

  private Desk(
      InstantSource clock, Log log, Bodies bodies, Scribe scribe, Shown shown, Memory memory) {
    this.clock = clock;
    this.log = log;
    this.bodies = bodies;
    this.scribe = scribe;
    this.shown = shown;
    this.memory = memory;
    this.thread = Thread.ofPlatform().name("desk").unstarted(this::work);
  }

  /**
   * Opens the desk on a record: what was known is what replaying it gives.
   *
   * @param salts gives {@link Entry#SALT_BYTES} bytes of chance each time
   */
  public static Desk open(
      Mission mission,
      Log log,
      Bodies bodies,
      InstantSource clock,
      Supplier<byte[]> salts,
      Shown shown)
      throws IOException {
    Memory memory = new Memory(mission);
    for (long index = 0; index < log.written(); index++) {
      memory.replay(index, log.entry(index), bodies);
    }
    Desk desk = new Desk(clock, log, bodies, new Scribe(salts), shown, memory);
    desk.thread.start();
    return desk;
  }

  /** Hands in reports; the answers, one for each piece, come when they are Written. */
  public CompletableFuture<List<Handed.Answer>> reports(Arrival arrival) {
    return hand(new Handed.What.Reports(arrival), arrival.pieces().size());
  }

  /** Silences the attention sound of an episode. */
  public CompletableFuture<Handed.Answer> silence(String by, String episode) {
    return hand(new Handed.What.Silencing(by, episode), 1).thenApply(List::getFirst);
  }

  /**
   * Writes what somebody did.
   *
   * @param subject what it was, a word
   * @param json what there is to say of it: an object
   */
  public CompletableFuture<Handed.Answer> deed(String subject, String by, String json) {
    return hand(new Handed.What.Deed(subject, by, json), 1).thenApply(List::getFirst);
  }

  /** Asks who has fallen silent; to be called from time to time. */
  public CompletableFuture<Handed.Answer> tick() {
    return hand(new Handed.What.Tick(), 1).thenApply(List::getFirst);
  }

  private CompletableFuture<List<Handed.Answer>> hand(Handed.What what, int count) {
    CompletableFuture<List<Handed.Answer>> answer = new CompletableFuture<>();
    Because why = trouble;
    if (why != null || closing) {
      answer.complete(all(count, later(why == null ? Because.of("app.desk.closing") : why)));
    } else if (!waiting.offer(new Handed(what, answer))) {
      answer.complete(all(count, later(Because.of("app.desk.full"))));
    }
    return answer;
  }

  private static List<Handed.Answer> all(int count, Handed.Answer answer) {
    return java.util.Collections.nCopies(count, answer);
  }

  private static Handed.Answer later(Because because) {
    return new Handed.Later(COME_AGAIN, because);
  }

  private void work() {
    try {
      while (!closing || !waiting.isEmpty()) {
        Handed first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Handed> together = new ArrayList<>(List.of(first));
          waiting.drainTo(together, MOST_TOGETHER - 1);
          handle(together);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      Because why = trouble;
      answerAll(why == null ? Because.of("app.desk.closing") : why);
    }
  }

  private void answerAll(Because why) {
    List<Handed> rest = new ArrayList<>();
    waiting.drainTo(rest);
    for (Handed one : rest) {
      one.answer().complete(all(count(one.what()), later(why)));
    }
  }

  private static int count(Handed.What what) {
    return what instanceof Handed.What.Reports(var arrival) ? arrival.pieces().size() : 1;
  }

  /** In the order in which they were handed in; reports that follow each other together. */
  private void handle(List<Handed> together) {
    List<Handed> reports = new ArrayList<>();
    for (Handed one : together) {
      if (one.what() instanceof Handed.What.Reports) {
        reports.add(one);
        continue;
      }
      reports(reports);
      reports.clear();
      switch (one.what()) {
        case Handed.What.Reports already -> throw new IllegalStateException("taken above");
        case Handed.What.Silencing(var by, var episode) -> silence(one, by, episode);
        case Handed.What.Deed(var subject, var by, var json) -> deed(one, subject, by, json);
        case Handed.What.Tick() -> tick(one);
      }
    }
    reports(reports);
  }

  /** The way of reports through the house. */
  private void reports(List<Handed> handed) {
    if (handed.isEmpty()) {
      return;
    }
    // 1. They have arrived. What came before, and what cannot be read at all, goes no further.
    Sorted sorted = sort(handed);
    Block block = new Block(sorted.lines());
    long index = -1;
    if (!block.lines().isEmpty()) {
      // 2. They are Written, before anything follows from them; the block first, then its digest.
      Instant now = clock.instant();
      Optional<Entry.Outside> body = putDown(block.bytes());
      Optional<Long> written =
          body.flatMap(outside -> write(at -> scribe.reports(at, block, outside, now)));
      if (written.isEmpty()) {
        sorted.answerLater(later(refusal()));
        return;
      }
      index = written.get();
    }
    sorted.answer(index);
    if (index < 0) {
      return;
    }
    Entry entry = read(index);
    shown.written(index, entry);
    // 3. and 4. They are placed and judged, as of the moment in which they were written.
    Change change = memory.reports(index, block, entry.written());
    // 5. to 9. An occurrence, a step, an order, a notice, a receipt: the protocol's and the lines'.
    follows(Scribe.JUDGEMENTS, index, change);
    // 10. Sealing and witnessing go on beside it (seal).
  }

  /** Writes what follows from an entry, and only then shows it. */
  private void follows(String subject, long about, Change change) {
    if (change.isNews()) {
      // 7. It is Written again, before anything is done about it.
      Instant now = read(about).written();
      Optional<Entry.Body> body = body(change.json());
      Optional<Long> written =
          body.flatMap(one -> write(at -> scribe.assessed(at, subject, about, one, now)));
      if (written.isEmpty()) {
        return;
      }
      shown.written(written.get(), read(written.get()));
    }
    // 11. It is seen.
    shown.changed(change);
  }

  /** Pieces to be written, and what is answered of each that was handed in. */
  private static final class Sorted {
    private final List<Block.Line> lines = new ArrayList<>();
    private final List<Handed> handed;
    private final List<List<Handed.Answer>> answers = new ArrayList<>();

    private Sorted(List<Handed> handed) {
      this.handed = List.copyOf(handed);
    }

    List<Block.Line> lines() {
      return lines;
    }

    /** Answers each; an open answer is that it is Written under an index. */
    void answer(long index) {
      answerOpen(new Handed.Written(index));
    }

    void answerLater(Handed.Answer later) {
      answerOpen(later);
    }

    private void answerOpen(Handed.Answer open) {
      for (int i = 0; i < handed.size(); i++) {
        handed
            .get(i)
            .answer()
            .complete(
                answers.get(i).stream()
                    .map(one -> one instanceof Handed.Open ? open : one)
                    .toList());
      }
    }
  }

  private Sorted sort(List<Handed> handed) {
    Sorted sorted = new Sorted(handed);
    Set<String> inThis = new HashSet<>();
    for (Handed one : handed) {
      List<Handed.Answer> answers = new ArrayList<>();
      if (one.what() instanceof Handed.What.Reports(var arrival)) {
        for (Arrival.Piece piece : arrival.pieces()) {
          answers.add(sort(sorted, arrival, piece, inThis));
        }
      }
      sorted.answers.add(answers);
    }
    return sorted;
  }

  private Handed.Answer sort(
      Sorted sorted, Arrival arrival, Arrival.Piece piece, Set<String> inThis) {
    Optional<Keys.Held> held = memory.keys().find(arrival.source(), arrival.author(), piece.key());
    if (held.isPresent()) {
      return held.get().original().equals(piece.original().digest())
          ? new Handed.Known(held.get().index())
          : new Handed.Refused(
              Because.of(
                  "app.desk.key-twice",
                  Because.text(piece.key()),
                  Because.count(held.get().index())));
    }
    boolean again =
        !piece.key().isEmpty()
            && !inThis.add(arrival.source() + "\n" + arrival.author() + "\n" + piece.key());
    if (again) {
      return new Handed.Open();
    }
    sorted.lines().add(Block.line(arrival, piece));
    // It is written all the same, and counted: nothing that came is lost.
    return Block.wrong(piece).<Handed.Answer>map(Handed.Refused::new).orElseGet(Handed.Open::new);
  }

  private void silence(Handed one, String by, String episode) {
    if (memory.find(episode).isEmpty()) {
      one.answer()
          .complete(
              List.of(
                  new Handed.Refused(Because.of("app.desk.no-episode", Because.text(episode)))));
      return;
    }
    Instant now = clock.instant();
    String json = "{\"episode\":\"" + episode + "\"}";
    Optional<Long> written = done(Scribe.SOUND_SILENCED, by, json, now);
    // Whoever hears the answer finds it silent.
    written.flatMap(index -> memory.silenced(index, episode, by, now)).ifPresent(shown::changed);
    answer(one, written);
  }

  private void deed(Handed one, String subject, String by, String json) {
    answer(one, done(subject, by, json, clock.instant()));
  }

  private Optional<Long> done(String subject, String by, String json, Instant now) {
    Optional<Long> written =
        body(json).flatMap(body -> write(at -> scribe.done(at, subject, by, body, now)));
    written.ifPresent(index -> shown.written(index, read(index)));
    return written;
  }

  private void answer(Handed one, Optional<Long> written) {
    one.answer()
        .complete(
            List.of(
                written.<Handed.Answer>map(Handed.Written::new).orElseGet(() -> later(refusal()))));
  }

  private void tick(Handed one) {
    Instant now = clock.instant();
    List<Standing> silent = memory.fallenSilent(now);
    if (!silent.isEmpty()) {
      Optional<Long> written =
          body(SilenceJson.of(silent))
              .flatMap(body -> write(at -> scribe.assessed(at, Scribe.SILENCE, -1, body, now)));
      if (written.isPresent()) {
        shown.written(written.get(), read(written.get()));
        shown.changed(memory.silent(written.get(), silent));
      }
    }
    one.answer().complete(List.of(new Handed.Known(-1)));
  }

  private Optional<Entry.Body> body(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST_INSIDE
        ? Optional.of(new Entry.Inside(json))
        : putDown(bytes).map(outside -> outside);
  }

  private Optional<Entry.Outside> putDown(byte[] bytes) {
    try {
      return Optional.of(bodies.put(bytes, scribe.salt()));
    } catch (IOException refused) {
      refusal =
          Because.of("record.append.refused", Because.text(String.valueOf(refused.getMessage())));
      return Optional.empty();
    }
  }

  private Because refusal = Because.of("app.desk.closing");

  /** Why the last thing could not be written. */
  private Because refusal() {
    return refusal;
  }

  /** Writes an entry behind the last; nothing where the disk would not take it. */
  private Optional<Long> write(Function<Long, Entry> entry) {
    long at = log.written();
    return switch (log.append(List.of(entry.apply(at).bytes()))) {
      case Log.Written(var first) -> Optional.of(first);
      case Log.NotWritten(var because) -> {
        refusal = because;
        yield Optional.empty();
      }
      case Log.Unknown(var because) -> {
        refusal = because;
        trouble = because;
        yield Optional.empty();
      }
    };
  }

  private Entry read(long index) {
    return switch (Entry.read(log.entry(index))) {
      case Entry.Read(var entry) -> entry;
      case Entry.Unreadable(var because) ->
          throw new IllegalStateException("entry " + index + ": " + because.message());
    };
  }

  /** Seals what is Written; to be called from time to time, from another thread than the desk's. */
  public Log.Sealing seal() {
    long before = log.sealed();
    Log.Sealing sealing = log.seal();
    if (sealing instanceof Log.Sealed(var checkpoint)
        && (checkpoint.checkpoint().size() > before || before == 0)) {
      sealed(checkpoint);
    }
    return sealing;
  }

  private void sealed(SignedCheckpoint checkpoint) {
    shown.sealed(checkpoint);
  }

  /** What is known now. */
  public Memory memory() {
    return memory;
  }

  /** The record. */
  public Log log() {
    return log;
  }

  /** The record's folder as anybody can read it. */
  public TileFolder files() {
    return log.files();
  }

  /** A body that lies outside its entry; nothing where it was erased. */
  public Optional<byte[]> body(Entry.Outside outside) throws IOException {
    return bodies.find(outside);
  }

  /** How many arrivals wait to be written. */
  public int waiting() {
    return waiting.size();
  }

  /** Why nothing is taken, where that is so. */
  public Optional<Because> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Writes what has been handed in, seals it, and takes no more. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(LONGEST_CLOSING.toMillis());
      seal();
      log.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
