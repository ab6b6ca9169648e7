package org.truceline.app.episode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;
import org.truceline.watch.Episode;
import org.truceline.watch.Fix;
import org.truceline.watch.Grade;
import org.truceline.watch.Judgement;

/**
 * What was judged of each track of late, kept until it is known which of it belongs to an episode.
 * A fix that is judged again replaces what was judged of it before.
 */
final class Traces {
  /** Judgements kept of one track; beyond this every second one goes, so the older the thinner. */
  static final int MOST_OF_A_TRACK = 2_000;

  /** Judgements kept of all tracks, some 60 MB; beyond this the track unheard for longest goes. */
  static final int MOST_OF_ALL = 100_000;

  /** Judgements shown before and after an episode, to see where the body came from and went. */
  private static final int BESIDE = 5;

  private static final Comparator<Fix> ORDER =
      Comparator.comparing(Fix::time)
          .thenComparingDouble(fix -> fix.place().lonDegrees())
          .thenComparingDouble(fix -> fix.place().latDegrees())
          .thenComparing(Fix::source);

  private final Map<String, TreeMap<Fix, Judgement>> tracks = new LinkedHashMap<>(64, 0.75f, true);
  private int kept;

  /** Writes them into a bookmark, the track unheard for longest first. */
  void write(BookmarkWriter to) {
    to.number(tracks.size());
    tracks.forEach((name, judged) -> {
      to.text(name);
      to.values(Judgement.class, judged.values());
    });
  }

  /** Goes on with what was written, before anything is added. */
  void read(BookmarkReader from) {
    int count = from.count();
    for (int i = 0; i < count; i++) {
      TreeMap<Fix, Judgement> track = new TreeMap<>(ORDER);
      tracks.put(from.text(), track);
      from.values(Judgement.class).forEach(one -> track.put(one.fix(), one));
      kept += track.size();
    }
  }

  void add(Judgement judgement) {
    TreeMap<Fix, Judgement> track =
        tracks.computeIfAbsent(judgement.fix().track(), name -> new TreeMap<>(ORDER));
    kept -= track.size();
    track.put(judgement.fix(), judgement);
    if (track.size() > MOST_OF_A_TRACK) {
      thin(track);
    }
    kept += track.size();
    while (kept > MOST_OF_ALL && tracks.size() > 1) {
      Iterator<TreeMap<Fix, Judgement>> eldest = tracks.values().iterator();
      kept -= eldest.next().size();
      eldest.remove();
    }
  }

  /** Every second one goes, but a change of grade stays if there is room for it. */
  private static void thin(Map<Fix, Judgement> track) {
    Iterator<Judgement> each = track.values().iterator();
    Grade before = Grade.CLEAR;
    int room = MOST_OF_A_TRACK / 4;
    boolean goes = false;
    while (each.hasNext()) {
      Grade grade = each.next().grade();
      boolean turn = grade != before && room > 0;
      room -= turn ? 1 : 0;
      if (goes && !turn) {
        each.remove();
      }
      goes = !goes;
      before = grade;
    }
  }

  /** What is shown of an episode; what came before it is not needed any more. */
  Trace of(Episode episode) {
    TreeMap<Fix, Judgement> track = tracks.getOrDefault(episode.track(), new TreeMap<>(ORDER));
    List<Judgement> before = new ArrayList<>();
    List<Judgement> within = new ArrayList<>();
    List<Judgement> after = new ArrayList<>();
    Judgement gravest = episode.gravest();
    for (Judgement one : track.values()) {
      if (one.fix().time().isBefore(episode.from())) {
        before.add(one);
      } else if (!one.fix().time().isAfter(episode.to())) {
        within.add(one);
      } else if (after.size() < BESIDE) {
        after.add(one);
      }
    }
    if (within.stream().noneMatch(one -> one.fix().equals(gravest.fix()))) {
      within.add(gravest);
      within.sort(Comparator.comparing(Judgement::fix, ORDER));
    }
    long leftOut = Math.max(0, episode.fixes() - within.size());
    List<Judgement> shown =
        new ArrayList<>(before.subList(Math.max(0, before.size() - BESIDE), before.size()));
    shown.addAll(within);
    shown.addAll(after);
    kept -= track.size();
    track.values().removeIf(one -> !one.fix().time().isAfter(episode.to()));
    kept += track.size();
    return new Trace(shown, leftOut);
  }
}
