package org.truceline.line;

/**
 * A part of a version with an accuracy of its own.
 *
 * @param name its name, or the empty text
 * @param fromMetres station where it begins
 * @param toMetres station where it ends, after the beginning
 * @param sigmaMetres standard deviation of the drawing there, in metres, not negative
 */
public record Stretch(String name, double fromMetres, double toMetres, double sigmaMetres) {
  public Stretch {
    if (!(fromMetres >= 0 && toMetres > fromMetres)) {
      throw new IllegalArgumentException("a stretch from " + fromMetres + " to " + toMetres);
    }
    if (!(sigmaMetres >= 0 && Double.isFinite(sigmaMetres))) {
      throw new IllegalArgumentException("a standard deviation of " + sigmaMetres + " m");
    }
  }
}
