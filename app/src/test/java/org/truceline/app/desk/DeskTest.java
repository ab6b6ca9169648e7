package org.truceline.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.MissionReader;
import org.truceline.record.Bodies;
import org.truceline.record.Disk;
import org.truceline.record.Entry;
import org.truceline.record.Log;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.TrackReader;
import org.truceline.sources.wire.Original;
import org.truceline.watch.Grade;

class DeskTest {
  private static final Mission MISSION =
      MissionReader.read(Path.of("..", "missions", "example-line")).find().orElseThrow();
  private static final SigningKey KEY =
      SigningKey.draw("example.truceline.test/desk", KeyKind.LOG, new SecureRandom());

  @TempDir Path home;

  private Instant now = Instant.parse("2026-04-01T09:00:00Z");

  private static Supplier<byte[]> salts(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    return () -> {
      byte[] salt = new byte[Entry.SALT_BYTES];
      chance.nextBytes(salt);
      return salt;
    };
  }

  private Bodies bodies() {
    return new Bodies(Disk.REAL, home.resolve("bodies"));
  }

  private Log log(Disk disk) {
    return switch (Log.open(disk, home.resolve("record"), KEY, home.resolve("high-water"))) {
      case Log.Opened(var log, var notes) -> log;
      case Log.Refused(var because) -> throw new AssertionError(because);
    };
  }

  private Desk desk() throws IOException {
    return desk(Disk.REAL, Shown.TO_NOBODY);
  }

  private Desk desk(Disk disk, Shown shown) throws IOException {
    InstantSource clock = () -> now;
    return Desk.open(MISSION, log(disk), bodies(), clock, salts(5), shown);
  }

  /** A disk that refuses to write entries for a while. */
  private static final class FullDisk implements Disk {
    /** So many writes go well before it is full; then it is, until it is set again. */
    private final java.util.concurrent.atomic.AtomicInteger left =
        new java.util.concurrent.atomic.AtomicInteger(Integer.MAX_VALUE);

    @Override
    public void write(Growing file, java.nio.ByteBuffer bytes, long at) throws IOException {
      if (left.getAndUpdate(one -> Math.max(0, one - 1)) == 0) {
        throw new IOException("No space left on device");
      }
      Disk.super.write(file, bytes, at);
    }
  }

  private Arrival arrival(String key, String... rows) {
    List<Arrival.Piece> pieces = new ArrayList<>();
    for (String row : rows) {
      byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
      List<Item> items = new ArrayList<>();
      TrackReader.read("wire", new ByteArrayInputStream(bytes), Limits.USUAL, items::add);
      pieces.add(
          new Arrival.Piece(
              key.isEmpty() ? "" : key + "/" + pieces.size(), Original.of(bytes), items));
    }
    return new Arrival("http", "post-1", now, pieces);
  }

