package org.truceline.watch;

import java.util.Optional;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * Puts together what was found of tracks that several threads follow, so that each episode says
 * what the other tracks have to say of it. It takes everything found in the order of its positions
 * and then everything found when the lanes were finished, in that order too; what it gives is what
 * one {@link Watcher} gives that follows all tracks.
 */
public final class Company {
  private final Leaps leaps = new Leaps();
  private final Watcher watcher;

  /**
   * Puts together what was found by judges like this one.
   *
   * @param judge a judge for this alone
   * @param circumstances what is known beside the reports
   */
  public Company(Judge judge, Circumstances circumstances) {
    this.watcher = Watcher.ofCompany(judge, circumstances, leaps);
  }

  /** Writes what tracks have to say of each other into a bookmark. */
  public void write(BookmarkWriter to) {
    leaps.write(to);
  }

  /** Takes up what was written, before anything is taken. */
  public void read(BookmarkReader from) {
    leaps.read(from);
  }

  /** Takes what was found; an episode comes back with what bears on it beside its own track. */
  public Optional<Episode> take(Found found) {
    return switch (found) {
      case Found.Leapt(var position, var leap) -> {
        leaps.add(leap);
        yield Optional.empty();
      }
      case Found.Ended(var position, var episode) ->
          Optional.of(watcher.withWhatOthersSay(episode));
      case Found.Settled settled -> Optional.empty();
      case Found.Judged(var position, var judgement) -> Optional.empty();
    };
  }
}
