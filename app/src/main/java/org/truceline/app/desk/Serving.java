package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truceline.app.Language;
import org.truceline.app.PlaceNames;
import org.truceline.app.SecretFile;
import org.truceline.app.Words;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.console.Console;
import org.truceline.record.Bodies;
import org.truceline.record.Disk;
import org.truceline.record.Entry;
import org.truceline.record.Log;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.terms.Because;

/**
 * A desk that serves: the record opened, what was known taken up again, the console listening, and
 * the clock's work (sealing, telling, looking who has fallen silent) going on beside it.
 */
public final class Serving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private static final String RECORD = "record";

  /** What is Written is Sealed this soon. */
  private static final Duration SEAL_EACH = Duration.ofSeconds(1);

  /** The eye takes this for at once. */
  private static final Duration TELL_EACH = Duration.ofMillis(50);

  /** Silence is counted in minutes. */
  private static final Duration TICK_EACH = Duration.ofSeconds(5);

  private final Desk desk;
  private final Console console;
  private final ScheduledExecutorService work;
  private final List<Because> notes;
  private final Wires wires;
  private final Optional<String> firstLink;

  private Serving(
      Desk desk,
      Console console,
      ScheduledExecutorService work,
      List<Because> notes,
      Wires wires,
      Optional<String> firstLink) {
    this.desk = desk;
    this.wires = wires;
    this.firstLink = firstLink;
    this.console = console;
    this.work = work;
    this.notes = List.copyOf(notes);
  }

  /**
   * What a desk is started with.
   *
   * @param data its folder: record, bodies, keys; made if it is not there
   * @param port where the console listens on this machine; 0 for any port that is free
   * @param accounts whether people need an account
   * @param madeUp whether all that is shown is made up
   * @param wires what is opened beside the console
   * @param version the program's version
   */
  public record Settings(
      Path data,
      int port,
      boolean accounts,
      boolean madeUp,
      List<Wires.Wire> wires,
      String version) {
    public Settings {
      wires = List.copyOf(wires);
    }
  }

  /** What is found when a desk is started. */
  public sealed interface Starting {}

  /** It serves. */
  public record Serves(Serving serving) implements Starting {}

  /** It cannot, and nothing was changed. */
  public record Refused(Because because) implements Starting {}

  /** Starts a desk. */
  public static Starting start(Mission mission, Settings settings, InstantSource clock)
      throws IOException {
    SecureRandom chance = new SecureRandom();
    Path keys = settings.data().resolve("keys");
    Optional<SigningKey> key = key(settings.data(), mission, chance);
    if (key.isEmpty()) {
      return new Refused(
          Because.of("app.serve.key", Because.text(keys.resolve("log.key").toString())));
    }
    return switch (Log.open(
        Disk.REAL, settings.data().resolve(RECORD), key.get(), keys.resolve("high-water"))) {
      case Log.Refused(var because) -> new Refused(because);
      case Log.Opened(var log, var notes) ->
          serve(mission, settings, clock, chance, key.get(), log, notes);
    };
  }

  private static Starting serve(
      Mission mission,
      Settings settings,
      InstantSource clock,
      SecureRandom chance,
      SigningKey key,
      Log log,
      List<Because> notes)
      throws IOException {
    Spoken spoken = new Spoken(mission.zone());
    PlaceNames names = new PlaceNames(Basemap.read(mission.basemap()).names());
    Showing showing = new Showing(mission, spoken, names);
    EntryWords words = new EntryWords(spoken);
    Bulletin bulletin = new Bulletin(clock, showing, words);
    Bodies bodies = new Bodies(Disk.REAL, settings.data().resolve("bodies"));
    Desk desk = Desk.open(mission, log, bodies, clock, () -> salt(chance), bulletin);
    int port = settings.port() == 0 ? free() : settings.port();
    Path people = settings.data().resolve("people");
    Guard guard;
    switch (Guard.at(desk, people, settings.accounts(), port, clock, chance)) {
      case Guard.Refused(var because) -> {
        desk.close();
        return new Refused(because);
      }
      case Guard.Stands(var stands) -> guard = stands;
    }
    Witnesses witnesses;
    switch (Witnesses.by(log, key.verifier(), settings.data().resolve("keys").resolve("policy"))) {
      case Witnesses.Unknown(var because) -> {
        desk.close();
        return new Refused(because);
      }
      case Witnesses.Known(var known) -> witnesses = known;
    }
    Wires wires =
        Wires.of(settings.wires(), new DeskIntake(desk), clock, Words.in(Language.EN), spoken);
    DeskViews views =
        new DeskViews(
            desk,
            new DeskViews.Beside(
                new MissionShown(mission, settings.madeUp(), spoken),
                showing,
                words,
                bulletin,
                spoken,
                key.verifier(),
                witnesses,
                settings.data(),
                clock,
                settings.version(),
                wires::shown));
    var _ = desk.deed(Scribe.DESK_OPENED, Scribe.DESK, opened(mission, settings)).join();
    Console console;
    try {
      console =
          Console.start(
              Console.Settings.local(port),
              views,
              new DeskActs(desk, clock, spoken),
              bulletin.feed(),
              guard.console());
    } catch (BindException taken) {
      desk.close();
      return new Refused(Because.of("app.serve.port", Because.text(String.valueOf(port))));
    }
    wires.start();
    ScheduledExecutorService work =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("desk-clock-", 0).daemon().factory());
    every(work, SEAL_EACH, () -> seal(desk));
    every(work, TELL_EACH, bulletin::tell);
    every(work, TICK_EACH, () -> desk.tick().join());
    every(work, TICK_EACH, () -> guard.settle(clock));
    return new Serves(new Serving(desk, console, work, notes, wires, guard.firstLink()));
  }

  /** A port that is free now. The door must know its own address before it opens. */
  private static int free() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void every(ScheduledExecutorService work, Duration each, Runnable task) {
    Runnable lasting =
        () -> {
          try {
            task.run();
          } catch (RuntimeException bug) {
            // A bug in one round must not end all rounds to come; it is said each time.
            LOG.error("work of the clock failed", bug);
          }
        };
    var _ =
        work.scheduleWithFixedDelay(
            lasting, each.toMillis(), each.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void seal(Desk desk) {
    if (desk.log().sealed() < desk.log().written()
        && desk.seal() instanceof Log.NotSealed(var because)) {
      LOG.error("not sealed: {}", because.message());
    }
  }

  private static byte[] salt(SecureRandom chance) {
    byte[] salt = new byte[Entry.SALT_BYTES];
    chance.nextBytes(salt);
    return salt;
  }

  private static String opened(Mission mission, Settings settings) {
    return CanonicalJson.of(
        tools.jackson.databind.node.JsonNodeFactory.instance
            .objectNode()
            .put("mission", mission.id())
            .put("version", settings.version())
            .put("madeUp", settings.madeUp()));
  }

  /**
   * The record's own key, drawn when a record is begun; nothing where there is a record and its key
   * is not there.
   */
  private static Optional<SigningKey> key(Path data, Mission mission, SecureRandom chance)
      throws IOException {
    Path keys = data.resolve("keys");
    Path file = keys.resolve("log.key");
    if (!Files.exists(file) && !Files.exists(data.resolve(RECORD))) {
      Files.createDirectories(keys);
      SigningKey drawn = SigningKey.draw(mission.id() + "/desk", KeyKind.LOG, chance);
      SecretFile.write(file, drawn.secretLine());
    }
    Optional<SigningKey> key =
        Files.exists(file) ? SigningKey.parse(Files.readString(file)) : Optional.empty();
    if (key.isPresent()) {
      // What whoever verifies the record is given.
      Disk.REAL.replace(
          keys.resolve("log.vkey"),
          (key.get().verifier().text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return key;
  }

  /** The desk. */
  public Desk desk() {
    return desk;
  }

  /** The port on which the console listens. */
  public int port() {
    return console.port();
  }

  /** What is worth knowing about how it was started. */
  public List<Because> notes() {
    return notes;
  }

  /** Where the administrator's one-time link leads, at the first start. */
  public Optional<String> firstLink() {
    return firstLink;
  }

  @Override
  public void close() {
    wires.close();
    console.close();
    work.shutdown();
    try {
      boolean ended = work.awaitTermination(10, TimeUnit.SECONDS);
      if (!ended) {
        LOG.error("work of the clock did not end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException failed) {
      LOG.error("closing failed", failed);
    }
    desk.close();
  }
}
