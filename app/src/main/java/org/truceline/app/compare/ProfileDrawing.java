package org.truceline.app.compare;

import org.truceline.app.Words;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparer;
import org.truceline.line.Comparison;
import org.truceline.terms.Because;

/** The offset of one version from another along the line, as a plot. */
final class ProfileDrawing {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 320;
  private static final double LEFT = 70;
  private static final double BOTTOM = 36;

  private final Comparison pair;
  private final double top;
  private final double length;

  ProfileDrawing(Comparison pair) {
    this.pair = pair;
    this.top = Math.max(1, pair.maxMetres()) * 1.05;
    this.length = Math.max(1, pair.samples().getLast().stationMetres());
  }

  private double x(double station) {
    return LEFT + station / length * (WIDTH - LEFT - 10);
  }

  private double y(double offset) {
    double half = (HEIGHT - BOTTOM) / 2;
    return half - offset / top * (half - 4);
  }

  void draw(Svg svg, Mission mission, Words words) {
    String title =
        words.say(
            "compare.page.profile-title",
            Because.text(pair.b().text()),
            Because.text(pair.a().text()));
    svg.format("<svg class=\"profile\" viewBox=\"0 0 %.0f %.0f\" role=\"img\"", WIDTH, HEIGHT);
    svg.raw(" aria-label=\"").words(title).raw("\"><title>").words(title).raw("</title>");
    band(svg);
    grid(svg);
    svg.raw("<path class=\"offset\" d=\"");
    double last = Double.NEGATIVE_INFINITY;
    for (Comparison.Sample sample : pair.samples()) {
      boolean gap = sample.stationMetres() - last > 1.5 * pair.stepMetres();
      svg.format(
          gap ? "M%.1f %.1f" : "L%.1f %.1f", x(sample.stationMetres()), y(sample.offsetMetres()));
      last = sample.stationMetres();
    }
    svg.raw("\"/>");
    svg.format("<text class=\"side\" x=\"%.0f\" y=\"16\">↑ ", LEFT + 8);
    svg.words(mission.left().in(words.language())).raw("</text>");
    svg.format("<text class=\"side\" x=\"%.0f\" y=\"%.0f\">↓ ", LEFT + 8, HEIGHT - BOTTOM - 8);
    svg.words(mission.right().in(words.language())).raw("</text></svg>");
  }

  private void band(Svg svg) {
    svg.raw("<path class=\"band\" d=\"");
    var samples = pair.samples();
    for (int i = 0; i < samples.size(); i++) {
      svg.format(
          i == 0 ? "M%.1f %.1f" : "L%.1f %.1f",
          x(samples.get(i).stationMetres()),
          y(Math.min(top, Comparer.AGREE_SIGMAS * samples.get(i).sigmaMetres())));
    }
    for (int i = samples.size() - 1; i >= 0; i--) {
      svg.format(
          "L%.1f %.1f",
          x(samples.get(i).stationMetres()),
          y(-Math.min(top, Comparer.AGREE_SIGMAS * samples.get(i).sigmaMetres())));
    }
    svg.raw("Z\"/>");
  }

  private void grid(Svg svg) {
    double step = Svg.roundStep(top / 2);
    for (double offset = -Math.floor(top / step) * step; offset <= top; offset += step) {
      svg.format(
          "<path class=\"%s\" d=\"M%.0f %.1fH%.0f\"/>",
          Math.abs(offset) < step / 2 ? "zero" : "grid", LEFT, y(offset), WIDTH - 10);
      svg.format(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%.0f\" y=\"%.1f\">%,.0f m</text>",
          LEFT - 6, y(offset) + 4, Math.abs(offset));
    }
    double along = Svg.roundStep(length / 5);
    for (double station = 0; station <= length; station += along) {
      svg.format("<path class=\"grid\" d=\"M%1$.1f 0V%2$.0f\"/>", x(station), HEIGHT - BOTTOM);
      svg.format(
          "<text class=\"tick\" text-anchor=\"middle\" x=\"%.1f\" y=\"%.0f\">%,.0f km</text>",
          x(station), HEIGHT - BOTTOM + 20, station / 1_000);
    }
  }
}
