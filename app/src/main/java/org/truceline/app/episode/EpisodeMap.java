package org.truceline.app.episode;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicLine;
import org.truceline.app.Words;
import org.truceline.app.compare.Svg;
import org.truceline.app.mission.Basemap;
import org.truceline.line.Offset;
import org.truceline.line.Side;
import org.truceline.line.SideBelief;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;

/**
 * An episode on the ground: every judged version with its error, the strip between them, the fixes
 * with theirs, and where the body is believed to have been. North is up.
 */
final class EpisodeMap {
  static final double WIDTH = 800;

  private static final double LETTERS = 15;
  private static final double METRES_PER_DEGREE = 111_195;

  /** An error wider than this does not make the map wider. */
  private static final double MOST_ERROR_METRES = 2_000;

  private static final double LEAST_METRES = 300;

  /** The name of a side stands so far from the line, in units of the map; and at most so often. */
  private static final double SIDE_AWAY = 40;

  private static final int SIDE_STEPS = 16;

  private static final int MOST_ERRORS = 200;

  /** A geodesic of this length leaves the straight line of the map by some centimetres at most. */
  private static final double PIECE_METRES = 500;

  private static final int MOST_PIECES = 2_000;

  /** Words keep clear of so many things. */
  private static final int MOST_AVOIDED = 600;

  /** The strip is drawn from so many places along each version. */
  private static final int STRIP_STEPS = 160;

  private final Episode episode;
  private final Trace trace;
  private final Setting setting;
  private final Words words;
  private final List<Version> versions;
  private final double middleLon;
  private final double middleLat;
  private final double squeeze;
  private final double west;
  private final double north;
  private final double unitsPerMetre;
  private final double height;
  private final List<Rectangle2D> taken = new ArrayList<>();

  EpisodeMap(Episode episode, Trace trace, Setting setting, Words words) {
    this.episode = episode;
    this.trace = trace;
    this.setting = setting;
    this.words = words;
    this.versions = judged(episode, setting);
    Place middle = episode.gravest().believed();
    middleLon = middle.lonDegrees();
    middleLat = middle.latDegrees();
    squeeze = Math.max(0.01, Math.cos(Math.toRadians(middleLat)));
    var box = new Rectangle2D.Double(-1, -1, 2, 2);
    for (Judgement one : trace.judgements()) {
      around(box, one.fix().place(), one.error().semiMajorMetres());
      around(box, one.believed(), one.causes().placeMetres());
    }
    for (int i = 0; i < versions.size(); i++) {
      double station = episode.belief().versions().get(i).stationMetres();
      around(box, versions.get(i).line().placeAt(station), versions.get(i).sigmaMetres());
    }
    double margin = Math.max(60, 0.08 * Math.max(box.width, box.height));
    double wide = Math.max(LEAST_METRES, box.width + 2 * margin);
    double high = Math.max(0.55 * wide, box.height + 2 * margin);
    wide = Math.max(wide, high / 0.9);
    west = box.getCenterX() - wide / 2;
    north = box.getCenterY() + high / 2;
    unitsPerMetre = WIDTH / wide;
    height = high * unitsPerMetre;
  }

  /** The versions that the episode was judged by, in the order of its belief. */
  static List<Version> judged(Episode episode, Setting setting) {
    List<Version> judged = new ArrayList<>();
    for (SideBelief.OfVersion one : episode.belief().versions()) {
      setting.book().versions().stream()
          .filter(version -> version.id().equals(one.version()))
          .forEach(judged::add);
    }
    return judged;
  }

  private void around(Rectangle2D.Double box, Place place, double metres) {
    double reach = Math.min(MOST_ERROR_METRES, metres);
    box.add(east(place) - reach, up(place) - reach);
    box.add(east(place) + reach, up(place) + reach);
  }

  private double east(Place place) {
    return METRES_PER_DEGREE * squeeze * Math.IEEEremainder(place.lonDegrees() - middleLon, 360);
  }

  private double up(Place place) {
    return METRES_PER_DEGREE * (place.latDegrees() - middleLat);
  }

  private double x(Place place) {
    return (east(place) - west) * unitsPerMetre;
  }

  private double y(Place place) {
    return (north - up(place)) * unitsPerMetre;
  }

  /** Far outside the drawing all places look the same; huge numbers only trouble the viewer. */
  private static double clamped(double value) {
    return Math.clamp(value, -20_000, 20_000);
  }

