package org.truceline.app.episode;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.truceline.app.Language;
import org.truceline.app.PlaceNames;
import org.truceline.app.Words;
import org.truceline.app.compare.Sheet;
import org.truceline.app.compare.Svg;
import org.truceline.app.mission.Mission;
import org.truceline.line.End;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Causes;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;
import org.truceline.watch.Policy;

/**
 * One episode as one page that holds everything it needs: to read on a screen or a phone, to hear
 * from a screen reader, and to print. It runs no script, asks for nothing from outside, and shows
 * nothing that is later than the last report.
 */
final class EpisodePage {
  /** Versions are told apart by so many colours with dashes of their own. */
  static final int STYLES = 6;

  /** Rows of the table of fixes: some five sheets of paper. */
  static final int MOST_ROWS = 200;

  /** Sources of reports that are named. */
  private static final int MOST_SOURCES = 10;

  /** What a report gives as its source where nothing of it happened. */
  private static final String MADE_UP = "made up";

  /** What is wider than a phone moves by itself, also with the keyboard. */
  private static final String SCROLL = "<div class=\"scroll\" tabindex=\"0\" role=\"group\"";

  private static final String STYLE =
      """
      :root{color-scheme:light;--ink:#16191d;--soft:#4f5863;--rule:#c9d0d8}
      *{box-sizing:border-box}
      :lang(ko){word-break:keep-all}
      body{margin:0 auto;padding:1rem;max-width:62rem;color:var(--ink);background:#fff;
      font:16px/1.5 system-ui,"Noto Sans KR","Noto Sans CJK KR",sans-serif;overflow-wrap:anywhere}
      h1{font-size:1.5rem;line-height:1.25;margin:.2em 0}h2{font-size:1.2rem;margin:1.6em 0 .4em}
      .grade{font-weight:700;font-size:1.15rem;margin:.2em 0}
      .radio{border-left:4px solid #1a5fb4;padding:.3em .8em;margin:.6em 0;font-size:1.05rem}
      .notice,.madeup{border-left:4px solid #b3541e;padding:.3em .8em;margin:.6em 0}
      .madeup{font-weight:700}
      svg{display:block;width:100%;height:auto;border:1px solid var(--rule);background:#fff}
      text{fill:var(--ink)}
      .sea{fill:#e3edf4}.land{fill:#faf8f2}path.land{stroke:#b9b3a0;stroke-width:.8}
      .grid{stroke:#d5dae0;fill:none}.zero{stroke:var(--ink);fill:none}
      .degrees,.tick,.limit{fill:var(--soft)}
      .strip{opacity:.55}.strip path{fill:#d9c98a}
      .drawn{fill:none;stroke-linejoin:round;opacity:.13}
      .d0{stroke:#b3261e}.d1{stroke:#1a5fb4}.d2{stroke:#2a7a2a}.d3{stroke:#8a3ffc}.d4{stroke:#8a6100}
      .d5{stroke:#0b7285}
      .version{fill:none;stroke-width:2.4;stroke-linejoin:round}
      .v0{stroke:#b3261e}.v1{stroke:#1a5fb4;stroke-dasharray:9 4}
      .v2{stroke:#2a7a2a;stroke-dasharray:3 3}.v3{stroke:#8a3ffc;stroke-dasharray:12 3 3 3}
      .v4{stroke:#8a6100;stroke-dasharray:1 4}.v5{stroke:#0b7285;stroke-dasharray:6 6}
      .about{opacity:.3}.about circle{fill:#6b7683}
      .way{fill:none;stroke:#16191d;stroke-width:1.4;stroke-linejoin:round}
      .error{fill:none;stroke:#16191d;stroke-width:.6;opacity:.45}
      .fix{stroke:#16191d;stroke-width:1.2}.fix.past{fill:#16191d}.fix.short{fill:#fff}
      .gravest{fill:none;stroke:#b3261e;stroke-width:2.4}
      text.mark,text.side,text.town,text.degrees,text.moment,text.quiet,text.limit{paint-order:stroke;
      stroke:#fff;stroke-width:4px;stroke-linejoin:round}
      text.mark,text.side{font-weight:700}text.town{fill:var(--soft)}circle.town{fill:var(--soft)}
      .scale{fill:none;stroke:var(--ink);stroke-width:1.5}text.scale{stroke:none;fill:var(--ink)}
      .plate{fill:#fff;opacity:.8}
      .zone.probable{fill:#f6efd9}.zone.certain{fill:#f3dcd6}
      .threshold{stroke:#7a4a00;stroke-dasharray:6 4;fill:none}
      path.moment{stroke:#4f5863;fill:none;stroke-dasharray:2 3}
      .course{fill:none}.course.rule{stroke:#16191d;stroke-width:2.6}
      .course.any{stroke:#1a5fb4;stroke-width:1.3;stroke-dasharray:5 3}
      .silence{fill:#fff;stroke:#8a929b;stroke-width:.6}.hatch{stroke:#8a929b;stroke-width:1;fill:none}
      .scroll{overflow-x:auto}.wide td,.wide th{overflow-wrap:normal}
      table{border-collapse:collapse;width:100%}
      caption{text-align:left;color:var(--soft);padding:.3em 0}
      th,td{text-align:left;padding:.25em .7em .25em 0;border-bottom:1px solid var(--rule);
      vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
      td.n,td.t{white-space:nowrap}tr.worst{font-weight:700}
      .legend{list-style:none;padding:0;margin:.5em 0}.legend svg{display:inline-block;width:3.4em;
      height:1.1em;border:0;vertical-align:middle;background:none}
      .reasons,.reasons ul{padding-left:1.2em;margin:.2em 0}.reasons>li{margin:.25em 0}
      footer{color:var(--soft);font-size:.85rem;margin-top:2em}
      @media screen and (max-width:44rem){.scroll>svg{width:40rem}.wide{font-size:.9rem}}
      @page{size:A4;margin:14mm}
      @media print{body{max-width:none;padding:0;font-size:9.5pt;line-height:1.4}h2{break-after:avoid}
      h1{font-size:14pt}h2{font-size:11.5pt}.grade,.radio{font-size:10pt}.wide{font-size:8.5pt}
      svg,tr,li{break-inside:avoid}.scroll{overflow:visible}thead{display:table-header-group}
      *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
      svg.map{width:78%}a{color:inherit;text-decoration:none}}
      """;

