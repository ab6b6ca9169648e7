package org.truceline.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.sources.Limits;
import org.truceline.terms.Because;

class DropFolderTest {
  private static final String HEAD = "track,time,lon,lat\n";
  private static final String ROW = "patrol-1,2026-06-09T08:05:00+09:00,127.4,38.3\n";

  @TempDir Path folder;

  private final HonestIntake intake = new HonestIntake();
  private DropFolder source = unstarted(intake, Path.of("."), DropFolder.QUIET);

  private static DropFolder unstarted(Intake to, Path folder, Duration quiet) {
    return new DropFolder(
        "drop", folder, quiet, Limits.USUAL, Because::message, to, InstantSource.system());
  }

  private void start(Intake to) {
    source = unstarted(to, folder, Duration.ofMillis(100));
    source.start();
  }

  @AfterEach
  void close() {
    source.close();
  }

  private void drop(String name, String text) throws IOException {
    Path hidden = folder.resolve("." + name);
    Files.writeString(hidden, text);
    Files.move(hidden, folder.resolve(name));
  }

  private Path in(String where, String name) throws InterruptedException {
    Path file = folder.resolve(where).resolve(name);
    HonestIntake.until(() -> Files.exists(file));
    assertThat(file).exists();
    return file;
  }

  @Test
  void aFileIsTakenAndMovedToDone() throws Exception {
    start(intake);
    drop("a.csv", HEAD + ROW);
    assertThat(in("done", "a.csv")).hasContent(HEAD + ROW);
    Delivery delivery = intake.await(1).getFirst();
    assertThat(delivery.sender()).isEqualTo("a.csv");
    assertThat(delivery.original().text()).isEqualTo(HEAD + ROW);
    assertThat(CotReaderTest.said(delivery.items().getFirst()))
        .isEqualTo("= patrol-1 | 2026-06-08T23:05:00Z | 127.4 | 38.3 | unstated | ");
    assertThat(folder.resolve("done/a.csv.reason.txt")).doesNotExist();
    Health health = source.health();
    assertThat(health.state()).isEqualTo(new Health.State.Running());
    assertThat(health.cursor()).isInstanceOf(Cursor.InFolder.class);
  }

  @Test
  void aFileThatIsStillWrittenToIsLeftAlone() throws Exception {
    source = unstarted(intake, folder, Duration.ofSeconds(2));
    source.start();
    Path file = folder.resolve("slow.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(HEAD.getBytes(UTF_8));
      for (int i = 0; i < 15; i++) {
        int rows = i;
        out.write(ROW.getBytes(UTF_8));
        out.flush();
        int before = source.health().cursor() instanceof Cursor.InFolder(int files) ? files : 0;
        HonestIntake.pause(Duration.ofMillis(200));
        assertThat(intake.written()).as("after %d rows, %d waiting", rows, before).isEmpty();
      }
    }
    in("done", "slow.csv");
    assertThat(intake.items()).hasSize(15);
  }

  @Test
  void aMarkBesideItSaysThatAFileIsWhole() throws Exception {
    source = unstarted(intake, folder, Duration.ofHours(1));
    source.start();
    Files.writeString(folder.resolve("a.csv"), HEAD + ROW);
    Files.createFile(folder.resolve("a.csv.done"));
    in("done", "a.csv");
    HonestIntake.until(() -> !Files.exists(folder.resolve("a.csv.done")));
    assertThat(folder.resolve("a.csv.done")).doesNotExist();
  }

  @Test
  void namesOfUnfinishedFilesAreLeftAlone() throws Exception {
    for (String name : List.of(".hidden", "a.tmp", "a.csv.part", "a.csv.PARTIAL", "a.csv~")) {
      Files.writeString(folder.resolve(name), HEAD + ROW);
    }
    Files.createDirectory(folder.resolve("a-folder"));
    start(intake);
    drop("b.csv", HEAD + ROW);
    in("done", "b.csv");
    assertThat(intake.written()).hasSize(1);
    assertThat(folder.resolve("a.csv.part")).exists();
  }

  @Test
  void aFileOfWhichNothingCanBeReadIsRefusedWithTheReasonBesideIt() throws Exception {
    start(intake);
    drop("a.csv", HEAD + "patrol-1,yesterday,127.4,38.3\n");
    in("refused", "a.csv");
    assertThat(folder.resolve("refused/a.csv.reason.txt"))
        .hasContent("a.csv:2: sources.row.time-unreadable");
    assertThat(intake.await(1).getFirst().original().size()).isEqualTo(49);
  }

  @Test
  void aFileOfWhichSomeCanBeReadIsTakenAndTheRestIsSaidBesideIt() throws Exception {
    start(intake);
    drop("a.csv", HEAD + ROW + "patrol-1,2026-06-09T08:05:00Z,127.4,east\n");
    in("done", "a.csv");
    assertThat(folder.resolve("done/a.csv.reason.txt"))
        .hasContent("a.csv:3: sources.row.not-a-number");
    assertThat(intake.await(1).getFirst().items()).hasSize(2);
  }

