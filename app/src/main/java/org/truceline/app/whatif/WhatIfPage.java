package org.truceline.app.whatif;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.geographiclib.Geodesic;
import org.truceline.app.Language;
import org.truceline.app.Words;
import org.truceline.app.compare.MapDrawing;
import org.truceline.app.compare.Sheet;
import org.truceline.app.compare.Svg;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/**
 * What a proposal would have meant as one page: to read on a screen or a phone, to hear from a
 * screen reader, to print, and to lay on a table between two parties.
 */
public final class WhatIfPage {
  /** Changes in the table, and with a number on the map: what people will go through. */
  static final int MOST_ROWS = 50;

  private static final int MOST_INSETS = 6;

  /** Insets show different ground. */
  private static final double INSETS_APART_METRES = 3_000;

  private static final double INSET_METRES = 1_200;

  /** What a report gives as its source where nothing of it happened. */
  private static final String MADE_UP = "made up";

  private static final String STYLE =
      Sheet.STYLE
          + """
          .answer{font-weight:700;font-size:1.15rem;margin:.6em 0}
          .proposed{border-left:4px solid #1a5fb4;padding:.3em .8em;margin:.6em 0}
          .proposed p{margin:.2em 0}
          .vp{stroke:#111;stroke-width:4}
          .mark{stroke:var(--ink);stroke-width:1.6;vector-effect:non-scaling-stroke}
          .mark.full{fill:#d9480f}.mark.hollow{fill:var(--paper)}
          text.label{font-weight:700;paint-order:stroke;stroke:var(--land);stroke-width:.3em}
          @media screen and (prefers-color-scheme:dark){.vp{stroke:#fff}.mark.full{fill:#ff9a62}}
          .madeup{font-weight:700}.partial{font-weight:700}
          .place{color:var(--soft)}.wide td.seen{white-space:normal;min-width:10.5rem}
          @media screen and (max-width:44rem){.wide td.seen{min-width:17rem}}
          @media print{.wide{font-size:8.5pt}.wide td,.wide th{white-space:normal}
          .wide td.when{min-width:7rem}.wide td.seen{min-width:0}
          *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
          """;

  private final WhatIfReport report;
  private final Basemap basemap;
  private final Words words;
  private final Language language;
  private final WhatIfWords say;
  private final List<Matter> gravest;
  private final List<Version> inForce;
  private final List<Version> proposed;
  private final Svg page;

  private WhatIfPage(WhatIfReport report, Basemap basemap, Words words) {
    this.report = report;
    this.basemap = basemap;
    this.words = words;
    this.language = words.language();
    this.say = new WhatIfWords(words);
    this.gravest = report.outcomes().gravest();
    this.inForce = report.mission().book().versions();
    this.proposed =
        report.proposal().book().versions().stream().filter(one -> !inForce.contains(one)).toList();
    String name = report.mission().name().in(language);
    this.page = Sheet.open(words, words.say("app.what-if.title", Because.text(name)), STYLE);
  }

  /** The whole page as text. */
  public static String of(WhatIfReport report, Basemap basemap, Words words) {
    return new WhatIfPage(report, basemap, words).page();
  }

  private String page() {
    head();
    grades();
    map();
    steps();
    matters();
    page.raw("</main>\n");
    footer();
    return Sheet.close(page);
  }

  private void paragraph(String kind, String said) {
    page.raw("<p class=\"").raw(kind).raw("\">").words(said).raw("</p>\n");
  }

  private void heading(String key) {
    page.raw("<h2>").words(words.say(key)).raw("</h2>\n");
  }

  /** What is wider than a phone moves by itself, also with the keyboard. */
  private void scroll(String label) {
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
    page.words(label).raw("\">\n");
  }

  /** The answer first. */
  private void head() {
    page.raw("<div class=\"proposed\"><b>").words(words.say("app.what-if.proposed"));
    page.raw("</b>\n");
    say.proposed(report.proposal()).forEach(said -> page.raw("<p>").words(said).raw("</p>\n"));
    page.raw("</div>\n");
    paragraph("answer", say.answer(report.outcomes()));
    page.raw("<p>").words(say.episodes(report)).raw(" ");
    page.words(words.say("app.what-if.together")).raw("</p>\n");
    if (!report.whole()) {
      paragraph("notice partial", words.say("app.what-if.partial"));
    }
    boolean madeUp =
        gravest.stream().anyMatch(one -> one.gravest().gravest().fix().source().equals(MADE_UP));
    if (madeUp) {
      paragraph("notice madeup", words.say("app.what-if.made-up"));
    }
    paragraph("notice", report.mission().notice().in(language));
  }

