package org.truceline.app.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.truceline.app.mission.Mission;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.ErrorModel;
import org.truceline.watch.Fix;
import org.truceline.watch.Grade;
import org.truceline.watch.Judge;
import org.truceline.watch.Judgement;
import org.truceline.watch.Outcome;
import org.truceline.watch.Report;
import org.truceline.watch.Standing;
import org.truceline.watch.Watcher;

/**
 * What is known now: every track that was heard, and every episode that is open or recent. It is
 * made of the record's entries and the times in them and of nothing else, so that a replay gives
 * the same. Not for two threads at once.
 */
final class Picture {
  /** More tracks than this nobody follows on a screen; those unheard for longest leave it. */
  static final int MOST_TRACKS = 10_000;

  /** A shift looks back over some hundred episodes; older ones are in the record. */
  static final int MOST_EPISODES = 1_000;

  private final Judge judge;
  private final Watcher watcher;
  private final Mission mission;
  private final Map<String, LiveTrack> tracks = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<String, LiveEpisode> episodes = new LinkedHashMap<>();
  private final Map<String, String> openOf = new HashMap<>();
  private final List<Episode> settled = new ArrayList<>();
  private Change change = new Change(0);

  /** A picture of a mission in which nothing has happened. */
  Picture(Mission mission) {
    this.mission = mission;
    this.judge = new Judge(mission.book(), mission.policy(), mission.zone());
    this.watcher = new Watcher(judge, mission.circumstances(), ErrorModel.usual(), settled::add);
  }

  /**
   * Takes the reports of a block.
   *
   * @param index the block's entry
   * @param now when it was written
   * @return what follows from it
   */
  Change take(long index, List<Report> reports, Instant now) {
    change = new Change(index);
    for (Report report : reports) {
      take(report, now);
    }
    settled.forEach(this::settle);
    settled.clear();
    forget();
    return change;
  }

  private void take(Report report, Instant now) {
    String body = mission.circumstances().links().bodyOf(report.track());
    switch (watcher.take(report, now)) {
      case Outcome.PlainlyClear() ->
          mission
              .circumstances()
              .posts()
              .find(report)
              .ifPresent(fix -> {
                change.clear++;
                hear(LiveTrack.clear(body, fix));
                if (openOf.containsKey(body)) {
                  follow(body, null, List.of());
                }
              });
      case Outcome.Judged(var judgement) -> judged(body, judgement, judgement, List.of());
      case Outcome.Revised(var judgement, var latest, var changes) ->
          judged(body, judgement, latest, changes);
      case Outcome.Repeated() -> change.repeated++;
      case Outcome.SetAside(var because) ->
          change.setAside.add(new Change.Aside(report.track(), report.time(), because));
    }
  }

  private void judged(String body, Judgement of, Judgement latest, List<Because> changes) {
    LiveTrack before = tracks.get(body);
    boolean told = before == null || before.grade() != latest.grade();
    change.judged.add(new Change.Judged(body, of, latest, told, changes));
    boolean near = of.grade() != Grade.CLEAR || openOf.containsKey(body) || !changes.isEmpty();
    String open = near ? follow(body, of, changes) : "";
    hear(LiveTrack.of(body, latest, open));
  }

  private void hear(LiveTrack track) {
    tracks.put(track.id(), track);
    change.tracks.put(track.id(), track);
  }

  /** Follows the episode that a track is in, and says its id, or the empty text. */
  private String follow(
      String body, @org.jspecify.annotations.Nullable Judgement judgement, List<Because> changes) {
    Optional<Episode> now = watcher.open(body);
    String id = openOf.getOrDefault(body, "");
    if (now.isEmpty()) {
      if (!id.isEmpty()) {
        openOf.remove(body);
        update(id, one -> one.close(change.index));
      }
      gone(body, changes);
      return "";
    }
    if (id.isEmpty()) {
      id = change.index + "-" + change.begun++;
      openOf.put(body, id);
      episodes.put(id, new LiveEpisode(id, now.get(), change.index));
    }
    Episode is = now.get();
    update(id, one -> one.goOn(is, judgement, changes, change.index));
    gone(body, changes);
    return id;
  }

  private void update(String id, Consumer<LiveEpisode> step) {
    LiveEpisode episode = episodes.get(id);
    if (episode != null) {
      step.accept(episode);
      change.episodes.put(id, episode);
    }
  }

