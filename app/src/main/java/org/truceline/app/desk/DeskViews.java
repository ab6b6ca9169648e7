package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.truceline.console.Views;
import org.truceline.console.view.EntryShown;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.LineView;
import org.truceline.console.view.LiveView;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.Proof;
import org.truceline.console.view.RecordView;
import org.truceline.console.view.RecordView.CheckpointShown;
import org.truceline.console.view.RecordView.KeyShown;
import org.truceline.console.view.StatusView;
import org.truceline.console.view.StatusView.Health;
import org.truceline.console.view.StatusView.LimitShown;
import org.truceline.console.view.StatusView.Line;
import org.truceline.console.view.StatusView.SourceShown;
import org.truceline.record.Entry;
import org.truceline.record.note.VerifierKey;
import org.truceline.terms.Because;
import org.truceline.watch.Judgement;

/** What consoles read of the desk. */
final class DeskViews implements Views {
  /** Rows of the record that are shown at once. */
  private static final int LATEST = 50;

  /** Below this much free space nobody should wait any longer. */
  private static final long LOW_DISK_BYTES = 1L << 30;

  /** What is written is sealed each second; so much later something keeps it from being so. */
  private static final Duration LONGEST_UNSEALED = Duration.ofSeconds(15);

  private final Desk desk;
  private final MissionShown mission;
  private final Showing showing;
  private final EntryWords words;
  private final Bulletin bulletin;
  private final Spoken spoken;
  private final VerifierKey key;
  private final Witnesses witnesses;
  private final Path data;
  private final InstantSource clock;
  private final Instant since;
  private final String version;
  private final Supplier<List<SourceShown>> sources;

  /** What it needs beside the desk. */
  record Beside(
      MissionShown mission,
      Showing showing,
      EntryWords words,
      Bulletin bulletin,
      Spoken spoken,
      VerifierKey key,
      Witnesses witnesses,
      Path data,
      InstantSource clock,
      String version,
      Supplier<List<SourceShown>> sources) {}

  DeskViews(Desk desk, Beside beside) {
    this.desk = desk;
    this.mission = beside.mission();
    this.showing = beside.showing();
    this.words = beside.words();
    this.bulletin = beside.bulletin();
    this.spoken = beside.spoken();
    this.key = beside.key();
    this.witnesses = beside.witnesses();
    this.data = beside.data();
    this.clock = beside.clock();
    this.since = clock.instant();
    this.version = beside.version();
    this.sources = beside.sources();
  }

  @Override
  public MissionView mission() {
    return mission.mission();
  }

  @Override
  public LineView line() {
    return mission.line();
  }

  @Override
  public LiveView live() {
    // The number first: what is told after it may be in the snapshot already, and is then told
    // twice.
    long number = bulletin.feed().latest();
    long witnessed = witnesses.witnessed();
    // What is known is only taken down while the desk waits, and put into words afterwards.
    Seen seen =
        desk.memory()
            .look(picture ->
                new Seen(
                    picture.tracks(), picture.episodes().stream().map(LiveEpisode::seen).toList()));
    return new LiveView(
        number,
        clock.instant(),
        seen.tracks().stream().map(showing::track).toList(),
        seen.episodes().stream()
            .map(one -> showing.episode(one, proof(one.index(), witnessed)))
            .toList());
  }

  private record Seen(List<Picture.LiveTrack> tracks, List<LiveEpisode.Seen> episodes) {}

  private Proof proof(long index, long witnessed) {
    if (index < witnessed) {
      return Proof.WITNESSED;
    }
    return index < desk.log().sealed() ? Proof.SEALED : Proof.WRITTEN;
  }

  @Override
  public Optional<EpisodeView> findEpisode(String id) {
    return desk.memory().look(picture -> picture.find(id).map(Whole::of)).map(this::view);
  }

  /** An episode with how it came to be so, as it stood at one moment. */
  private record Whole(
      LiveEpisode.Seen seen,
      List<Judgement> judgements,
      List<LiveEpisode.Revised> revisions,
      List<Long> entries) {
    static Whole of(LiveEpisode one) {
      return new Whole(one.seen(), one.judgements(), one.revisions(), one.entries());
    }
  }

