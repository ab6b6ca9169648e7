package org.truceline.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.truceline.terms.Because;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * Follows tracks from their reports: judges each report by all that its track has said, and gathers
 * judgements into episodes, one for each approach or crossing. A pure function of the reports and
 * the times asked about: the order in which reports come does not matter as long as a late one is
 * overtaken by no more than the {@value Track#KEPT} reports that are kept of a track, half of them
 * at least; what falls outside is set aside and said. Not for two threads at once.
 */
public final class Watcher {
  /** Tracks followed at once, 3 kB each at least; beyond this some are closed. */
  public static final int MOST_TRACKS = 200_000;

  /** What following a track takes at all, in reports kept. */
  private static final long TRACK_WEIGHS = 10;

  /** Reports kept of all tracks together, 1 GB if all lie by the line; beyond this likewise. */
  public static final int MOST_KEPT = 2_000_000;

  /** Clocks that are right differ by less; a report further ahead of now has a wrong time. */
  public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  /** Where room must be made, this share of it is made at once. */
  private static final int ROOM_SHARE = 64;

  private final Judge judge;
  private final Steps steps;
  private final Leaps leaps;
  private final Circumstances circumstances;
  private final Consumer<? super Episode> episodes;
  private final Consumer<? super Judgement> judgements;
  private final Map<String, Track> tracks = new LinkedHashMap<>(1024, 0.75f, true);
  private final int mostTracks;
  private final int mostKept;
  private final boolean alone;
  private final Consumer<? super Found.Settled> settled;
  private long position;
  private long kept;
  private long closedEarly;
  private long crowdedOut;
  private long ahead;
  private long contradictions;

  /** A watcher that hands out episodes when nothing can change them any more. */
  public Watcher(Judge judge, Consumer<? super Episode> episodes) {
    this(judge, Circumstances.none(), ErrorModel.usual(), episodes);
  }

  /**
   * A watcher that knows of posts, of activities and links, and of how receivers err.
   *
   * @param judge what judges
   * @param circumstances what is known beside the reports
   * @param model how receivers err and bodies move
   * @param episodes takes episodes when nothing can change them any more
   */
  public Watcher(
      Judge judge,
      Circumstances circumstances,
      ErrorModel model,
      Consumer<? super Episode> episodes) {
    this(judge, circumstances, model, episodes, judgement -> {});
  }

  /**
   * A watcher that shows what it judges of every fix.
   *
   * @param judge what judges
   * @param circumstances what is known beside the reports
   * @param model how receivers err and bodies move
   * @param episodes takes episodes when nothing can change them any more
   * @param judgements is shown every judgement as it is made; a fix that is judged again, because
   *     another one came late, is shown again
   */
  public Watcher(
      Judge judge,
      Circumstances circumstances,
      ErrorModel model,
      Consumer<? super Episode> episodes,
      Consumer<? super Judgement> judgements) {
    this(
        judge,
        circumstances,
        new Steps(model),
        new Leaps(),
        MOST_TRACKS,
        MOST_KEPT,
        true,
        episodes,
        judgements,
        one -> {});
  }

  private Watcher(
      Judge judge,
      Circumstances circumstances,
      Steps steps,
      Leaps leaps,
      int mostTracks,
      int mostKept,
      boolean alone,
      Consumer<? super Episode> episodes,
      Consumer<? super Judgement> judgements,
      Consumer<? super Found.Settled> settled) {
    this.judge = judge;
    this.circumstances = circumstances;
    this.steps = steps;
    this.leaps = leaps;
    this.mostTracks = mostTracks;
    this.mostKept = mostKept;
    this.alone = alone;
    this.episodes = episodes;
    this.judgements = judgements;
    this.settled = settled;
  }

  /** A watcher of one lane, which hands out what it finds as its tracks alone say it. */
  static Watcher ofLane(
      Judge judge,
      Circumstances circumstances,
      Steps steps,
      int mostTracks,
      int mostKept,
      boolean judgements,
      Consumer<? super Found> found) {
    Watcher[] self = new Watcher[1];
    Leaps shown =
        new Leaps() {
          @Override
          void add(Leap leap) {
            found.accept(new Found.Leapt(self[0].position, leap));
          }
        };
    Consumer<Judgement> judged =
        judgements
            ? judgement -> found.accept(new Found.Judged(self[0].position, judgement))
            : judgement -> {};
    self[0] =
        new Watcher(
            judge,
            circumstances,
            steps,
            shown,
            mostTracks,
            mostKept,
            false,
            episode -> found.accept(new Found.Ended(self[0].position, episode)),
            judged,
            found);
    return self[0];
  }

  /** A watcher that follows nothing, and knows what bears on the episodes that lanes find. */
  static Watcher ofCompany(Judge judge, Circumstances circumstances, Leaps leaps) {
    return new Watcher(
        judge,
        circumstances,
        new Steps(ErrorModel.usual()),
        leaps,
        0,
        0,
        true,
        episode -> {},
        judgement -> {},
        one -> {});
  }

  /**
   * Takes one report.
   *
   * @param position where it stands in all reports
   */
  Outcome take(long position, Report report, Instant now) {
    this.position = position;
    return take(report, now);
  }

  /**
   * Takes one report.
   *
   * @param report a fix or a sighting
   * @param now the time now: a report more than {@link #MOST_AHEAD} later has a wrong time
   */
  public Outcome take(Report report, Instant now) {
    if (report.time().minus(MOST_AHEAD).isAfter(now)) {
      ahead++;
      return new Outcome.SetAside(
          Because.of("watch.ahead", new Because.Time(report.time()), new Because.Time(now)));
    }
    return switch (report) {
      case Fix fix -> take(fix);
      case SightingReport sighting ->
          switch (circumstances.posts().place(sighting)) {
            case Posts.Placing.Placed(var fix) -> take(fix);
            case Posts.Placing.Nowhere(var because) -> new Outcome.SetAside(because);
          };
    };
  }

  /** Writes what it follows into a bookmark, the track unheard for longest first. */
  void write(BookmarkWriter to) {
    to.number(closedEarly);
    to.number(crowdedOut);
    to.number(ahead);
    to.number(contradictions);
    to.number(tracks.size());
    tracks.forEach((body, track) -> {
      to.text(body);
      track.write(to);
    });
  }

  /** Takes up what was written of what it follows, where it follows nothing yet. */
  void read(BookmarkReader from) {
    closedEarly = from.number();
    crowdedOut = from.number();
    ahead = from.number();
    contradictions = from.number();
    int following = from.count();
    for (int i = 0; i < following; i++) {
      String body = from.text();
      Track track = new Track(body, judge, steps, leaps, judgements);
      track.read(steps, from);
      tracks.put(body, track);
      kept += track.kept();
    }
  }

  /** Takes one fix, whatever the time now. */
  public Outcome take(Fix fix) {
    String body = circumstances.links().bodyOf(fix.track());
    Track track = tracks.get(body);
    if (track == null) {
      track = new Track(body, judge, steps, leaps, judgements);
      tracks.put(body, track);
    }
    track.heardAt(position);
    int before = track.kept();
    long contradictedBefore = track.contradictions();
    Outcome outcome = track.take(fix);
    kept += track.kept() - before;
    contradictions += track.contradictions() - contradictedBefore;
    if (track.kept() < before) {
      track.settled().forEach(this::hand);
      settled.accept(track.settledAt(position));
    }
    if (tracks.size() > mostTracks || kept > mostKept) {
      makeRoom();
    }
    return outcome;
  }

  /**
   * Makes room at the cost of the source that takes most of it, so that one sender of endless names
   * does not end the tracks of the others: of its tracks those unheard for longest are closed.
   */
  private void makeRoom() {
    Map<String, Long> taken = new HashMap<>();
    for (Track track : tracks.values()) {
      taken.merge(track.source(), TRACK_WEIGHS + track.kept(), Long::sum);
    }
    String most =
        taken.entrySet().stream()
            .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .orElseThrow()
            .getKey();
    closeEldest(track -> track.source().equals(most));
    // Where every source has but a few, no one of them is to blame.
    closeEldest(track -> true);
  }

  private void closeEldest(Predicate<Track> of) {
    int fewer = mostTracks - mostTracks / ROOM_SHARE;
    int less = mostKept - mostKept / ROOM_SHARE;
    var eldest = tracks.values().iterator();
    while (eldest.hasNext() && (tracks.size() > fewer || kept > less)) {
      Track track = eldest.next();
      if (of.test(track)) {
        eldest.remove();
        close(track);
      }
    }
  }

  private void close(Track closed) {
    kept -= closed.kept();
    crowdedOut++;
    List<Episode> rest = closed.finish();
    closedEarly += rest.isEmpty() ? 0 : 1;
    rest.forEach(this::hand);
    settled.accept(closed.closedAt(position));
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
    Track known = tracks.get(circumstances.links().bodyOf(track));
    return known == null ? Optional.empty() : known.open().map(this::withWhatOthersSay);
  }

  /** What can be said of a track at a time, however long it has been silent. */
  public Optional<Standing> standing(String track, Instant now) {
    Track known = tracks.get(circumstances.links().bodyOf(track));
    return known == null ? Optional.empty() : known.standing(now);
  }

  /** Tracks with episodes ended because too much was followed at once. */
  public long closedEarly() {
    return closedEarly;
  }

  /** Tracks no longer followed because too much was followed at once. */
  public long crowdedOut() {
    return crowdedOut;
  }

  /** Tracks followed at present. */
  int following() {
    return tracks.size();
  }

  /** Reports kept at present, of all tracks together. */
  long keptReports() {
    return kept;
  }

  /** Reports set aside because their time lies ahead of now. */
  public long ahead() {
    return ahead;
  }

  /** Reports that put a body in another place than one of the same moment did. */
  public long contradictions() {
    return contradictions;
  }

  private void hand(Episode episode) {
    episodes.accept(alone ? withWhatOthersSay(episode) : episode);
  }

  /** Adds what bears on an episode beside its own track. */
  Episode withWhatOthersSay(Episode episode) {
    List<Because> remarks = new ArrayList<>();
    String body = circumstances.links().bodyOf(episode.track());
    Grade grade = episode.grade();
    Optional<Because> shift = leaps.common(body, episode.from(), episode.to());
    if (shift.isPresent()) {
      remarks.add(shift.get());
      grade = grade.crossing() ? Grade.CANNOT_TELL : grade;
    }
    List<Activities.Activity> expected = circumstances.activities().about(episode);
    for (Activities.Activity one : expected) {
      remarks.add(Because.of("watch.expected", Because.text(one.id()), one.what()));
    }
    judge.salient(episode).ifPresent(remarks::add);
    remarks.addAll(circumstances.links().about(body));
    if (remarks.isEmpty()) {
      return episode;
    }
    remarks.addAll(episode.remarks());
    return new Episode(
        body,
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
