package org.truceline.app.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.truceline.app.Language;
import org.truceline.app.Words;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Salient;
import org.truceline.line.Side;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/**
 * A comparison as one page that holds everything it needs: to read on a screen or a phone, and to
 * print. It runs no script and asks for nothing from outside.
 */
public final class ComparePage {
  private static final int LARGEST_SHOWN = 6;

  /** An inset shows so much ground about a place. */
  private static final double INSET_METRES = 1_500;

  private final CompareReport report;
  private final Basemap basemap;
  private final Words words;
  private final Language language;

  private ComparePage(CompareReport report, Basemap basemap, Words words) {
    this.report = report;
    this.basemap = basemap;
    this.words = words;
    this.language = words.language();
  }

  /** The whole page as text. */
  public static String of(CompareReport report, Basemap basemap, Words words) {
    return new ComparePage(report, basemap, words).page();
  }

  private String page() {
    Mission mission = report.mission();
    String title = words.say("compare.page.title", Because.text(mission.name().in(language)));
    Svg page = Sheet.open(words, title, Sheet.STYLE);
    page.raw("<p class=\"notice\">");
    page.words(mission.notice().in(language)).raw("</p>\n");
    heading(page, "compare.page.map");
    page.raw(Sheet.SCROLL);
    new MapDrawing(everything(), margin(), 14)
        .draw(page, courses(), List.of(), basemap, words, words.say("compare.page.map"));
    page.raw("</div>\n");
    legend(page);
    for (Comparison pair : report.pairs()) {
      pair(page, pair);
    }
    salients(page);
    page.raw("</main>\n");
    footer(page);
    return Sheet.close(page);
  }

  private void heading(Svg page, String key, Because.Value... values) {
    page.raw("<h2>").words(words.say(key, values)).raw("</h2>\n");
  }

  private List<Place> everything() {
    List<Place> places = new ArrayList<>();
    for (Mission.Drawing drawing : report.drawings()) {
      places.addAll(drawing.version().line().places());
    }
    return places;
  }

  private List<MapDrawing.Course> courses() {
    List<MapDrawing.Course> courses = new ArrayList<>();
    for (Mission.Drawing drawing : report.drawings()) {
      courses.add(
          new MapDrawing.Course(
              "v" + courses.size() % Sheet.STYLES, drawing.version().line().places()));
    }
    return courses;
  }

  /** Ground about the line: some of its surroundings, and not more of them than of the line. */
  private double margin() {
    double longest = 0;
    for (Mission.Drawing drawing : report.drawings()) {
      longest = Math.max(longest, drawing.version().line().lengthMetres());
    }
    return Math.clamp(longest / 30, 200, 4_000);
  }

  private void legend(Svg page) {
    page.raw("<ul class=\"legend\">\n");
    List<Mission.Drawing> drawings = report.drawings();
    for (int i = 0; i < drawings.size(); i++) {
      Mission.Drawing drawing = drawings.get(i);
      page.format(
          "<li><svg viewBox=\"0 0 60 10\" aria-hidden=\"true\"><path class=\"version v%d\""
              + " d=\"M0 5H60\"/></svg> <b>",
          i % Sheet.STYLES);
      page.words(drawing.version().id().text()).raw("</b> ");
      page.words(drawing.title().in(language)).raw(", ");
      page.words(
          words.say(
              "compare.page.version",
              Because.metres(drawing.version().line().lengthMetres()),
              Because.count(drawing.version().line().places().size()),
              Because.metres(drawing.version().sigmaMetres())));
      page.raw("</li>\n");
    }
    page.raw("</ul>\n");
  }

  private void pair(Svg page, Comparison pair) {
    heading(
        page, "compare.page.pair", Because.text(pair.b().text()), Because.text(pair.a().text()));
    page.raw("<div class=\"scroll\"><table><caption>");
    page.words(
        words.say(
            "compare.page.totals",
            Because.count(pair.samples().size()),
            Because.metres(pair.stepMetres())));
    page.raw("</caption>\n<tbody>\n");
    row(page, "compare.median", Words.metres(pair.medianMetres()));
    row(page, "compare.p95", Words.metres(pair.p95Metres()));
    row(page, "compare.max", Words.metres(pair.maxMetres()));
    row(page, "compare.strip", String.format(Locale.ROOT, "%,.1f ha", pair.stripHectares()));
    row(page, "compare.agree", Words.percent(pair.agreeShare()));
    double left = CompareReport.shareLeft(pair);
    row(
        page,
        "compare.further",
        report.mission().left().in(language)
            + " "
            + Words.percent(left)
            + ", "
            + report.mission().right().in(language)
            + " "
            + Words.percent(1 - left));
    page.raw("</tbody></table></div>\n<p class=\"above\">");
    page.words(words.say("compare.page.profile")).raw("</p>\n").raw(Sheet.SCROLL);
    new ProfileDrawing(pair).draw(page, report.mission(), words);
    page.raw("</div>\n");
    insets(page, pair);
  }

