package org.truceline.console.view;

import java.time.ZoneId;
import java.util.List;
import org.truceline.terms.PartyId;
import org.truceline.watch.Grade;

/**
 * Who watches which line, and by what policy.
 *
 * @param id the mission's id
 * @param name its name
 * @param notice what everybody who sees its lines must know
 * @param madeUp whether what is shown is made up; every page then says so
 * @param languages codes of the languages in which everything is said, the first one first
 * @param zone the zone in which times are said beside UTC
 * @param parties the parties
 * @param left name of the line's left side
 * @param right name of the line's right side
 * @param grades every grade with the policy that gives it
 * @param posts ids of the posts from which people observe
 * @param basemap the layers of the small offline map, drawn in this order; none is allowed
 */
public record MissionView(
    String id,
    Said name,
    Said notice,
    boolean madeUp,
    List<String> languages,
    ZoneId zone,
    List<PartyShown> parties,
    Said left,
    Said right,
    List<GradeShown> grades,
    List<String> posts,
    List<BasemapShown> basemap) {
  public MissionView {
    languages = List.copyOf(languages);
    parties = List.copyOf(parties);
    grades = List.copyOf(grades);
    posts = List.copyOf(posts);
    basemap = List.copyOf(basemap);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("a mission that speaks no language");
    }
  }

  /** A party with its name. */
  public record PartyShown(PartyId id, Said name) {}

  /**
   * A grade with its policy.
   *
   * @param grade the grade
   * @param word its word, as an officer says it
   * @param policy when it is given, with the thresholds
   */
  public record GradeShown(Grade grade, Said word, Said policy) {}

  /**
   * One layer of the small map.
   *
   * @param name its name, letters, digits and hyphens; {@code Views.basemap} gives its bytes
   * @param kind how it is drawn
   * @param attribution what must be shown beside it
   */
  public record BasemapShown(String name, Kind kind, String attribution) {
    public BasemapShown {
      if (!name.matches("[A-Za-z0-9-]{1,80}")) {
        throw new IllegalArgumentException("a layer of the small map named '" + name + "'");
      }
    }

    /** How a layer is drawn. */
    public enum Kind {
      LAND,
      WATER,
      BORDERS,
      PLACES;

      /** The kind that a file's name speaks of; borders where it speaks of none. */
      public static Kind of(String file) {
        return file.startsWith("land")
            ? LAND
            : file.startsWith("places") || file.startsWith("labels")
                ? PLACES
                : file.contains("water") || file.startsWith("rivers") ? WATER : BORDERS;
      }
    }
  }
}
