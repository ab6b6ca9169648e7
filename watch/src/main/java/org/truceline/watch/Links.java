package org.truceline.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truceline.terms.Because;

/**
 * What people have said about tracks being one body or not. Tracks are judged as one only because
 * somebody linked them, never because they look alike; and where what was said contradicts itself,
 * nothing of it is acted on.
 */
public final class Links {
  /** Links said with one episode; more are counted. */
  private static final int MOST_SAID = 10;

  private final Map<String, String> bodies = new TreeMap<>();
  private final Map<String, Set<String>> together = new TreeMap<>();
  private final Map<String, List<Because>> about = new TreeMap<>();
  private final List<Because> contradictions = new ArrayList<>();

  /**
   * One word about two tracks.
   *
   * @param trackA the one, not blank
   * @param trackB the other, not blank, not the same
   * @param linked whether they are one body; false says that they are not
   * @param by who says so, not blank
   * @param time when it was said
   * @param reason why, not blank
   */
  public record Link(
      String trackA, String trackB, boolean linked, String by, Instant time, String reason) {
    public Link {
      if (trackA.isBlank() || trackB.isBlank() || trackA.equals(trackB)) {
        throw new IllegalArgumentException("a link of " + trackA + " and " + trackB);
      }
      if (by.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("a link without who said so and why");
      }
    }

    private Because said() {
      return Because.of(
          linked ? "watch.linked" : "watch.held-apart",
          Because.text(trackA),
          Because.text(trackB),
          Because.text(by),
          new Because.Time(time),
          Because.text(reason));
    }
  }

  /** Links out of what was said, in any order. */
  public Links(List<Link> said) {
    List<Link> standing = standing(said);
    join(standing);
    undoContradictions(standing);
    for (Link link : standing) {
      String a = bodyOf(link.trackA());
      String b = bodyOf(link.trackB());
      about.computeIfAbsent(a, none -> new ArrayList<>(2)).add(link.said());
      if (!a.equals(b)) {
        about.computeIfAbsent(b, none -> new ArrayList<>(2)).add(link.said());
      }
    }
  }

  /** Nobody linked anything. */
  public static Links none() {
    return new Links(List.of());
  }

  /** What stands: a later word of the same person about the same two replaces an earlier one. */
  private static List<Link> standing(List<Link> said) {
    Map<List<String>, Link> latest = new LinkedHashMap<>();
    for (Link link : said) {
      boolean order = link.trackA().compareTo(link.trackB()) < 0;
      List<String> key =
          List.of(
              order ? link.trackA() : link.trackB(),
              order ? link.trackB() : link.trackA(),
              link.by());
      Link before = latest.get(key);
      if (before == null || !link.time().isBefore(before.time())) {
        latest.put(key, link);
      }
    }
    return List.copyOf(latest.values());
  }

  private void join(List<Link> standing) {
    Map<String, String> leaders = new HashMap<>();
    for (Link link : standing) {
      if (link.linked()) {
        String a = leader(leaders, link.trackA());
        String b = leader(leaders, link.trackB());
        leaders.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
      }
    }
    for (String track : leaders.keySet()) {
      String body = leader(leaders, track);
      Set<String> all = together.computeIfAbsent(body, none -> new TreeSet<>());
      all.add(track);
      together.put(track, all);
      bodies.put(track, body);
    }
  }

  /** The first by name of those joined so far; the way to it is made short. */
  private static String leader(Map<String, String> leaders, String track) {
    String at = leaders.computeIfAbsent(track, itself -> itself);
    while (!at.equals(leaders.getOrDefault(at, at))) {
      String next = leaders.getOrDefault(at, at);
      leaders.put(at, leaders.getOrDefault(next, next));
      at = leaders.getOrDefault(at, at);
    }
    leaders.put(track, at);
    return at;
  }

  private void undoContradictions(List<Link> standing) {
    for (Link link : standing) {
      Set<String> all = together.get(link.trackA());
      if (link.linked() || all == null || !all.contains(link.trackB())) {
        continue;
      }
      Because what =
          Because.of(
              "watch.links-contradict",
              Because.text(String.join(", ", all)),
              Because.text(link.trackA()),
              Because.text(link.trackB()),
              Because.text(link.by()));
      contradictions.add(what);
      for (String track : all) {
        together.remove(track);
        bodies.remove(track);
        about.computeIfAbsent(track, none -> new ArrayList<>(2)).add(what);
      }
    }
  }

  /** The body that a track is judged as: the first of all linked with it, by name, or itself. */
  public String bodyOf(String track) {
    return bodies.isEmpty() ? track : bodies.getOrDefault(track, track);
  }

  /** The tracks that are judged as one with this one, itself among them, by name. */
  public Set<String> together(String track) {
    return new LinkedHashSet<>(together.getOrDefault(track, Set.of(track)));
  }

  /** What is to be said with every episode of a body. */
  List<Because> about(String body) {
    List<Because> all = about.getOrDefault(body, List.of());
    if (all.size() <= MOST_SAID) {
      return List.copyOf(all);
    }
    List<Because> some = new ArrayList<>(all.subList(0, MOST_SAID));
    some.add(Because.of("watch.more-links", Because.count(all.size() - MOST_SAID)));
    return some;
  }

  /** What contradicts itself, and is not acted on. */
  public List<Because> contradictions() {
    return List.copyOf(contradictions);
  }
}
