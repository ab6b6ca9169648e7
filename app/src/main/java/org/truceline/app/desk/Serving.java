package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.truceline.app.PlaceNames;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.console.Asker;
import org.truceline.console.Console;
import org.truceline.console.Door;
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

  private Serving(Desk desk, Console console, ScheduledExecutorService work, List<Because> notes) {
    this.desk = desk;
    this.console = console;
    this.work = work;
    this.notes = List.copyOf(notes);
  }

  /**
   * What a desk is started with.
   *
   * @param data its folder: record, bodies, keys; made if it is not there
   * @param where where the console listens
   * @param madeUp whether all that is shown is made up
   * @param version the program's version
   */
  public record Settings(Path data, Console.Settings where, boolean madeUp, String version) {}

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
    Files.createDirectories(keys);
    Optional<SigningKey> key = key(keys, mission, chance);
    if (key.isEmpty()) {
      return new Refused(
          Because.of("app.serve.key", Because.text(keys.resolve("log.key").toString())));
    }
    return switch (Log.open(
        Disk.REAL, settings.data().resolve("record"), key.get(), keys.resolve("high-water"))) {
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
                settings.data(),
                clock,
                settings.version(),
                List::of));
    // On loopback alone, and without accounts: everybody who reaches it is the officer on duty.
    Door door = Door.open(new Asker("duty-officer", "duty officer", "duty-officer"));
    Console console =
        Console.start(
            settings.where(), views, new DeskActs(desk, clock, spoken), bulletin.feed(), door);
    var _ = desk.deed(Scribe.DESK_OPENED, Scribe.DESK, opened(mission, settings)).join();
    ScheduledExecutorService work =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("desk-clock-", 0).daemon().factory());
    every(work, SEAL_EACH, () -> seal(desk));
    every(work, TELL_EACH, () -> bulletin.tell(desk.memory()));
    every(work, TICK_EACH, () -> desk.tick().join());
    return new Serves(new Serving(desk, console, work, notes));
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

  /** The record's own key, drawn when there is none; nothing where the file holds none. */
  private static Optional<SigningKey> key(Path keys, Mission mission, SecureRandom chance)
      throws IOException {
    Path file = keys.resolve("log.key");
    if (Files.exists(file)) {
      return SigningKey.parse(Files.readString(file));
    }
    SigningKey key = SigningKey.draw(mission.id() + "/desk", KeyKind.LOG, chance);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, key.secretLine().getBytes(StandardCharsets.UTF_8));
    Disk.REAL.flushFolder(keys);
    return Optional.of(key);
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

  @Override
  public void close() {
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
