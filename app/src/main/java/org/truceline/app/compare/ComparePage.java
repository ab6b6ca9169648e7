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
  /** Versions are told apart by so many colours with dashes of their own. */
  static final int STYLES = 6;

  private static final int LARGEST_SHOWN = 6;

  /** An inset shows so much ground about a place. */
  private static final double INSET_METRES = 1_500;

  /** What is wider than a phone moves by itself, also with the keyboard. */
  private static final String SCROLL = "<div class=\"scroll\" tabindex=\"0\">\n";

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#5b6470;--rule:#cfd6de;
      --sea:#dfeaf2;--land:#f6f3ea;--band:#e3e9d6}
      @media screen and (prefers-color-scheme:dark){:root{--ink:#e8ebef;--paper:#14181d;
      --soft:#a9b3bf;--rule:#3a434e;--sea:#1a2733;--land:#262a26;--band:#2c3626}}
      *{box-sizing:border-box}
      :lang(ko){word-break:keep-all}
      body{margin:0 auto;padding:1rem;max-width:70rem;color:var(--ink);background:var(--paper);
      font:16px/1.5 system-ui,"Noto Sans KR","Noto Sans CJK KR",sans-serif}
      h1{font-size:1.6rem;line-height:1.25;margin:.2em 0}h2{font-size:1.2rem;margin:1.6em 0 .4em}
      h3{font-size:1rem;margin:.6em 0 .2em}
      .notice{border-left:4px solid #b3541e;padding:.3em .8em;margin:.8em 0}
      svg{display:block;width:100%;height:auto;border:1px solid var(--rule);background:var(--paper)}
      .sea{fill:var(--sea)}.land{fill:var(--land);stroke:var(--rule);stroke-width:.6}
      .version{fill:none;stroke-width:2.4;stroke-linejoin:round;vector-effect:non-scaling-stroke}
      .v0{stroke:#b3261e}.v1{stroke:#1a5fb4;stroke-dasharray:9 4}
      .v2{stroke:#2a7a2a;stroke-dasharray:3 3}.v3{stroke:#8a3ffc;stroke-dasharray:12 3 3 3}
      .v4{stroke:#8a6100;stroke-dasharray:1 4}.v5{stroke:#0b7285;stroke-dasharray:6 6}
      @media screen and (prefers-color-scheme:dark){.v0{stroke:#ff8a80}.v1{stroke:#8ab4f8}
      .v2{stroke:#81c995}.v3{stroke:#c58af9}.v4{stroke:#fdd663}.v5{stroke:#78d9ec}}
      text{fill:var(--ink)}.profile text{font-size:15px}
      text.town{fill:var(--soft);paint-order:stroke;stroke:var(--land);stroke-width:.25em}
      circle.town{fill:var(--soft)}
      .scale{fill:none;stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}
      text.scale{stroke:none;fill:var(--ink)}.grid{stroke:var(--rule);fill:none}
      .zero{stroke:var(--ink);fill:none}.band{fill:var(--band)}
      .offset{fill:none;stroke:#1a5fb4;stroke-width:1.4}.profile text.tick{font-size:13px;fill:var(--soft)}
      @media screen and (prefers-color-scheme:dark){.offset{stroke:#8ab4f8}}
      .scroll{overflow-x:auto}.wide td,.wide th{white-space:nowrap}
      @media screen and (max-width:44rem){.scroll>svg{width:44rem}}
      table{border-collapse:collapse;width:100%}
      caption{text-align:left;color:var(--soft);padding:.3em 0}
      th,td{text-align:left;padding:.3em .7em .3em 0;border-bottom:1px solid var(--rule);
      vertical-align:top}td.n,th.n{text-align:right;white-space:nowrap;
      font-variant-numeric:tabular-nums}
      .legend{list-style:none;padding:0}.legend svg{display:inline-block;width:3.4em;height:1em;
      border:0;vertical-align:middle;background:none}
      .insets{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem}
      footer{color:var(--soft);font-size:.85rem;margin-top:2em;overflow-wrap:anywhere}
      @page{size:A4;margin:14mm}
      @media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}
      h3,p.above,caption{break-after:avoid}thead,tr:first-child{break-before:avoid}
      .insets{grid-template-columns:repeat(3,1fr)}
      svg,.insets>div,tr{break-inside:avoid}.scroll{overflow:visible}}
      """;

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
    Svg page = new Svg();
    page.raw("<!doctype html>\n<html lang=\"").raw(language.code()).raw("\">\n<head>\n");
    page.raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" ");
    page.raw("content=\"width=device-width,initial-scale=1\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" ");
    page.raw("content=\"default-src 'none';style-src 'unsafe-inline'\">\n<title>");
    page.words(title).raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n<body>\n");
    page.raw("<main>\n<h1>").words(title).raw("</h1>\n<p class=\"notice\">");
    page.words(mission.notice().in(language)).raw("</p>\n");
    heading(page, "compare.page.map");
    page.raw(SCROLL);
    new MapDrawing(everything(), margin(), 14)
        .draw(page, report, basemap, words, words.say("compare.page.map"));
    page.raw("</div>\n");
    legend(page);
    for (Comparison pair : report.pairs()) {
      pair(page, pair);
    }
    salients(page);
    page.raw("</main>\n");
    footer(page);
    page.raw("</body>\n</html>\n");
    return page.toString();
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
          i % STYLES);
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
    page.words(words.say("compare.page.profile")).raw("</p>\n").raw(SCROLL);
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
          .draw(page, report, basemap, words, where);
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
    page.raw(SCROLL).raw("<table class=\"wide\"><caption>");
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
