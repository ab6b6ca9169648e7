package org.truceline.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands say of bad input: the file, the line, what is wrong and what to do. */
class BadInputTest {
  private static final String HEADER = "track,time,lon,lat\n";
  private static final String GOOD = "p1,2026-06-09T08:05:00Z,127.1,38.0009\n";

  @TempDir Path temporary = Path.of("never");
  private Path line = Path.of("never");
  private Path aside = Path.of("never");

  @BeforeEach
  void aLine() throws IOException {
    line = temporary.resolve("road.geojson");
    aside = temporary.resolve("aside.ndjson");
    Files.writeString(line, "{\"type\":\"LineString\",\"coordinates\":[[127,38],[127.2,38]]}");
  }

  private Run judge(Path... tracks) {
    String[] fixed = {"judge", "--line", line.toString(), "--every-fix", "--set-aside"};
    String[] args = Arrays.copyOf(fixed, fixed.length + 1 + tracks.length);
    args[fixed.length] = aside.toString();
    for (int i = 0; i < tracks.length; i++) {
      args[fixed.length + 1 + i] = tracks[i].toString();
    }
    return Run.of(args);
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(temporary.resolve(name), bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p1,2026-06-09T08:05:00Z,NaN,38|lon is NaN, which is not a position",
        "p1,2026-06-09T08:05:00Z,127,-Infinity|Leave out rows without a position",
        "p1,2026-06-09T08:05:00Z,127,91|Latitude 91 is not within -90 to 90. Correct it.",
        "p1,2026-06-09T08:05:00Z,38,127|lon and lat are probably swapped. Longitude comes first.",
        "p1,2026-06-09T08:05:00,127,38|has no zone. Add an offset, such as +09:00 or Z.",
        "p1,+10000-06-09T08:05:00Z,127,38|is not in the years 1900 to 9999",
        "p1,+999999999-12-31T23:59:59-18:00,127,38|is not in the years 1900 to 9999",
        "p1,10000-06-09T08:05:00Z,127,38|cannot be read. Write it as in 2026-06-09T08:05:00+09:00."
      })
  void aBadRowIsSaidWithItsFileAndLineAndTheNextIsJudged(String row, String said)
      throws IOException {
    Path tracks = file("t.csv", (HEADER + GOOD + row + "\n" + GOOD).getBytes(UTF_8));
    Run run = judge(tracks);
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("set aside " + tracks + ":3: ").contains(said);
    assertThat(run.err()).contains("2 fixes read, 0 episodes, 1 row set aside");
    assertThat(run.out().lines()).hasSize(2);
    JsonNode kept = new JsonMapper().readTree(aside.toFile());
    assertThat(kept.path("original").asString()).isEqualTo(row);
    assertThat(kept.path("line").asLong()).isEqualTo(3);
  }

  @Test
  void anEmptyFileSaysWhatToGive() throws IOException {
    Path empty = file("empty.csv", new byte[0]);
    assertThat(judge(empty).err())
        .contains("set aside " + empty + ": The file is empty. Give rows under a header");
  }

  @Test
  void otherEncodingsSayWhatToSaveThemAs() throws IOException {
    Path wide = file("wide.csv", (HEADER + GOOD).getBytes(UTF_16));
    assertThat(judge(wide).err()).contains(wide + ": The file is UTF-16 text").contains("as UTF-8");
    Path latin = file("latin.csv", (HEADER + GOOD.replace("p1", "Müller")).getBytes(ISO_8859_1));
    assertThat(judge(latin).err())
        .contains(latin + ":2: The line is not UTF-8 text. Save the file");
  }

  @Test
  void aMarkAndReturnsBeforeLineEndsChangeNothing() throws IOException {
    Path plain = file("plain.csv", (HEADER + GOOD).getBytes(UTF_8));
    Path marked =
        file("marked.csv", ("\uFEFF" + HEADER + GOOD).replace("\n", "\r\n").getBytes(UTF_8));
    assertThat(judge(marked).out()).isEqualTo(judge(plain).out()).isNotBlank();
  }

