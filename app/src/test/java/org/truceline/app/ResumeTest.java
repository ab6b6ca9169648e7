package org.truceline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped or killed, and is taken up again, ends as if it had not been. */
@Timeout(300)
class ResumeTest {
  private static final Path EXAMPLE = Path.of("..", "missions", "example-line");
  private static final String SIGHTINGS = EXAMPLE + "/tracks/made-up-sightings.csv";

  @TempDir Path temporary = Path.of("never");
  private Path mission = Path.of("never");
  private Path bookmark = Path.of("never");

  /** What a run printed, and what it left in its folder. */
  private record Ended(int status, String out, String err, Map<String, String> files) {}

  /** The death of a process, as far as what it leaves is concerned. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void aMissionOfItsOwn() throws IOException {
    mission = temporary.resolve("mission");
    bookmark = temporary.resolve("run.bookmark");
    try (Stream<Path> all = Files.walk(EXAMPLE)) {
      for (Path one : all.toList()) {
        Files.copy(one, mission.resolve(EXAMPLE.relativize(one).toString()));
      }
    }
  }

  /** Bodies by the line and far from it, one after another or all at once, with bad rows. */
  private Path archive(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int tracks = 24;
    int seconds = 300;
    boolean interleaved = seed % 2 == 0;
    StringBuilder rows = new StringBuilder("track,time,lon,lat,sigma_m,party,alarm\n");
    Instant start = Instant.parse("2026-05-01T00:00:00Z");
    for (int row = 0; row < tracks * seconds; row++) {
      int track = interleaved ? row % tracks : row / seconds;
      int second = interleaved ? row / tracks : row % seconds;
      int odd = random.nextInt(2_000);
      long late = odd < 30 ? 4 : odd == 30 ? 900 : 0;
      double far = track % 3 == 0 ? 0.02 : 0;
      double leap = second > 100 && second < 200 && track < 5 ? 0.002 : 0;
      double wave = Math.sin((second + 40 * track) / 45.0) + 0.3 * Math.sin(second / 4.0);
      double lat = 45.0022 + 0.0003 * track + 0.0015 * wave + far + leap;
      rows.append(odd == 40 || row == 50 ? "this row is bad\n" : "");
      rows.append("walker-")
          .append(track)
          .append(',')
          .append(start.plusSeconds(5 * (second - late)));
      rows.append(',').append(-29.96 + track / 5_000.0 + random.nextDouble() / 20_000);
      rows.append(',').append(lat).append(odd == 41 ? ",,east," : ",4,east,");
      rows.append(odd == 42 ? "spoofing\n" : "\n");
    }
    return Files.writeString(temporary.resolve("archive-" + seed + ".csv"), rows);
  }

  private List<String> args(String folder, String... command) throws IOException {
    Path kept = Files.createDirectories(temporary.resolve(folder));
    List<String> args = new ArrayList<>();
    for (String one : command) {
      args.add(
          one.replace("MISSION", mission.toString())
              .replace("TALKS", mission + "/proposals/talks.geojson")
              .replace("KEPT", kept.toString()));
    }
    args.addAll(List.of("--set-aside", kept.resolve("aside.ndjson").toString()));
    args.addAll(List.of("--now", "2026-06-01T00:00:00Z"));
    return args;
  }