  private boolean holds(double x, double y, double margin) {
    return x >= margin && x <= WIDTH - margin && y >= margin && y <= height - margin;
  }

  /** Draws the map; the classes of the versions are those of the page's legend. */
  void draw(Svg svg, String title, String description) {
    svg.format(
        "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height);
    svg.words(title).raw("\"><title>").words(title).raw("</title><desc>");
    svg.words(description).raw("</desc>");
    ground(svg);
    strip(svg);
    bands(svg);
    grid(svg);
    lines(svg);
    believed(svg);
    fixes(svg);
    marks(svg);
    sides(svg);
    names(svg);
    scale(svg);
    svg.raw("</svg>");
  }

  private void ground(Svg svg) {
    // Without a shore on record nobody knows where the sea is.
    boolean shores = !setting.basemap().shores().isEmpty();
    svg.format(
        "<rect class=\"%s\" width=\"%.0f\" height=\"%.0f\"/>",
        shores ? "sea" : "land", WIDTH, height);
    if (shores) {
      svg.raw("<path class=\"land\" fill-rule=\"evenodd\" d=\"");
      for (List<Place> ring : setting.basemap().shores()) {
        List<double[]> points = new ArrayList<>(ring.size());
        ring.forEach(place -> points.add(new double[] {x(place), y(place)}));
        closed(svg, Clip.to(points, -20, -20, WIDTH + 20, height + 20));
      }
      svg.raw("\"/>");
    }
  }

  private static void closed(Svg svg, List<double[]> ring) {
    for (int i = 0; i < ring.size(); i++) {
      svg.format(i == 0 ? "M%.1f %.1f" : "L%.1f %.1f", ring.get(i)[0], ring.get(i)[1]);
    }
    svg.raw(ring.isEmpty() ? "" : "Z");
  }

  /** The ground between each version and the next, about where the episode was gravest. */
  private void strip(Svg svg) {
    double reach = 1.5 * Math.hypot(WIDTH, height) / unitsPerMetre;
    svg.raw("<g class=\"strip\">");
    for (int k = 1; k < versions.size(); k++) {
      List<double[]> ring = new ArrayList<>();
      List<double[]> back = new ArrayList<>();
      double station = episode.belief().versions().get(k - 1).stationMetres();
      double other = episode.belief().versions().get(k).stationMetres();
      for (int i = 0; i <= STRIP_STEPS; i++) {
        double along = reach * (2.0 * i / STRIP_STEPS - 1);
        ring.add(point(versions.get(k - 1).line().placeAt(station + along)));
        back.addFirst(point(versions.get(k).line().placeAt(other + along)));
      }
      ring.addAll(back);
      svg.raw("<path d=\"");
      closed(svg, Clip.to(ring, -20, -20, WIDTH + 20, height + 20));
      svg.raw("\"/>");
    }
    svg.raw("</g>");
  }

  private double[] point(Place place) {
    return new double[] {clamped(x(place)), clamped(y(place))};
  }

  /** One standard deviation of each drawing, on both sides of it. */
  private void bands(Svg svg) {
    for (int i = 0; i < versions.size(); i++) {
      double station = episode.belief().versions().get(i).stationMetres();
      double sigma = versions.get(i).sigmaMetresAt(station);
      svg.format(
          "<path class=\"drawn d%d\" stroke-width=\"%.1f\" d=\"",
          i % EpisodePage.STYLES, 2 * sigma * unitsPerMetre);
      course(svg, versions.get(i).line().places());
      svg.raw("\"/>");
    }
  }

  private void lines(Svg svg) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      svg.format("<path class=\"version v%d\" d=\"", i % EpisodePage.STYLES);
      course(svg, versions.get(i).line().places());
      svg.raw("\"/>");
    }
  }

  /** The parts of a line that come near the map; its edges are geodesics, not straight on a map. */
  private void course(Svg svg, List<Place> places) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 1; i < places.size(); i++) {
      List<Place> edge = fine(places.get(i - 1), places.get(i));
      for (int k = 1; k < edge.size(); k++) {
        double[] part = {x(edge.get(k - 1)), y(edge.get(k - 1)), x(edge.get(k)), y(edge.get(k))};
        // Half round the earth the map has a seam, and what lies across it is not a way.
        boolean seam =
            Math.abs(part[2] - part[0]) > 90 * METRES_PER_DEGREE * squeeze * unitsPerMetre;
        if (seam || !Clip.segment(part, -WIDTH, -height, 2 * WIDTH, 2 * height)) {
          continue;
        }
        if (part[0] != lastX || part[1] != lastY) {
          svg.format("M%.1f %.1f", part[0], part[1]);
        }
        svg.format("L%.1f %.1f", part[2], part[3]);
        lastX = part[2];
        lastY = part[3];
      }
    }
  }

  /** An edge in pieces so short that they are straight on the map. */
  private static List<Place> fine(Place from, Place to) {
    GeodesicLine edge =
        Geodesic.WGS84.InverseLine(
            from.latDegrees(), from.lonDegrees(), to.latDegrees(), to.lonDegrees());
    int pieces = (int) Math.clamp(Math.ceil(edge.Distance() / PIECE_METRES), 1, MOST_PIECES);
    List<Place> fine = new ArrayList<>(pieces + 1);
    fine.add(from);
    for (int i = 1; i < pieces; i++) {
      GeodesicData there = edge.Position(edge.Distance() * i / pieces);
      fine.add(Place.lonLat(Math.IEEEremainder(there.lon2, 360), there.lat2));
    }
    fine.add(to);
    return fine;
  }

  private void believed(Svg svg) {
    svg.raw("<g class=\"about\">");
    for (Judgement one : trace.judgements()) {
      svg.format(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
          clamped(x(one.believed())),
          clamped(y(one.believed())),
          Math.max(1, one.causes().placeMetres() * unitsPerMetre));
    }
    svg.raw("</g><path class=\"way\" d=\"");
    for (int i = 0; i < trace.judgements().size(); i++) {
      Place place = trace.judgements().get(i).believed();
      boolean gap = i == 0 || trace.silentBefore(i, setting.policy());
      svg.format(gap ? "M%.1f %.1f" : "L%.1f %.1f", clamped(x(place)), clamped(y(place)));
    }
    svg.raw("\"/>");
  }

  private void fixes(Svg svg) {
    // Of a long track some errors stand for all: more would only blacken the map.
    int every = Math.ceilDiv(trace.judgements().size(), MOST_ERRORS);
    for (int i = 0; i < trace.judgements().size(); i += every) {
      Judgement one = trace.judgements().get(i);
      double x = x(one.fix().place());
      double y = y(one.fix().place());
      ErrorEllipse error = one.error();
      svg.format(
          "<ellipse class=\"error\" rx=\"%.1f\" ry=\"%.1f\" transform=\"translate(%.1f %.1f)"
              + " rotate(%.1f)\"/>",
          Math.min(5_000, error.semiMajorMetres() * unitsPerMetre),
          Math.min(5_000, error.semiMinorMetres() * unitsPerMetre),
          clamped(x),
          clamped(y),
          error.orientationDegrees() - 90);
    }
    for (Judgement one : trace.judgements()) {
      double x = x(one.fix().place());
      double y = y(one.fix().place());
      if (taken.size() < MOST_AVOIDED && holds(x, y, 0)) {
        taken.add(new Rectangle2D.Double(x - 3, y - 3, 6, 6));
      }
      svg.format(
          "<circle class=\"fix %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
          one.grade().crossing() ? "past" : "short",
          clamped(x),
          clamped(y),
          trace.judgements().size() > MOST_ERRORS ? 2.4 : 3.4);
    }
  }

  /** The gravest fix, the first and the last, each with its time. */
  private void marks(Svg svg) {
    Judgement gravest = episode.gravest();
    double x = x(gravest.fix().place());
    double y = y(gravest.fix().place());
    svg.format("<circle class=\"gravest\" cx=\"%.1f\" cy=\"%.1f\" r=\"10\"/>", x, y);
    label(svg, x, y, 13, "app.page.mark-gravest", gravest);
    Judgement first = trace.judgements().getFirst();
    Judgement last = trace.judgements().getLast();
    if (!first.fix().equals(gravest.fix())) {
      label(svg, x(first.fix().place()), y(first.fix().place()), 8, "app.page.mark-first", first);
    }
    if (!last.fix().equals(gravest.fix()) && !last.fix().equals(first.fix())) {
      label(svg, x(last.fix().place()), y(last.fix().place()), 8, "app.page.mark-last", last);
    }
  }

  private void label(Svg svg, double x, double y, double away, String key, Judgement of) {
    String said = words.say(key, new Because.Clock(of.fix().time(), false));
    if (!text(svg, "mark", x, y, away, said)) {
      // It must be said, even if it lies over something.
      taken.clear();
      text(svg, "mark", x, y, away, said);
    }
  }

  /** Words beside a place, where there is room for them. */
  private boolean text(Svg svg, String kind, double x, double y, double away, String said) {
    double width = width(said);
    double[][] tries = {
      {x + away, y}, {x - away - width, y}, {x - width / 2, y - away - 8},
      {x - width / 2, y + away + 8}, {x + away, y + 18}, {x - away - width, y - 18},
      {x - width / 2, y - away - 30}, {x - width / 2, y + away + 30},
    };
    for (double[] at : tries) {
      var box = new Rectangle2D.Double(at[0], at[1] - LETTERS / 2, width, LETTERS * 1.1);
      boolean inside = at[0] >= 2 && at[0] + width <= WIDTH - 2 && holds(x, at[1], LETTERS);
      if (inside && taken.stream().noneMatch(one -> one.intersects(box))) {
        taken.add(box);
        svg.format(
            "<text class=\"%s\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">",
            kind, LETTERS, at[0], at[1] + LETTERS / 3);
        svg.words(said).raw("</text>");
        return true;
      }
    }
    return false;
  }

  /** A letter's width as a share of the text's size; letters of Korea fill a square. */
  private static double width(String said) {
    double width = 0;
    for (int i = 0; i < said.length(); i++) {
      width += said.charAt(i) >= 0x1100 ? 1 : 0.56;
    }
    return width * LETTERS;
  }

  /** The name of each side, out of the strip, where the map is emptiest. */
  private void sides(Svg svg) {
    if (versions.isEmpty()) {
      return;
    }
    Version version = versions.getFirst();
    double station = episode.belief().versions().getFirst().stationMetres();
    double reach = WIDTH / unitsPerMetre;
    double best = 0;
    List<double[]> chosen = List.of();
    for (int i = -20; i <= 20; i++) {
      double along = station + reach * i / 20;
      double[] here = point(version.line().placeAt(along - 0.02 * reach));
      double[] on = point(version.line().placeAt(along + 0.02 * reach));
      double length = Math.hypot(on[0] - here[0], on[1] - here[1]);
      if (length == 0) {
        continue;
      }
      double[] middle = {(here[0] + on[0]) / 2, (here[1] + on[1]) / 2};
      double[] toLeft = {(on[1] - here[1]) / length, -(on[0] - here[0]) / length};
      List<double[]> both =
          List.of(
              beside(middle, toLeft, 1, width(sideName(true)) / 2),
              beside(middle, toLeft, -1, width(sideName(false)) / 2));
      double free = Math.min(room(both.getFirst()), room(both.getLast()));
      if (free > best) {
        best = free;
        chosen = both;
      }
    }
    if (!chosen.isEmpty()) {
      side(svg, chosen.getFirst(), sideName(true));
      side(svg, chosen.getLast(), sideName(false));
    }
  }

  /** A place beside a point of the line, so far out that it is on one side of every version. */
  private double[] beside(double[] middle, double[] toLeft, int sign, double half) {
    double out = SIDE_AWAY;
    double[] at = middle;
    for (int i = 0; i < SIDE_STEPS; i++) {
      at = new double[] {middle[0] + sign * out * toLeft[0], middle[1] + sign * out * toLeft[1]};
      double outside = Double.POSITIVE_INFINITY;
      for (double along : new double[] {-half, 0, half}) {
        outside = Math.min(outside, outside(place(at[0] + along, at[1]), sign));
      }
      if (outside * unitsPerMetre > LETTERS) {
        break;
      }
      out += SIDE_AWAY / 2;
    }
    return at;
  }

  /** How far on one side of every version a place lies, in metres; below zero on another. */
  private double outside(Place place, int sign) {
    double outside = Double.POSITIVE_INFINITY;
    for (Version version : versions) {
      // Beyond an end there is no side to be on.
      outside =
          version.line().offset(place) instanceof Offset.Beside beside
              ? Math.min(outside, sign * beside.metres())
              : outside;
    }
    return outside;
  }

  private Place place(double x, double y) {
    double lon = middleLon + (west + x / unitsPerMetre) / METRES_PER_DEGREE / squeeze;
    double lat = middleLat + (north - y / unitsPerMetre) / METRES_PER_DEGREE;
    return Place.lonLat(Math.IEEEremainder(lon, 360), Math.clamp(lat, -90, 90));
  }

  private String sideName(boolean left) {
    String name = (left ? setting.left() : setting.right()).in(words.language());
    boolean past = (episode.belief().past() == Side.LEFT) == left;
    return past ? words.say("app.page.past-side", Because.text(name)) : name;
  }

  private void side(Svg svg, double[] at, String said) {
    text(svg, "side", at[0] - width(said) / 2, at[1], 0, said);
  }

  /** How far a place of the map is from its edge and from the track, in units of the map. */
  private double room(double[] at) {
    double x = at[0];
    double y = at[1];
    double room = Math.min(Math.min(x, WIDTH - x) - 90, Math.min(y, height - y) - 20);
    for (Judgement one : trace.judgements()) {
      room = Math.min(room, Math.hypot(x(one.believed()) - x, y(one.believed()) - y));
    }
    return room;
  }

  private void names(Svg svg) {
    for (Basemap.Named named : setting.basemap().names()) {
      double x = x(named.place());
      double y = y(named.place());
      if (holds(x, y, 0) && text(svg, "town", x, y, 6, named.name().in(words.language()))) {
        svg.format("<circle class=\"town\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", x, y);
      }
    }
  }

  /** Meridians and parallels with their degrees. */
  private void grid(Svg svg) {
    double degreesWide = WIDTH / unitsPerMetre / METRES_PER_DEGREE / squeeze;
    double degreesHigh = height / unitsPerMetre / METRES_PER_DEGREE;
    double step = Svg.roundStep(Math.max(degreesWide, degreesHigh) / 3);
    double first = middleLon + west / METRES_PER_DEGREE / squeeze;
    for (double k = Math.ceil(first / step); k * step < first + degreesWide; k++) {
      double x = (k * step - first) / degreesWide * WIDTH;
      svg.format("<path class=\"grid\" d=\"M%.1f 0V%.0f\"/>", x, height);
      if (x > 70 && x < WIDTH - 120) {
        double lon = Math.IEEEremainder(k * step, 360);
        degrees(svg, x + 3, 13, lon, step, lon < 0 ? "W" : "E");
      }
    }
    double lowest = middleLat + north / METRES_PER_DEGREE - degreesHigh;
    for (double k = Math.ceil(lowest / step); k * step < lowest + degreesHigh; k++) {
      double y = height - (k * step - lowest) / degreesHigh * height;
      svg.format("<path class=\"grid\" d=\"M0 %.1fH%.0f\"/>", y, WIDTH);
      if (y > 30 && y < height - 50) {
        degrees(svg, 4, y - 4, k * step, step, k < 0 ? "S" : "N");
      }
    }
  }

  private void degrees(Svg svg, double x, double y, double degrees, double step, String letter) {
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    String said = String.format(Locale.ROOT, "%." + digits + "f° %s", Math.abs(degrees), letter);
    taken.add(new Rectangle2D.Double(x, y - 11, width(said), 14));
    svg.format("<text class=\"degrees\" font-size=\"12\" x=\"%.1f\" y=\"%.1f\">", x, y);
    svg.words(said).raw("</text>");
  }

  private void scale(Svg svg) {
    double bar = Svg.roundStep(WIDTH / 4 / unitsPerMetre);
    double length = bar * unitsPerMetre;
    double y = height - LETTERS;
    svg.format(
        "<rect class=\"plate\" x=\"6\" y=\"%.1f\" width=\"%.1f\" height=\"24\"/>",
        y - 14, length + 80);
    svg.format("<path class=\"scale\" d=\"M14 %1$.1fv6h%2$.1fv-6\"/>", y - 6, length);
    svg.format(
        "<text class=\"scale\" font-size=\"%.0f\" x=\"%.1f\" y=\"%.1f\">", LETTERS, 20 + length, y);
    svg.raw(
        String.format(
            Locale.ROOT, bar < 1_000 ? "%.0f m" : "%.0f km", bar < 1_000 ? bar : bar / 1_000));
    svg.raw("</text>");
    double middle = WIDTH - 22;
    svg.format(
        "<rect class=\"plate\" x=\"%.0f\" y=\"4\" width=\"32\" height=\"54\"/>", middle - 16);
    svg.format("<path class=\"scale\" d=\"M%1$.1f 38V10m-6 9l6 -9 6 9\"/>", middle);
    svg.format(
        "<text class=\"scale\" text-anchor=\"middle\" font-size=\"%.0f\" x=\"%.1f\" y=\"54\">N</text>",
        LETTERS, middle);
  }
}
