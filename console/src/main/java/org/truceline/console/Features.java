package org.truceline.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.truceline.console.Feature.Span;
import org.truceline.console.view.EpisodeShown;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.LineView;
import org.truceline.console.view.Said;
import org.truceline.console.view.TrackShown;
import org.truceline.terms.ErrorEllipse;

/** The console's views as features: what a map program reads live. */
final class Features {
  /** Episodes whose judgements are laid open at most, the latest: each is read as a whole. */
  static final int MOST_EPISODES = 200;

  private final Views views;

  Features(Views views) {
    this.views = views;
  }

  /** The features of a layer that may be had at a time, in an order that lasts. */
  List<Feature> list(FeatureLayer layer, Span when) {
    return switch (layer) {
      case VERSIONS -> views.line().versions().stream().map(this::version).toList();
      case MARKERS -> views.line().markers().stream().map(this::marker).toList();
      case JUDGEMENTS -> judgements(when);
      case INCIDENTS ->
          views.live().episodes().stream()
              .map(this::incident)
              .sorted(Comparator.comparing(Feature::id))
              .toList();
    };
  }

  /** One feature by its id. */
  Optional<Feature> find(FeatureLayer layer, String id) {
    int colon = id.indexOf(':');
    Stream<Feature> some =
        layer != FeatureLayer.JUDGEMENTS
            ? list(layer, Span.ALWAYS).stream()
            : colon < 0
                ? views.live().tracks().stream().map(this::live)
                : views.findEpisode(id.substring(0, colon)).stream().flatMap(this::judged);
    return some.filter(one -> one.id().equals(id)).findFirst();
  }

  private List<Feature> judgements(Span when) {
    var live = views.live();
    List<Feature> all = new ArrayList<>();
    live.tracks().stream()
        .map(this::live)
        .sorted(Comparator.comparing(Feature::id))
        .forEach(all::add);
    live.episodes().stream()
        .filter(one -> when.meets(new Span(one.from(), one.to())))
        .sorted(Comparator.comparing(EpisodeShown::to).reversed().thenComparing(EpisodeShown::id))
        .limit(MOST_EPISODES)
        .map(EpisodeShown::id)
        .sorted()
        .flatMap(id -> views.findEpisode(id).stream())
        .flatMap(this::judged)
        .forEach(all::add);
    return all;
  }

  private Feature version(LineView.VersionShown version) {
    Map<String, Object> of = new LinkedHashMap<>();
    said(of, "title", version.title());
    said(of, "holder", version.holder());
    of.put("judged", version.judged());
    of.put("source", version.source());
    of.put("licence", version.licence());
    of.put("attribution", version.attribution());
    of.put("sigmaMetres", version.sigmaMetres());
    of.put("accuracySource", version.accuracySource());
    of.put("lengthMetres", version.lengthMetres());
    of.put("validFrom", version.validFrom().toString());
    boolean ends = !version.validTo().equals(LocalDate.MAX);
    if (ends) {
      of.put("validTo", version.validTo().toString());
    }
    Instant from = version.validFrom().atStartOfDay(ZoneOffset.UTC).toInstant();
    // The day itself no longer belongs to it.
    Instant to =
        ends
            ? version.validTo().atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)
            : Instant.MAX;
    return new Feature(safe(version.id().text()), version.course(), new Span(from, to), of);
  }

  private Feature marker(LineView.MarkerShown marker) {
    Map<String, Object> of = new LinkedHashMap<>();
    of.put("number", marker.number());
    of.put("version", marker.version().text());
    of.put("status", Json.word(marker.status()));
    of.put("sigmaMetres", marker.sigmaMetres());
    said(of, "said", marker.said());
    String id = safe(marker.version().text() + "." + marker.number());
    return new Feature(id, List.of(marker.place()), Span.ALWAYS, of);
  }

  private Feature live(TrackShown track) {
    Map<String, Object> of = judgement("live", track.id(), track.party(), track.heard());
    of.put("grade", track.grade().word());
    of.put("probability", track.probability());
    error(of, track.error());
    of.put("silent", track.silent());
    if (!track.episode().isEmpty()) {
      of.put("episode", track.episode());
    }
    said(of, "said", track.said());
    return new Feature("~" + safe(track.id()), List.of(track.place()), Span.at(track.heard()), of);
  }

  private Stream<Feature> judged(EpisodeView view) {
    EpisodeShown episode = view.episode();
    Map<Instant, Double> byRule = new LinkedHashMap<>();
    view.series().stream()
        .limit(1)
        .flatMap(series -> series.points().stream())
        .forEach(point -> byRule.put(point.time(), point.probability()));
    return view.fixes().stream()
        .map(fix -> {
          Map<String, Object> of =
              judgement("episode", episode.track(), episode.party(), fix.time());
          of.put("grade", fix.grade().word());
          Optional.ofNullable(byRule.get(fix.time())).ifPresent(one -> of.put("probability", one));
          error(of, fix.error());
          of.put("episode", episode.id());
          return new Feature(
              episode.id() + ":" + fix.time().toEpochMilli(),
              List.of(fix.place()),
              Span.at(fix.time()),
              of);
        });
  }

  private static Map<String, Object> judgement(
      String of, String track, String party, Instant time) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("of", of);
    all.put("track", track);
    if (!party.isEmpty()) {
      all.put("party", party);
    }
    all.put("time", time.toString());
    return all;
  }

  private static void error(Map<String, Object> of, ErrorEllipse error) {
    of.put("semiMajorMetres", error.semiMajorMetres());
    of.put("semiMinorMetres", error.semiMinorMetres());
    of.put("orientationDegrees", error.orientationDegrees());
  }

  private Feature incident(EpisodeShown episode) {
    Map<String, Object> of = new LinkedHashMap<>();
    of.put("track", episode.track());
    if (!episode.party().isEmpty()) {
      of.put("party", episode.party());
    }
    of.put("from", episode.from().toString());
    of.put("to", episode.to().toString());
    of.put("open", episode.open());
    of.put("grade", episode.grade().word());
    of.put("probability", episode.probability());
    of.put("peakTime", episode.peakTime().toString());
    of.put("entry", episode.index());
    of.put("proof", episode.proof().word());
    said(of, "said", episode.said());
    return new Feature(
        episode.id(), List.of(episode.peak()), new Span(episode.from(), episode.to()), of);
  }

  /** Words in each language of the mission, as one property each: map programs know no others. */
  private void said(Map<String, Object> of, String name, Said said) {
    String any = said.byLanguage().values().stream().sorted().findFirst().orElse("");
    for (String language : views.mission().languages()) {
      of.put(name + "_" + language, said.byLanguage().getOrDefault(language, any));
    }
  }

  /** A name as it may stand in an address; of another one its digest. */
  private static String safe(String name) {
    return name.matches("[A-Za-z0-9._-]{1,128}")
        ? name
        : "~" + Digests.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
