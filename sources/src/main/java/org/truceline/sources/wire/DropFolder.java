package org.truceline.sources.wire;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * A folder into which track files are dropped. A file is taken once it has been left unchanged for
 * a while, or at once where an empty file of its name with {@code .done} behind it lies beside it.
 * What was taken is moved to {@code done}, what was not to {@code refused}, with the reason beside
 * it. A file that was taken but not moved, because the program was killed, is handed in again, and
 * the intake knows it by its digest.
 *
 * <p>The folder is looked through again and again: a system's own notices of changes are lost when
 * many come, and are not given at all for folders of other machines.
 */
public final class DropFolder implements Source {
  /**
   * As long as a writer may pause; slower ones write under another name, or say when it is done.
   */
  public static final Duration QUIET = Duration.ofSeconds(5);

  /** Files of a folder that are looked at in one round; further ones are in the next. */
  static final int MOST_FILES = 10_000;

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
  private static final String MARK = ".done";

  /** Under these names programs write what is not whole yet. */
  private static final List<String> UNFINISHED =
      List.of(".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~");

  private final Path folder;
  private final Duration quiet;
  private final Limits limits;
  private final InstantSource clock;
  private final Pulse pulse;
  private final HandingIn handing;
  private final FiledAway away;
  private final Map<String, Seen> seen = new HashMap<>();
  private @Nullable Worker worker;
  private volatile int waiting;

  /** A file as it was at a look, and since when it has been so. */
  private record Seen(long size, FileTime changed, Instant since, boolean stuck) {
    boolean same(BasicFileAttributes now) {
      return size == now.size() && changed.equals(now.lastModifiedTime());
    }
  }

  /**
   * A source that looks through a folder once it is started.
   *
   * @param id its id, as the settings name it
   * @param quiet for so long a file is left unchanged before it is taken; {@link #QUIET} is usual
   * @param words says a reason to whoever dropped the file
   */
  public DropFolder(
      String id,
      Path folder,
      Duration quiet,
      Limits limits,
      Function<Because, String> words,
      Intake intake,
      InstantSource clock) {
    this.folder = folder;
    this.quiet = quiet;
    this.limits = limits;
    this.clock = clock;
    this.pulse = new Pulse(id, clock);
    this.handing = new HandingIn(intake, pulse);
    this.away = new FiledAway(folder, words);
  }

  @Override
  public String id() {
    return pulse.source();
  }

  @Override
  public synchronized void start() {
    worker = Worker.start(id(), pulse, this::look);
  }

  @Override
  public Health health() {
    return pulse.health(new Cursor.InFolder(waiting));
  }

  private void look() throws InterruptedException {
    Duration pause = quiet.dividedBy(5);
    do {
      try {
        away.prepare();
        round();
        pulse.running();
      } catch (IOException failed) {
        String why = RowReader.cut(String.valueOf(failed), 200);
        Because reason =
            Because.of("sources.drop.folder", Because.text("" + folder), Because.text(why));
        pulse.hindered(reason);
      }
    } while (!handing.waits(pause.compareTo(LONGEST_LOOK) < 0 ? pause : LONGEST_LOOK));
  }

  private void round() throws IOException, InterruptedException {
    List<Path> files = files();
    seen.keySet().retainAll(files.stream().map(DropFolder::name).toList());
    waiting = files.size();
    for (Path file : files) {
      if (handing.closed()) {
        return;
      }
      if (ripe(file)) {
        take(file);
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, this::isDropped)) {
      for (Path entry : entries) {
        files.add(entry);
        if (files.size() == MOST_FILES) {
          break;
        }
      }
    }
    files.sort(null);
    return files;
  }

  private boolean isDropped(Path entry) {
    String name = name(entry).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !name.endsWith(MARK)
        && UNFINISHED.stream().noneMatch(name::endsWith)
        && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a file is whole, as far as anybody can tell. */
  private boolean ripe(Path file) {
    final BasicFileAttributes now;
    try {
      now = attributes(file);
    } catch (IOException gone) {
      return false;
    }
    Seen before = seen.get(name(file));
    if (before == null || !before.same(now)) {
      before = new Seen(now.size(), now.lastModifiedTime(), clock.instant(), false);
      seen.put(name(file), before);
    }
    if (before.stuck()) {
      return false;
    }
    return Files.exists(away.mark(file)) || !clock.instant().isBefore(before.since().plus(quiet));
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void take(Path file) throws InterruptedException {
    try {
      BasicFileAttributes before = attributes(file);
      if (!before.isRegularFile()) {
        refuse(file, Because.of("sources.drop.no-file"));
        return;
      }
      DroppedFile dropped = DroppedFile.read(file, before.size(), limits);
      BasicFileAttributes after = attributes(file);
      if (after.size() != before.size()
          || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
        // Somebody writes to it after all: the next look begins to wait anew.
        return;
      }
      Taken taken =
          handing.handIn(
              new Delivery(
                  id(),
                  name(file),
                  dropped.original(),
                  dropped.items(),
                  clock.instant(),
                  dropped.key()));
      switch (taken) {
        case Taken.Written(), Taken.AlreadyHeld() -> {
          if (dropped.items().stream().anyMatch(Item.Brought.class::isInstance)) {
            away.done(file, dropped);
          } else {
            away.refused(file, dropped);
          }
        }
        case Taken.Refused(var reason) -> away.refused(file, reason);
        case Taken.Full _ -> {}
      }
    } catch (IOException failed) {
      stuck(file, failed);
    }
  }

  private void refuse(Path file, Because reason) throws IOException {
    pulse.turnedAway(reason);
    away.refused(file, reason);
  }

  /** What can be neither read nor moved is left alone until it changes. */
  private void stuck(Path file, IOException failed) {
    Seen before = seen.get(name(file));
    if (before != null) {
      seen.put(name(file), new Seen(before.size(), before.changed(), before.since(), true));
    }
    pulse.trouble(
        Because.of(
            "sources.drop.stuck",
            Because.text(RowReader.cut(name(file))),
            Because.text(RowReader.cut(String.valueOf(failed), 200))));
  }

  @Override
  public void close() {
    handing.close();
    final List<Worker> all;
    synchronized (this) {
      all = worker == null ? List.of() : List.of(worker);
    }
    Worker.endAll(all);
    pulse.closed();
  }
}
