package org.truceline.app.episode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.truceline.app.Words;
import org.truceline.app.compare.Svg;
import org.truceline.line.SideBelief;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;
import org.truceline.watch.Policy;

/**
 * The probability of being past the line over the time of an episode, with the mission's
 * thresholds, the moment at which each grade was first reached, and the silences. It ends with the
 * last fix.
 */
final class ProbabilityChart {
  private static final double WIDTH = 800;
  private static final double LEFT = 58;
  private static final double RIGHT = 14;
  private static final double PLOT = 260;
  private static final double ROW = 21;
  private static final double BOTTOM = 48;
  private static final double LETTERS = 15;

  /** More question marks than this would run into each other. */
  private static final int MOST_MARKS = 40;

  /** Steps between ticks, in seconds; a mission's clock is read in these. */
  private static final long[] STEPS = {
    1, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400
  };

  private final Episode episode;
  private final Trace trace;
  private final Policy policy;
  private final Words words;
  private final ZoneId zone;
  private final long fromMs;
  private final long spanMs;
  private final double top;

  ProbabilityChart(Episode episode, Trace trace, Policy policy, Words words) {
    this.episode = episode;
    this.trace = trace;
    this.policy = policy;
    this.words = words;
    this.zone = words.zone();
    long first = trace.judgements().getFirst().fix().time().toEpochMilli();
    long last = trace.judgements().getLast().fix().time().toEpochMilli();
    // A single moment gets a second of room on both sides.
    fromMs = last > first ? first : first - 1_000;
    spanMs = last > first ? last - first : 2_000;
    top = ROW * episode.reached().size() + 10;
  }

