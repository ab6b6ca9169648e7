package org.truceline.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/**
 * Activities near the line of which the other side was told. They mark what is judged within them
 * as expected; they hide nothing and change no grade.
 *
 * @param zone the zone of their dates and hours
 * @param each the activities
 */
public record Activities(ZoneId zone, List<Activity> each) {
  public Activities {
    each = List.copyOf(each);
  }

  /** No activity was notified. */
  public static Activities none() {
    return new Activities(java.time.ZoneOffset.UTC, List.of());
  }

  /**
   * One notified activity.
   *
   * @param id its name in the mission folder
   * @param party whose it is, or the empty text where any party's tracks are meant
   * @param what what is done, as notified, in the mission's languages
   * @param area the corners of its area, in order, at least three; it does not reach round a pole
   * @param from its first day
   * @param until the first day after it
   * @param begins when it begins each day
   * @param ends when it ends each day; earlier than {@code begins} where it goes over midnight,
   *     equal where it goes on day and night
   */
  public record Activity(
      String id,
      String party,
      Because.InLanguages what,
      List<Place> area,
      LocalDate from,
      LocalDate until,
      LocalTime begins,
      LocalTime ends) {
    public Activity {
      area = List.copyOf(area);
      if (area.size() < 3) {
        throw new IllegalArgumentException("an area of " + area.size() + " corners");
      }
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("an activity from " + from + " until " + until);
      }
    }

    boolean holdsAt(ZonedDateTime time) {
      LocalTime clock = time.toLocalTime();
      boolean overMidnight = ends.isBefore(begins);
      boolean within =
          begins.equals(ends)
              || (overMidnight
                  ? !clock.isBefore(begins) || clock.isBefore(ends)
                  : !clock.isBefore(begins) && clock.isBefore(ends));
      // Hours after midnight belong to the day before.
      LocalDate day =
          overMidnight && clock.isBefore(ends)
              ? time.toLocalDate().minusDays(1)
              : time.toLocalDate();
      return within && !day.isBefore(from) && day.isBefore(until);
    }

    /**
     * Whether a place lies within the area: a ray from it crosses the edge an odd number of times.
     */
    boolean holds(Place place) {
      boolean inside = false;
      for (int i = 0; i < area.size(); i++) {
        Place a = area.get(i);
        Place b = area.get((i + 1) % area.size());
        double ax = Math.IEEEremainder(a.lonDegrees() - place.lonDegrees(), 360);
        double bx = Math.IEEEremainder(b.lonDegrees() - place.lonDegrees(), 360);
        double ay = a.latDegrees() - place.latDegrees();
        double by = b.latDegrees() - place.latDegrees();
        if ((ay > 0) != (by > 0) && ax + (bx - ax) * ay / (ay - by) > 0) {
          inside = !inside;
        }
      }
      return inside;
    }
  }

  /** The activities that an episode falls into, at its gravest fix. */
  List<Activity> about(Episode episode) {
    ZonedDateTime time = at(episode.peakTime());
    return each.stream()
        .filter(one -> one.party().isEmpty() || one.party().equals(episode.party()))
        .filter(one -> one.holdsAt(time) && one.holds(episode.gravest().believed()))
        .toList();
  }

  private ZonedDateTime at(Instant time) {
    return time.atZone(zone);
  }
}
