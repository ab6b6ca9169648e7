package org.truceline.console.view;

import java.time.LocalDate;
import java.util.List;
import org.truceline.line.Marker;
import org.truceline.line.Side;
import org.truceline.line.VersionId;
import org.truceline.terms.Place;

/**
 * The line as each party draws it.
 *
 * @param versions every version, in the order of the mission folder
 * @param strips the ground between two versions, in closed rings
 * @param markers the markers on the ground
 * @param salients where a straight walk crosses the other side's ground
 */
public record LineView(
    List<VersionShown> versions,
    List<StripShown> strips,
    List<MarkerShown> markers,
    List<SalientShown> salients) {
  public LineView {
    versions = List.copyOf(versions);
    strips = List.copyOf(strips);
    markers = List.copyOf(markers);
    salients = List.copyOf(salients);
  }

  /**
   * A version.
   *
   * @param id its id
   * @param title its name
   * @param holder who holds it
   * @param judged whether judgements use it
   * @param source where it comes from
   * @param licence its licence
   * @param attribution what must be shown beside it
   * @param sigmaMetres standard deviation of the drawing, in metres
   * @param accuracySource where that figure comes from
   * @param validFrom the first day on which it holds
   * @param validTo the first day on which it no longer holds; {@link LocalDate#MAX} where none is
   * @param lengthMetres its length
   * @param course its vertices in order
   */
  public record VersionShown(
      VersionId id,
      Said title,
      Said holder,
      boolean judged,
      String source,
      String licence,
      String attribution,
      double sigmaMetres,
      String accuracySource,
      LocalDate validFrom,
      LocalDate validTo,
      double lengthMetres,
      List<Place> course) {
    public VersionShown {
      course = List.copyOf(course);
    }
  }

  /** Ground past one version and not past the other: a ring whose last place joins its first. */
  public record StripShown(VersionId one, VersionId other, List<Place> ring) {
    public StripShown {
      ring = List.copyOf(ring);
    }
  }

  /**
   * A marker.
   *
   * @param number its number as the field writes it
   * @param version the version whose course it bears witness to
   * @param place where it was measured
   * @param sigmaMetres standard deviation of that measurement, in metres
   * @param status what is known of it
   * @param said the status in words, with when and by whom it was last seen where that is known
   */
  public record MarkerShown(
      String number,
      VersionId version,
      Place place,
      double sigmaMetres,
      Marker.Status status,
      Said said) {}

  /**
   * A salient.
   *
   * @param version the version it belongs to
   * @param pointsTo the side into which it juts
   * @param from where the short cut leaves the line
   * @param to where it meets it again
   * @param tip the place furthest from the short cut
   * @param depthMetres how far the tip lies from the short cut
   * @param shortCutMetres length of the short cut
   */
  public record SalientShown(
      VersionId version,
      Side pointsTo,
      Place from,
      Place to,
      Place tip,
      double depthMetres,
      double shortCutMetres) {}
}
