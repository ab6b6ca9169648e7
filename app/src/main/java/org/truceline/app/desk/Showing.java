package org.truceline.app.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.app.Language;
import org.truceline.app.PlaceNames;
import org.truceline.app.Words;
import org.truceline.app.episode.Radio;
import org.truceline.app.episode.Reasons;
import org.truceline.app.mission.Mission;
import org.truceline.console.view.EpisodeShown;
import org.truceline.console.view.EpisodeShown.Attention;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.EpisodeView.FixShown;
import org.truceline.console.view.EpisodeView.Point;
import org.truceline.console.view.EpisodeView.Series;
import org.truceline.console.view.Proof;
import org.truceline.console.view.Reason;
import org.truceline.console.view.Said;
import org.truceline.console.view.TrackShown;
import org.truceline.console.view.TrackShown.OffsetShown;
import org.truceline.line.End;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;

/** Puts tracks and episodes into the words and figures that a console shows. */
final class Showing {
  /** Peaks of all episodes that are shown, in every language. */
  private static final int MOST_PLACES = Language.values().length * Picture.MOST_EPISODES;

  private final Mission mission;
  private final Spoken spoken;
  private final PlaceNames names;
  private final Map<Asked, Optional<PlaceNames.Near>> found =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Optional<PlaceNames.Near>> eldest) {
          return size() > MOST_PLACES;
        }
      };

  Showing(Mission mission, Spoken spoken, PlaceNames names) {
    this.mission = mission;
    this.spoken = spoken;
    this.names = names;
  }

  TrackShown track(Picture.LiveTrack track) {
    Optional<Judgement> judgement = track.judgement();
    SideBelief belief =
        track
            .standing()
            .map(one -> one.belief())
            .or(() -> judgement.map(Judgement::belief))
            .orElse(null);
    List<OffsetShown> offsets = new ArrayList<>();
    if (belief != null) {
      for (SideBelief.OfVersion one : belief.versions()) {
        if (one.end() == End.NONE) {
          offsets.add(
              new OffsetShown(
                  one.version(),
                  Math.abs(one.offsetMetres()),
                  one.offsetMetres() >= 0 ? Side.LEFT : Side.RIGHT));
        }
      }
    }
    return new TrackShown(
        track.id(),
        track.fix().party(),
        track.fix().place(),
        judgement.map(Judgement::error).orElseGet(() -> stated(track.fix().accuracy())),
        track.fix().time(),
        track.grade(),
        belief == null ? 0 : belief.pastByRule(),
        offsets,
        track.silent(),
        track.episode(),
        said(track));
  }

  private ErrorEllipse stated(Accuracy accuracy) {
    return switch (accuracy) {
      case Accuracy.Stated(var ellipse) -> ellipse;
      case Accuracy.Sighted sighted -> sighted.ellipse();
      case Accuracy.Unstated() -> ErrorEllipse.circle(mission.policy().unstatedSigmaMetres());
    };
  }

  private Said said(Picture.LiveTrack track) {
    if (track.standing().isPresent()) {
      return spoken.of(track.standing().get().because());
    }
    return track
        .judgement()
        .map(judgement -> spoken.each(words -> Radio.say(judgement, words)))
        .orElseGet(() -> spoken.of("app.console.far", Because.text(track.id())));
  }

  EpisodeShown episode(LiveEpisode.Seen one, Proof proof) {
    Episode episode = one.episode();
    return new EpisodeShown(
        one.id(),
        episode.track(),
        episode.party(),
        episode.from(),
        episode.to(),
        one.open(),
        episode.grade(),
        episode.everPast(),
        episode.peak(),
        episode.peakTime(),
        one.index(),
        proof,
        attention(one),
        spoken.each(words -> Radio.say(episode, nearest(episode.peak(), words.language()), words)));
  }

  private static Attention attention(LiveEpisode.Seen one) {
    if (one.sounds()) {
      return new Attention(Attention.State.SOUNDING, one.episode().peakTime(), "");
    }
    return one.silenced()
        .map(by -> new Attention(Attention.State.SILENCED, by.when(), by.by()))
        .orElseGet(() -> Attention.none(one.episode().from()));
  }

  /** The nearest name; it is looked for among all names of the map, so it is remembered. */
  private Optional<PlaceNames.Near> nearest(Place place, Language language) {
    synchronized (found) {
      return found.computeIfAbsent(
          new Asked(place, language), asked -> names.nearest(place, language));
    }
  }

  private record Asked(Place place, Language language) {}

  /** Why an episode is as it is, with all reasons. */
  Reason because(Episode episode) {
    return spoken.reason(words -> Reasons.inFull(episode, near(episode, words), mission.policy()));
  }

  private String near(Episode episode, Words words) {
    return names.near(episode.peak(), words.language());
  }

  /** The probability of being past, over time: by the rule, then of each version. */
  List<Series> series(List<Judgement> judgements) {
    List<Series> series = new ArrayList<>();
    List<Point> byRule = new ArrayList<>();
    for (Judgement one : judgements) {
      byRule.add(new Point(one.fix().time(), one.belief().pastByRule(), one.grade()));
    }
    series.add(new Series(spoken.of("app.console.by-rule"), byRule));
    for (Mission.Drawing drawing : mission.drawings()) {
      List<Point> points = new ArrayList<>();
      for (Judgement one : judgements) {
        for (SideBelief.OfVersion version : one.belief().versions()) {
          if (version.version().equals(drawing.version().id())) {
            points.add(new Point(one.fix().time(), version.pastProbability(), one.grade()));
          }
        }
      }
      if (!points.isEmpty()) {
        series.add(new Series(Spoken.of(drawing.title()), points));
      }
    }
    return series;
  }

  static List<FixShown> fixes(List<Judgement> judgements) {
    return judgements.stream()
        .map(one -> new FixShown(one.fix().time(), one.fix().place(), one.error(), one.grade()))
        .toList();
  }

  EpisodeView.RevisionShown revision(LiveEpisode.Revised revised, Instant known) {
    return new EpisodeView.RevisionShown(
        known, revised.index(), revised.before(), revised.after(), spoken.of(revised.what()));
  }
}
