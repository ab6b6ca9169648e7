package org.truceline.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.line.Sighting;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.terms.Place;

/** The posts from which people observe, and how well they take bearings and ranges. */
public final class Posts {
  /** An error of a bearing taken with a compass in the hand, where the observer states none. */
  public static final double USUAL_BEARING_SIGMA = 5;

  /** An error of a range guessed by eye, as a share of it, where the observer states none. */
  public static final double USUAL_RANGE_SHARE = 0.15;

  private final Map<String, Post> byId = new LinkedHashMap<>();
  private final double bearingSigmaDegrees;
  private final double rangeSigmaShare;

  /**
   * Posts with what the mission takes where an observer states no error.
   *
   * @param each the posts, each with an id of its own
   * @param bearingSigmaDegrees standard deviation of a bearing, 0 to {@link
   *     SightingReport#LARGEST_BEARING_SIGMA} degrees
   * @param rangeSigmaShare standard deviation of a range, as a share of it, 0 to 1
   */
  public Posts(List<Post> each, double bearingSigmaDegrees, double rangeSigmaShare) {
    require(
        bearingSigmaDegrees >= 0 && bearingSigmaDegrees <= SightingReport.LARGEST_BEARING_SIGMA,
        "a bearing's error",
        bearingSigmaDegrees);
    require(rangeSigmaShare >= 0 && rangeSigmaShare <= 1, "a range's error", rangeSigmaShare);
    for (Post post : each) {
      if (byId.put(post.id(), post) != null) {
        throw new IllegalArgumentException("two posts " + post.id());
      }
    }
    this.bearingSigmaDegrees = bearingSigmaDegrees;
    this.rangeSigmaShare = rangeSigmaShare;
  }

  private static void require(boolean holds, String what, double value) {
    if (!holds) {
      throw new IllegalArgumentException(what + " of " + value);
    }
  }

  /** No posts are known: nothing can be made of a sighting. */
  public static Posts none() {
    return new Posts(List.of(), USUAL_BEARING_SIGMA, USUAL_RANGE_SHARE);
  }

  /**
   * One post.
   *
   * @param id its name in the mission folder and in reports, not blank
   * @param name its name for people, or the empty text
   * @param place where it is
   * @param sigmaMetres standard deviation of that place in every direction
   */
  public record Post(String id, String name, Place place, double sigmaMetres) {
    public Post {
      if (id.isBlank()) {
        throw new IllegalArgumentException("a post has an id");
      }
      require(sigmaMetres >= 0 && Double.isFinite(sigmaMetres), "a post's error", sigmaMetres);
    }
  }

  /** The posts, in the order of the mission folder. */
  public List<Post> all() {
    return List.copyOf(byId.values());
  }

  /** Where a sighting puts what was seen. */
  public sealed interface Placing {
    /**
     * There, as a fix whose error is that of the sighting.
     *
     * @param fix the place with its error
     */
    record Placed(Fix fix) implements Placing {}

    /**
     * Nobody can say.
     *
     * @param because why not
     */
    record Nowhere(Because because) implements Placing {}
  }

  /** The fix that a report is, or that a sighting turns into where its post is known. */
  public Optional<Fix> find(Report report) {
    return switch (report) {
      case Fix fix -> Optional.of(fix);
      case SightingReport sighting ->
          place(sighting) instanceof Placing.Placed(var fix) ? Optional.of(fix) : Optional.empty();
    };
  }

  /** Places what somebody saw. */
  public Placing place(SightingReport report) {
    Post post = byId.get(report.post());
    if (post == null) {
      return new Placing.Nowhere(
          byId.isEmpty()
              ? Because.of("watch.no-posts", Because.text(report.post()))
              : Because.of(
                  "watch.post-unknown",
                  Because.text(report.post()),
                  Because.text(Nearest.of(report.post(), List.copyOf(byId.keySet())))));
    }
    double bearingSigma = report.bearingSigma().or(bearingSigmaDegrees);
    double rangeSigma = report.rangeSigma().or(rangeSigmaShare * report.rangeMetres());
    Sighting sighting =
        new Sighting(
            post.place(),
            post.sigmaMetres(),
            report.bearingDegrees(),
            bearingSigma,
            report.rangeMetres(),
            rangeSigma);
    return new Placing.Placed(
        new Fix(
            report.track(),
            report.time(),
            sighting.place(),
            new Accuracy.Sighted(sighting.error(), report, bearingSigma, rangeSigma),
            report.party(),
            report.source()));
  }
}
