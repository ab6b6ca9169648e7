package org.truceline.line;

import java.time.LocalDate;
import java.util.List;

/**
 * The line as one holder draws it.
 *
 * @param id its name in the mission folder
 * @param line its course
 * @param purpose what its holder keeps it for
 * @param validFrom the first day on which it holds
 * @param validTo the first day on which it no longer holds; {@link LocalDate#MAX} where none is set
 * @param sigmaMetres standard deviation of the drawing in metres, where no stretch says otherwise
 * @param stretches parts with an accuracy of their own
 * @param precedence its rank among the versions, 1 first
 */
public record Version(
    VersionId id,
    Line line,
    Purpose purpose,
    LocalDate validFrom,
    LocalDate validTo,
    double sigmaMetres,
    List<Stretch> stretches,
    int precedence) {
  public Version {
    stretches = List.copyOf(stretches);
    if (!(sigmaMetres >= 0 && Double.isFinite(sigmaMetres))) {
      throw new IllegalArgumentException("a standard deviation of " + sigmaMetres + " m");
    }
    if (!validFrom.isBefore(validTo)) {
      throw new IllegalArgumentException("valid from " + validFrom + " to " + validTo);
    }
  }

  /** A version that holds at all times with one accuracy. */
  public static Version always(VersionId id, Line line, double sigmaMetres) {
    return new Version(
        id, line, Purpose.OPERATING, LocalDate.MIN, LocalDate.MAX, sigmaMetres, List.of(), 1);
  }

  /** The standard deviation of the drawing at a station, in metres. */
  public double sigmaMetresAt(double stationMetres) {
    for (Stretch stretch : stretches) {
      if (stationMetres >= stretch.fromMetres() && stationMetres < stretch.toMetres()) {
        return stretch.sigmaMetres();
      }
    }
    return sigmaMetres;
  }

  /** The name of the stretch at a station, or the empty text. */
  public String stretchNameAt(double stationMetres) {
    for (Stretch stretch : stretches) {
      if (stationMetres >= stretch.fromMetres() && stationMetres < stretch.toMetres()) {
        return stretch.name();
      }
    }
    return "";
  }

  /** Whether the version holds on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(validFrom) && day.isBefore(validTo);
  }
}
