package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truceline.app.mission.Mission;
import org.truceline.record.Bodies;
import org.truceline.record.Entry;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
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

  /** Places in the program that say enough of a bug. */
  private static final int PLACES = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

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
  private boolean ended;
  private @Nullable Owed owed;
  private Because refusal = Because.of("app.desk.closing");

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
    Desk desk = new Desk(clock, log, bodies, new Scribe(salts), shown, memory);
    log.each((index, entry) -> desk.owed = owed(memory.replay(index, entry, bodies)));
    // A crash may have come between a block and what follows from it.
    desk.settled();
    desk.thread.start();
    return desk;
  }

  /**
   * What follows from a block and is not written yet. Nothing else is written before it.
   *
   * @param subject its subject
   * @param written when the block was written
   * @param json what follows, as it was then
   * @param change the same, to be shown
   */
  private record Owed(String subject, Instant written, String json, Change change) {}

  private static @Nullable Owed owed(Memory.Following following) {
    return following instanceof Memory.Following.Of(var subject, var written, var change)
            && change.isNews()
        ? new Owed(subject, written, change.json(), change)
        : null;
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
    synchronized (waiting) {
      if (trouble != null || closing || ended) {
        answer.complete(all(count, later(whyNot())));
      } else if (!waiting.offer(new Handed(what, answer))) {
        answer.complete(all(count, later(Because.of("app.desk.full"))));
      }
    }
    return answer;
  }

  /** Why nothing is taken. */
  private Because whyNot() {
    Because why = trouble;
    return why == null ? Because.of("app.desk.closing") : why;
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
          work(together);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      List<Handed> rest = new ArrayList<>();
      synchronized (waiting) {
        ended = true;
        waiting.drainTo(rest);
      }
      rest.forEach(one -> answerLater(one, whyNot()));
    }
  }

  /** A bug ends the desk's work, and everybody hears of it: nobody waits for an answer for ever. */
  private void work(List<Handed> together) {
    try {
      handle(together);
    } catch (RuntimeException bug) {
      // Its message may hold what nobody may read in a log.
      LOG.error("the desk's work ended by {} at {}", bug.getClass().getName(), places(bug));
      trouble = Because.of("app.desk.bug");
      together.forEach(one -> answerLater(one, whyNot()));
    }
  }

  private static List<StackTraceElement> places(RuntimeException bug) {
    return List.of(bug.getStackTrace()).subList(0, Math.min(PLACES, bug.getStackTrace().length));
  }

  private static void answerLater(Handed one, Because why) {
    one.answer().complete(all(count(one.what()), later(why)));
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
      } else {
        reports(reports);
        reports.clear();
        other(one);
      }
    }
    reports(reports);
  }

  private void other(Handed one) {
    if (trouble != null || !settled()) {
      answerLater(one, refusal);
      return;
    }
    switch (one.what()) {
      case Handed.What.Reports already -> throw new IllegalStateException("taken with others");
      case Handed.What.Silencing(var by, var episode) -> silence(one, by, episode);
      case Handed.What.Deed(var subject, var by, var json) -> deed(one, subject, by, json);
      case Handed.What.Tick() -> tick(one);
    }
  }

  /** The way of reports through the house. */
  private void reports(List<Handed> handed) {
    if (handed.isEmpty()) {
      return;
    }
    if (trouble != null || !settled()) {
      handed.forEach(one -> answerLater(one, refusal));
      return;
    }
    // 1. They have arrived. What came before goes no further.
    Sorted sorted = sort(handed);
    Block block = new Block(sorted.lines());
    if (block.lines().isEmpty()) {
      sorted.answer(new Handed.Open());
      return;
    }
    // 2. They are Written, before anything follows from them; the block first, then its digest.
    Instant now = clock.instant();
    Optional<Kept> kept =
        putDown(block.bytes()).flatMap(body -> write(at -> scribe.reports(at, block, body, now)));
    if (kept.isEmpty()) {
      sorted.answer(later(refusal));
      return;
    }
    long index = kept.get().index();
    sorted.answer(new Handed.Written(index));
    // 3. and 4. They are placed and judged, as of the moment in which they were written.
    Change change = memory.reports(index, block, now);
    // 5. to 9. An occurrence, a step, an order, a notice, a receipt: the protocol's and the lines'.
    // 7. What follows is Written again, before anything is done about it. 11. It is seen.
    owed = owed(new Memory.Following.Of(Scribe.JUDGEMENTS, now, change));
    if (owed == null) {
      shown.changed(change);
    } else if (!settled()) {
      LOG.error("what follows from entry {} could not be written yet", index);
    }
    // 10. Sealing and witnessing go on beside it (seal).
  }

  /** Writes what is owed, and only then shows it; whether nothing is owed any more. */
  private boolean settled() {
    Owed due = owed;
    if (due == null) {
      return true;
    }
    long about = due.change().index;
    Optional<Kept> kept =
        body(due.json())
            .flatMap(body ->
                write(at -> scribe.assessed(at, due.subject(), about, body, due.written())));
    if (kept.isEmpty()) {
      return false;
    }
    owed = null;
    shown.changed(due.change());
    return true;
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

    /** Answers each; an open answer is this one. */
    void answer(Handed.Answer open) {
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
    Keys inThis = new Keys();
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

  private Handed.Answer sort(Sorted sorted, Arrival arrival, Arrival.Piece piece, Keys inThis) {
    Optional<Keys.Held> before = memory.keys().find(arrival, piece);
    Optional<Keys.Held> held = before.or(() -> inThis.find(arrival, piece));
    if (held.isPresent() && !held.get().same(piece)) {
      return new Handed.Refused(Because.of("app.desk.key-twice", Because.text(piece.key())));
    }
    if (before.isPresent()) {
      return new Handed.Known(before.get().index());
    }
    if (held.isPresent()) {
      return new Handed.Open();
    }
    inThis.remember(0, arrival, piece);
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
    Optional<Kept> kept = done(Scribe.SOUND_SILENCED, by, json, now);
    // Whoever hears the answer finds it silent.
    kept.flatMap(done -> memory.silenced(done.index(), episode, by, now)).ifPresent(shown::changed);
    answer(one, kept);
  }

  private void deed(Handed one, String subject, String by, String json) {
    answer(one, done(subject, by, json, clock.instant()));
  }

  private Optional<Kept> done(String subject, String by, String json, Instant now) {
    return body(json).flatMap(body -> write(at -> scribe.done(at, subject, by, body, now)));
  }

  private void answer(Handed one, Optional<Kept> kept) {
    one.answer()
        .complete(
            List.of(
                kept.<Handed.Answer>map(done -> new Handed.Written(done.index()))
                    .orElseGet(() -> later(refusal))));
  }

  private void tick(Handed one) {
    Instant now = clock.instant();
    List<Standing> silent = memory.fallenSilent(now);
    if (!silent.isEmpty()) {
      body(SilenceJson.of(silent))
          .flatMap(body -> write(at -> scribe.assessed(at, Scribe.SILENCE, -1, body, now)))
          .ifPresent(kept -> shown.changed(memory.silent(kept.index(), silent)));
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

  /** Where an entry is Written. */
  private record Kept(long index) {}

  /** Writes an entry behind the last, and shows it; nothing where the disk would not take it. */
  private Optional<Kept> write(Function<Long, Entry> entry) {
    Entry written = entry.apply(log.written());
    return switch (log.append(List.of(written.bytes()))) {
      case Log.Written(var index) -> {
        shown.written(index, written);
        yield Optional.of(new Kept(index));
      }
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

  /** Seals what is Written; to be called from time to time, from another thread than the desk's. */
  public Log.Sealing seal() {
    long before = log.sealed();
    Log.Sealing sealing = log.seal();
    if (sealing instanceof Log.Sealed(var checkpoint)
        && (checkpoint.checkpoint().size() > before || before == 0)) {
      shown.sealed(checkpoint);
    }
    return sealing;
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