  private double x(Instant time) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (time.toEpochMilli() - fromMs) / spanMs;
  }

  private double y(double probability) {
    return top + PLOT * (1 - probability);
  }

  void draw(Svg svg, String title, String description) {
    double height = top + PLOT + BOTTOM;
    svg.format(
        "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height);
    svg.words(title).raw("\"><title>").words(title).raw("</title><desc>");
    svg.words(description).raw("</desc>");
    zones(svg);
    silences(svg);
    axes(svg);
    thresholds(svg);
    reached(svg);
    course(svg, "any", true);
    course(svg, "rule", false);
    dots(svg);
    limits(svg);
    svg.raw("</svg>");
  }

  /** What lies above a threshold has a ground of its own. */
  private void zones(Svg svg) {
    zone(svg, "probable", policy.probableAt(), policy.nearCertainAt());
    zone(svg, "certain", policy.nearCertainAt(), 1);
  }

  private void zone(Svg svg, String kind, double low, double high) {
    svg.format(
        "<rect class=\"zone %s\" x=\"%.0f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\"/>",
        kind, LEFT, y(high), WIDTH - LEFT - RIGHT, y(low) - y(high));
  }

  /** Hatched: nothing was heard, and nobody knows. */
  private void silences(Svg svg) {
    for (int i = 1; i < trace.judgements().size(); i++) {
      if (!trace.silentBefore(i, policy)) {
        continue;
      }
      double from = x(trace.judgements().get(i - 1).fix().time());
      double to = x(trace.judgements().get(i).fix().time());
      svg.format(
          "<rect class=\"silence\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.0f\"/>",
          from, top, to - from, PLOT);
      svg.raw("<path class=\"hatch\" d=\"");
      for (double start = from - PLOT; start < to; start += 12) {
        double low = Math.max(start, from);
        double high = Math.min(start + PLOT, to);
        if (high > low) {
          svg.format(
              "M%.1f %.1fL%.1f %.1f",
              low, top + PLOT - (low - start), high, top + PLOT - (high - start));
        }
      }
      svg.raw("\"/>");
      String said = words.say("app.page.silence");
      if (to - from > said.length() * 11) {
        svg.format(
            "<text class=\"quiet\" text-anchor=\"middle\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
            LETTERS, (from + to) / 2, y(0.25));
        svg.words(said).raw("</text>");
      }
    }
  }

  private void axes(Svg svg) {
    for (int percent = 0; percent <= 100; percent += 25) {
      svg.format(
          "<path class=\"%s\" d=\"M%.0f %.1fH%.0f\"/>",
          percent == 0 ? "zero" : "grid", LEFT, y(percent / 100.0), WIDTH - RIGHT);
      svg.format(
          "<text class=\"tick\" text-anchor=\"end\" font-size=\"13\" x=\"%.0f\" y=\"%.1f\">%d %%</text>",
          LEFT - 6, y(percent / 100.0) + 4, percent);
    }
    long step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      step = spanMs / 1_000 <= 8 * STEPS[i] ? STEPS[i] : step;
    }
    step *= Math.max(1, spanMs / 1_000 / (8 * step));
    long shift = zone.getRules().getOffset(Instant.ofEpochMilli(fromMs)).getTotalSeconds();
    DateTimeFormatter clock =
        DateTimeFormatter.ofPattern(
                step < 60 ? "HH:mm:ss" : step < 43_200 ? "HH:mm" : "MM-dd HH:mm", Locale.ROOT)
            .withZone(zone);
    long first = Math.ceilDiv(Math.floorDiv(fromMs, 1_000L) + shift, step) * step - shift;
    for (long second = first; second * 1_000 <= fromMs + spanMs; second += step) {
      Instant time = Instant.ofEpochSecond(second);
      if (x(time) < LEFT) {
        continue;
      }
      svg.format("<path class=\"grid\" d=\"M%.1f %.1fv%.0f\"/>", x(time), top, PLOT + 5);
      svg.format(
          "<text class=\"tick\" text-anchor=\"middle\" font-size=\"13\" x=\"%.1f\" y=\"%.1f\">",
          Math.clamp(x(time), LEFT, WIDTH - 28), top + PLOT + 20);
      svg.words(clock.format(time)).raw("</text>");
    }
    svg.format(
        "<text class=\"tick\" text-anchor=\"end\" font-size=\"13\" x=\"%.0f\" y=\"%.1f\">",
        WIDTH - RIGHT, top + PLOT + 40);
    svg.words(words.say("app.page.time-axis", Because.text(zone.getId()))).raw("</text>");
  }

  private void thresholds(Svg svg) {
    for (double at :
        new double[] {policy.nearCertainAt(), policy.probableAt(), policy.clearBelow()}) {
      svg.format("<path class=\"threshold\" d=\"M%.0f %.1fH%.0f\"/>", LEFT, y(at), WIDTH - RIGHT);
    }
  }

  /** The names of the thresholds, over all else. */
  private void limits(Svg svg) {
    limit(svg, "nearCertainAt", policy.nearCertainAt(), 13);
    limit(svg, "probableAt", policy.probableAt(), 13);
    limit(svg, "clearBelow", policy.clearBelow(), -4);
  }

  private void limit(Svg svg, String name, double at, double below) {
    svg.format(
        "<text class=\"limit\" font-size=\"12\" x=\"%.0f\" y=\"%.1f\">", LEFT + 5, y(at) + below);
    svg.words(name + " " + words.probability(at)).raw("</text>");
  }

  /** The moments at which the grades were first reached, one above the other. */
  private void reached(Svg svg) {
    for (int i = 0; i < episode.reached().size(); i++) {
      Episode.Reached one = episode.reached().get(i);
      double x = x(one.time());
      double y = ROW * (i + 1) - 2;
      boolean before = x > WIDTH / 2;
      svg.format("<path class=\"moment\" d=\"M%.1f %.1fV%.1f\"/>", x, y - 12, top + PLOT);
      svg.format(
          "<text class=\"moment\" text-anchor=\"%s\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
          before ? "end" : "start", LETTERS, before ? x - 5 : x + 5, y);
      svg.words(
              words.say(
                  "app.page.moment",
                  new Because.Phrase(Reasons.grade(one.grade())),
                  new Because.Clock(one.time(), false)))
          .raw("</text>");
    }
  }

  /** Where nobody can tell on which side the body was, a figure would say that somebody can. */
  private static boolean told(Judgement judgement) {
    return judgement.belief().verdict() != SideBelief.Verdict.CANNOT_TELL;
  }

  private void course(Svg svg, String kind, boolean any) {
    svg.raw("<path class=\"course ").raw(kind).raw("\" d=\"");
    List<Judgement> all = trace.judgements();
    for (int i = 0; i < all.size(); i++) {
      if (!told(all.get(i))) {
        continue;
      }
      boolean on = i > 0 && told(all.get(i - 1)) && !trace.silentBefore(i, policy);
      svg.format(
          on ? "L%.1f %.1f" : "M%.1f %.1f",
          x(all.get(i).fix().time()),
          y(any ? all.get(i).belief().pastAny() : all.get(i).belief().pastByRule()));
    }
    svg.raw("\"/>");
  }

  private void dots(Svg svg) {
    List<Judgement> all = trace.judgements();
    int every = Math.ceilDiv(all.size(), MOST_MARKS);
    for (int i = 0; i < all.size(); i++) {
      double x = x(all.get(i).fix().time());
      if (told(all.get(i))) {
        svg.format(
            "<circle class=\"fix %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
            all.get(i).grade().crossing() ? "past" : "short",
            x,
            y(all.get(i).belief().pastByRule()),
            all.size() > 200 ? 1.6 : 3.2);
      } else if (i % every == 0) {
        svg.format(
            "<text class=\"mark\" text-anchor=\"middle\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">?</text>",
            LETTERS, Math.clamp(x, LEFT + 6, WIDTH - RIGHT - 6), y(0.3));
      }
    }
    double x = x(episode.peakTime());
    if (told(episode.gravest())) {
      svg.format(
          "<circle class=\"gravest\" cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/>",
          x, y(episode.gravest().belief().pastByRule()));
    }
  }
}
