package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sightings, links, activities, alarms and the time now, from the command line. */
class JudgeSightingsTest {
  private static final Path EXAMPLE = Path.of("..", "missions", "example-line");
  private static final Path SEEN = EXAMPLE.resolve("tracks/made-up-sightings.csv");
  private static final String HEADER = "track,time,post,bearing_deg,range_m\n";

  @TempDir Path temporary = Path.of("never");

  private Run run(Object... words) {
    List<String> args = new ArrayList<>();
    Stream.of(words).map(Object::toString).forEach(args::add);
    if (args.getFirst().equals("judge")) {
      args.addAll(List.of("--set-aside", temporary.resolve("aside.ndjson").toString()));
    }
    return Run.of(args.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temporary.resolve(name), text);
  }

  private static JsonNode json(String line) {
    return new JsonMapper().readTree(line);
  }

  @Test
  void theMadeUpGroupIsOneExpectedEpisodeOfTwoObservers() {
    Run run = run("judge", EXAMPLE, SEEN, "--json");
    assertThat(run.out().lines()).hasSize(1);
    JsonNode episode = json(run.out());
    assertThat(episode.path("track").asString()).isEqualTo("made-up-group");
    assertThat(episode.path("linked").size()).isEqualTo(2);
    assertThat(episode.path("expected").path(0).asString()).isEqualTo("grass-2026");
    assertThat(episode.path("grade").asString()).isEqualTo("near-certain");
    JsonNode sighting = episode.path("sighting");
    assertThat(sighting.path("post").asString()).startsWith("P");
    assertThat(sighting.path("count").path("low").asInt()).isBetween(15, 18);
    assertThat(run.err()).contains("13 sightings by people read.").contains("0 fixes read");
  }

  @Test
  void bothLanguagesSayThePostTheBearingTheRangeAndTheCount() {
    assertThat(run("judge", EXAMPLE, SEEN).out())
        .contains("seen from post P1: bearing 180°, 380 m; people: about 20 (15 to 25).")
        .contains("(cutting grass along the path)")
        .contains("made-up duty officer linked them");
    assertThat(run("judge", EXAMPLE, SEEN, "--lang", "ko").out())
        .contains("초소 P1에서 목격: 방위 180°, 거리 380 m, 인원 약 20명(15~25명)")
        .contains("(길가 풀베기)")
        .doesNotContain("along the path");
  }

  @Test
  void aRowForEveryReportHasItsOwnTrackAndItsSighting() {
    List<String> rows = run("judge", EXAMPLE, SEEN, "--json", "--every-fix").out().lines().toList();
    assertThat(rows).hasSize(13);
    JsonNode second = json(rows.get(4));
    assertThat(second.path("track").asString()).isEqualTo("made-up-group-from-p2");
    assertThat(second.path("sighting").path("bearingSigmaDegrees").asDouble()).isEqualTo(2);
    assertThat(second.path("sighting").path("rangeSigmaMetres").asDouble()).isEqualTo(120);
  }

  @Test
  void aSightingFromAnUnknownPostIsSetAsideAndTheRestGoesOn() throws IOException {
    String row = ",2026-04-05T10:09:00Z,%s,177,560\n";
    Path seen = file("s.csv", HEADER + "a" + row.formatted("P9") + "b" + row.formatted("P1"));
    Run run = run("judge", EXAMPLE, seen);
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("set aside " + seen + ":2: The post P9 is not one of the mission's.")
        .contains("Did the observer mean P1?")
        .contains("1 row set aside");
    assertThat(run.out()).startsWith("b: ");
    JsonNode aside = json(Files.readString(temporary.resolve("aside.ndjson")));
    assertThat(aside.path("code").asString()).isEqualTo("watch.post-unknown");
    assertThat(aside.path("original").asString()).contains("P9");
    assertThat(run("judge", EXAMPLE, seen, "--lang", "ko").err()).contains("P1을(를) 뜻합니까?");
  }

