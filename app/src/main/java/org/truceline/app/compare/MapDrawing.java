package org.truceline.app.compare;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truceline.app.Words;
import org.truceline.app.mission.Basemap;
import org.truceline.terms.Place;

/** A map of versions as a drawing: north is up, the scale is true along the middle latitude. */
public final class MapDrawing {
  private static final double WIDTH = 1000;
  private static final double METRES_PER_DEGREE = 111_195;

  /** A letter's width as a share of the text's size; letters of Korea fill a square. */
  private static final double LETTER = 0.58;

  /** A mark's size as a share of the text's. */
  private static final double MARK = 0.42;

  /** Marks that words keep clear of: more would leave no room for any. */
  private static final int MOST_AVOIDED = 200;

  /**
   * The course of a line.
   *
   * @param kind the class of its style
   * @param places its places
   */
  public record Course(String kind, List<Place> places) {
    public Course {
      places = List.copyOf(places);
    }
  }

  /** Shapes that are told apart without colours. */
  public enum Shape {
    DISC,
    RING,
    UP,
    DOWN
  }

  /**
   * Something at a place.
   *
   * @param place where
   * @param shape what it looks like
   * @param label what stands beside it where there is room; the empty text for nothing
   */
  public record Mark(Place place, Shape shape, String label) {}

  private final double west;
  private final double south;
  private final double east;
  private final double north;
  private final double unitsPerDegree;
  private final double squeeze;
  private final double letters;

