package org.truceline.app.mission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.truceline.line.Comparer;
import org.truceline.line.Comparison;
import org.truceline.line.DatedRule;
import org.truceline.line.End;
import org.truceline.line.Inspection;
import org.truceline.line.Locator;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/** Holds drawings against themselves and against each other. */
final class DrawingChecks {
  /** Old Korean sheets mix datums that differ by about these distances, in metres. */
  private static final double[] DATUM_SHIFTS = {250, 365};

  private static final double DATUM_TOLERANCE_METRES = 40;

  /** So many stations in a row with one shift are no accident. */
  private static final int DATUM_RUN = 10;

  private static final double STEP_METRES = 200;

  private final Findings findings;
  private final List<Mission.Drawing> drawings;
  private final String definition;

  DrawingChecks(Findings findings, List<Mission.Drawing> drawings, String definition) {
    this.findings = findings;
    this.drawings = drawings;
    this.definition = definition;
  }

  /** Says what is wrong with a drawing's vertices; false where no line can be made of them. */
  static boolean vertices(List<Place> places, String file, Findings findings) {
    boolean usable = true;
    for (Inspection.Flaw flaw : Inspection.of(places)) {
      String at = "vertex " + flaw.vertex();
      Because.Value vertex = Because.count(flaw.vertex());
      Because.Value other = Because.count(flaw.otherVertex());
      Because.Value place = Because.text(where(flaw.place()));
      switch (flaw.kind()) {
        case TOO_FEW_VERTICES -> {
          findings.error(file, 0, "", "mission.line.too-few");
          usable = false;
        }
        case DUPLICATE_VERTEX ->
            findings.warning(file, 0, at, "mission.line.duplicate", vertex, place);
        case FOLDS_BACK -> findings.warning(file, 0, at, "mission.line.folds-back", vertex, place);
        case CROSSES_ITSELF ->
            findings.warning(file, 0, at, "mission.line.crosses", vertex, other, place);
      }
    }
    return usable;
  }

  static String where(Place place) {
    return String.format(
        java.util.Locale.ROOT, "%.5f, %.5f", place.lonDegrees(), place.latDegrees());
  }

  void all(List<DatedRule> rules) {
    dates(rules);
    List<Version> judged = new ArrayList<>();
    for (Mission.Drawing drawing : drawings) {
      if (drawing.judged()) {
        judged.add(drawing.version());
      }
    }
    for (int i = 0; i < judged.size(); i++) {
      for (int k = i + 1; k < judged.size(); k++) {
        pair(judged.get(i), judged.get(k));
      }
    }
  }

  private void dates(List<DatedRule> rules) {
    List<DatedRule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparing(DatedRule::from));
    for (int i = 1; i < sorted.size(); i++) {
      LocalDate ends = sorted.get(i - 1).until();
      LocalDate begins = sorted.get(i).from();
      if (begins.isBefore(ends)) {
        findings.error(
            definition,
            0,
            "judging.rules",
            "mission.rules-overlap",
            Because.text(begins.toString()));
      } else if (ends.isBefore(begins)) {
        findings.warning(
            definition,
            0,
            "judging.rules",
            "mission.rules-gap",
            Because.text(ends.toString()),
            Because.text(begins.toString()));
      }
    }
  }

  /** Says whether one version is another drawing of the same line as another, the same way. */
  void pair(Version a, Version b) {
    Because.Value first = Because.text(a.id().text());
    Because.Value second = Because.text(b.id().text());
    if (Comparer.opposed(a.line(), b.line())) {
      findings.error(definition, 0, b.id().text(), "mission.line.reversed", second, first);
      return;
    }
    Comparison comparison;
    try {
      double step = Math.max(STEP_METRES, a.line().lengthMetres() / 20_000);
      comparison = Comparer.compare(a, b, step);
    } catch (IllegalArgumentException nowhere) {
      findings.error(
          definition,
          0,
          b.id().text(),
          "mission.line.no-overlap",
          first,
          second,
          Because.metres(apart(a, b)));
      return;
    }
    if (comparison.medianMetres() > 50_000) {
      findings.error(
          definition,
          0,
          b.id().text(),
          "mission.line.no-overlap",
          first,
          second,
          Because.metres(comparison.medianMetres()));
      return;
    }
    datum(a, b, comparison);
  }

  /** Distance from one version to the nearer end of another, in metres. */
  private static double apart(Version from, Version to) {
    Locator locator = from.line().locator();
    double least = Double.POSITIVE_INFINITY;
    for (Place end : List.of(to.line().places().getFirst(), to.line().places().getLast())) {
      locator.locate(end.lonDegrees(), end.latDegrees());
      least = Math.min(least, Math.abs(locator.offsetMetres()));
    }
    return least;
  }

  /**
   * Looks for runs of stations where one version lies off the other by one nearly constant vector
   * of a known datum's size.
   */
  private void datum(Version a, Version b, Comparison comparison) {
    Locator locator = b.line().locator();
    int run = 0;
    double sumEast = 0;
    double sumNorth = 0;
    for (Comparison.Sample sample : comparison.samples()) {
      locator.locate(sample.place().lonDegrees(), sample.place().latDegrees());
      double size = Math.abs(locator.offsetMetres());
      double bearing = locator.bearingRadians();
      double east = size * Math.sin(bearing);
      double north = size * Math.cos(bearing);
      boolean like = locator.end() == End.NONE && datumSized(size);
      boolean along =
          run == 0
              || Math.hypot(east - sumEast / run, north - sumNorth / run) < DATUM_TOLERANCE_METRES;
      if (!like || !along) {
        run = 0;
        sumEast = 0;
        sumNorth = 0;
      }
      if (like) {
        run++;
        sumEast += east;
        sumNorth += north;
        if (run == DATUM_RUN) {
          findings.warning(
              definition,
              0,
              b.id().text(),
              "mission.line.datum",
              Because.text(a.id().text()),
              Because.text(b.id().text()),
              Because.metres(Math.hypot(sumEast / run, sumNorth / run)),
              Because.metres(sample.stationMetres()),
              Because.text(where(sample.place())));
        }
      }
    }
  }

  private static boolean datumSized(double metres) {
    for (double shift : DATUM_SHIFTS) {
      if (Math.abs(metres - shift) <= DATUM_TOLERANCE_METRES) {
        return true;
      }
    }
    return false;
  }
}
