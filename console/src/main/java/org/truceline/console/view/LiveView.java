package org.truceline.console.view;

import java.time.Instant;
import java.util.List;

/**
 * What is known now: every live track, and every episode that is open or recent.
 *
 * @param index the last entry of the record that this snapshot takes in; the feed goes on from it
 * @param asOf the moment of the snapshot
 * @param tracks the live tracks
 * @param episodes open and recent episodes
 */
public record LiveView(
    long index, Instant asOf, List<TrackShown> tracks, List<EpisodeShown> episodes) {
  public LiveView {
    tracks = List.copyOf(tracks);
    episodes = List.copyOf(episodes);
  }
}