  private void row(Svg page, String key, String value) {
    page.raw("<tr><th scope=\"row\">").words(words.say(key)).raw("</th><td class=\"n\">");
    page.words(value).raw("</td></tr>\n");
  }

  private void insets(Svg page, Comparison pair) {
    page.raw("<h3>")
        .words(words.say("compare.page.largest"))
        .raw("</h3>\n<div class=\"insets\">\n");
    for (Comparison.Sample sample : largest(pair)) {
      String where =
          words.say(
              "compare.page.inset",
              Because.metres(sample.widthMetres()),
              Because.metres(sample.stationMetres()),
              Because.text(CompareTable.where(sample.place())));
      page.raw("<div>");
      new MapDrawing(List.of(sample.place()), INSET_METRES + sample.widthMetres(), 42)
          .draw(page, courses(), List.of(), basemap, words, where);
      page.raw("<p>").words(where).raw("</p></div>\n");
    }
    page.raw("</div>\n");
  }

  /** The stations that differ most, each at least five kilometres from those before it. */
  private static List<Comparison.Sample> largest(Comparison pair) {
    List<Comparison.Sample> sorted = new ArrayList<>(pair.samples());
    sorted.sort(Comparator.comparingDouble(Comparison.Sample::widthMetres).reversed());
    List<Comparison.Sample> chosen = new ArrayList<>();
    for (Comparison.Sample sample : sorted) {
      boolean apart = true;
      for (Comparison.Sample other : chosen) {
        apart &= Math.abs(other.stationMetres() - sample.stationMetres()) > 5_000;
      }
      if (apart && chosen.size() < LARGEST_SHOWN) {
        chosen.add(sample);
      }
    }
    return chosen;
  }

  private void salients(Svg page) {
    heading(page, "compare.page.salients");
    if (report.salients().isEmpty()) {
      page.raw("<p>").words(words.say("compare.no-salients")).raw("</p>\n");
      return;
    }
    page.raw(Sheet.SCROLL).raw("<table class=\"wide\"><caption>");
    page.words(words.say("compare.salients", Because.count(report.salients().size())));
    page.raw("</caption>\n<thead><tr>");
    head(page, "", "compare.page.version-head", "compare.page.points-head");
    head(
        page,
        " class=\"n\"",
        "compare.page.depth-head",
        "compare.page.cut-head",
        "compare.page.station-head");
    head(page, "", "compare.page.tip-head");
    page.raw("</tr></thead>\n<tbody>\n");
    for (Salient salient : report.salients()) {
      Mission mission = report.mission();
      String side =
          (salient.pointsTo() == Side.LEFT ? mission.left() : mission.right()).in(language);
      page.raw("<tr><td>").words(salient.version().text()).raw("</td><td>").words(side);
      for (double metres :
          new double[] {salient.depthMetres(), salient.shortCutMetres(), salient.fromMetres()}) {
        page.raw("</td><td class=\"n\">").words(Words.metres(metres));
      }
      page.raw("</td><td>").words(CompareTable.where(salient.tip())).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>\n");
  }

  private void head(Svg page, String mark, String... keys) {
    for (String key : keys) {
      page.raw("<th scope=\"col\"").raw(mark).raw(">").words(words.say(key)).raw("</th>");
    }
  }

  private void footer(Svg page) {
    page.raw("<footer>\n<h2>").words(words.say("compare.page.sources")).raw("</h2>\n");
    LinkedHashSet<String> sources = new LinkedHashSet<>();
    for (Mission.Drawing drawing : report.drawings()) {
      sources.add(
          drawing.version().id()
              + ": "
              + drawing.source()
              + ". "
              + drawing.licence()
              + ". "
              + drawing.attribution()
              + ". "
              + drawing.accuracySource());
    }
    for (String source : sources) {
      page.raw("<p>").words(source).raw("</p>\n");
    }
    page.raw("<p>").words(words.say("compare.page.basemap")).raw("</p>\n</footer>\n");
  }
}