  /** Episodes that a late report has unmade, by what the watch says of its changes. */
  private void gone(String body, List<Because> changes) {
    for (Because one : changes) {
      if (one.message().equals("watch.revised.episode-gone")
          && one.values().size() > 1
          && one.values().get(1) instanceof Because.Time(var from)) {
        List<String> unmade =
            episodes.values().stream()
                .filter(episode -> episode.episode().track().equals(body))
                .filter(episode -> episode.episode().from().equals(from) && !episode.open())
                .map(LiveEpisode::id)
                .toList();
        for (String id : unmade) {
          episodes.remove(id);
          change.episodes.remove(id);
          change.gone.add(id);
        }
      }
    }
  }

  /** An episode that nothing can change any more. */
  private void settle(Episode episode) {
    Optional<LiveEpisode> same =
        episodes.values().stream()
            .filter(one ->
                one.episode().track().equals(episode.track())
                    && !one.episode().from().isAfter(episode.to())
                    && !episode.from().isAfter(one.episode().to()))
            .findFirst();
    String id = same.map(LiveEpisode::id).orElseGet(() -> change.index + "-" + change.begun++);
    if (same.isEmpty()) {
      episodes.put(id, new LiveEpisode(id, episode, change.index));
    }
    openOf.remove(episode.track(), id);
    update(id, one -> one.settle(episode, change.index));
    change.settled.add(id);
  }

  private void forget() {
    var eldest = tracks.entrySet().iterator();
    while (tracks.size() > MOST_TRACKS && eldest.hasNext()) {
      String id = eldest.next().getKey();
      eldest.remove();
      change.tracks.remove(id);
      change.tracksGone.add(id);
    }
    var oldest = episodes.values().iterator();
    while (episodes.size() > MOST_EPISODES && oldest.hasNext()) {
      if (!oldest.next().open()) {
        oldest.remove();
      }
    }
  }

  /**
   * What has become of the tracks by a time at which nothing was heard: silence is a finding.
   *
   * @return those that have fallen silent since they were last looked at, with what can be said
   */
  List<Standing> fallenSilent(Instant now) {
    List<Standing> silent = new ArrayList<>();
    for (LiveTrack track : List.copyOf(tracks.values())) {
      if (!track.silent()) {
        watcher.standing(track.id(), now).filter(Standing::silent).ifPresent(silent::add);
      }
    }
    silent.sort(Comparator.comparing(Standing::track));
    return silent;
  }

  /** Takes it that tracks have fallen silent. */
  Change silent(long index, List<Standing> silent) {
    change = new Change(index);
    for (Standing one : silent) {
      LiveTrack track = tracks.get(one.track());
      if (track != null) {
        hear(track.fallenSilent(one));
      }
    }
    return change;
  }

  /** Silences the attention sound of an episode; nothing where there is no such episode. */
  Optional<Change> silenced(long index, String id, String by, Instant when) {
    if (!episodes.containsKey(id)) {
      return Optional.empty();
    }
    change = new Change(index);
    update(id, one -> one.silence(by, when));
    return Optional.of(change);
  }

  /** Every track that is shown. */
  List<LiveTrack> tracks() {
    return List.copyOf(tracks.values());
  }

  /** Every episode that is open or recent, the latest first. */
  List<LiveEpisode> episodes() {
    return List.copyOf(episodes.values()).reversed();
  }

  /** An episode by its id. */
  Optional<LiveEpisode> find(String id) {
    return Optional.ofNullable(episodes.get(id));
  }

  /** What judges. */
  Judge judge() {
    return judge;
  }

  /** A fix that was heard, with what is judged of its track, if anything is. */
  record LiveTrack(
      String id,
      Fix fix,
      Optional<Judgement> judgement,
      Grade grade,
      boolean silent,
      Optional<Standing> standing,
      String episode) {
    static LiveTrack clear(String id, Fix fix) {
      return new LiveTrack(id, fix, Optional.empty(), Grade.CLEAR, false, Optional.empty(), "");
    }

    static LiveTrack of(String id, Judgement judgement, String episode) {
      return new LiveTrack(
          id,
          judgement.fix(),
          Optional.of(judgement),
          judgement.grade(),
          false,
          Optional.empty(),
          episode);
    }

    LiveTrack fallenSilent(Standing standing) {
      return new LiveTrack(
          id, fix, judgement, standing.grade(), true, Optional.of(standing), episode);
    }
  }
}