  private EpisodeView view(Whole one) {
    long witnessed = witnesses.witnessed();
    return new EpisodeView(
        showing.episode(one.seen(), proof(one.seen().index(), witnessed)),
        showing.because(one.seen().episode()),
        showing.series(one.judgements()),
        Showing.fixes(one.judgements()),
        one.revisions().stream()
            .map(revised -> showing.revision(revised, entry(revised.index()).written()))
            .toList(),
        one.entries().stream().map(index -> row(index, witnessed)).toList());
  }

  private Entry entry(long index) {
    return switch (Entry.read(desk.log().entry(index))) {
      case Entry.Read(var entry) -> entry;
      case Entry.Unreadable(var because) ->
          throw new IllegalStateException("entry " + index + ": " + because.message());
    };
  }

  private EntryShown row(long index, long witnessed) {
    return words.row(index, entry(index), proof(index, witnessed));
  }

  @Override
  public RecordView record() {
    long size = desk.log().written();
    List<EntryShown> latest = new ArrayList<>();
    long witnessed = witnesses.witnessed();
    for (long index = size - 1; index >= 0 && index >= size - LATEST; index--) {
      latest.add(row(index, witnessed));
    }
    List<CheckpointShown> checkpoints = new ArrayList<>(witnesses.checkpoints());
    checkpoints.addAll(bulletin.checkpoints());
    checkpoints.sort(Comparator.comparingLong(CheckpointShown::size).reversed());
    List<KeyShown> keys = new ArrayList<>();
    keys.add(new KeyShown(key.text(), spoken.of("app.console.own-key"), true));
    keys.addAll(witnesses.keys());
    return new RecordView(key.name(), size, latest, checkpoints, keys);
  }

  @Override
  public Optional<byte[]> findRecordFile(String path) {
    try {
      return Optional.of(Files.readAllBytes(desk.files().file(path)));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<byte[]> findBasemap(String name) {
    return mission.layer(name);
  }

  @Override
  public StatusView status() {
    return new StatusView(
        clock.instant(),
        version,
        since,
        new Line(Health.WELL, spoken.of("app.console.clock", new Because.Time(clock.instant()))),
        recordShown(),
        disk(),
        sources.get(),
        List.of(
            new LimitShown(
                "waiting",
                Desk.MOST_WAITING,
                desk.waiting(),
                spoken.of("app.console.limit.waiting")),
            new LimitShown(
                "tracks",
                Picture.MOST_TRACKS,
                desk.memory().look(picture -> picture.tracks().size()),
                spoken.of("app.console.limit.tracks")),
            new LimitShown(
                "episodes",
                Picture.MOST_EPISODES,
                desk.memory().look(picture -> picture.episodes().size()),
                spoken.of("app.console.limit.episodes"))));
  }

  private StatusView.RecordShown recordShown() {
    // Sealed first: what is sealed in between would otherwise be more than what is written.
    long sealed = desk.log().sealed();
    long written = desk.log().written();
    boolean late =
        sealed < written
            && entry(sealed).written().plus(LONGEST_UNSEALED).isBefore(clock.instant());
    Line line =
        desk.trouble()
            .map(why -> new Line(Health.FAULT, spoken.of(why)))
            .orElseGet(() ->
                late
                    ? new Line(Health.LATE, spoken.of("app.console.record-late"))
                    : new Line(Health.WELL, spoken.of("app.console.record-well")));
    return new StatusView.RecordShown(line, written, sealed);
  }

  private StatusView.Disk disk() {
    try {
      FileStore store = Files.getFileStore(data);
      long free = store.getUsableSpace();
      Line line =
          desk.trouble()
              .map(why -> new Line(Health.FAULT, spoken.of(why)))
              .orElseGet(() ->
                  free < LOW_DISK_BYTES
                      ? new Line(Health.LATE, spoken.of("app.console.disk-low"))
                      : new Line(Health.WELL, spoken.of("app.console.disk-well")));
      return new StatusView.Disk(line, free, store.getTotalSpace());
    } catch (IOException unreadable) {
      return new StatusView.Disk(
          new Line(
              Health.FAULT,
              spoken.of(
                  "app.console.disk-unread",
                  Because.text(String.valueOf(unreadable.getMessage())))),
          0,
          0);
    }
  }
}
