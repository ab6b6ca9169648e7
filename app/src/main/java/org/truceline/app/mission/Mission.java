package org.truceline.app.mission;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.truceline.line.LineBook;
import org.truceline.line.Version;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Links;
import org.truceline.watch.Policy;

/**
 * One mission folder, read.
 *
 * @param folder where it lies
 * @param id its id
 * @param name its name
 * @param notice what everybody who sees its lines must know
 * @param zone the zone in which its days begin
 * @param left name of the left side
 * @param right name of the right side
 * @param drawings every version with what is said about it, in the order of the file
 * @param book the versions that are judged, with markers and rules
 * @param policy when a yes or no is made
 * @param tracks made-up tracks for learning
 * @param basemap files of the small offline map
 * @param circumstances its posts, its notified activities, and its links of tracks
 * @param links the same links, as they were said
 * @param files every file that was read for it
 */
public record Mission(
    Path folder,
    String id,
    Texts name,
    Texts notice,
    ZoneId zone,
    Texts left,
    Texts right,
    List<Drawing> drawings,
    LineBook book,
    Policy policy,
    List<Path> tracks,
    List<Path> basemap,
    Circumstances circumstances,
    List<Links.Link> links,
    List<Path> files) {
  public Mission {
    files = List.copyOf(files);
    links = List.copyOf(links);
    drawings = List.copyOf(drawings);
    tracks = List.copyOf(tracks);
    basemap = List.copyOf(basemap);
  }

  /**
   * A version and what its holder and publisher say about it.
   *
   * @param version the version
   * @param judged whether judgements use it
   * @param title its name
   * @param holder who holds it
   * @param accuracySource where its accuracy comes from
   * @param source where it comes from
   * @param licence its licence
   * @param attribution what must be shown beside it
   */
  public record Drawing(
      Version version,
      boolean judged,
      Texts title,
      Texts holder,
      String accuracySource,
      String source,
      String licence,
      String attribution) {}
}