  private final Episode episode;
  private final Trace trace;
  private final Setting setting;
  private final PlaceNames names;
  private final Words words;
  private final Language language;
  private final List<Version> versions;
  private final Svg page;

  private EpisodePage(
      Episode episode, Trace trace, Setting setting, PlaceNames names, Words words) {
    this.episode = episode;
    this.trace = trace;
    this.setting = setting;
    this.names = names;
    this.words = words;
    this.language = words.language();
    this.versions = EpisodeMap.judged(episode, setting);
    String title = words.say("app.page.title", Because.text(episode.track()));
    this.page = Sheet.open(words, title, STYLE);
  }

  /** The whole page as text. */
  static String of(Episode episode, Trace trace, Setting setting, PlaceNames names, Words words) {
    return new EpisodePage(episode, trace, setting, names, words).page();
  }

  private String page() {
    head();
    map();
    chart();
    doubt();
    reasons();
    fixes();
    page.raw("</main>\n");
    restsOn();
    return Sheet.close(page);
  }

  private String say(String key, Because.Value... values) {
    return words.say(key, values);
  }

  private void heading(String id, String key) {
    page.raw("<h2 id=\"").raw(id).raw("\">").words(say(key)).raw("</h2>\n");
  }

  private void paragraph(String kind, String said) {
    page.raw("<p class=\"").raw(kind).raw("\">").words(said).raw("</p>\n");
  }

  /** The answer first, in the reader's language and in the other. */
  private void head() {
    paragraph("grade", say("app.page.grade", new Because.Phrase(Reasons.grade(episode.grade()))));
    Set<String> sources = sources();
    if (sources.contains(MADE_UP)) {
      paragraph("madeup", say("app.page.made-up"));
    }
    paragraph("radio", radio(words));
    for (Language other : Language.values()) {
      if (other != language) {
        page.raw("<p class=\"radio\" lang=\"").raw(other.code()).raw("\">");
        page.words(radio(Words.in(other).at(words.zone()))).raw("</p>\n");
      }
    }
    String notice = setting.notice().in(language);
    if (!notice.isEmpty()) {
      paragraph("notice", notice);
    }
    if (trace.leftOut() > 0) {
      paragraph("notice", say("app.page.left-out", Because.count(trace.leftOut())));
    }
  }

  private String radio(Words in) {
    return Radio.say(episode, names.nearest(episode.peak(), in.language()), in);
  }

