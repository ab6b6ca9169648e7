package org.truceline.line;

import org.truceline.terms.ErrorEllipse;

/**
 * The share of a bivariate normal error that lies on each side of a line, whatever the line's
 * shape.
 *
 * <p>In the frame where the error is a standard normal, the share of a region is the integral of (1
 * - exp(-r²/2)) dθ / 2π around it (Green's theorem); along an edge at distance h from the centre
 * the integrand is h (1 - exp(-r²/2)) / 2πr² ds, smooth everywhere. The disc of radius {@link
 * #REACH} holds all but 4 in a million of the error; the line cuts it, and arcs of its rim close
 * the left side. Where the line ends inside the disc, or crosses itself there, the share is summed
 * over a fixed set of points instead.
 *
 * <p>Not for two threads at once.
 */
public final class Doubt {
  /** Radius of the disc that is looked at, in standard deviations. */
  static final double REACH = 5;

  /** An error smaller than this is taken for it: nothing is known to less than a millimetre. */
  private static final double LEAST_SIGMA_METRES = 0.001;

  /** Above this a flat map no longer holds what the error reaches, and the share is summed. */
  private static final double LARGEST_INTEGRAL_METRES = 10_000;

  /** Within this a step on the tangent plane is one on the ground, to millimetres. */
  private static final double NEARBY_METRES = 200;

  private static final SideShares LEFT = new SideShares(1, 0, 0);
  private static final SideShares RIGHT = new SideShares(0, 1, 0);
  private static final SideShares BEYOND = new SideShares(0, 0, 1);

  private static final double RIM = -Math.expm1(-REACH * REACH / 2);

  /** Points and weights of Gauss and Legendre on 0 to 1, exact for polynomials of degree 9. */
  private static final double[] NODES = {
    0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332
  };

  private static final double[] WEIGHTS = {
    0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095
  };

  private final Locator locator;
  private final EdgesNear near;
  private final Frame.Nearby nearby = new Frame.Nearby();
  private final Line line;
  private double[] rim = new double[16];
  private int rimCrossings;
  private double sum;

  private double majorX;
  private double majorY;
  private double major;
  private double minor;

  /** Shares for places against one line. */
  public Doubt(Line line) {
    this.line = line;
    this.locator = line.locator();
    this.near = new EdgesNear(line);
  }

  /**
   * The shares of a place whose error is this ellipse, widened by the line's own error.
   *
   * @param lonDegrees longitude of the place
   * @param latDegrees latitude of the place
   * @param ellipse the error of the place
   * @param lineSigmaMetres standard deviation of the line itself, in every direction
   */
  public SideShares shares(
      double lonDegrees, double latDegrees, ErrorEllipse ellipse, double lineSigmaMetres) {
    locator.locate(lonDegrees, latDegrees);
    return shares(locator, lonDegrees, latDegrees, ellipse, lineSigmaMetres);
  }

  /** As {@link #shares(double, double, ErrorEllipse, double)}, for a place already located. */
  public SideShares shares(
      Locator located,
      double lonDegrees,
      double latDegrees,
      ErrorEllipse ellipse,
      double lineSigmaMetres) {
    major = Math.max(LEAST_SIGMA_METRES, Math.hypot(ellipse.semiMajorMetres(), lineSigmaMetres));
    minor = Math.max(LEAST_SIGMA_METRES, Math.hypot(ellipse.semiMinorMetres(), lineSigmaMetres));
    double reach = major * REACH;
    boolean nearEnd = located.nearEnd(reach);
    boolean far = Math.abs(located.offsetMetres()) > reach;
    if (far && !nearEnd) {
      return whole(located);
    }
    double azimuth = Math.toRadians(ellipse.orientationDegrees());
    majorX = Math.sin(azimuth);
    majorY = Math.cos(azimuth);
    if (far && beyondAllRound(located.end(), lonDegrees, latDegrees)) {
      return BEYOND;
    }
    if (nearEnd
        || major > LARGEST_INTEGRAL_METRES
        || line.crossings().within(lonDegrees, latDegrees, reach)) {
      return summed(lonDegrees, latDegrees);
    }
    near.collect(lonDegrees, latDegrees, reach);
    walk();
    if (rimCrossings == 0 && sum == 0) {
      return whole(located);
    }
    double left = leftShare();
    if (Double.isNaN(left)) {
      return summed(lonDegrees, latDegrees);
    }
    double within = Math.clamp(left / RIM, 0, 1);
    return new SideShares(within, 1 - within, 0);
  }

  /** All on the side of a place that is near no end. */
  private static SideShares whole(Locator located) {
    return located.offsetMetres() >= 0 ? LEFT : RIGHT;
  }

  /** Walks all edges near the place: adds up their integral and notes where they cross the rim. */
  private void walk() {
    sum = 0;
    rimCrossings = 0;
    for (int i = 0; i < near.size(); i++) {
      double x1 = whiteX(near.x1(i), near.y1(i));
      double y1 = whiteY(near.x1(i), near.y1(i));
      double x2 = whiteX(near.x2(i), near.y2(i));
      double y2 = whiteY(near.x2(i), near.y2(i));
      edge(x1, y1, x2, y2);
    }
  }

  private double whiteX(double x, double y) {
    return (x * majorX + y * majorY) / major;
  }

  private double whiteY(double x, double y) {
    return (y * majorX - x * majorY) / minor;
  }

