package org.truceline.app.desk;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truceline.console.Feed;
import org.truceline.console.view.EntryShown;
import org.truceline.console.view.Happening;
import org.truceline.console.view.Proof;
import org.truceline.console.view.RecordView.CheckpointShown;
import org.truceline.record.Entry;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.watch.Grade;

/**
 * Gathers what happens and tells all consoles some times a second: of a track only how it is in the
 * end, and what is grave before what is not, so that a flood of far positions holds nothing up.
 */
final class Bulletin implements Shown {
  /** More than a page can show in the blink between two bulletins. */
  static final int MOST_TRACKS = 60;

  /** Rows of the record that a page shows. */
  static final int MOST_ENTRIES = 20;

  /** How many bulletins a console may miss and still read on: some minutes. */
  private static final int BACKLOG = 4_096;

  /** Numbers of bulletins begin anew with the desk, and never below those of its last start. */
  private static final long NUMBERS_A_MS = 1_000;

  private final Feed feed;
  private final InstantSource clock;
  private final Showing showing;
  private final EntryWords words;
  private final Map<String, Picture.LiveTrack> tracks = new LinkedHashMap<>();
  private final Map<String, LiveEpisode.Seen> episodes = new LinkedHashMap<>();
  private final List<Happening> gone = new ArrayList<>();
  private final Deque<EntryShown> entries = new ArrayDeque<>();
  private final Deque<CheckpointShown> checkpoints = new ArrayDeque<>();
  private boolean newCheckpoint;
  private long number;

  Bulletin(InstantSource clock, Showing showing, EntryWords words) {
    this.clock = clock;
    this.showing = showing;
    this.words = words;
    this.number = clock.millis() * NUMBERS_A_MS;
    this.feed = new Feed(number, BACKLOG);
  }

  /** Where consoles listen. */
  Feed feed() {
    return feed;
  }

  @Override
  public synchronized void written(long index, Entry entry) {
    entries.addLast(words.row(index, entry, Proof.WRITTEN));
    if (entries.size() > MOST_ENTRIES) {
      entries.removeFirst();
    }
  }

  @Override
  public synchronized void changed(Change change) {
    tracks.putAll(change.tracks);
    change.episodes.forEach((id, one) -> episodes.put(id, one.seen()));
    for (String id : change.tracksGone) {
      tracks.remove(id);
      gone.add(new Happening.TrackGone(id));
    }
    for (String id : change.gone) {
      episodes.remove(id);
      gone.add(new Happening.EpisodeGone(id));
    }
  }

  @Override
  public synchronized void sealed(SignedCheckpoint checkpoint) {
    checkpoints.addFirst(
        new CheckpointShown(
            checkpoint.checkpoint().size(),
            checkpoint.checkpoint().root().base64(),
            clock.instant(),
            List.of()));
    if (checkpoints.size() > MOST_ENTRIES) {
      checkpoints.removeLast();
    }
    newCheckpoint = true;
  }

  /** The latest checkpoints since the desk was started, the newest first. */
  synchronized List<CheckpointShown> checkpoints() {
    return List.copyOf(checkpoints);
  }

  /** Tells what has gathered. */
  void tell() {
    List<Happening> news = take();
    if (!news.isEmpty()) {
      feed.publish(++number, news);
    }
  }

  private synchronized List<Happening> take() {
    List<Happening> news = new ArrayList<>(gone);
    gone.clear();
    episodes
        .values()
        .forEach(
            one -> news.add(new Happening.EpisodeChanged(showing.episode(one, Proof.WRITTEN))));
    episodes.clear();
    tracks(news);
    entries.forEach(one -> news.add(new Happening.EntryWritten(one)));
    entries.clear();
    if (newCheckpoint) {
      news.add(new Happening.Sealed(checkpoints.getFirst()));
      newCheckpoint = false;
    }
    return news;
  }

  /** Those near the line first; the others wait for the next bulletin. */
  private void tracks(List<Happening> news) {
    List<Picture.LiveTrack> told = new ArrayList<>();
    for (boolean near : new boolean[] {true, false}) {
      for (Picture.LiveTrack one : tracks.values()) {
        if ((one.grade() != Grade.CLEAR) == near && told.size() < MOST_TRACKS) {
          told.add(one);
        }
      }
    }
    for (Picture.LiveTrack one : told) {
      tracks.remove(one.id());
      news.add(new Happening.TrackHeard(showing.track(one)));
    }
  }
}
