package org.truceline.watch;

import java.time.Instant;
import java.util.Locale;
import org.truceline.line.Sighting;
import org.truceline.terms.Because;

/**
 * What a person saw from a post: a group in a direction, so far away, of so many people. Where that
 * is, only somebody can say who knows where the post is: {@link Posts}.
 *
 * @param track the group it speaks of, not blank
 * @param time when it was seen
 * @param post the id of the post from which it was seen, not blank
 * @param bearingDegrees direction of the group, clockwise from true north, 0 to 360
 * @param bearingSigma its standard deviation in degrees, 0 to {@link #LARGEST_BEARING_SIGMA}
 * @param rangeMetres distance along the ground, 0 to {@link #LONGEST_RANGE_METRES}
 * @param rangeSigma its standard deviation in metres, 0 to {@link #LONGEST_RANGE_METRES}
 * @param count how many were seen
 * @param seen what was seen, in the observer's words, or the empty text
 * @param carried which tools or arms were seen, in the observer's words, or the empty text; nothing
 *     is ever decided by it
 * @param observer who saw it, or the empty text
 * @param party the party named with it, or the empty text
 * @param source who or what brought it, or the empty text
 */
public record SightingReport(
    String track,
    Instant time,
    String post,
    double bearingDegrees,
    Sigma bearingSigma,
    double rangeMetres,
    Sigma rangeSigma,
    Count count,
    String seen,
    String carried,
    String observer,
    String party,
    String source)
    implements Report {
  /** Beyond this, in degrees, no ellipse says where the doubt lies. */
  public static final double LARGEST_BEARING_SIGMA = Sighting.LARGEST_BEARING_SIGMA;

  /** Nobody sees a person further off. */
  public static final double LONGEST_RANGE_METRES = Sighting.LONGEST_RANGE_METRES;

  /** More people than this are no group that somebody counts. */
  public static final int MOST_COUNTED = 1_000_000;

  public SightingReport {
    require(!track.isBlank(), "a sighting names its track", track);
    require(!post.isBlank(), "a sighting names its post", post);
    require(bearingDegrees >= 0 && bearingDegrees <= 360, "a bearing", bearingDegrees);
    require(rangeMetres >= 0 && rangeMetres <= LONGEST_RANGE_METRES, "a range", rangeMetres);
    require(bearingSigma.or(0) <= LARGEST_BEARING_SIGMA, "a bearing's error", bearingSigma);
    require(rangeSigma.or(0) <= LONGEST_RANGE_METRES, "a range's error", rangeSigma);
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + value);
    }
  }

  /** What an observer says of the error of a figure. */
  public sealed interface Sigma {
    /**
     * The observer states it.
     *
     * @param value the standard deviation, finite, not negative
     */
    record Stated(double value) implements Sigma {
      public Stated {
        require(value >= 0 && Double.isFinite(value), "a standard deviation", value);
      }
    }

    /** The observer says nothing; the mission has a figure for that. */
    record Unstated() implements Sigma {}

    /** The figure stated, or this one. */
    default double or(double otherwise) {
      return switch (this) {
        case Stated(var value) -> value;
        case Unstated() -> otherwise;
      };
    }
  }

  /** How many people were seen: an interval, for nobody counts a group to the man. */
  public sealed interface Count {
    /** Nobody said. */
    record NotCounted() implements Count {}

    /**
     * From so many to so many.
     *
     * @param low at least
     * @param high at most
     */
    record Between(int low, int high) implements Count {
      public Between {
        require(low >= 0 && low <= high && high <= MOST_COUNTED, "a count up to " + high, low);
      }
    }

    /**
     * About so many, said with the interval that is meant by it.
     *
     * @param figure the figure that was said
     * @param low at least
     * @param high at most
     */
    record About(int figure, int low, int high) implements Count {
      public About {
        require(low >= 0 && low <= figure, "a count from " + low, figure);
        require(figure <= high && high <= MOST_COUNTED, "a count up to " + high, figure);
      }
    }

    /**
     * At least so many; nobody said how many at most.
     *
     * @param low at least
     */
    record AtLeast(int low) implements Count {
      public AtLeast {
        require(low >= 0 && low <= MOST_COUNTED, "a count of at least", low);
      }
    }

    /** The count, to be said. */
    default Because said() {
      return switch (this) {
        case NotCounted() -> Because.of("watch.count.none");
        case Between(var low, var high) ->
            low == high
                ? Because.of("watch.count.exactly", Because.count(low))
                : Because.of("watch.count.between", Because.count(low), Because.count(high));
        case About(var figure, var low, var high) ->
            Because.of(
                "watch.count.about",
                Because.count(figure),
                Because.count(low),
                Because.count(high));
        case AtLeast(var low) -> Because.of("watch.count.at-least", Because.count(low));
      };
    }
  }

  /** The bearing as it is said over a radio: three digits, and a decimal where it has one. */
  public String bearingText() {
    return bearingDegrees == Math.rint(bearingDegrees)
        ? String.format(Locale.ROOT, "%03d°", (int) bearingDegrees)
        : String.format(Locale.ROOT, "%05.1f°", bearingDegrees);
  }
}