  /**
   * A map that shows these places with a margin.
   *
   * @param letters size of its text; the map is 1000 wide
   */
  public MapDrawing(List<Place> shown, double marginMetres, double letters) {
    this.letters = letters;
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

  /**
   * Draws the map; kinds and shapes are those of the page's legend.
   *
   * @param courses the first lies on top
   * @param marks likewise
   */
  public void draw(
      Svg svg, List<Course> courses, List<Mark> marks, Basemap basemap, Words words, String title) {
    svg.format(
        "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height());
    svg.words(title).raw("\"><title>").words(title).raw("</title>");
    // Without a shore on record nobody knows where the sea is.
    svg.format(
        "<rect class=\"%s\" width=\"%.0f\" height=\"%.0f\"/>",
        basemap.shores().isEmpty() ? "land" : "sea", WIDTH, height());
    svg.raw("<path class=\"land\" fill-rule=\"evenodd\" d=\"");
    for (List<Place> ring : basemap.shores()) {
      path(svg, ring);
      svg.raw("Z");
    }
    svg.raw("\"/>");
    for (Course course : courses.reversed()) {
      svg.raw("<path class=\"version ").raw(course.kind()).raw("\" d=\"");
      course(svg, course.places());
      svg.raw("\"/>");
    }
    for (Mark mark : marks.reversed()) {
      if (holds(mark.place())) {
        shape(svg, mark.shape(), x(mark.place()), y(mark.place()), MARK * letters);
      }
    }
    List<Rectangle2D> taken = corners();
    marks.stream().limit(MOST_AVOIDED).map(this::box).forEach(taken::add);
    labels(svg, marks, taken);
    names(svg, basemap, words, taken);
    scale(svg);
    svg.raw("</svg>");
  }

  /** The parts of a line that come near the map: an inset shows little of a long one. */
  private void course(Svg svg, List<Place> places) {
    List<Place> near = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      boolean comes = comesNear(places.get(i - 1), places.get(i));
      if (comes) {
        near.add(places.get(i - 1));
      }
      if (!near.isEmpty() && (!comes || i == places.size() - 1)) {
        near.add(comes ? places.get(i) : places.get(i - 1));
        path(svg, near);
        near.clear();
      }
    }
  }

  private boolean comesNear(Place from, Place to) {
    return Math.max(x(from), x(to)) > -WIDTH
        && Math.min(x(from), x(to)) < 2 * WIDTH
        && Math.max(y(from), y(to)) > -height()
        && Math.min(y(from), y(to)) < 2 * height();
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

  /** A shape about a place. */
  public static void shape(Svg svg, Shape shape, double x, double y, double size) {
    switch (shape) {
      case DISC ->
          svg.format(
              "<circle class=\"mark full\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, size);
      case RING ->
          svg.format(
              "<circle class=\"mark hollow\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, size);
      case UP -> triangle(svg, "full", x, y, -1.2 * size);
      case DOWN -> triangle(svg, "hollow", x, y, 1.2 * size);
    }
  }

  private static void triangle(Svg svg, String kind, double x, double y, double tip) {
    svg.format(
        "<path class=\"mark %1$s\" d=\"M%2$.1f %3$.1fl%4$.1f %5$.1fh%6$.1fz\"/>",
        kind, x, y + tip, tip, -1.7 * tip, -2 * tip);
  }

  private Rectangle2D box(Mark mark) {
    double size = MARK * letters;
    return new Rectangle2D.Double(
        x(mark.place()) - size, y(mark.place()) - size, 2 * size, 2 * size);
  }

  /** What is taken by the scale and the arrow to the north. */
  private List<Rectangle2D> corners() {
    List<Rectangle2D> taken = new ArrayList<>();
    double corner = height() - 2.5 * letters;
    taken.add(new Rectangle2D.Double(0, corner, WIDTH / 4 + 8 * letters, 2.5 * letters));
    taken.add(new Rectangle2D.Double(WIDTH - 3 * letters, 0, 3 * letters, 4.5 * letters));
    return taken;
  }

  private void labels(Svg svg, List<Mark> marks, List<Rectangle2D> taken) {
    double away = 0.7 * letters;
    for (Mark mark : marks) {
      if (mark.label().isEmpty() || !holds(mark.place())) {
        continue;
      }
      double x = x(mark.place());
      double y = y(mark.place());
      double width = width(mark.label());
      for (double[] at :
          new double[][] {
            {x + away, y}, {x - away - width, y}, {x - width / 2, y - 1.3 * letters}
          }) {
        var box = new Rectangle2D.Double(at[0], at[1] - 0.6 * letters, width, 1.2 * letters);
        if (at[0] >= 0
            && at[0] + width <= WIDTH
            && box.getMinY() >= 0
            && taken.stream().noneMatch(one -> one.intersects(box))) {
          taken.add(box);
          svg.format(
              "<text class=\"label\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
              letters, at[0], at[1] + letters / 3);
          svg.words(mark.label()).raw("</text>");
          break;
        }
      }
    }
  }

  private void names(Svg svg, Basemap basemap, Words words, List<Rectangle2D> taken) {
    for (Basemap.Named named : basemap.names()) {
      if (!holds(named.place())) {
        continue;
      }
      String name = named.name().in(words.language());
      double x = x(named.place());
      double y = y(named.place());
      double width = width(name);
      // A name that would run out of the map stands on the other side of its place.
      boolean before = x + 0.4 * letters + width > WIDTH;
      double left = before ? x - 0.4 * letters - width : x + 0.4 * letters;
      var box = new Rectangle2D.Double(left, y - 0.6 * letters, width, 1.2 * letters);
      if (left >= 0 && taken.stream().noneMatch(one -> one.intersects(box))) {
        taken.add(box);
        svg.format(
            "<circle class=\"town\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, letters / 7);
        svg.format(
            "<text class=\"town\" text-anchor=\"%s\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
            before ? "end" : "start", letters, before ? left + width : left, y + letters / 3);
        svg.words(name).raw("</text>");
      }
    }
  }

  private double width(String name) {
    double width = 0;
    for (int i = 0; i < name.length(); i++) {
      width += name.charAt(i) >= 0x1100 ? 1 : LETTER;
    }
    return width * letters;
  }

  private void scale(Svg svg) {
    double metresPerUnit = METRES_PER_DEGREE / unitsPerDegree;
    double bar = Svg.roundStep(metresPerUnit * WIDTH / 4);
    double length = bar / metresPerUnit;
    double y = height() - letters;
    svg.format(
        "<path class=\"scale\" d=\"M%1$.1f %2$.1fv%3$.1fh%4$.1fv-%3$.1f\"/>",
        letters, y - letters / 2, letters / 2, length);
    svg.format(
        "<text class=\"scale\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
        letters, 1.5 * letters + length, y);
    svg.raw(
        bar < 1_000
            ? String.format(Locale.ROOT, "%.0f m", bar)
            : String.format(Locale.ROOT, "%.0f km", bar / 1_000));
    svg.raw("</text>");
    double middle = WIDTH - 1.6 * letters;
    svg.format(
        "<path class=\"scale\" d=\"M%1$.1f %2$.1fV%3$.1fm-%4$.1f %5$.1fl%4$.1f-%5$.1f %4$.1f %5$.1f\"/>",
        middle, 2.7 * letters, letters, letters / 3, 0.6 * letters);
    svg.format(
        "<text class=\"scale\" text-anchor=\"middle\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">N</text>",
        letters, middle, 3.8 * letters);
  }
}
