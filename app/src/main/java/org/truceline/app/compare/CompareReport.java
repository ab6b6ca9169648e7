package org.truceline.app.compare;

import java.util.List;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Marker;
import org.truceline.line.Salient;
import org.truceline.line.VersionId;

/**
 * Everything that is said about the differences between the versions of one line.
 *
 * @param mission the mission
 * @param stepMetres distance between stations
 * @param pairs the comparisons
 * @param salients the salients of all versions compared
 */
public record CompareReport(
    Mission mission, double stepMetres, List<Comparison> pairs, List<Salient> salients) {
  public CompareReport {
    pairs = List.copyOf(pairs);
    salients = List.copyOf(salients);
  }

  /** The drawings that are compared, in the order of the mission. */
  public List<Mission.Drawing> drawings() {
    if (pairs.isEmpty()) {
      return mission.drawings().stream().filter(Mission.Drawing::judged).toList();
    }
    return mission.drawings().stream().filter(one -> takesPart(one.version().id())).toList();
  }

  private boolean takesPart(VersionId id) {
    return pairs.stream().anyMatch(pair -> pair.a().equals(id) || pair.b().equals(id));
  }

  /** The markers that are identified on the ground. */
  public List<Marker> identifiedMarkers() {
    return mission.book().markers().stream().filter(Marker::identified).toList();
  }

  /** Share of a pair's stations at which b lies to the left of a. */
  static double shareLeft(Comparison pair) {
    long left = pair.samples().stream().filter(one -> one.offsetMetres() > 0).count();
    return (double) left / pair.samples().size();
  }
}