  private static String row(String track, Instant time, double lat) {
    return "{\"track\":\"%s\",\"time\":\"%s\",\"lon\":-29.9744,\"lat\":%.6f,\"sigma_m\":5}"
        .formatted(track, time, lat);
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** Reports are answered when they are Written; what is asked next comes after they are judged. */
  private static void settled(Desk desk) {
    assertThat(join(desk.tick())).isNotNull();
  }

  /** A walk over the line and back, a report every half minute. */
  private void walk(Desk desk, String track) {
    for (int i = 0; i < 40; i++) {
      double lat = 45.0062 - 0.00036 * (i < 20 ? i : 40 - i);
      join(desk.reports(arrival("", row(track, now, lat))));
      now = now.plusSeconds(30);
    }
    settled(desk);
  }

  @Test
  void reportIsWrittenBeforeItIsJudgedAndBothAreEntries() throws IOException {
    try (Desk desk = desk()) {
      List<Handed.Answer> answers = join(desk.reports(arrival("", row("walker", now, 45.0001))));
      assertThat(answers).containsExactly(new Handed.Written(0));
      join(desk.tick());
      Entry observed = entry(desk, 0);
      Entry assessed = entry(desk, 1);
      assertThat(observed.kind()).isEqualTo(new Entry.Observed());
      assertThat(observed.body())
          .as("positions lie outside, so that they can be erased")
          .isInstanceOf(Entry.Outside.class);
      assertThat(assessed.kind()).isEqualTo(new Entry.Assessed());
      assertThat(assessed.links()).containsExactly(new Entry.Link("about", 0));
      assertThat(assessed.body())
          .isInstanceOfSatisfying(
              Entry.Inside.class,
              inside ->
                  assertThat(inside.json())
                      .contains("\"grade\"", "\"because\"", "\"pastByRule\"", "walker")
                      .doesNotContain("45.0001"));
      assertThat(desk.log().written()).isEqualTo(2);
      assertThat(desk.memory().look(Picture::tracks))
          .singleElement()
          .satisfies(track -> assertThat(track.id()).isEqualTo("walker"));
    }
  }

  private static Entry entry(Desk desk, long index) {
    return ((Entry.Read) Entry.read(desk.log().entry(index))).entry();
  }

  @Test
  void walkOverTheLineBecomesOneEpisodeThatSoundsUntilSilenced() throws IOException {
    try (Desk desk = desk()) {
      walk(desk, "walker");
      List<String> ids =
          desk.memory().look(picture -> picture.episodes().stream().map(LiveEpisode::id).toList());
      assertThat(ids).hasSize(1);
      String id = ids.getFirst();
      desk.memory()
          .look(picture -> {
            LiveEpisode episode = picture.find(id).orElseThrow();
            assertThat(episode.episode().grade()).isEqualTo(Grade.NEAR_CERTAIN);
            assertThat(episode.judgements()).hasSizeGreaterThan(10);
            assertThat(episode.entries()).hasSizeGreaterThan(10);
            return episode;
          });
      assertThat(join(desk.silence("officer", "no-such"))).isInstanceOf(Handed.Refused.class);
      Handed.Written silenced = (Handed.Written) join(desk.silence("officer", id));
      assertThat(entry(desk, silenced.index()).author()).isEqualTo("officer");
      assertThat(entry(desk, silenced.index()).kind()).isEqualTo(new Entry.Done());
      assertThat(desk.memory().<Boolean>look(picture -> picture.find(id).orElseThrow().sounds()))
          .isFalse();
    }
  }

  @Test
  void sameKeyIsTakenOnceAlsoAfterARestart() throws IOException {
    String row = row("walker", now, 45.0001);
    try (Desk desk = desk()) {
      assertThat(join(desk.reports(arrival("k", row)))).containsExactly(new Handed.Written(0));
      assertThat(join(desk.reports(arrival("k", row)))).containsExactly(new Handed.Known(0));
    }
    try (Desk desk = desk()) {
      assertThat(join(desk.reports(arrival("k", row)))).containsExactly(new Handed.Known(0));
      assertThat(join(desk.reports(arrival("k", row("walker", now, 45.0002)))))
          .singleElement()
          .isInstanceOfSatisfying(
              Handed.Refused.class,
              no -> assertThat(no.because().message()).isEqualTo("app.desk.key-twice"));
    }
  }

  @Test
  void whatCannotBeReadIsAnsweredAndKeptAllTheSame() throws IOException {
    try (Desk desk = desk()) {
      List<Handed.Answer> answers =
          join(
              desk.reports(
                  arrival("", "{\"track\":\"x\"}", row("walker", now, 45.0001), "rubbish {")));
      assertThat(answers.get(0)).isInstanceOf(Handed.Refused.class);
      assertThat(answers.get(1)).isEqualTo(new Handed.Written(0));
      assertThat(answers.get(2)).isInstanceOf(Handed.Refused.class);
      Entry.Outside body = (Entry.Outside) entry(desk, 0).body();
      assertThat(new String(desk.body(body).orElseThrow(), StandardCharsets.UTF_8))
          .contains("rubbish {");
    }
  }

  @Test
  void trackThatFallsSilentNearTheLineIsAFinding() throws IOException {
    try (Desk desk = desk()) {
      join(desk.reports(arrival("", row("walker", now, 45.0002))));
      now = now.plus(Duration.ofHours(2));
      join(desk.tick());
      Entry silence = entry(desk, desk.log().written() - 1);
      assertThat(silence.subject()).isEqualTo("silence");
      assertThat(desk.memory().look(Picture::tracks))
          .singleElement()
          .satisfies(track -> assertThat(track.grade()).isEqualTo(Grade.CANNOT_TELL));
      long before = desk.log().written();
      join(desk.tick());
      assertThat(desk.log().written()).as("said once").isEqualTo(before);
    }
  }

  @Test
  void replayGivesTheSameRecordByteForByte() throws IOException {
    long written;
    List<String> before;
    try (Desk desk = desk()) {
      walk(desk, "walker");
      join(
          desk.reports(
              arrival("", row("late", now, 45.0002), row("late", now.minusSeconds(300), 45.003))));
      now = now.plus(Duration.ofHours(3));
      join(desk.tick());
      String id = desk.memory().look(picture -> picture.episodes().getFirst().id());
      join(desk.silence("officer", id));
      before = picture(desk);
      written = desk.log().written();
    }
    TileFolder files = new TileFolder(home.resolve("record"));
    Replay.Found found = Replay.of(MISSION, files, bodies(), written, looked -> {});
    assertThat(found.difference()).isEmpty();
    assertThat(found.entries()).isEqualTo(written);
    assertThat(found.again()).isGreaterThan(20);
    Verification verification =
        Verification.of(files, TrustPolicy.ofLog(KEY.verifier()), looked -> {});
    assertThat(verification.holds()).isTrue();
    assertThat(verification.checkpoint().orElseThrow().checkpoint().root()).isEqualTo(found.root());
    try (Desk desk = desk()) {
      assertThat(picture(desk)).as("state after a restart").isEqualTo(before);
    }
  }

  private static List<String> picture(Desk desk) {
    return desk.memory()
        .look(picture -> {
          List<String> lines = new ArrayList<>();
          picture.tracks().forEach(track -> lines.add(track.toString()));
          picture
              .episodes()
              .forEach(one ->
                  lines.add(
                      one.id()
                          + " "
                          + one.open()
                          + " "
                          + one.index()
                          + " "
                          + one.entries()
                          + " "
                          + one.revisions()
                          + " "
                          + one.silenced()
                          + " "
                          + one.episode()
                          + " "
                          + one.judgements()));
          return lines;
        });
  }

  @Test
  void replayUnderAnotherPolicyNamesTheFirstEntryThatComesOutOtherwise() throws IOException {
    long written;
    try (Desk desk = desk()) {
      walk(desk, "walker");
      written = desk.log().written();
    }
    Path other = home.resolve("other-mission");
    try (Stream<Path> files = Files.walk(Path.of("..", "missions", "example-line"))) {
      for (Path file : files.toList()) {
        Path to = other.resolve(Path.of("..", "missions", "example-line").relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    Path yaml = other.resolve("mission.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replaceAll("nearMetres: [0-9]+", "nearMetres: 1"));
    Mission changed = MissionReader.read(other).find().orElseThrow();
    Replay.Found found =
        Replay.of(changed, new TileFolder(home.resolve("record")), bodies(), written, looked -> {});
    assertThat(found.difference()).isPresent();
    assertThat(found.again()).isLessThan(written / 2);
  }

  @Test
  void blockThatWasErasedIsCountedAndTheRestGoesOn() throws IOException {
    long written;
    try (Desk desk = desk()) {
      walk(desk, "walker");
      assertThat(bodies().erase((Entry.Outside) entry(desk, 0).body())).isTrue();
      written = desk.log().written();
    }
    Verification verification =
        Verification.of(
            new TileFolder(home.resolve("record")),
            TrustPolicy.ofLog(KEY.verifier()),
            looked -> {});
    assertThat(verification.holds()).as("the record stays whole").isTrue();
    try (Desk desk = desk()) {
      assertThat(desk.memory().erased()).isEqualTo(1);
      assertThat(desk.log().written()).isEqualTo(written);
    }
  }

  private Replay.Found replayed() throws IOException {
    TileFolder files = new TileFolder(home.resolve("record"));
    long size =
        Verification.of(files, TrustPolicy.ofLog(KEY.verifier()), looked -> {})
            .checkpoint()
            .orElseThrow()
            .checkpoint()
            .size();
    return Replay.of(MISSION, files, bodies(), size, looked -> {});
  }

  @Test
  void whatFollowsIsWrittenBeforeAnythingElseWhenTheDiskHasRoomAgain() throws IOException {
    FullDisk disk = new FullDisk();
    try (Desk desk = desk(disk, Shown.TO_NOBODY)) {
      disk.left.set(1);
      assertThat(join(desk.reports(arrival("", row("walker", now, 45.0001)))))
          .containsExactly(new Handed.Written(0));
      assertThat(join(desk.reports(arrival("", row("walker", now.plusSeconds(9), 45.0001)))))
          .singleElement()
          .isInstanceOf(Handed.Later.class);
      assertThat(join(desk.deed("logged-in", "door", "{}"))).isInstanceOf(Handed.Later.class);
      disk.left.set(Integer.MAX_VALUE);
      assertThat(join(desk.reports(arrival("", row("walker", now.plusSeconds(9), 45.0001)))))
          .containsExactly(new Handed.Written(2));
      settled(desk);
      assertThat(entry(desk, 1).links()).containsExactly(new Entry.Link("about", 0));
    }
    assertThat(replayed().difference()).isEmpty();
  }

  @Test
  void crashBetweenABlockAndWhatFollowsLeavesNoGap() throws IOException {
    FullDisk disk = new FullDisk();
    try (Desk desk = desk(disk, Shown.TO_NOBODY)) {
      disk.left.set(1);
      join(desk.reports(arrival("", row("walker", now, 45.0001))));
    }
    now = now.plusSeconds(60);
    try (Desk desk = desk()) {
      assertThat(desk.log().written()).isEqualTo(2);
      assertThat(entry(desk, 1).kind()).isEqualTo(new Entry.Assessed());
      assertThat(entry(desk, 1).written())
          .as("as it would have been")
          .isEqualTo(entry(desk, 0).written());
      join(desk.reports(arrival("", row("walker", now, 45.0002))));
    }
    Replay.Found found = replayed();
    assertThat(found.difference()).isEmpty();
    assertThat(found.again()).isEqualTo(2);
  }

  @Test
  void sameKeyWithOtherBytesIsRefusedAlsoWithinOneFlush() throws IOException {
    String row = row("walker", now, 45.0001);
    Arrival.Piece one = arrival("k", row).pieces().getFirst();
    Arrival.Piece other = arrival("k", row("walker", now, 45.0002)).pieces().getFirst();
    try (Desk desk = desk()) {
      List<Handed.Answer> answers =
          join(desk.reports(new Arrival("http", "post-1", now, List.of(one, one, other))));
      assertThat(answers.subList(0, 2)).containsOnly(new Handed.Written(0));
      assertThat(answers.getLast()).isInstanceOf(Handed.Refused.class);
    }
  }

  @Test
  void errorOfItsOwnEndsTheWorkAndIsAnsweredToEverybody() throws IOException {
    Shown broken =
        new Shown() {
          @Override
          public void written(long index, Entry entry) {
            throw new IllegalStateException("made for this test");
          }

          @Override
          public void changed(Change change) {}

          @Override
          public void sealed(org.truceline.record.note.SignedCheckpoint checkpoint) {}
        };
    try (Desk desk = desk(Disk.REAL, broken)) {
      for (int i = 0; i < 2; i++) {
        assertThat(join(desk.reports(arrival("", row("walker", now, 45.0001)))))
            .singleElement()
            .isInstanceOfSatisfying(
                Handed.Later.class,
                later -> assertThat(later.because().message()).isEqualTo("app.desk.bug"));
      }
      assertThat(desk.trouble()).isPresent();
    }
  }

  @Test
  void lateReportUnmakesTheEpisodeOfItsOwnTrackOnly() {
    // Two bodies stray over the line at one moment; late reports show that one of them did not.
    Picture picture = new Picture(MISSION);
    Instant after = now.plusSeconds(900);
    long index = 0;
    for (String track : List.of("one", "two")) {
      picture.take(index++, List.of(fix(track, now, 45.0062)), after);
      picture.take(index++, List.of(fix(track, now.plusSeconds(200), 44.9990)), after);
    }
    for (int second : new int[] {400, 500, 600, 700}) {
      picture.take(index++, List.of(fix("two", now.plusSeconds(second), 45.0062)), after);
    }
    assertThat(picture.episodes()).hasSize(2);
    assertThat(picture.episodes())
        .anySatisfy(one -> assertThat(one.open()).as("the other's has ended").isFalse());
    for (int second = 10; second < 200; second += 10) {
      picture.take(index++, List.of(fix("one", now.plusSeconds(second), 45.0062)), after);
    }
    assertThat(picture.episodes())
        .singleElement()
        .satisfies(left -> assertThat(left.episode().track()).isEqualTo("two"));
  }

  private static org.truceline.watch.Fix fix(String track, Instant time, double lat) {
    return new org.truceline.watch.Fix(
        track,
        time,
        org.truceline.terms.Place.lonLat(-29.9744, lat),
        org.truceline.watch.Accuracy.stated(org.truceline.terms.ErrorEllipse.circle(5)),
        "",
        "");
  }

  @Test
  void whatIsHandedInAfterClosingIsAnsweredAndNotLost() throws IOException {
    Desk desk = desk();
    desk.close();
    assertThat(join(desk.reports(arrival("", row("walker", now, 45.0001)))))
        .singleElement()
        .isInstanceOfSatisfying(
            Handed.Later.class,
            later -> assertThat(later.because().message()).isEqualTo("app.desk.closing"));
  }

  @Test
  void sendersTogetherShareAFlushAndEachHearsItsOwnAnswer() throws IOException {
    try (Desk desk = desk()) {
      List<CompletableFuture<List<Handed.Answer>>> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        all.add(desk.reports(arrival("k" + i % 100, row("t" + i % 100, now, 45.02))));
      }
      int known = 0;
      for (var one : all) {
        Handed.Answer answer = join(one).getFirst();
        known += answer instanceof Handed.Known ? 1 : 0;
        assertThat(answer).isInstanceOfAny(Handed.Known.class, Handed.Written.class);
      }
      settled(desk);
      assertThat(desk.log().written()).isLessThan(300);
      assertThat(desk.memory().look(Picture::tracks)).hasSize(100);
      assertThat(known).isLessThanOrEqualTo(200);
    }
  }
}