  private void edge(double x1, double y1, double x2, double y2) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = dx * dx + dy * dy;
    if (square == 0) {
      return;
    }
    double middle = -(x1 * dx + y1 * dy) / square;
    double cross = x1 * dy - y1 * dx;
    double half = REACH * REACH / square - (cross / square) * (cross / square);
    if (half <= 0) {
      return;
    }
    half = Math.sqrt(half);
    double from = middle - half;
    double to = middle + half;
    if (to <= 0 || from >= 1) {
      return;
    }
    if (from > 0) {
      crossRim(x1 + from * dx, y1 + from * dy, false);
    }
    if (to < 1) {
      crossRim(x1 + to * dx, y1 + to * dy, true);
    }
    double low = Math.max(0, from);
    double high = Math.min(1, to);
    double length = Math.sqrt(square);
    sum += integral(x1 + low * dx, y1 + low * dy, dx / length, dy / length, (high - low) * length);
  }

  private static double integral(double x, double y, double ux, double uy, double length) {
    double height = x * uy - y * ux;
    int pieces = (int) Math.ceil(length / 1.5);
    double step = length / pieces;
    double total = 0;
    for (int piece = 0; piece < pieces; piece++) {
      for (int k = 0; k < NODES.length; k++) {
        double s = (piece + NODES[k]) * step;
        double px = x + s * ux;
        double py = y + s * uy;
        double u = (px * px + py * py) / 2;
        double value = u < 1e-4 ? 1 - u / 2 : (1 - Math.exp(-u)) / u;
        total += WEIGHTS[k] * value;
      }
    }
    return height * total * step / (4 * Math.PI);
  }

  private void crossRim(double x, double y, boolean outward) {
    if (2 * rimCrossings + 2 > rim.length) {
      rim = java.util.Arrays.copyOf(rim, rim.length * 2);
    }
    rim[2 * rimCrossings] = Math.atan2(y, x);
    rim[2 * rimCrossings + 1] = outward ? 1 : -1;
    rimCrossings++;
  }

  /** The share on the left, or NaN where the crossings of the rim contradict each other. */
  private double leftShare() {
    if (rimCrossings == 0) {
      return sum >= 0 ? sum : RIM + sum;
    }
    sortRim();
    double arcs = 0;
    for (int i = 0; i < rimCrossings; i++) {
      int next = i + 1 == rimCrossings ? 0 : i + 1;
      boolean outward = rim[2 * i + 1] > 0;
      boolean nextOutward = rim[2 * next + 1] > 0;
      if (outward == nextOutward) {
        return Double.NaN;
      }
      if (outward) {
        double turn = rim[2 * next] - rim[2 * i];
        arcs += turn < 0 ? turn + 2 * Math.PI : turn;
      }
    }
    return sum + RIM * arcs / (2 * Math.PI);
  }

  private void sortRim() {
    for (int i = 1; i < rimCrossings; i++) {
      double angle = rim[2 * i];
      double outward = rim[2 * i + 1];
      int k = i - 1;
      while (k >= 0 && rim[2 * k] > angle) {
        rim[2 * k + 2] = rim[2 * k];
        rim[2 * k + 3] = rim[2 * k + 1];
        k--;
      }
      rim[2 * k + 2] = angle;
      rim[2 * k + 3] = outward;
    }
  }

  /**
   * Whether the ends of the error's axes all lie beyond the same end as the place. What lies beyond
   * an end is convex (it is cut out by half-planes: nearer to the end than to another point of the
   * line), so all but 5 in 10,000 of the error then lies there.
   */
  private boolean beyondAllRound(End end, double lonDegrees, double latDegrees) {
    if (end == End.NONE) {
      return false;
    }
    Frame frame = new Frame(lonDegrees, latDegrees);
    for (int k = 0; k < 4; k++) {
      double along = k < 2 ? REACH * major * (1 - 2 * k) : 0;
      double across = k < 2 ? 0 : REACH * minor * (5 - 2 * k);
      locate(frame, along, across);
      if (locator.end() != end) {
        return false;
      }
    }
    return true;
  }

  /** Locates the place so many metres along the error's major axis and across it. */
  private void locate(Frame frame, double along, double across) {
    double east = along * majorX - across * majorY;
    double north = along * majorY + across * majorX;
    if (Math.abs(east) + Math.abs(north) < NEARBY_METRES) {
      frame.nearby(east, north, nearby);
      locator.locate(nearby.at, nearby.lonDegrees, nearby.latDegrees);
    } else {
      var there = frame.placeAt(east, north);
      locator.locate(there.lonDegrees(), there.latDegrees());
    }
  }

  /** Rings of equal share and directions that turn from ring to ring: accurate to about 0.003. */
  private SideShares summed(double lonDegrees, double latDegrees) {
    int rings = 32;
    int directions = 48;
    int[] counts = new int[3];
    Frame frame = new Frame(lonDegrees, latDegrees);
    for (int ring = 0; ring < rings; ring++) {
      double radius = Math.sqrt(-2 * Math.log1p(-(ring + 0.5) / rings));
      for (int k = 0; k < directions; k++) {
        double angle = 2 * Math.PI * (k + ring * 0.6180339887) / directions;
        double along = radius * Math.cos(angle) * major;
        double across = radius * Math.sin(angle) * minor;
        locate(frame, along, across);
        counts[locator.end() != End.NONE ? 2 : locator.offsetMetres() >= 0 ? 0 : 1]++;
      }
    }
    double all = rings * directions;
    return new SideShares(counts[0] / all, counts[1] / all, counts[2] / all);
  }
}