  private Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    for (Judgement one : trace.judgements()) {
      if (!one.fix().source().isEmpty() && sources.size() < MOST_SOURCES) {
        sources.add(one.fix().source());
      }
    }
    return sources;
  }

  private void map() {
    heading("map", "app.page.map");
    String title = say("app.page.map-title", Because.text(episode.track()));
    scroll(title);
    String about =
        say(
            "app.page.map-words",
            Because.count(trace.judgements().size()),
            Because.count(versions.size()),
            Because.text(where(episode.gravest())));
    new EpisodeMap(episode, trace, setting, words).draw(page, title, about);
    page.raw("</div>\n<ul class=\"legend\">\n");
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      double station = episode.belief().versions().get(i).stationMetres();
      page.format(
          "<li><svg viewBox=\"0 0 60 16\" aria-hidden=\"true\"><path class=\"drawn d%1$d\""
              + " stroke-width=\"14\" d=\"M0 8H60\"/><path class=\"version v%1$d\" d=\"M0 8H60\"/>"
              + "</svg> <b>",
          i % STYLES);
      page.words(version.id().text()).raw("</b>").words(title(version));
      page.words(say("app.page.legend-version", Because.metres(version.sigmaMetresAt(station))));
      page.raw("</li>\n");
    }
    if (versions.size() > 1) {
      legend("<g class=\"strip\"><path d=\"M0 1H60V15H0Z\"/></g>", "app.page.legend-strip");
    }
    legend(
        "<circle class=\"error\" cx=\"30\" cy=\"8\" r=\"7\"/>"
            + "<circle class=\"fix past\" cx=\"30\" cy=\"8\" r=\"3\"/>",
        "app.page.legend-fix");
    legend(
        "<g class=\"about\"><circle cx=\"30\" cy=\"8\" r=\"8\"/></g>"
            + "<path class=\"way\" d=\"M6 8H54\"/>",
        "app.page.legend-believed");
    legend("<circle class=\"gravest\" cx=\"30\" cy=\"8\" r=\"6\"/>", "app.page.legend-gravest");
    page.raw("</ul>\n");
  }

  private void scroll(String label) {
    page.raw(SCROLL).raw(" aria-label=\"").words(label).raw("\">\n");
  }

  private void legend(String drawing, String key) {
    page.raw("<li><svg viewBox=\"0 0 60 16\" aria-hidden=\"true\">").raw(drawing);
    page.raw("</svg> ").words(say(key)).raw("</li>\n");
  }

  private String title(Version version) {
    return setting.drawings().stream()
        .filter(drawing -> drawing.version().id().equals(version.id()))
        .map(drawing -> " " + drawing.title().in(language))
        .findFirst()
        .orElse("");
  }

  private void chart() {
    heading("chart", "app.page.chart");
    String title = say("app.page.chart-title", Because.text(episode.track()));
    scroll(title);
    String about =
        say(
            "app.page.chart-words",
            Because.percent(episode.everPast()),
            Because.percent(episode.belief().pastByRule()),
            new Because.Time(episode.peakTime()));
    new ProbabilityChart(episode, trace, setting.policy(), words).draw(page, title, about);
    page.raw("</div>\n<ul class=\"legend\">\n");
    legend("<path class=\"course rule\" d=\"M0 8H60\"/>", "app.page.legend-rule");
    legend("<path class=\"course any\" d=\"M0 8H60\"/>", "app.page.legend-any");
    legend("<path class=\"threshold\" d=\"M0 8H60\"/>", "app.page.legend-threshold");
    legend(
        "<path class=\"hatch\" d=\"M8 16L24 0M22 16L38 0M36 16L52 0\"/>",
        "app.page.legend-silence");
    page.raw("</ul>\n<p>").words(say("app.page.chart-note")).raw(" <a href=\"#fixes\">");
    page.words(say("app.page.fixes")).raw("</a></p>\n");
    page.raw("<table><caption>").words(say("app.page.reached")).raw("</caption>\n<thead><tr>");
    columns("", "app.page.column-grade", "app.page.column-time");
    page.raw("</tr></thead>\n<tbody>\n");
    for (Episode.Reached one : episode.reached()) {
      page.raw("<tr><th scope=\"row\">").words(words.say(Reasons.grade(one.grade())));
      page.raw("</th><td class=\"t\">").words(time(one.time())).raw("</td></tr>\n");
    }
    page.raw("</tbody></table>\n");
  }

  private void columns(String mark, String... keys) {
    for (String key : keys) {
      column(mark, say(key));
    }
  }

  private void column(String mark, String said) {
    page.raw("<th scope=\"col\"").raw(mark).raw(">").words(said).raw("</th>");
  }

  private String time(Instant time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
        .withZone(words.zone())
        .format(time);
  }

  private void doubt() {
    heading("doubt", "app.page.doubt");
    Causes causes = episode.gravest().causes();
    page.raw("<table><caption>").words(say("app.page.doubt-note")).raw("</caption>\n<tbody>\n");
    row("app.page.doubt-place", Words.metres(causes.placeMetres()), "app.page.doubt-place-note");
    row(
        "app.page.doubt-drawing",
        Words.metres(causes.drawingMetres()),
        "app.page.doubt-drawing-note");
    row(
        "app.page.doubt-versions",
        Words.metres(causes.versionsMetres()),
        "app.page.doubt-versions-note");
    row(
        "app.page.doubt-silence",
        Words.metres(causes.silenceMetres()),
        "app.page.doubt-silence-note",
        Because.count(Math.round(causes.silenceSeconds())));
    page.raw("</tbody></table>\n");
  }

  private void row(String key, String value, String note, Because.Value... values) {
    page.raw("<tr><th scope=\"row\">").words(say(key)).raw("</th><td class=\"n\">");
    page.words(value).raw("</td><td>").words(say(note, values)).raw("</td></tr>\n");
  }

  private void reasons() {
    heading("reasons", "app.page.reasons");
    Because full = Reasons.inFull(episode, names.near(episode.peak(), language), setting.policy());
    page.raw("<p>").words(words.say(full)).raw("</p>\n<ul class=\"reasons\">\n");
    below(full);
    page.raw("</ul>\n");
  }

  private void below(Because because) {
    for (Because part : because.parts()) {
      page.raw("<li>").words(words.say(part));
      if (!part.parts().isEmpty()) {
        page.raw("\n<ul>\n");
        below(part);
        page.raw("</ul>\n");
      }
      page.raw("</li>\n");
    }
  }

  /** What both drawings show, in figures. */
  private void fixes() {
    heading("fixes", "app.page.fixes");
    List<Judgement> rows = trace.atMost(MOST_ROWS, episode);
    scroll(say("app.page.fixes"));
    page.raw("<table class=\"wide\"><caption>");
    page.words(
        rows.size() == trace.judgements().size()
            ? say("app.page.fixes-all", Because.count(rows.size()))
            : say(
                "app.page.fixes-some",
                Because.count(rows.size()),
                Because.count(trace.judgements().size())));
    page.words(oneDay() ? " · " + day(rows.getFirst()) : "");
    page.raw("</caption>\n<thead><tr>");
    columns("", "app.page.column-time", "app.page.column-grade");
    columns(" class=\"n\"", "app.page.column-rule", "app.page.column-any");
    for (Version version : versions) {
      column(" class=\"n\"", version.id().text());
    }
    columns(" class=\"n\"", "app.page.column-stated", "app.page.column-place");
    page.raw("</tr></thead>\n<tbody>\n");
    for (Judgement one : rows) {
      fix(one);
    }
    page.raw("</tbody></table></div>\n");
  }

  private void fix(Judgement one) {
    boolean worst = one.fix().equals(episode.gravest().fix());
    page.raw(worst ? "<tr class=\"worst\">" : "<tr>");
    page.raw("<td class=\"t\">");
    clock(one.fix().time());
    page.raw("</td><td class=\"t\">").words(words.say(Reasons.grade(one.grade())));
    boolean told = one.belief().verdict() != SideBelief.Verdict.CANNOT_TELL;
    number(told ? words.probability(one.belief().pastByRule()) : "?");
    number(told ? words.probability(one.belief().pastAny()) : "?");
    for (Version version : versions) {
      number(
          one.belief().versions().stream()
              .filter(of -> of.version().equals(version.id()))
              .findFirst()
              .map(this::offset)
              .orElse(""));
    }
    number(
        one.fix().accuracy() instanceof Accuracy.Stated(var stated)
            ? Words.metres(stated.semiMajorMetres())
            : say("app.page.unstated"));
    number(Words.metres(one.causes().placeMetres()));
    page.raw("</td></tr>\n");
  }

  /** A time of the table: without its day where all are on one day, which the caption names. */
  private void clock(Instant time) {
    DateTimeFormatter exact = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(words.zone());
    page.raw("<time datetime=\"").words(exact.format(time)).raw("\">");
    page.words(oneDay() ? time(time).substring(11) : time(time)).raw("</time>");
  }

  private boolean oneDay() {
    return day(trace.judgements().getFirst()).equals(day(trace.judgements().getLast()));
  }

  private String day(Judgement judgement) {
    return time(judgement.fix().time()).substring(0, 10);
  }

  private void number(String said) {
    page.raw("</td><td class=\"n\">").words(said);
  }

  private String offset(SideBelief.OfVersion of) {
    if (of.end() != End.NONE) {
      return say("app.page.beyond");
    }
    String side = (of.offsetMetres() >= 0 ? setting.left() : setting.right()).in(language);
    return say("app.page.offset", Because.metres(Math.abs(of.offsetMetres())), Because.text(side));
  }

  private String where(Judgement judgement) {
    StringBuilder where = new StringBuilder();
    for (SideBelief.OfVersion of : judgement.belief().versions()) {
      where.append(where.isEmpty() ? "" : ", ").append(of.version().text()).append(": ");
      where.append(offset(of));
    }
    return where.toString();
  }

  private void restsOn() {
    page.raw("<footer>\n");
    heading("rests-on", "app.page.rests-on");
    String name = setting.name().in(language);
    if (!name.isEmpty()) {
      page.raw("<p>").words(say("app.page.mission", Because.text(name))).raw("</p>\n");
    }
    page.raw("<p>").words(say("app.page.rule", Because.text(episode.belief().rule().name())));
    page.raw(" ").words(say("app.page.past", Because.text(pastName()))).raw("</p>\n");
    page.raw("<ul>\n");
    for (Version version : versions) {
      page.raw("<li><b>").words(version.id().text()).raw("</b> ").words(about(version));
      page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    Set<String> sources = sources();
    page.raw("<p>");
    page.words(
        sources.isEmpty()
            ? say("app.page.no-sources")
            : say("app.page.sources", Because.text(String.join("; ", sources))));
    page.raw("</p>\n");
    policy();
    if (!setting.basemap().shores().isEmpty() || !setting.basemap().names().isEmpty()) {
      page.raw("<p>").words(say("compare.page.basemap")).raw("</p>\n");
    }
    page.raw("<p>").words(say("app.page.limits")).raw("</p>\n</footer>\n");
  }

  private String pastName() {
    return (episode.belief().past() == Side.LEFT ? setting.left() : setting.right()).in(language);
  }

  private String about(Version version) {
    for (Mission.Drawing drawing : setting.drawings()) {
      if (drawing.version().id().equals(version.id())) {
        return say(
            "app.page.version",
            Because.text(drawing.title().in(language)),
            Because.text(drawing.holder().in(language)),
            Because.text(drawing.source()),
            Because.text(drawing.licence()),
            Because.text(drawing.attribution()),
            Because.metres(version.sigmaMetres()),
            Because.text(drawing.accuracySource()));
      }
    }
    return say("app.page.version-alone", Because.metres(version.sigmaMetres()));
  }

  private void policy() {
    Policy policy = setting.policy();
    page.raw("<table><caption>").words(say("app.page.policy")).raw("</caption>\n<tbody>\n");
    threshold("nearMetres", Words.metres(policy.nearMetres()));
    threshold("clearBelow", words.probability(policy.clearBelow()));
    threshold("probableAt", words.probability(policy.probableAt()));
    threshold("nearCertainAt", words.probability(policy.nearCertainAt()));
    threshold("unstatedSigmaMetres", Words.metres(policy.unstatedSigmaMetres()));
    threshold("leastSigmaMetres", Words.metres(policy.leastSigmaMetres()));
    threshold("vagueSigmaMetres", Words.metres(policy.vagueSigmaMetres()));
    threshold("leaveBelow", words.probability(policy.leaveBelow()));
    threshold("leaveAfterFixes", Integer.toString(policy.leaveAfterFixes()));
    threshold(
        "silentAfterSeconds", String.format(Locale.ROOT, "%,.0f s", policy.silentAfterSeconds()));
    page.raw("</tbody></table>\n");
  }

  private void threshold(String name, String value) {
    page.raw("<tr><th scope=\"row\">").words(name).raw("</th><td class=\"n\">");
    page.words(value).raw("</td></tr>\n");
  }
}
