package org.truceline.app.mission;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.terms.Place;
import org.truceline.watch.Activities;

/** Reads one notified activity of a definition. */
final class ActivitySection {
  private final Section section;
  private final List<String> languages;
  private final List<String> parties;

  ActivitySection(Section section, List<String> languages, List<String> parties) {
    this.section = section;
    this.languages = languages;
    this.parties = parties;
  }

  /**
   * The activity, or nothing where findings say why.
   *
   * @param file reads the corners of an area from a file of this name
   */
  Optional<Activities.Activity> read(Function<String, List<Place>> file) {
    String id = section.text("id");
    String party = section.text("party", "");
    if (!party.isEmpty() && !parties.contains(party)) {
      section.error(
          "party",
          "mission.party-unknown",
          Because.text(party),
          Because.text(Nearest.of(party, parties)));
    }
    Texts what = section.texts("what", languages);
    List<Place> corners = AreaFile.open(corners(file));
    boolean dated = true;
    for (String key : List.of("from", "until")) {
      if (!section.has(key)) {
        section.error(key, "mission.missing", Because.text(section.path(key)));
        dated = false;
      }
    }
    LocalDate from = section.date("from", LocalDate.EPOCH);
    LocalDate until = section.date("until", LocalDate.MAX);
    LocalTime begins = section.clock("begins", LocalTime.MIDNIGHT);
    LocalTime ends = section.clock("ends", LocalTime.MIDNIGHT);
    section.text("source");
    section.refuseUnknown();
    if (!from.isBefore(until)) {
      section.error("until", "mission.dates-reversed", Because.text(section.path("until")));
      return Optional.empty();
    }
    if (id.isBlank() || !dated || corners.isEmpty()) {
      return Optional.empty();
    }
    Optional<Because> flaw = AreaFile.flaw(corners);
    if (flaw.isPresent()) {
      section.error("area", flaw.get());
      return Optional.empty();
    }
    return Optional.of(
        new Activities.Activity(
            id,
            party,
            new Because.InLanguages(what.byLanguage()),
            corners,
            from,
            until,
            begins,
            ends));
  }

  private List<Place> corners(Function<String, List<Place>> file) {
    boolean named = section.has("area");
    boolean listed = section.has("corners");
    if (named == listed) {
      section.error("area", "mission.area.one-way", Because.text(section.path("area")));
      return List.of();
    }
    if (listed) {
      List<Place> places = section.places("corners");
      if (places.isEmpty()) {
        section.error("corners", "mission.area.few", Because.count(0));
      }
      return places;
    }
    String name = section.text("area");
    return name.isEmpty() ? List.of() : file.apply(name);
  }
}