  private Ended run(Pace pace, String folder, List<String> args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new Main(pace),
            new PrintStream(out, true),
            new PrintStream(err, true),
            args.toArray(String[]::new));
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(temporary.resolve(folder))) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        files.put(
            temporary.resolve(folder).relativize(one).toString(),
            Files.readString(one).replace(folder, "FOLDER"));
      }
    }
    String said = err.toString(UTF_8).replace(folder, "FOLDER");
    return new Ended(status, out.toString(UTF_8), said, files);
  }

  private List<String> resumed(List<String> args, int threads) {
    List<String> more = new ArrayList<>(args);
    more.addAll(List.of("--resume", bookmark.toString(), "--threads", Integer.toString(threads)));
    return more;
  }

  /** Keeps a bookmark now and then, and is killed after so many batches. */
  private static Pace killedAfter(int batches, SplittableRandom random) {
    int[] left = {batches};
    return (since, took) -> {
      left[0]--;
      if (left[0] == 0) {
        throw new Killed();
      }
      return random.nextInt(3) == 0;
    };
  }

  private static long judgedNow(Ended run) {
    return figure(run, "([0-9,]+) reports were judged now");
  }

  private static long judgedBefore(Ended run) {
    return figure(run, "(?:judged now|이번에 보고 [0-9,]+건), (?:전에 )?([0-9,]+)");
  }

  private static long figure(Ended run, String pattern) {
    var figure = Pattern.compile(pattern).matcher(run.err());
    assertThat(figure.find()).as(run.err()).isTrue();
    return Long.parseLong(figure.group(1).replace(",", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|judge MISSION ARCHIVE SIGHTINGS",
        "2|judge MISSION SIGHTINGS ARCHIVE --json",
        "3|judge MISSION ARCHIVE --every-fix --json",
        "4|judge MISSION ARCHIVE --pages KEPT/pages --lang ko",
        "5|what-if MISSION ARCHIVE SIGHTINGS --line TALKS --html KEPT/page.html",
        "6|what-if MISSION ARCHIVE --rule any-version --tolerance leaveAfterFixes=5 --json",
        "7|what-if MISSION SIGHTINGS ARCHIVE --line TALKS --beside --json",
        "8|judge MISSION ARCHIVE --json",
      })
  void killedAnywhereAndTakenUpAgainAndAgainItEndsAsIfItHadNeverBeen(long seed, String command)
      throws IOException {
    String[] words =
        command
            .replace("ARCHIVE", archive(seed).toString())
            .replace("SIGHTINGS", SIGHTINGS)
            .split(" ", -1);
    Ended whole = run(Pace.USUAL, "kept-1", args("kept-1", words));
    assertThat(whole.status()).as(whole.err()).isZero();
    assertThat(whole.out()).isNotBlank();
    assertThat(whole.files()).containsKey("aside.ndjson");
    SplittableRandom random = new SplittableRandom(seed);
    List<String> args = args("kept-2", words);
    int runs = 1;
    Ended last = run(killedAfter(random.nextInt(1, 7), random), "kept-2", resumed(args, 2));
    while (Files.exists(bookmark)) {
      assertThat(last.status()).isNotZero();
      runs++;
      last =
          run(
              killedAfter(random.nextInt(1, 7), random),
              "kept-2",
              resumed(args, random.nextInt(1, 5)));
      assertThat(runs).as("seed %s: runs", seed).isLessThan(60);
    }
    assertThat(runs).as("seed %s: runs", seed).isGreaterThan(2);
    assertThat(last.out()).as("seed %s", seed).isEqualTo(whole.out());
    assertThat(last.files()).as("seed %s", seed).isEqualTo(whole.files());
    assertThat(last.status()).isZero();
    assertThat(judgedBefore(last)).isPositive();
    List<String> sums = whole.err().lines().filter(one -> one.matches("^[0-9].*")).toList();
    assertThat(last.err().lines()).as("the sums").containsAll(sums);
    assertThat(temporary.toFile().list()).doesNotContain("run.bookmark", "run.bookmark.printed");
  }

  @Test
  void whatWasJudgedBeforeTheBookmarkIsNotJudgedAgain() throws IOException {
    List<String> args = args("kept-3", "judge", "MISSION", archive(2).toString(), "--json");
    int[] batches = {0};
    run(
        (since, took) -> {
          batches[0]++;
          if (batches[0] == 13) {
            throw new Killed();
          }
          return batches[0] == 12;
        },
        "kept-3",
        resumed(args, 2));
    assertThat(bookmark).exists();
    Ended again = run(Pace.USUAL, "kept-3", resumed(args, 1));
    assertThat(again.err()).contains("Goes on after ").contains("its bookmark " + bookmark);
    // Of 15 batches 12 had been judged.
    assertThat(judgedBefore(again)).isBetween(5_000L, 12 * 512L);
    assertThat(judgedNow(again)).isBetween(800L, 7_200 - 5_000L);
    assertThat(judgedNow(again) + judgedBefore(again)).isEqualTo(7_200);
  }

  @Test
  void aRunThatEndsAtOnceLeavesNoBookmark() throws IOException {
    List<String> args = args("kept-3", "judge", "MISSION", archive(1).toString());
    Ended run = run(Pace.USUAL, "kept-3", resumed(args, 2));
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("The run is complete; its bookmark " + bookmark + " is removed.");
    assertThat(temporary.toFile().list()).doesNotContain("run.bookmark", "run.bookmark.printed");
    assertThat(run.out()).isEqualTo(run(Pace.USUAL, "kept-3", args).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"judge MISSION", "what-if MISSION --rule any-version"})
  void aRunThatFoundNothingToReadIsCompleteToo(String command) throws IOException {
    Path empty = Files.writeString(temporary.resolve("empty.csv"), "track,time,lon,lat\nbad\n");
    List<String> args = args("kept-3", (command + " " + empty).split(" ", -1));
    Ended run = run(Pace.USUAL, "kept-3", resumed(args, 2));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("No report could be read").contains("The run is complete");
    assertThat(bookmark).doesNotExist();
  }

  /** A run that left a bookmark after six batches. */
  private List<String> left(String... more) throws IOException {
    List<String> args = args("kept-3", "judge", "MISSION", archive(2).toString());
    args.addAll(List.of(more));
    run(killedAfter(9, new SplittableRandom(4)), "kept-3", resumed(args, 2));
    assertThat(bookmark).exists();
    return args;
  }

  private void refused(List<String> args, int status, String... said) throws IOException {
    byte[] before = Files.exists(bookmark) ? Files.readAllBytes(bookmark) : new byte[0];
    for (String language : List.of("en", "ko")) {
      List<String> spoken = new ArrayList<>(args);
      if (!args.contains("--lang")) {
        spoken.addAll(List.of("--lang", language));
      }
      Ended run = run(Pace.USUAL, "kept-3", resumed(spoken, 2));
      assertThat(run.status()).as(run.err()).isEqualTo(status);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).doesNotContain("\tat ");
      if (language.equals("en")) {
        assertThat(run.err()).contains(said);
      }
    }
    assertThat(Files.exists(bookmark) ? Files.readAllBytes(bookmark) : new byte[0])
        .as("the bookmark is left as it is")
        .isEqualTo(before);
  }

  @Test
  void anotherOptionIsRefused() throws IOException {
    List<String> args = left();
    List<String> json = new ArrayList<>(args);
    json.add("--json");
    refused(json, 1, "--json was \"false\" and is \"true\".", "remove " + bookmark);
    List<String> whatIf = new ArrayList<>(args);
    whatIf.set(0, "what-if");
    whatIf.addAll(List.of("--rule", "any-version"));
    refused(whatIf, 1, "The command was judge and is what-if.");
    List<String> korean = new ArrayList<>(args);
    korean.addAll(List.of("--lang", "ko"));
    refused(korean, 1, "--lang");
    // As it was it goes on, also with another number of threads.
    assertThat(run(Pace.USUAL, "kept-3", resumed(args, 3)).status()).isZero();
  }

  @Test
  void aChangedInputIsRefused() throws IOException {
    List<String> args = left();
    Path archive = Path.of(args.get(2));
    String rows = Files.readString(archive);
    FileTime time = Files.getLastModifiedTime(archive);
    Files.writeString(archive, rows + "one more row\n");
    refused(args, 1, "The file " + archive + " is not as it was", " bytes, changed ");
    Files.writeString(archive, rows);
    Files.setLastModifiedTime(archive, FileTime.from(time.toInstant().plusSeconds(1)));
    refused(args, 1, "The file " + archive + " is not as it was");
    // Neither its size nor its time tell: what is read does.
    Files.writeString(archive, rows.replaceFirst("walker-7,", "walker-8,"));
    Files.setLastModifiedTime(archive, time);
    refused(args, 1, "What is read now is not what was read before", "remove " + bookmark);
    List<String> other = new ArrayList<>(args);
    other.add(SIGHTINGS);
    Files.writeString(archive, rows);
    Files.setLastModifiedTime(archive, time);
    refused(other, 1, "The track files were " + archive + " and are " + archive + ", ");
    assertThat(run(Pace.USUAL, "kept-3", resumed(args, 2)).status()).isZero();
  }

  @Test
  void aChangedMissionOrLinkIsRefused() throws IOException {
    Path links =
        Files.writeString(
            temporary.resolve("links.csv"), Files.readString(mission.resolve("links.csv")));
    List<String> args = left("--links", links.toString());
    Path survey = mission.resolve("lines/survey.geojson");
    String drawn = Files.readString(survey);
    Files.writeString(survey, drawn + "\n");
    refused(args, 1, "The mission folder ", " is another, or not as it was.");
    Files.writeString(survey, drawn);
    Files.writeString(links, Files.readString(links) + "\n");
    refused(args, 1, "The file " + links + " is not as it was");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped", "longer", "empty", "other"})
  void aDamagedBookmarkIsRefused(String damage) throws IOException {
    List<String> args = left();
    byte[] whole = Files.readAllBytes(bookmark);
    byte[] damaged =
        switch (damage) {
          case "cut" -> java.util.Arrays.copyOf(whole, whole.length / 2);
          case "longer" -> java.util.Arrays.copyOf(whole, whole.length + 1);
          case "empty" -> new byte[0];
          case "other" -> "track,time,lon,lat\n".getBytes(UTF_8);
          default -> whole.clone();
        };
    if (damage.equals("flipped")) {
      damaged[damaged.length / 2] ^= 4;
    }
    Files.write(bookmark, damaged);
    boolean unknown = damage.equals("empty") || damage.equals("other");
    refused(args, 1, unknown ? "is no bookmark of a run" : "is damaged or cut short");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped", "gone"})
  void aDamagedCopyOfWhatWasPrintedOrSetAsideIsRefused(String damage) throws IOException {
    List<String> args = left("--every-fix");
    Path aside = temporary.resolve("kept-3/aside.ndjson");
    for (Path copy : List.of(bookmark.resolveSibling("run.bookmark.printed"), aside)) {
      byte[] whole = Files.readAllBytes(copy);
      byte[] damaged = whole.clone();
      damaged[10] ^= 1;
      switch (damage) {
        case "cut" -> Files.write(copy, java.util.Arrays.copyOf(whole, 11));
        case "gone" -> Files.delete(copy);
        default -> Files.write(copy, damaged);
      }
      String name = copy.toString().replace("kept-3", "FOLDER");
      refused(args, 1, name + " is no longer what the run wrote");
      Files.write(copy, whole);
    }
    assertThat(run(Pace.USUAL, "kept-3", resumed(args, 2)).status()).isZero();
  }

  @Test
  void whatCannotBeReadAgainIsRefused() throws IOException {
    List<String> args = args("kept-3", "judge", "MISSION", "-");
    refused(args, 2, "--resume needs files that can be read again, and - is not such a file.");
    assertThat(temporary.toFile().list()).doesNotContain("run.bookmark", "run.bookmark.printed");
    List<String> nowhere = args("kept-3", "judge", "MISSION", archive(1).toString());
    nowhere.addAll(List.of("--resume", temporary.resolve("no/where").toString()));
    Ended run = run(Pace.USUAL, "kept-3", nowhere);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no/where.printed cannot be written");
  }

  /** The program, with a bookmark after every batch; used by a process of its own. */
  static final class Hasty {
    private Hasty() {}

    public static void main(String[] args) {
      System.exit(Main.run(new Main((since, took) -> true), System.out, System.err, args));
    }
  }

  private Process start(List<String> args, Path err) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Hasty.class.getName()));
    command.addAll(args);
    return new ProcessBuilder(command)
        .redirectOutput(temporary.resolve("out").toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Waits until it has kept some bookmarks more. */
  private void awaitBookmarks(Process process, int many) throws Exception {
    FileTime seen = FileTime.fromMillis(0);
    for (int i = 0; i < many; ) {
      FileTime now = Files.exists(bookmark) ? Files.getLastModifiedTime(bookmark) : seen;
      i += now.equals(seen) ? 0 : 1;
      seen = now;
      assertThat(process.isAlive()).as("still at work").isTrue();
    }
  }

  @Test
  void killedForGoodItIsTakenUp() throws Exception {
    List<String> args = args("kept-1", "judge", "MISSION", archive(12).toString(), "--json");
    Ended whole = run(Pace.USUAL, "kept-1", args);
    args = args("kept-2", "judge", "MISSION", archive(12).toString(), "--json");
    for (int i = 0; i < 2; i++) {
      Process process = start(resumed(args, 2), temporary.resolve("err"));
      awaitBookmarks(process, 4);
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("killed").isEqualTo(128 + 9);
    }
    Ended last = run(Pace.USUAL, "kept-2", resumed(args, 1));
    assertThat(judgedBefore(last)).isPositive();
    assertThat(last.out()).isEqualTo(whole.out());
    assertThat(last.files()).isEqualTo(whole.files());
  }

  @Test
  void stoppedAsAskedItSaysHowItGoesOn() throws Exception {
    List<String> words = List.of("what-if", "MISSION", archive(13).toString(), "--line", "TALKS");
    Ended whole = run(Pace.USUAL, "kept-1", args("kept-1", words.toArray(String[]::new)));
    List<String> args = resumed(args("kept-2", words.toArray(String[]::new)), 2);
    Path err = temporary.resolve("err");
    Process process = start(args, err);
    awaitBookmarks(process, 3);
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(temporary.resolve("out"))).as("nothing is said by half").isEmpty();
    assertThat(Files.readString(err))
        .contains("nothing is lost. To go on: ./truceline what-if " + mission)
        .contains(" --resume " + bookmark);
    Ended last = run(Pace.USUAL, "kept-2", args);
    assertThat(judgedBefore(last)).isPositive();
    assertThat(last.out()).isEqualTo(whole.out());
  }

  @Test
  void twoRunsDoNotShareABookmark() throws Exception {
    List<String> args = resumed(args("kept-3", "judge", "MISSION", archive(14).toString()), 2);
    Process process = start(args, temporary.resolve("err"));
    awaitBookmarks(process, 1);
    Ended other = run(Pace.USUAL, "kept-3", args);
    process.destroyForcibly();
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("Another run that has " + bookmark + " for its bookmark");
  }

  @Test
  void theUsualPaceKeepsWithinItsShare() {
    assertThat(Pace.USUAL.due(Duration.ofSeconds(59), Duration.ZERO)).isFalse();
    assertThat(Pace.USUAL.due(Duration.ofSeconds(60), Duration.ofSeconds(1))).isTrue();
    assertThat(Pace.USUAL.due(Duration.ofSeconds(60), Duration.ofSeconds(2))).isFalse();
    assertThat(Pace.USUAL.due(Duration.ofSeconds(100), Duration.ofSeconds(2))).isTrue();
  }
}