  @Test
  void withoutAMissionFolderSightingsAreRefusedClearly() {
    Run run = run("judge", "--line", EXAMPLE.resolve("lines/survey.geojson"), SEEN);
    assertThat(run.err())
        .contains("no posts are known here. Give a mission folder")
        .contains("13 rows set aside");
  }

  @Test
  void aReportAheadOfNowIsSetAsideAndCounted() throws IOException {
    Path fixes =
        file(
            "f.csv",
            """
            track,time,lon,lat,sigma_m,party
            a,2026-04-05T10:00:00Z,-29.955,45.0001,5,east
            a,2026-04-05T10:06:00Z,-29.955,45.0001,5,east
            """);
    Run run = run("judge", EXAMPLE, fixes, "--now", "2026-04-05T10:00:59Z");
    assertThat(run.err())
        .contains(":3: The time 2026-04-05 10:06:00 +00:00 lies ahead of now")
        .contains("1 report has a time ahead of now")
        .contains("2 fixes read, 1 episode, 1 row set aside");
    assertThat(run("judge", EXAMPLE, fixes, "--now", "2026-04-05T10:01:00Z").err())
        .contains("0 rows set aside");
    Path year = file("y.csv", "track,time,lon,lat\na,9999-01-01T00:00:00Z,-29.955,45.0001\n");
    assertThat(run("judge", EXAMPLE, year).err()).contains("1 row set aside");
  }

  @Test
  void whatWasKnownAtATimeIsJudgedOfTheReportsReceivedByThen() throws IOException {
    Path fixes =
        file(
            "f.csv",
            """
            track,time,lon,lat,sigma_m,party,received
            a,2026-04-05T10:00:00Z,-29.955,45.0001,5,east,
            a,2026-04-05T10:01:00Z,-29.955,45.0001,5,east,2026-04-05T12:00:00Z
            a,2026-04-05T10:02:00Z,-29.955,45.0001,5,east,2026-04-05T10:30:00Z
            a,2026-04-05T13:00:00Z,-29.955,45.0001,5,east,
            """);
    assertThat(run("judge", EXAMPLE, fixes, "--known-at", "2026-04-05T10:30:00Z").err())
        .contains("2 fixes read")
        .contains("2 reports left out: they were received later than asked about.")
        .contains("0 rows set aside");
    assertThat(run("judge", EXAMPLE, fixes, "--known-at", "2026-04-05T12:00:00Z").err())
        .contains("3 fixes read");
    assertThat(run("judge", EXAMPLE, fixes, "--known-at", "then").err())
        .contains("--known-at cannot be \"then\"");
    Path ahead =
        file(
            "g.csv",
            """
            track,time,lon,lat,received
            a,2026-04-05T10:36:00Z,-29.955,45.0001,2026-04-05T10:29:00Z
            """);
    assertThat(run("judge", EXAMPLE, ahead, "--known-at", "2026-04-05T10:30:00Z").err())
        .contains("1 report has a time ahead of now");
  }

