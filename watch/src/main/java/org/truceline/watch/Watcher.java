package org.truceline.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.truceline.terms.Because;

/**
 * Follows tracks from their reports: judges each report by all that its track has said, and gathers
 * judgements into episodes, one for each approach or crossing. A pure function of the reports and
 * the times asked about: the order in which reports come does not matter as long as a late one is
 * overtaken by no more than the {@value Track#KEPT} reports that are kept of a track, half of them
 * at least; what falls outside is set aside and said. Not for two threads at once.
 */
public final class Watcher {
  /** Tracks followed at once; beyond this the one unheard for longest is closed. */
  public static final int MOST_TRACKS = 200_000;

  /** Reports kept of all tracks together, some 250 MB; beyond this tracks are closed too. */
  public static final int MOST_KEPT = 2_000_000;

  private final Judge judge;
  private final Steps steps;
  private final Leaps leaps;
  private final Activities activities;
  private final Consumer<? super Episode> episodes;
  private final Map<String, Track> tracks = new LinkedHashMap<>(1024, 0.75f, true);
  private final int mostTracks;
  private final int mostKept;
  private final boolean alone;
  private long position;
  private long kept;
  private long closedEarly;

  /** A watcher that hands out episodes when nothing can change them any more. */
  public Watcher(Judge judge, Consumer<? super Episode> episodes) {
    this(judge, Activities.none(), ErrorModel.usual(), episodes);
  }

  /**
   * A watcher that knows of notified activities and of how receivers err.
   *
   * @param judge what judges
   * @param activities the activities that were notified
   * @param model how receivers err and bodies move
   * @param episodes takes episodes when nothing can change them any more
   */
  public Watcher(
      Judge judge, Activities activities, ErrorModel model, Consumer<? super Episode> episodes) {
    this(judge, activities, new Steps(model), new Leaps(), MOST_TRACKS, MOST_KEPT, true, episodes);
  }

  private Watcher(
      Judge judge,
      Activities activities,
      Steps steps,
      Leaps leaps,
      int mostTracks,
      int mostKept,
      boolean alone,
      Consumer<? super Episode> episodes) {
    this.judge = judge;
    this.activities = activities;
    this.steps = steps;
    this.leaps = leaps;
    this.mostTracks = mostTracks;
    this.mostKept = mostKept;
    this.alone = alone;
    this.episodes = episodes;
  }

  /** A watcher of one lane, which hands out what it finds as its tracks alone say it. */
  static Watcher ofLane(
      Judge judge, Steps steps, int mostTracks, int mostKept, Consumer<? super Found> found) {
    Watcher[] self = new Watcher[1];
    Leaps shown =
        new Leaps() {
          @Override
          void add(Leap leap) {
            found.accept(new Found.Leapt(self[0].position, leap));
          }
        };
    self[0] =
        new Watcher(
            judge,
            Activities.none(),
            steps,
            shown,
            mostTracks,
            mostKept,
            false,
            episode -> found.accept(new Found.Ended(self[0].position, episode)));
    return self[0];
  }

  /** A watcher that follows nothing, and knows what bears on the episodes that lanes find. */
  static Watcher ofCompany(Judge judge, Activities activities, Leaps leaps) {
    return new Watcher(
        judge, activities, new Steps(ErrorModel.usual()), leaps, 0, 0, true, episode -> {});
  }

  /**
   * Takes one report.
   *
   * @param position where it stands in all reports
   */
  Outcome take(long position, Fix fix) {
    this.position = position;
    return take(fix);
  }

  /** Takes one report. */
  public Outcome take(Fix fix) {
    Track track = tracks.get(fix.track());
    if (track == null) {
      track = new Track(fix.track(), judge, steps, leaps);
      tracks.put(fix.track(), track);
    }
    track.heardAt(position);
    int before = track.kept();
    Outcome outcome = track.take(fix);
    kept += track.kept() - before;
    if (track.kept() < before) {
      track.settled().forEach(this::hand);
    }
    if (tracks.size() > mostTracks || kept > mostKept) {
      makeRoom();
    }
    return outcome;
  }

  private void makeRoom() {
    var eldest = tracks.entrySet().iterator();
    Track closed = eldest.next().getValue();
    eldest.remove();
    kept -= closed.kept();
    List<Episode> rest = closed.finish();
    closedEarly += rest.isEmpty() ? 0 : 1;
    rest.forEach(this::hand);
  }

  /** Ends every episode still open: nothing more is coming. */
  public void finish() {
    for (Track track : tracks.values()) {
      position = track.heardAt();
      track.finish().forEach(this::hand);
    }
    tracks.clear();
    kept = 0;
  }

  /** The episode that a track is in now, as it stands. */
  public Optional<Episode> open(String track) {
    Track known = tracks.get(track);
    return known == null ? Optional.empty() : known.open().map(this::withWhatOthersSay);
  }

  /** What can be said of a track at a time, however long it has been silent. */
  public Optional<Standing> standing(String track, Instant now) {
    Track known = tracks.get(track);
    return known == null ? Optional.empty() : known.standing(now);
  }

  /** Tracks with episodes ended because too much was followed at once. */
  public long closedEarly() {
    return closedEarly;
  }

  private void hand(Episode episode) {
    episodes.accept(alone ? withWhatOthersSay(episode) : episode);
  }

  /** Adds what bears on an episode beside its own track. */
  Episode withWhatOthersSay(Episode episode) {
    java.util.ArrayList<Because> remarks = new java.util.ArrayList<>();
    Grade grade = episode.grade();
    Optional<Because> shift = leaps.common(episode.track(), episode.from(), episode.to());
    if (shift.isPresent()) {
      remarks.add(shift.get());
      grade = grade.crossing() ? Grade.CANNOT_TELL : grade;
    }
    List<Activities.Activity> expected = activities.about(episode);
    for (Activities.Activity one : expected) {
      remarks.add(Because.of("watch.expected", Because.text(one.id()), Because.text(one.what())));
    }
    judge.salient(episode).ifPresent(remarks::add);
    if (remarks.isEmpty()) {
      return episode;
    }
    remarks.addAll(episode.remarks());
    return new Episode(
        episode.track(),
        episode.party(),
        episode.from(),
        episode.to(),
        episode.fixes(),
        grade,
        episode.everPast(),
        episode.depth(),
        episode.crossing(),
        episode.peakTime(),
        episode.peak(),
        episode.gravest(),
        episode.reached(),
        expected.stream().map(Activities.Activity::id).toList(),
        remarks);
  }
}
