package org.truceline.console;

import java.util.Optional;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.LineView;
import org.truceline.console.view.LiveView;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.RecordView;
import org.truceline.console.view.StatusView;

/**
 * What the console reads. Every answer is an immutable snapshot; every method may be called by many
 * threads at once, and answers soon.
 */
public interface Views {
  /** Who watches which line. */
  MissionView mission();

  /** The line as each party draws it. */
  LineView line();

  /** What is known now. */
  LiveView live();

  /** One episode whole, by its id. */
  Optional<EpisodeView> findEpisode(String id);

  /** The record's latest entries and checkpoints. */
  RecordView record();

  /**
   * One file of the log, as the C2SP tlog-tiles specification names it: {@code checkpoint}, {@code
   * tile/0/000}, {@code tile/entries/000.p/17}. The path is checked for that form before it comes
   * here.
   */
  Optional<byte[]> findRecordFile(String path);

  /** A layer of the small map, as GeoJSON, by its name in {@link MissionView#basemap}. */
  Optional<byte[]> findBasemap(String name);

  /** How the desk itself is. */
  StatusView status();
}
