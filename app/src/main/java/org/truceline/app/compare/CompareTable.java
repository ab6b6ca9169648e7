package org.truceline.app.compare;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.truceline.app.Words;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.Texts;
import org.truceline.line.Comparison;
import org.truceline.line.Salient;
import org.truceline.line.Side;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/** A comparison as a text for people. */
public final class CompareTable {
  private CompareTable() {}

  /**
   * Prints it.
   *
   * @param mostSalients so many of the deepest salients are said; the rest are counted
   */
  public static void print(CompareReport report, Words words, PrintWriter to, int mostSalients) {
    Mission mission = report.mission();
    to.println(mission.name().in(words.language()));
    to.println(mission.notice().in(words.language()));
    to.println();
    for (Comparison pair : report.pairs()) {
      pair(report, pair, words, to);
    }
    if (report.pairs().isEmpty()) {
      to.println(words.say("compare.one-version"));
    }
    salients(report, words, to, mostSalients);
    int markers = report.identifiedMarkers().size();
    to.println(
        words.say(markers == 0 ? "compare.no-markers" : "compare.markers", Because.count(markers)));
  }

  private static void pair(CompareReport report, Comparison pair, Words words, PrintWriter to) {
    Texts left = report.mission().left();
    Texts right = report.mission().right();
    var language = words.language();
    to.println(
        words.say(
            "compare.pair",
            Because.text(pair.b().text()),
            Because.text(pair.a().text()),
            Because.count(pair.samples().size()),
            Because.metres(pair.stepMetres())));
    row(to, words, "compare.median", Words.metres(pair.medianMetres()));
    row(to, words, "compare.p95", Words.metres(pair.p95Metres()));
    row(
        to,
        words,
        "compare.max",
        Words.metres(pair.maxMetres())
            + " "
            + words.say(
                "compare.at",
                Because.metres(pair.maxAt().stationMetres()),
                Because.text(where(pair.maxAt().place()))));
    row(to, words, "compare.strip", String.format(Locale.ROOT, "%,.1f ha", pair.stripHectares()));
    row(to, words, "compare.agree", Words.percent(pair.agreeShare()));
    double share = CompareReport.shareLeft(pair);
    row(
        to,
        words,
        "compare.further",
        left.in(language)
            + " "
            + Words.percent(share)
            + ", "
            + right.in(language)
            + " "
            + Words.percent(1 - share));
    if (pair.beyond() > 0) {
      to.println("  " + words.say("compare.beyond", Because.count(pair.beyond())));
    }
    to.println();
  }

  private static void row(PrintWriter to, Words words, String key, String value) {
    to.println("  " + padded(words.say(key), 46) + value);
  }

  /** Pads to a width on the screen, where letters of Korea are two columns wide. */
  private static String padded(String text, int width) {
    int columns = 0;
    for (int i = 0; i < text.length(); i++) {
      columns += text.charAt(i) >= 0x1100 ? 2 : 1;
    }
    return text + " ".repeat(Math.max(1, width - columns));
  }

  private static void salients(CompareReport report, Words words, PrintWriter to, int most) {
    if (report.salients().isEmpty()) {
      to.println(words.say("compare.no-salients"));
      return;
    }
    to.println(words.say("compare.salients", Because.count(report.salients().size())));
    List<Salient> deepest =
        report.salients().stream()
            .sorted(Comparator.comparingDouble(Salient::depthMetres).reversed())
            .limit(most)
            .toList();
    for (Salient salient : report.salients()) {
      if (!deepest.contains(salient)) {
        continue;
      }
      Texts side =
          salient.pointsTo() == Side.LEFT ? report.mission().left() : report.mission().right();
      to.println(
          "  "
              + words.say(
                  "compare.salient",
                  Because.text(salient.version().text()),
                  Because.text(side.in(words.language())),
                  Because.metres(salient.depthMetres()),
                  Because.metres(salient.shortCutMetres()),
                  Because.metres(salient.fromMetres()),
                  Because.text(where(salient.tip()))));
    }
    int rest = report.salients().size() - deepest.size();
    if (rest > 0) {
      to.println("  " + words.say("compare.more-salients", Because.count(rest)));
    }
  }

  static String where(Place place) {
    return String.format(Locale.ROOT, "%.5f, %.5f", place.lonDegrees(), place.latDegrees());
  }
}
