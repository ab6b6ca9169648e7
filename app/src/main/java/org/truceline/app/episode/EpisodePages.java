package org.truceline.app.episode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.truceline.app.PlaceNames;
import org.truceline.app.Words;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;

/**
 * The pages of the gravest episodes of a run: is shown every judgement and every episode, and
 * writes one page for each episode that it kept. May be used by several threads.
 */
public final class EpisodePages {
  /** Pages of one run: as many as somebody will look through, the gravest first. */
  public static final int MOST_PAGES = 50;

  /** Letters of a track's name in the name of its page's file. */
  private static final int MOST_NAME = 40;

  private record Kept(Episode episode, Trace trace) {}

  /** The least grave first; wholly ordered, so that the same run keeps the same pages. */
  private static final Comparator<Kept> GRAVITY =
      Comparator.comparing((Kept kept) -> kept.episode().grade())
          .thenComparingDouble(kept -> kept.episode().everPast())
          .thenComparingDouble(kept -> kept.episode().depth().mid())
          .thenComparing(kept -> kept.episode().from(), Comparator.reverseOrder())
          .thenComparing(kept -> kept.episode().track(), Comparator.reverseOrder());

  private final int most;
  private final Traces traces = new Traces();
  private final PriorityQueue<Kept> kept = new PriorityQueue<>(GRAVITY);
  private long episodes;

  private EpisodePages(int most) {
    this.most = most;
  }

  /** Keeps so many of the gravest episodes, at least one. */
  public static EpisodePages ofGravest(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("pages of " + most + " episodes");
    }
    return new EpisodePages(most);
  }

  /** Keeps nothing and writes nothing. */
  public static EpisodePages none() {
    return new EpisodePages(0);
  }

  /** Whether it is to be shown anything at all. */
  public boolean keepsAny() {
    return most > 0;
  }

  /** Writes what it keeps into a bookmark. */
  public synchronized void write(BookmarkWriter to) {
    traces.write(to);
    to.values(Kept.class, kept);
    to.number(episodes);
  }

  /** Goes on with what was written, before it is shown anything. */
  public synchronized void read(BookmarkReader from) {
    traces.read(from);
    kept.addAll(from.values(Kept.class));
    episodes = from.number();
  }

  /** Is shown what was judged of a fix. */
  public void judged(Judgement judgement) {
    // Most runs write no page, and then nobody waits here for anybody.
    if (most > 0) {
      keep(judgement);
    }
  }

  private synchronized void keep(Judgement judgement) {
    traces.add(judgement);
  }

  /** Takes an episode. */
  public synchronized void take(Episode episode) {
    if (most == 0) {
      return;
    }
    episodes++;
    kept.add(new Kept(episode, traces.of(episode)));
    if (kept.size() > most) {
      kept.remove();
    }
  }

  /** Episodes that have no page, because others were graver. */
  public synchronized long without() {
    return episodes - kept.size();
  }

  /** Writes a page for each episode kept into a folder, which is made; the gravest first. */
  public synchronized List<Path> write(Path folder, Setting setting, PlaceNames names, Words words)
      throws IOException {
    Files.createDirectories(folder);
    List<Kept> sorted = new ArrayList<>(kept);
    sorted.sort(GRAVITY.reversed());
    Set<String> taken = new HashSet<>();
    List<Path> files = new ArrayList<>();
    for (Kept one : sorted) {
      String name = name(one.episode());
      String free = name;
      for (int i = 2; !taken.add(free); i++) {
        free = name + "-" + i;
      }
      Path file = folder.resolve(free + "-" + words.language().code() + ".html");
      Files.writeString(file, EpisodePage.of(one.episode(), one.trace(), setting, names, words));
      files.add(file);
    }
    return files;
  }

  /** Grade, beginning and track, in letters that every file system takes. */
  private static String name(Episode episode) {
    String track = episode.track().replaceAll("[^A-Za-z0-9]+", "-");
    return episode.grade().word()
        + "-"
        + DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(episode.from())
        + "-"
        + track.substring(0, Math.min(MOST_NAME, track.length()));
  }
}