  private void grades() {
    Outcomes outcomes = report.outcomes();
    if (outcomes.all() == 0) {
      return;
    }
    page.raw("<table><caption>").words(words.say("app.what-if.grades"));
    page.raw("</caption>\n<thead><tr><td></td>");
    column(" class=\"n\"", "app.what-if.in-force-head");
    column(" class=\"n\"", "app.what-if.proposed-head");
    page.raw("</tr></thead>\n<tbody>\n");
    for (Graded one : WhatIfTable.grades(outcomes)) {
      page.raw("<tr><th scope=\"row\">").words(say.graded(one)).raw("</th>");
      number(outcomes.count(Under.IN_FORCE, one));
      number(outcomes.count(Under.PROPOSED, one));
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
  }

  private void column(String mark, String key) {
    page.raw("<th scope=\"col\"").raw(mark).raw(">").words(words.say(key)).raw("</th>");
  }

  private void number(long count) {
    page.raw("<td class=\"n\">");
    page.words(words.say("app.what-if.count", Because.count(count))).raw("</td>");
  }

  private void map() {
    heading("app.what-if.map");
    scroll(words.say("app.what-if.map-title"));
    new MapDrawing(everything(), margin(), 14)
        .draw(page, courses(), marks(), basemap, words, words.say("app.what-if.map-title"));
    page.raw("</div>\n");
    legend();
    long unseen = report.outcomes().changed() - gravest.size();
    if (unseen > 0) {
      paragraph(
          "notice",
          words.say("app.what-if.unseen", Because.count(gravest.size()), Because.count(unseen)));
    }
  }

  private List<Place> everything() {
    List<Place> places = new ArrayList<>();
    inForce.forEach(one -> places.addAll(one.line().places()));
    proposed.forEach(one -> places.addAll(one.line().places()));
    return places;
  }

  /** Ground about the line: some of its surroundings, and not more of them than of the line. */
  private double margin() {
    double longest = inForce.stream().mapToDouble(one -> one.line().lengthMetres()).max().orElse(0);
    return Math.clamp(longest / 30, 200, 4_000);
  }

  /** What is proposed lies below: it is the broader, and what is in force is seen on it. */
  private List<MapDrawing.Course> courses() {
    List<MapDrawing.Course> courses = new ArrayList<>();
    for (Version one : inForce) {
      courses.add(new MapDrawing.Course("v" + courses.size() % Sheet.STYLES, one.line().places()));
    }
    proposed.forEach(one -> courses.add(new MapDrawing.Course("vp", one.line().places())));
    return courses;
  }

  private List<MapDrawing.Mark> marks() {
    List<MapDrawing.Mark> marks = new ArrayList<>();
    for (Matter one : gravest) {
      String label = marks.size() < MOST_ROWS ? Integer.toString(marks.size() + 1) : "";
      marks.add(new MapDrawing.Mark(one.gravest().peak(), shape(one.change()), label));
    }
    return marks;
  }

  private static MapDrawing.Shape shape(Change change) {
    return switch (change) {
      case APPEARS -> MapDrawing.Shape.DISC;
      case VANISHES -> MapDrawing.Shape.RING;
      case GRAVER -> MapDrawing.Shape.UP;
      case MILDER, STAYS -> MapDrawing.Shape.DOWN;
    };
  }

  private void legend() {
    page.raw("<ul class=\"legend\">\n");
    for (int i = 0; i < inForce.size(); i++) {
      legend("v" + i % Sheet.STYLES, inForce.get(i), "app.what-if.legend-in-force");
    }
    proposed.forEach(one -> legend("vp", one, "app.what-if.legend-proposed"));
    for (Change change : Change.values()) {
      if (report.outcomes().count(change) > 0 && change != Change.STAYS) {
        page.raw("<li><svg viewBox=\"0 0 60 16\" aria-hidden=\"true\">");
        MapDrawing.shape(page, shape(change), 30, 8, 5);
        page.raw("</svg> ").words(words.say("app.what-if.legend-mark", text(say.change(change))));
        page.raw("</li>\n");
      }
    }
    page.raw("</ul>\n");
  }

  private void legend(String kind, Version version, String key) {
    page.raw("<li><svg viewBox=\"0 0 60 10\" aria-hidden=\"true\"><path class=\"version ");
    page.raw(kind).raw("\" d=\"M0 5H60\"/></svg> <b>").words(version.id().text());
    page.raw("</b> ").words(words.say(key, Because.metres(version.sigmaMetres())));
    page.raw("</li>\n");
  }

  private static Because.Value text(String text) {
    return Because.text(text);
  }

  private void matters() {
    heading("app.what-if.gravest");
    if (gravest.isEmpty()) {
      page.raw("<p>").words(words.say("app.what-if.nothing")).raw("</p>\n");
      return;
    }
    List<Matter> rows = gravest.subList(0, Math.min(MOST_ROWS, gravest.size()));
    page.raw("<p class=\"above\" id=\"rows\">");
    page.words(
        words.say(
            "app.what-if.rows",
            Because.count(rows.size()),
            Because.count(report.outcomes().changed())));
    page.raw("</p>\n");
    scroll(words.say("app.what-if.gravest"));
    page.raw("<table class=\"wide\" aria-labelledby=\"rows\">\n<thead><tr>");
    column(" class=\"n\"", "app.what-if.number-head");
    for (String key :
        List.of(
            "app.what-if.change-head",
            "app.what-if.track-head",
            "app.what-if.when-head",
            "app.what-if.in-force-head",
            "app.what-if.proposed-head")) {
      column("", key);
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < rows.size(); i++) {
      row(i + 1, rows.get(i));
    }
    page.raw("</tbody></table></div>\n");
    insets();
  }

  private void row(int number, Matter matter) {
    page.raw("<tr><td class=\"n\">").raw(Integer.toString(number)).raw("</td><td>");
    page.words(say.change(matter.change())).raw("</td><td>").words(matter.track());
    page.raw("<br><span class=\"place\">");
    page.words(report.names().near(matter.gravest().peak(), language))
        .raw("</span></td><td class=\"when\">");
    page.words(say.when(matter));
    seen(matter.inForce());
    seen(matter.proposed());
    page.raw("</td></tr>\n");
  }

  private void seen(Seen seen) {
    page.raw("</td><td class=\"seen\">").words(say.graded(seen.graded()));
    say.findMore(seen)
        .ifPresent(
            more -> page.raw("<br><span class=\"place\">").words(unbroken(more)).raw("</span>"));
  }

  /** A number and its unit stay on one line. */
  private static String unbroken(String said) {
    return said.replaceAll("(?<=[<>\\d]) (?=[\\d%mk])", "\u00a0");
  }

  private void insets() {
    heading("app.what-if.insets");
    page.raw("<div class=\"insets\">\n");
    List<Place> shown = new ArrayList<>();
    for (int i = 0; i < gravest.size() && shown.size() < MOST_INSETS; i++) {
      Matter matter = gravest.get(i);
      Place place = matter.gravest().peak();
      if (shown.stream().allMatch(other -> metres(place, other) > INSETS_APART_METRES)) {
        shown.add(place);
        String where =
            words.say(
                "app.what-if.inset",
                Because.count(i + 1L),
                Because.text(matter.track()),
                Because.text(say.change(matter.change())));
        page.raw("<div>");
        new MapDrawing(List.of(place), INSET_METRES, 42)
            .draw(page, courses(), marks(), basemap, words, where);
        page.raw("<p>").words(where).raw("</p></div>\n");
      }
    }
    page.raw("</div>\n");
  }

  private static double metres(Place one, Place other) {
    return Geodesic.WGS84.Inverse(
            one.latDegrees(), one.lonDegrees(), other.latDegrees(), other.lonDegrees())
        .s12;
  }

  private void steps() {
    if (report.outcomes().changed() == 0) {
      return;
    }
    page.raw("<table><caption>").words(words.say("app.what-if.steps"));
    page.raw("</caption>\n<thead><tr>");
    column("", "app.what-if.in-force-head");
    column("", "app.what-if.proposed-head");
    column(" class=\"n\"", "app.what-if.count-head");
    page.raw("</tr></thead>\n<tbody>\n");
    for (Map.Entry<Outcomes.Step, Long> step : report.outcomes().changedSteps().entrySet()) {
      page.raw("<tr><td>").words(say.graded(step.getKey().inForce())).raw("</td><td>");
      page.words(say.graded(step.getKey().proposed())).raw("</td>");
      number(step.getValue());
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
  }

  /** Words that stand before a full stop. */
  private static Because.Value undotted(String said) {
    return text(said.endsWith(".") ? said.substring(0, said.length() - 1) : said);
  }

  private void footer() {
    page.raw("<footer>\n<h2>").words(words.say("compare.page.sources")).raw("</h2>\n");
    Set<String> sources = new LinkedHashSet<>();
    for (Mission.Drawing drawing : report.mission().drawings()) {
      if (inForce.contains(drawing.version()) || proposed.contains(drawing.version())) {
        sources.add(
            words.say(
                "app.what-if.source",
                text(drawing.version().id().text()),
                undotted(drawing.source()),
                undotted(drawing.licence()),
                undotted(drawing.attribution()),
                undotted(drawing.accuracySource())));
      }
    }
    for (Version candidate : report.proposal().candidates()) {
      sources.add(words.say("app.what-if.source-of-candidate", text(candidate.id().text())));
    }
    if (!basemap.shores().isEmpty() || !basemap.names().isEmpty()) {
      sources.add(words.say("compare.page.basemap"));
    }
    sources.forEach(source -> page.raw("<p>").words(source).raw("</p>\n"));
    page.raw("<p>").words(words.say("app.what-if.limits")).raw("</p>\n</footer>\n");
  }
}
