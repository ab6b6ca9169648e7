package org.truceline.app.compare;

import java.util.List;
import org.truceline.app.Words;
import org.truceline.app.mission.Basemap;
import org.truceline.app.mission.Mission;
import org.truceline.terms.Place;

/** A map of versions as a drawing: north is up, the scale is true along the middle latitude. */
final class MapDrawing {
  private static final double WIDTH = 1000;
  private static final double METRES_PER_DEGREE = 111_195;

  private final double west;
  private final double south;
  private final double east;
  private final double north;
  private final double unitsPerDegree;
  private final double squeeze;

  /** A map that shows these places with a margin. */
  MapDrawing(List<Place> shown, double marginMetres) {
    double reference = shown.getFirst().lonDegrees();
    double lowX = Double.POSITIVE_INFINITY;
    double highX = Double.NEGATIVE_INFINITY;
    double lowY = Double.POSITIVE_INFINITY;
    double highY = Double.NEGATIVE_INFINITY;
    for (Place place : shown) {
      double x = reference + Math.IEEEremainder(place.lonDegrees() - reference, 360);
      lowX = Math.min(lowX, x);
      highX = Math.max(highX, x);
      lowY = Math.min(lowY, place.latDegrees());
      highY = Math.max(highY, place.latDegrees());
    }
    squeeze = Math.max(0.01, Math.cos(Math.toRadians((lowY + highY) / 2)));
    double margin = marginMetres / METRES_PER_DEGREE;
    west = lowX - margin / squeeze;
    east = highX + margin / squeeze;
    // A map is at least a third as high as it is wide, so that a level line is not a slit.
    double least = (east - west) * squeeze / 3;
    double missing = Math.max(0, least - (highY - lowY + 2 * margin)) / 2;
    south = lowY - margin - missing;
    north = highY + margin + missing;
    unitsPerDegree = WIDTH / ((east - west) * squeeze);
  }

  private double x(Place place) {
    double lon = west + Math.IEEEremainder(place.lonDegrees() - west, 360);
    return (lon - west) * squeeze * unitsPerDegree;
  }

  private double y(Place place) {
    return (north - place.latDegrees()) * unitsPerDegree;
  }

  private double height() {
    return (north - south) * unitsPerDegree;
  }

  private boolean holds(Place place) {
    double x = x(place);
    double y = y(place);
    return x >= 0 && x <= WIDTH && y >= 0 && y <= height();
  }

  /** Draws the map; the classes of the versions are those of the page's legend. */
  void draw(Svg svg, CompareReport report, Basemap basemap, Words words, String title) {
    svg.format(
        "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height());
    svg.words(title).raw("\"><title>").words(title).raw("</title>");
    svg.format("<rect class=\"sea\" width=\"%.0f\" height=\"%.0f\"/>", WIDTH, height());
    svg.raw("<path class=\"land\" fill-rule=\"evenodd\" d=\"");
    for (List<Place> ring : basemap.shores()) {
      path(svg, ring);
      svg.raw("Z");
    }
    svg.raw("\"/>");
    List<Mission.Drawing> drawings = report.drawings();
    for (int i = drawings.size() - 1; i >= 0; i--) {
      svg.format("<path class=\"version v%d\" d=\"", i % ComparePage.STYLES);
      path(svg, drawings.get(i).version().line().places());
      svg.raw("\"/>");
    }
    names(svg, basemap, words);
    scale(svg);
    svg.raw("</svg>");
  }

  private void path(Svg svg, List<Place> places) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    boolean begun = false;
    for (int i = 0; i < places.size(); i++) {
      double x = x(places.get(i));
      double y = y(places.get(i));
      boolean moved = !(Math.abs(x - lastX) < 0.4 && Math.abs(y - lastY) < 0.4);
      if (moved || i == places.size() - 1) {
        svg.format(begun ? "L%.1f %.1f" : "M%.1f %.1f", clamped(x), clamped(y));
        begun = true;
        lastX = x;
        lastY = y;
      }
    }
  }

  /** Far outside the drawing all places look the same; huge numbers only trouble the viewer. */
  private static double clamped(double value) {
    return Math.clamp(value, -20_000, 20_000);
  }

  private void names(Svg svg, Basemap basemap, Words words) {
    double[][] taken = new double[basemap.names().size()][];
    int drawn = 0;
    for (Basemap.Named named : basemap.names()) {
      if (!holds(named.place())) {
        continue;
      }
      double x = x(named.place());
      double y = y(named.place());
      boolean free = true;
      for (int i = 0; i < drawn; i++) {
        free &= Math.abs(taken[i][0] - x) > 90 || Math.abs(taken[i][1] - y) > 16;
      }
      if (free) {
        taken[drawn++] = new double[] {x, y};
        svg.format("<circle class=\"town\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>", x, y);
        svg.format("<text class=\"town\" x=\"%.1f\" y=\"%.1f\">", x + 4, y + 4);
        svg.words(named.name().in(words.language())).raw("</text>");
      }
    }
  }

  private void scale(Svg svg) {
    double metresPerUnit = METRES_PER_DEGREE / unitsPerDegree;
    double bar = Svg.roundStep(metresPerUnit * WIDTH / 4);
    double length = bar / metresPerUnit;
    double y = height() - 16;
    svg.format("<path class=\"scale\" d=\"M20 %.1fv8h%.1fv-8\"/>", y - 8, length);
    svg.format("<text class=\"scale\" x=\"%.1f\" y=\"%.1f\">", 26 + length, y + 1);
    svg.words(Words.metres(bar)).raw("</text>");
    svg.format("<path class=\"scale\" d=\"M%1$.1f 40V14m-5 9l5-9 5 9\"/>", WIDTH - 24);
    svg.format(
        "<text class=\"scale\" text-anchor=\"middle\" x=\"%.1f\" y=\"54\">N</text>", WIDTH - 24);
  }
}