  @Test
  void aNowThatIsNoTimeIsWrongUsage() {
    Run run = run("judge", EXAMPLE, SEEN, "--now", "noon");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--now cannot be \"noon\"");
  }

  @Test
  void twoPlacesAtOneTimeAndAReceiversAlarmAreCountedAndSaid() throws IOException {
    Path fixes =
        file(
            "f.csv",
            """
            track,time,lon,lat,sigma_m,party,alarm
            a,2026-04-05T10:00:00Z,-29.955,45.0001,5,east,
            a,2026-04-05T10:00:00Z,-29.955,45.0101,5,east,none
            b,2026-04-05T10:00:00Z,-29.955,45.0001,5,east,spoofing
            """);
    Run run = run("judge", EXAMPLE, fixes);
    assertThat(run.err()).contains("1 report puts a track in another place");
    assertThat(run.out())
        .contains("both cannot be right")
        .contains("the receiver itself reported false signals")
        .doesNotContain("Near certainly");
  }

  @Test
  void linksOfAFileAddToThoseOfTheMissionAndAContradictionIsSaid() throws IOException {
    String header = "track_a,track_b,linked,by,time,reason\n";
    Path links =
        file(
            "links.csv",
            header
                + "made-up-group-from-p2,made-up-group,no,another officer,2026-04-06T00:00:00Z,"
                + "counted apart\n");
    Run run = run("judge", EXAMPLE, SEEN, "--links", links);
    assertThat(run.err()).contains("note: The links of made-up-group, made-up-group-from-p2");
    assertThat(run.out().lines().filter(one -> one.startsWith("made-up-group")))
        .hasSizeBetween(2, 4);
    assertThat(run.out()).contains("another officer says that");
    Path none = file("none.csv", header);
    assertThat(run("judge", EXAMPLE, SEEN, "--links", none, "--json").out().lines()).hasSize(1);
  }

  @Test
  void linksWorkWithALineAlone() throws IOException {
    Path fixes =
        file(
            "f.csv",
            """
            track,time,lon,lat,sigma_m
            x,2026-04-05T10:00:00Z,-29.955,45.0001,5
            y,2026-04-05T10:00:10Z,-29.955,45.0001,5
            """);
    Path links =
        file(
            "l.csv",
            "track_a,track_b,linked,by,time,reason\nx,y,yes,me,2026-04-06T00:00:00Z,one boat\n");
    Path line = EXAMPLE.resolve("lines/survey.geojson");
    Run run = run("judge", "--line", line, fixes, "--links", links, "--json");
    assertThat(run.out().lines()).hasSize(1);
    assertThat(json(run.out()).path("linked").path(1).asString()).isEqualTo("y");
    // Nobody had said so yet.
    Object[] known = {"judge", "--line", line, fixes, "--links", links, "--json", "--known-at", ""};
    known[known.length - 1] = "2026-04-05T23:59:59Z";
    assertThat(run(known).out().lines()).hasSize(2);
    known[known.length - 1] = "2026-04-06T00:00:00Z";
    assertThat(run(known).out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b,perhaps,me,2026-04-06T00:00:00Z,why|it must be one of yes, no",
        "a,,yes,me,2026-04-06T00:00:00Z,why|track_b is missing",
        "a,b,yes,,2026-04-06T00:00:00Z,why|by is missing",
        "a,b,yes,me,2026-04-06T00:00:00Z,|reason is missing",
        "a,a,yes,me,2026-04-06T00:00:00Z,why|linked with itself",
        "a,b,yes,me,2026-04-06T00:00:00,why|cannot be read",
        "a,b,yes|3 fields|"
      })
  void aLinkThatCannotBeReadStopsTheRunBeforeItJudges(String row, String said) throws IOException {
    Path links = file("l.csv", "track_a,track_b,linked,by,time,reason\n" + row + "\n");
    Run run = run("judge", EXAMPLE, SEEN, "--links", links);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(links + ":2").contains(said).contains("must not be lost");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "posts: posts.csv|posts: gone.csv|mission.file-missing",
        "posts: posts.csv|posts: links.csv|mission.table.header",
        "links: links.csv|links: posts.csv|mission.table.header",
        "fuse: links|fuse: near|mission.not-a-word",
        "bearingSigmaDegrees: 5|bearingSigmaDegrees: 21|mission.not-a-number",
        "rangeSigmaShare: 0.15|rangeSigmaShare: 15|mission.not-a-number",
        "    party: east|    party: easy|mission.party-unknown",
        "ko: \"길가 풀베기\"|jp: \"x\"|mission.language-missing",
        "    from: 2026-04-05|    from: 2026-04-09|mission.dates-reversed",
        "    from: 2026-04-05|    note: x|mission.missing",
        "    until: 2026-04-08|    note: x|mission.unknown-key",
        "begins: 08:00|begins: eight|mission.not-a-clock",
        "ends: 17:00|ends: 25:00|mission.not-a-clock",
        ", [-29.950, 45.005], [-29.962, 45.005]]|]|mission.area.few",
        "[[-29.962, 44.998], [-29.950, 44.998],|[[-29.950, 44.998], [-29.962, 44.998],|mission.area.crosses",
        "[-29.962, 44.998],|[-29.962, 94.998],|mission.not-a-place",
        "[-29.962, 44.998],|lower left,|mission.not-a-place",
        "[-29.962, 44.998],|[-170, 44.998], [100, 40],|mission.area.wide",
        "    corners:|    area: x.geojson\\n    corners:|mission.area.one-way",
        "    corners: [[-29.962, 44.998], [-29.950, 44.998], [-29.950, 45.005], [-29.962, 45.005]]|    area: lines/survey.geojson|mission.area.not-one",
        "source: \"Invented: notice 12 of the eastern side.\"|note: x|mission.missing"
      })
  void eachFlawOfAPartIsNamed(String from, String to, String code) throws IOException {
    Path folder = copyOfExample();
    Path definition = folder.resolve("mission.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains(from.replace("\\n", "\n"));
    Files.writeString(definition, text.replace(from, to.replace("\\n", "\n")));
    JsonNode root = json(run("check", folder, "--json").out());
    boolean named = false;
    for (JsonNode finding : root.path("findings")) {
      named |= finding.path("code").asString().equals(code);
    }
    assertThat(named).as(root.toString()).isTrue();
    assertThat(root.path("usable").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P1,-29.9,45,3,,|mission.post.twice|false",
        ",-29.9,45,3,,|mission.post.bad|false",
        "P3,-290,45,3,,|mission.post.bad|false",
        "P3,here,45,3,,|mission.post.bad|false",
        "P3,-29.9,45,-3,,|mission.post.bad|false",
        "P3,-29.9,45,NaN,,|mission.post.bad|false",
        "P3,-29.9,45|mission.table.fields|false",
        "P3,127,38,3,,|mission.post.far|true"
      })
  void eachFlawOfAPostIsNamed(String row, String code, boolean usable) throws IOException {
    Path folder = copyOfExample();
    Path posts = folder.resolve("posts.csv");
    Files.writeString(posts, Files.readString(posts) + row + "\n");
    String found = run("check", folder, "--json").out();
    assertThat(found).contains("\"" + code + "\"").contains("\"line\":4");
    assertThat(json(found).path("usable").asBoolean()).isEqualTo(usable);
  }

  @Test
  void linksOfTheMissionThatContradictEachOtherAreAWarning() throws IOException {
    Path folder = copyOfExample();
    Path links = folder.resolve("links.csv");
    Files.writeString(
        links,
        Files.readString(links)
            + "made-up-group,made-up-group-from-p2,no,another,2026-04-06T00:00:00Z,why\n");
    String found = run("check", folder, "--json").out();
    assertThat(found).contains("watch.links-contradict");
    assertThat(json(found).path("usable").asBoolean()).isTrue();
  }

  @Test
  void anAreaFromAFileIsTheSameAsItsCorners() throws IOException {
    Path folder = copyOfExample();
    Path definition = folder.resolve("mission.yaml");
    String text = Files.readString(definition);
    Files.writeString(
        folder.resolve("area.geojson"),
        "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[-29.962,44.998],[-29.950,44.998],[-29.950,45.005],[-29.962,45.005],"
            + "[-29.962,44.998]]]}}");
    Files.writeString(definition, text.replaceAll("corners: .*", "area: area.geojson"));
    assertThat(run("check", folder).status()).isZero();
    assertThat(run("judge", folder, SEEN, "--json").out())
        .isEqualTo(run("judge", EXAMPLE, SEEN, "--json").out());
  }

  private Path copyOfExample() throws IOException {
    Path to = temporary.resolve("mission");
    try (var files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(EXAMPLE.relativize(file).toString());
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