  @Test
  void sixtyFourMegabytesWithoutALineEndAreReadInLittleMemory() throws IOException {
    InputStream usual = System.in;
    long size = 64L << 20;
    byte[] head = (HEADER + GOOD).getBytes(UTF_8);
    try (InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at < head.length ? head[(int) at++] : at++ < size ? 'x' : -1;
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            int count = 0;
            for (int next = read(); next >= 0; next = read()) {
              into[offset + count++] = (byte) next;
              if (count == Math.min(length, 1 << 16)) {
                break;
              }
            }
            return count == 0 ? -1 : count;
          }
        }) {
      System.setIn(endless);
      var meter =
          (com.sun.management.ThreadMXBean)
              java.lang.management.ManagementFactory.getThreadMXBean();
      long before = meter.getCurrentThreadAllocatedBytes();
      Run run = judge(Path.of("-"));
      long taken = meter.getCurrentThreadAllocatedBytes() - before;
      assertThat(run.err())
          .contains("set aside -:3: The line is longer than 1,048,576 bytes")
          .contains("1 fix read");
      // All that the whole run ever allocated, kept or not, is less than the line.
      assertThat(taken).isLessThan(size / 2);
    } finally {
      System.setIn(usual);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", HEADER, HEADER + "this row is bad\n", "not,a,header\n1,2,3\n"})
  void whereNothingCouldBeReadTheStatusSaysSo(String tracks) throws IOException {
    Run run = judge(file("t.csv", tracks.getBytes(UTF_8)));
    assertThat(run.err()).contains("0 fixes read").contains("No report could be read");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void packedFilesThatAreNoTracksSaySo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write((HEADER + GOOD).getBytes(UTF_8));
      byte[] blank = new byte[1 << 20];
      Arrays.fill(blank, (byte) '\n');
      for (int i = 0; i < 120; i++) {
        out.write(blank);
      }
    }
    Path bomb = file("bomb.csv.gz", bytes.toByteArray());
    assertThat(judge(bomb).err())
        .contains(bomb + ": The file unpacks to more than 200 times its size")
        .contains("1 fix read");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(twice)) {
      out.write(bytes.toByteArray());
    }
    Path nested = file("nested.gz", twice.toByteArray());
    assertThat(judge(nested).err()).contains(nested + ": A packed file inside a packed file");
  }

  @Test
  void aZipWhoseNamesLeadOutWritesNothing() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("../outside.csv"));
      zip.write((HEADER + GOOD).getBytes(UTF_8));
    }
    Path inner = Files.createDirectory(temporary.resolve("inner"));
    Path zip = Files.write(inner.resolve("t.zip"), bytes.toByteArray());
    Run run = judge(zip);
    assertThat(run.err()).contains("note " + zip + "!../outside.csv: The entry's name leads out");
    assertThat(run.err()).contains("1 fix read");
    assertThat(temporary.resolve("outside.csv")).doesNotExist();
  }

  @Test
  void aFolderGivenAsATrackFileSaysWhatToNameInstead() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("tracks"));
    Run run = judge(folder);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(folder + " is a folder. Name the track files in it");
    Files.createDirectory(folder.resolve("more"));
    Files.writeString(folder.resolve("t.csv"), HEADER + GOOD);
    Run all = judge(folder.resolve("*"));
    assertThat(all.err()).contains("note " + folder.resolve("more") + ": this is a folder");
    assertThat(all.err()).contains("1 fix read");
  }

  @Test
  void aFileThatCannotBeOpenedIsSaidAndTheNextIsRead() throws IOException {
    Path good = file("z.csv", (HEADER + GOOD).getBytes(UTF_8));
    // A link to itself can be opened by nobody, not even by the superuser.
    Path link = temporary.resolve("a.csv");
    Files.createSymbolicLink(link, link);
    Run run = judge(link, good);
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("set aside " + link + ": The file cannot be opened");
    assertThat(run.err()).contains("1 fix read, 0 episodes, 1 row set aside");
  }

  @Test
  void halfACharacterDoesNotStopTheRun() throws IOException {
    String half = "{\"track\":\"a\",\"time\":\"\\ud800\",\"lon\":127,\"lat\":38}\n";
    String whole = half.replace("\\ud800", "2026-06-09T08:05:00Z");
    Path tracks = file("half.ndjson", (half + half + whole).getBytes(UTF_8));
    Run run = judge(tracks);
    assertThat(run.status()).isZero();
    assertThat(Files.readString(aside).lines()).hasSize(2);
  }

  @Test
  void aNameCannotSteerTheTerminal() throws IOException {
    String name =
        "{\"track\":\"a\",\"time\":\"\\u001b[2J\\nset aside nothing\",\"lon\":1,\"lat\":1}";
    Run run = judge(file("escape.ndjson", name.getBytes(UTF_8)));
    assertThat(run.err()).doesNotContain("\u001b", "\nset aside nothing");
  }

  @Test
  void whereBadRowsCannotBeKeptTheRunSaysSo() throws IOException {
    Path tracks = file("t.csv", (HEADER + "nothing\n").getBytes(UTF_8));
    Run run =
        Run.of(
            "judge",
            "--line",
            line.toString(),
            tracks.toString(),
            "--set-aside",
            temporary.resolve("gone/aside.ndjson").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cannot be kept in").contains("--set-aside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--line-sigma NaN|--line-sigma must be a number of metres",
        "--line-sigma -1|--line-sigma must be a number of metres",
        "--line LINE|Two line files are called road"
      })
  void wrongOptionsAreSaid(String options, String said) throws IOException {
    Path tracks = file("t.csv", (HEADER + GOOD).getBytes(UTF_8));
    String args = "judge --line LINE TRACKS " + options;
    Run run =
        Run.of(
            Arrays.stream(args.split(" ", -1))
                .map(one -> one.equals("LINE") ? line.toString() : one)
                .map(one -> one.equals("TRACKS") ? tracks.toString() : one)
                .toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mission.yaml|mission.yaml: The file mission.yaml is missing. Add it",
        "lines/survey.geojson|: The file lines/survey.geojson is missing. Add it",
        "markers.csv|: The file markers.csv is missing. Add it",
        "history/chronology.csv|: The file history/chronology.csv is missing. Add it",
        "tracks/made-up.csv|: The file tracks/made-up.csv is missing. Add it"
      })
  void eachMissingFileOfAMissionIsNamed(String file, String said) throws IOException {
    Path folder = copyOfExample();
    Files.delete(folder.resolve(file));
    Run check = Run.of("check", folder.toString());
    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("error mission.yaml").contains(said);
    Run compare = Run.of("compare", folder.toString());
    assertThat(compare.status()).isEqualTo(1);
    assertThat(compare.err()).contains(said).contains("cannot be used until");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mission.yaml||mission.empty",
        "mission.yaml|id: a\\nid: b|mission.key-twice",
        "lines/survey.geojson||mission.file-empty",
        "lines/survey.geojson|{\"type\":\"LineString\",\"coordinates\":[]}|mission.line.too-few",
        "lines/survey.geojson|{\"type\":\"LineString\",\"coordinates\":[[1,1],[1,91]]}|mission.line.bad-vertex",
        "lines/survey.geojson|{\"type\":\"LineString\",\"coordinates\":[[1,1],[1e400,1]]}|mission.line.bad-vertex",
        "markers.csv||mission.file-empty",
        "markers.csv|number,lon,lat|mission.table.header",
        "history/chronology.csv||mission.file-empty",
        "history/chronology.csv|id,date|mission.table.header"
      })
  void eachBadFileOfAMissionIsNamed(String file, String text, String code) throws IOException {
    Path folder = copyOfExample();
    Files.writeString(folder.resolve(file), text == null ? "" : text.replace("\\n", "\n"));
    assertThat(Run.of("check", folder.toString(), "--json").out()).contains("\"" + code + "\"");
  }

  @Test
  void aBrokenFileOfTheSmallMapIsNamedAndStopsNothing() throws IOException {
    Path folder = copyOfExample();
    Files.writeString(folder.resolve("land.geojson"), "{\"features\":[");
    Path definition = folder.resolve("mission.yaml");
    Files.writeString(definition, Files.readString(definition) + "basemap: [land.geojson]\n");
    Run run = Run.of("check", folder.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("warning land.geojson: This file of the small map is broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,2026-01-10,,agreement,all,both,,,,,,What,Who,|mission.history.twice",
        "b,10 January,,agreement,all,both,,,,,,What,Who,|mission.history.date",
        "b,2026-13,,agreement,all,both,,,,,,What,Who,|mission.history.date",
        "b,2026-01-10,9 am,agreement,all,both,,,,,,What,Who,|mission.history.time",
        "b,2026-01-10,,agreement,all,both,some,,,,,What,Who,|mission.history.count",
        "b,2026-01-10,,agreement,all,both,5,3,,,,What,Who,|mission.history.counts-reversed",
        "b,2026-01-10,,agreement,all,both,,,,,,What,,|mission.history.missing",
        "b,2026-01-10,,agreement,all,both,,,,,,What, then,Who,|mission.table.fields"
      })
  void eachFlawOfTheHistoryIsAWarningWithItsLine(String row, String code) throws IOException {
    Path folder = copyOfExample();
    Path history = folder.resolve("history/chronology.csv");
    String header = Files.readAllLines(history).getFirst();
    String good = "a,2025-11-04/2025-11-23,09:00-11:00,agreement,all,both,3,5,,,,\"So, so\",Who,";
    Files.writeString(history, header + "\n" + good + "\n" + row + "\n");
    Run check = Run.of("check", folder.toString(), "--json");
    assertThat(check.status()).isZero();
    JsonNode findings = new JsonMapper().readTree(check.out()).path("findings");
    assertThat(findings).hasSize(1);
    assertThat(findings.path(0).path("code").asString()).isEqualTo(code);
    assertThat(findings.path(0).path("severity").asString()).isEqualTo("warning");
    assertThat(findings.path(0).path("line").asInt()).isEqualTo(3);
  }

  @Test
  void missionFilesInOtherEncodingsAreNamed() throws IOException {
    Path folder = copyOfExample();
    for (String file : new String[] {"mission.yaml", "markers.csv"}) {
      Path path = folder.resolve(file);
      String text = Files.readString(path);
      Files.write(path, text.getBytes(UTF_16));
      assertThat(Run.of("check", folder.toString()).out())
          .contains("error " + file + ": The file is not UTF-8 text. Save it as UTF-8.");
      Files.write(path, ("\uFEFF" + text).replace("\n", "\r\n").getBytes(UTF_8));
      assertThat(Run.of("check", folder.toString()).status()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "markers: markers.csv|markers: ../markers.csv|mission.outside",
        "markers: markers.csv|markers: lines|mission.not-a-file",
        "markers: markers.csv|markers: \"mark\\0ers.csv\"|mission.file-name",
        "file: lines/survey.geojson|file: lines|mission.not-a-file",
        "file: lines/survey.geojson|file: /etc/passwd|mission.outside",
        "{id: east, |{|mission.missing"
      })
  void eachBadNameOfAFileIsNamed(String from, String to, String code) throws IOException {
    Path folder = copyOfExample();
    Path definition = folder.resolve("mission.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains(from);
    Files.writeString(definition, text.replace(from, to).replace("party: east", "party: \"\""));
    JsonNode root = new JsonMapper().readTree(Run.of("check", folder.toString(), "--json").out());
    boolean named = false;
    for (JsonNode finding : root.path("findings")) {
      named |= finding.path("code").asString().equals(code) && finding.path("line").asInt() > 0;
    }
    assertThat(named).as(root.toString()).isTrue();
  }

  private Path copyOfExample() throws IOException {
    Path from = Path.of("..", "missions", "example-line");
    Path to = temporary.resolve("mission");
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }
}
