package org.truceline.app.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truceline.app.desk.Picture.LiveTrack;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What follows from an entry: what was judged, and which tracks and episodes are otherwise now. */
final class Change {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  final long index;
  final List<Judged> judged = new ArrayList<>();
  final List<Aside> setAside = new ArrayList<>();
  final Map<String, LiveTrack> tracks = new LinkedHashMap<>();
  final Set<String> tracksGone = new LinkedHashSet<>();
  final Map<String, LiveEpisode> episodes = new LinkedHashMap<>();
  final Set<String> gone = new LinkedHashSet<>();
  final Set<String> settled = new LinkedHashSet<>();
  long clear;
  long repeated;
  int begun;

  Change(long index) {
    this.index = index;
  }

  /**
   * A report that was judged.
   *
   * @param track the body
   * @param of what is judged of the report's own moment
   * @param latest what is judged now of the latest report
   * @param told whether the track's grade is another than before
   * @param changes what is otherwise, where the report came late
   */
  record Judged(String track, Judgement of, Judgement latest, boolean told, List<Because> changes) {
    Judged {
      changes = List.copyOf(changes);
    }
  }

  /** A report that could not be weighed. */
  record Aside(String track, Instant time, Because because) {}

  /** Whether anything follows that somebody may ask for one day. */
  boolean isNews() {
    return !(judged.isEmpty() && setAside.isEmpty() && episodes.isEmpty() && gone.isEmpty());
  }

  /** The assessment as the body of an entry. */
  String json() {
    ObjectNode node = NODES.objectNode();
    count(node, "clear", clear);
    count(node, "repeated", repeated);
    if (!judged.isEmpty()) {
      ArrayNode list = node.putArray("judged");
      judged.forEach(one -> judged(list.addObject(), one));
    }
    if (!setAside.isEmpty()) {
      ArrayNode list = node.putArray("setAside");
      for (Aside one : setAside) {
        list.addObject()
            .put("track", one.track())
            .put("time", one.time().toString())
            .set("because", BecauseJson.of(one.because()));
      }
    }
    if (!episodes.isEmpty()) {
      ArrayNode list = node.putArray("episodes");
      episodes.values().forEach(one -> episode(list.addObject(), one));
    }
    if (!gone.isEmpty()) {
      ArrayNode list = node.putArray("unmade");
      gone.forEach(list::add);
    }
    return CanonicalJson.of(node);
  }

  private static void count(ObjectNode node, String name, long count) {
    if (count > 0) {
      node.put(name, count);
    }
  }

  private static void judged(ObjectNode node, Judged one) {
    Judgement of = one.of();
    node.put("track", one.track());
    node.put("time", of.fix().time().toString());
    node.put("grade", of.grade().word());
    node.put("pastByRule", millionths(of.belief().pastByRule()));
    node.put("depthMetres", decimetres(of.depthMetres()));
    node.put("rule", of.belief().rule().name());
    ObjectNode versions = node.putObject("past");
    for (SideBelief.OfVersion version : of.belief().versions()) {
      versions.put(version.version().text(), millionths(version.pastProbability()));
    }
    if (one.told()) {
      node.set("because", BecauseJson.of(of.because()));
    }
    if (!one.changes().isEmpty()) {
      ArrayNode changes = node.putArray("changed");
      one.changes().forEach(change -> changes.add(BecauseJson.of(change)));
    }
  }

  private void episode(ObjectNode node, LiveEpisode one) {
    Episode episode = one.episode();
    node.put("id", one.id());
    node.put("track", episode.track());
    node.put("from", episode.from().toString());
    node.put("to", episode.to().toString());
    node.put("fixes", episode.fixes());
    node.put("grade", episode.grade().word());
    node.put("everPast", millionths(episode.everPast()));
    node.put("open", one.open());
    node.put("settled", settled.contains(one.id()));
    node.putObject("depthMetres")
        .put("low", decimetres(episode.depth().low()))
        .put("mid", decimetres(episode.depth().mid()))
        .put("high", decimetres(episode.depth().high()));
    if (episode.crossing() instanceof Episode.CrossedWithin crossed) {
      node.putObject("crossing")
          .put("from", crossed.from().toString())
          .put("to", crossed.to().toString())
          .put("fromMetres", decimetres(crossed.fromMetres()))
          .put("toMetres", decimetres(crossed.toMetres()));
    }
    if (!episode.expected().isEmpty()) {
      ArrayNode expected = node.putArray("expected");
      episode.expected().forEach(expected::add);
    }
    if (settled.contains(one.id())) {
      node.set("because", BecauseJson.of(episode.because()));
    }
  }

  private static double millionths(double probability) {
    return Math.round(probability * 1e6) / 1e6;
  }

  private static double decimetres(double metres) {
    return Math.round(metres * 10) / 10.0;
  }
}