  @Test
  void whatTheIntakeRefusesIsRefused() throws Exception {
    intake.answerNext(new Taken.Refused(Because.of("sources.drop.nothing")));
    start(intake);
    drop("a.csv", HEAD + ROW);
    in("refused", "a.csv");
    assertThat(folder.resolve("refused/a.csv.reason.txt")).hasContent("sources.drop.nothing");
    assertThat(source.health().counts().refused()).isEqualTo(1);
  }

  @Test
  void emptyFilesLinksAndHugeOnesAreRefused() throws Exception {
    Path outside = Files.createTempFile("outside", ".csv");
    Files.writeString(outside, HEAD + ROW);
    Files.createSymbolicLink(folder.resolve("link.csv"), outside);
    try (var channel = new java.io.RandomAccessFile(folder.resolve("huge.csv").toFile(), "rw")) {
      channel.setLength(DroppedFile.LARGEST + 1L);
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("many.csv.gz")))) {
      out.write(HEAD.getBytes(UTF_8));
      byte[] row = ROW.getBytes(UTF_8);
      for (int i = 0; i <= DroppedFile.MOST_ITEMS; i++) {
        out.write(row);
      }
    }
    start(intake);
    drop("empty.csv", "");
    in("refused", "empty.csv");
    in("refused", "link.csv");
    in("refused", "huge.csv");
    in("refused", "many.csv.gz");
    assertThat(folder.resolve("refused/empty.csv.reason.txt"))
        .hasContent("empty.csv: sources.file.empty");
    assertThat(folder.resolve("refused/link.csv.reason.txt")).hasContent("sources.drop.no-file");
    assertThat(folder.resolve("refused/huge.csv.reason.txt"))
        .hasContent("huge.csv: sources.drop.too-large");
    assertThat(folder.resolve("refused/many.csv.gz.reason.txt"))
        .hasContent("many.csv.gz: sources.drop.too-many");
    assertThat(outside).hasContent(HEAD + ROW);
    Files.delete(outside);
  }

  @Test
  void aFileTakenBeforeTheProgramWasKilledIsNotTakenTwice() throws Exception {
    // Written, and killed before the file could be moved.
    Intake killed =
        delivery -> {
          assertThat(intake.take(delivery)).isEqualTo(new Taken.Written());
          throw new InterruptedException("killed");
        };
    start(killed);
    drop("a.csv", HEAD + ROW);
    intake.await(1);
    source.close();
    assertThat(folder.resolve("a.csv")).exists();
    start(intake);
    in("done", "a.csv");
    assertThat(intake.written()).hasSize(1);
    assertThat(source.health().counts().held()).isEqualTo(1);
  }

  @Test
  void anotherFileOfTheSameNameIsKeptBesideTheFirst() throws Exception {
    start(intake);
    drop("a.csv", HEAD + ROW);
    in("done", "a.csv");
    drop("a.csv", HEAD + ROW + ROW);
    assertThat(in("done", "2-a.csv")).hasContent(HEAD + ROW + ROW);
    assertThat(folder.resolve("done/a.csv")).hasContent(HEAD + ROW);
    assertThat(intake.written()).hasSize(2);
  }

  @Test
  void aFullIntakeLeavesTheFileWhereItIs() throws Exception {
    intake.full(true);
    start(intake);
    drop("a.csv", HEAD + ROW);
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
    source.close();
    assertThat(folder.resolve("a.csv")).exists();
    assertThat(intake.written()).isEmpty();
    intake.full(false);
    start(intake);
    in("done", "a.csv");
  }

  @Test
  void aFolderThatIsNotThereIsWaitedForAndSaidOnce() throws Exception {
    Path later = folder.resolve("later");
    source = unstarted(intake, later, Duration.ofMillis(50));
    source.start();
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Waiting);
    HonestIntake.pause(Duration.ofMillis(200));
    assertThat(source.health().troubles()).hasSize(1);
    Files.createDirectory(later);
    HonestIntake.until(source, one -> one.state() instanceof Health.State.Running);
  }

  @Test
  void aFileThatCannotBeMovedIsHandedInOnceAndSaid() throws Exception {
    Files.createDirectory(folder.resolve("done"));
    Files.createDirectory(folder.resolve("refused"));
    Intake breaking =
        delivery -> {
          try {
            // The folder vanishes between writing and moving.
            Files.delete(folder.resolve("done"));
            Files.createFile(folder.resolve("done"));
          } catch (IOException failed) {
            throw new AssertionError(failed);
          }
          return intake.take(delivery);
        };
    start(breaking);
    drop("a.csv", HEAD + ROW);
    Health health =
        HonestIntake.until(
            source,
            one ->
                one.troubles().stream()
                    .anyMatch(trouble -> trouble.what().message().equals("sources.drop.stuck")));
    assertThat(health.counts().written()).isEqualTo(1);
    assertThat(folder.resolve("a.csv")).exists();
  }
}
