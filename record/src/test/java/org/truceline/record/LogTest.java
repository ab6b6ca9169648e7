package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SignedCheckpoint;
import org.truceline.record.note.SigningKey;
import org.truceline.record.tree.Frontier;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.Proofs;

class LogTest {
  private static final SigningKey KEY =
      SigningKey.draw("south.example/2026", KeyKind.LOG, Chance.seeded(11));

  @TempDir Path home;

  private Log open(Disk disk) {
    return switch (Log.open(disk, home.resolve("record"), KEY, home.resolve("high-water"))) {
      case Log.Opened(var log, var notes) -> log;
      case Log.Refused(var because) -> throw new AssertionError(because);
    };
  }

  private String refusal() {
    return switch (Log.open(Disk.REAL, home.resolve("record"), KEY, home.resolve("high-water"))) {
      case Log.Opened opened -> "opened";
      case Log.Refused(var because) -> because.message();
    };
  }

  private static byte[] entry(long index) {
    return ("entry " + index).getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> entries(long from, int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(from + i));
    }
    return entries;
  }

  private static void holds(Log log, long count) {
    Frontier frontier = new Frontier();
    for (long i = 0; i < count; i++) {
      assertThat(log.entry(i)).isEqualTo(entry(i));
      frontier.append(Hash.ofLeaf(entry(i)));
    }
    assertThat(log.written()).isEqualTo(count);
    assertThat(log.root()).isEqualTo(frontier.root());
  }

  @Test
  void whatIsWrittenIsThereAfterwards() throws IOException {
    try (Log log = open(Disk.REAL)) {
      assertThat(log.append(entries(0, 3))).isEqualTo(new Log.Written(0));
      assertThat(log.append(entries(3, 1))).isEqualTo(new Log.Written(3));
      assertThat(log.append(List.of())).isEqualTo(new Log.Written(4));
      assertThat(log.sealed()).isZero();
    }
    try (Log log = open(Disk.REAL)) {
      holds(log, 4);
      assertThat(log.append(entries(4, 1))).isEqualTo(new Log.Written(4));
    }
    try (Log log = open(Disk.REAL)) {
      holds(log, 5);
    }
  }

  @Test
  void sealsGoOnFromEachOtherOverManyTiles() throws IOException {
    List<SignedCheckpoint> seals = new ArrayList<>();
    long count = 0;
    for (int round = 0; round < 12; round++) {
      try (Log log = open(Disk.REAL)) {
        holds(log, count);
        for (int group : new int[] {1, 100, 150 * round, 7}) {
          assertThat(log.append(entries(count, group))).isEqualTo(new Log.Written(count));
          count += group;
          if (group != 7) {
            seals.add(((Log.Sealed) log.seal()).checkpoint());
          }
        }
      }
    }
    try (Log log = open(Disk.REAL)) {
      holds(log, count);
      seals.add(((Log.Sealed) log.seal()).checkpoint());
      var tree = log.files().subtrees(count);
      for (SignedCheckpoint one : seals) {
        var head = one.checkpoint();
        var last = seals.getLast().checkpoint();
        assertThat(
                Proofs.consistent(
                    head.size(),
                    head.root(),
                    count,
                    last.root(),
                    Proofs.consistency(head.size(), count, tree)))
            .isTrue();
      }
    }
    try (Stream<Path> journal = Files.list(home.resolve("record/written"))) {
      assertThat(journal.toList()).as("what is sealed is forgotten").hasSizeLessThan(3);
    }
  }

  @Test
  void sealOfNothingNewIsTheSameCheckpoint() throws IOException {
    try (Log log = open(Disk.REAL)) {
      var empty = ((Log.Sealed) log.seal()).checkpoint();
      assertThat(empty.checkpoint().size()).isZero();
      assertThat(empty.checkpoint().root()).isEqualTo(Hash.OF_NOTHING);
      assertThat(((Log.Sealed) log.seal()).checkpoint()).isSameAs(empty);
    }
    try (Log log = open(Disk.REAL)) {
      assertThat(log.append(entries(0, 1))).isEqualTo(new Log.Written(0));
      assertThat(((Log.Sealed) log.seal()).checkpoint().checkpoint().size()).isEqualTo(1);
    }
  }

  @Test
  void longestEntryIsTakenAndALongerOneRefusedWithAllBesideIt() throws IOException {
    try (Log log = open(Disk.REAL)) {
      byte[] longest = new byte[TileFolder.LONGEST_ENTRY];
      assertThat(log.append(List.of(longest))).isEqualTo(new Log.Written(0));
      assertThat(log.append(List.of(entry(1), new byte[TileFolder.LONGEST_ENTRY + 1])))
          .isInstanceOfSatisfying(
              Log.NotWritten.class,
              no -> assertThat(no.because().message()).isEqualTo("record.append.long"));
      assertThat(log.written()).isEqualTo(1);
      assertThat(log.seal()).isInstanceOf(Log.Sealed.class);
      assertThat(log.entry(0)).isEqualTo(longest);
    }
  }

  @Test
  void oneRecordIsKeptByOneProcess() throws IOException {
    try (Log log = open(Disk.REAL)) {
      assertThat(refusal()).isEqualTo("record.open.in-use");
      assertThat(log.append(entries(0, 1))).isEqualTo(new Log.Written(0));
    }
    assertThat(refusal()).isEqualTo("opened");
  }

  @Test
  void tornEndIsSetAsideAndSaid() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 5));
    }
    Path segment = home.resolve("record/written/0000000000000000000");
    Files.write(segment, new byte[] {0, 9, 1, 2, 3}, StandardOpenOption.APPEND);
    switch (Log.open(Disk.REAL, home.resolve("record"), KEY, home.resolve("high-water"))) {
      case Log.Refused(var because) -> throw new AssertionError(because);
      case Log.Opened(var log, var notes) -> {
        assertThat(notes)
            .singleElement()
            .satisfies(note -> assertThat(note.message()).isEqualTo("record.open.torn"));
        holds(log, 5);
        log.close();
      }
    }
    assertThat(home.resolve("record/written/torn-0000000000000000000-65"))
        .hasBinaryContent(new byte[] {0, 9, 1, 2, 3});
    try (Log log = open(Disk.REAL)) {
      holds(log, 5);
    }
  }

  @Test
  void whatIsWrittenBehindATornFirstGroupOutlivesTheNextSeal() throws IOException {
    open(Disk.REAL).close();
    Files.write(home.resolve("record/written/0000000000000000000"), new byte[] {0, 9, 1});
    open(Disk.REAL).close();
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 3));
      log.seal();
      assertThat(log.append(entries(3, 2))).isEqualTo(new Log.Written(3));
    }
    try (Log log = open(Disk.REAL)) {
      holds(log, 5);
    }
  }

  @Test
  void damagedGroupThatWasFlushedIsNotTakenForATornOne() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 3));
      log.append(entries(3, 3));
      log.append(entries(6, 3));
    }
    Path segment = home.resolve("record/written/0000000000000000000");
    byte[] bytes = Files.readAllBytes(segment);
    int group = bytes.length / 3;
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 16;
      Files.write(segment, flipped);
      if (at < 2 * group) {
        assertThat(refusal()).as("byte %s", at).isEqualTo("record.journal.damaged");
        continue;
      }
      try (Log log = open(Disk.REAL)) {
        holds(log, 6);
      }
    }
    Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 4));
    try (Log log = open(Disk.REAL)) {
      holds(log, 6);
    }
  }

  @Test
  void groupBeyondTheLimitIsRefusedWhole() throws IOException {
    try (Log log = open(Disk.REAL)) {
      byte[] longest = new byte[TileFolder.LONGEST_ENTRY];
      assertThat(log.append(java.util.Collections.nCopies(1_025, longest)))
          .isInstanceOfSatisfying(
              Log.NotWritten.class,
              no -> assertThat(no.because().message()).isEqualTo("record.append.group"));
      assertThat(log.written()).isZero();
    }
  }

  @Test
  void closedRecordSealsNothing() throws IOException {
    Log log = open(Disk.REAL);
    log.append(entries(0, 2));
    log.close();
    assertThat(log.seal())
        .isInstanceOfSatisfying(
            Log.NotSealed.class,
            no -> assertThat(no.because().message()).isEqualTo("record.append.closed"));
  }

  @Test
  void namesOfNewFoldersAreFlushedBeforeAnythingIsWrittenIntoThem() throws IOException {
    List<Path> flushed = new ArrayList<>();
    Disk watching =
        new Disk() {
          @Override
          public void flushFolder(Path folder) throws IOException {
            flushed.add(folder);
            Disk.super.flushFolder(folder);
          }
        };
    try (Log log = open(watching)) {
      assertThat(log.append(entries(0, 1))).isEqualTo(new Log.Written(0));
    }
    assertThat(flushed).contains(home, home.resolve("record"), home.resolve("record/written"));
  }

  @Test
  void damagedEntryOfTheLastBundleIsNotCarriedIntoTheNext() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 300));
      log.seal();
    }
    Path bundle = home.resolve("record/tile/entries/001.p/44");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[5] ^= 4;
    Files.write(bundle, bytes);
    assertThat(refusal()).isEqualTo("record.verify.entry");
  }

  @Test
  void copyThatWentItsOwnWayBeyondTheMarkSignsNothing() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 5));
      log.seal();
    }
    try (Log other =
        ((Log.Opened)
                Log.open(Disk.REAL, home.resolve("other"), KEY, home.resolve("other-high-water")))
            .log()) {
      other.append(entries(7, 9));
      other.seal();
    }
    assertThat(
            Log.open(Disk.REAL, home.resolve("other"), KEY, home.resolve("high-water"))
                    instanceof Log.Refused(var because)
                ? because.message()
                : "opened")
        .isEqualTo("record.open.behind");
  }

  @Test
  void recordPutBackFromAnOlderCopySignsNothing() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 5));
      log.seal();
    }
    byte[] older = Files.readAllBytes(home.resolve("record/checkpoint"));
    try (Log log = open(Disk.REAL)) {
      log.append(entries(5, 5));
      log.seal();
    }
    Files.write(home.resolve("record/checkpoint"), older);
    assertThat(refusal()).isEqualTo("record.open.behind");
    Files.delete(home.resolve("record/checkpoint"));
    assertThat(refusal()).isEqualTo("record.open.behind");
    Files.writeString(home.resolve("high-water"), "nonsense");
    assertThat(refusal()).isEqualTo("record.open.high-water");
  }

  @Test
  void whatIsDamagedIsNamedAndNothingGoesOn() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 300));
      log.seal();
    }
    Path tile = home.resolve("record/tile/0/001.p/44");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[40] ^= 4;
    Files.write(tile, bytes);
    assertThat(refusal()).isEqualTo("record.open.root");
    Files.write(tile, new byte[17]);
    assertThat(refusal()).isEqualTo("record.tile.short");
    Files.delete(tile);
    assertThat(refusal()).isEqualTo("record.tile.missing");
    bytes[40] ^= 4;
    Files.write(tile, bytes);
    assertThat(refusal()).isEqualTo("opened");
    byte[] checkpoint = Files.readAllBytes(home.resolve("record/checkpoint"));
    checkpoint[checkpoint.length - 20] ^= 2;
    Files.write(home.resolve("record/checkpoint"), checkpoint);
    assertThat(refusal()).startsWith("record.");
  }

  @Test
  void journalThatLostItsBeginningOrMiddleIsRefused() throws IOException {
    try (Log log = open(Disk.REAL)) {
      log.append(entries(0, 5));
    }
    try (Log log = open(Disk.REAL)) {
      log.append(entries(5, 5));
    }
    Path first = home.resolve("record/written/0000000000000000000");
    byte[] bytes = Files.readAllBytes(first);
    byte[] flipped = bytes.clone();
    flipped[12] ^= 1;
    Files.write(first, flipped);
    assertThat(refusal()).isEqualTo("record.journal.damaged");
    Files.delete(first);
    assertThat(refusal()).isEqualTo("record.journal.gap");
    Files.write(first, bytes);
    try (Log log = open(Disk.REAL)) {
      holds(log, 10);
    }
  }

  /** Every single thing that is done to the disk fails once, in every way. */
  @ParameterizedTest
  @EnumSource(FailingDisk.Way.class)
  void whatWasAcknowledgedIsThereWhateverFails(FailingDisk.Way way) throws IOException {
    FailingDisk counting = new FailingDisk(Long.MAX_VALUE, FailingDisk.Way.NO_SPACE);
    work(counting, home.resolve("counting"));
    assertThat(counting.done()).isGreaterThan(60);
    for (long failing = 1; failing <= counting.done(); failing++) {
      Path folder = home.resolve(way + "-" + failing);
      long acknowledged = work(new FailingDisk(failing, way), folder);
      long sealedBefore = sealedOnDisk(folder);
      switch (Log.open(
          Disk.REAL, folder, KEY, folder.resolveSibling(folder.getFileName() + ".high"))) {
        case Log.Refused(var because) ->
            throw new AssertionError(way + " at " + failing + ": " + because);
        case Log.Opened(var log, var notes) -> {
          try (log) {
            assertThat(log.written())
                .as("%s at %s", way, failing)
                .isGreaterThanOrEqualTo(acknowledged);
            holds(log, log.written());
            assertThat(log.sealed()).isEqualTo(sealedBefore);
            assertThat(log.append(entries(log.written(), 3))).isInstanceOf(Log.Written.class);
            assertThat(log.seal()).isInstanceOf(Log.Sealed.class);
            holds(log, log.written());
          }
        }
      }
    }
  }

  private static long sealedOnDisk(Path folder) throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    return Files.exists(checkpoint) ? Long.parseLong(Files.readAllLines(checkpoint).get(1)) : 0;
  }

  /** Appends and seals until something fails, and goes on after what may be tried again. */
  private static long work(Disk disk, Path folder) throws IOException {
    long acknowledged = 0;
    if (!(Log.open(disk, folder, KEY, folder.resolveSibling(folder.getFileName() + ".high"))
        instanceof Log.Opened(var log, var notes))) {
      return 0;
    }
    try (log) {
      for (int round = 0; round < 3; round++) {
        switch (log.append(entries(acknowledged, 130))) {
          case Log.Written(long first) -> {
            assertThat(first).isEqualTo(acknowledged);
            acknowledged += 130;
          }
          case Log.NotWritten no -> assertThat(no.because().message()).startsWith("record.append.");
          case Log.Unknown unknown -> {
            assertThat(log.append(entries(0, 1))).isInstanceOf(Log.Unknown.class);
            return acknowledged;
          }
        }
        log.seal();
      }
    }
    return acknowledged;
  }
}
