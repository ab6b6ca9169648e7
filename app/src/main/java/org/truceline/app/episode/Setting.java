package org.truceline.app.episode;

import java.util.List;
import java.util.Map;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.Texts;
import org.truceline.line.LineBook;
import org.truceline.watch.Policy;

/**
 * What the pages of all episodes of a run share: what was judged against, and its names.
 *
 * @param name the mission's name; empty where there is no mission folder
 * @param notice what everybody who sees its lines must know; empty where there is none
 * @param left name of the left side
 * @param right name of the right side
 * @param book the versions that are judged, with markers and rules
 * @param policy when a yes or no is made
 * @param drawings what is said about the versions; none where there is no mission folder
 * @param basemap the small map, for the eye
 */
public record Setting(
    Texts name,
    Texts notice,
    Texts left,
    Texts right,
    LineBook book,
    Policy policy,
    List<Mission.Drawing> drawings,
    Basemap basemap) {
  public Setting {
    drawings = List.copyOf(drawings);
  }

  /** The setting of a mission folder. */
  public static Setting of(Mission mission, Basemap basemap) {
    return new Setting(
        mission.name(),
        mission.notice(),
        mission.left(),
        mission.right(),
        mission.book(),
        mission.policy(),
        mission.drawings(),
        basemap);
  }

  /** The setting where lines are judged against without a mission folder. */
  public static Setting alone(LineBook book, Policy policy) {
    Texts none = new Texts(Map.of());
    return new Setting(
        none,
        none,
        new Texts(Map.of("en", "left", "ko", "왼쪽")),
        new Texts(Map.of("en", "right", "ko", "오른쪽")),
        book,
        policy,
        List.of(),
        new Basemap(List.of(), List.of(), List.of()));
  }
}
