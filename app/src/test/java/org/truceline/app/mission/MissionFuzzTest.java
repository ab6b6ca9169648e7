package org.truceline.app.mission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.app.Language;
import org.truceline.app.Words;
import org.truceline.line.Marker;
import org.truceline.terms.Place;
import org.truceline.watch.Links;
import org.truceline.watch.Posts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds of a mission folder, whatever the bytes of one of its files. In a test run the inputs
 * kept beside this class are tried; {@code tools/fuzz} looks for new ones.
 */
class MissionFuzzTest {
  private static final List<Words> WORDS = List.of(Words.in(Language.EN), Words.in(Language.KO));

  @TempDir static Path temporary = Path.of("never");

  @FuzzTest
  void anyDefinitionIsUsedOrItIsSaidWhyNot(byte[] bytes) throws IOException {
    Path folder = folder();
    Files.write(folder.resolve("mission.yaml"), bytes);
    answered(folder, bytes);
  }

  @FuzzTest
  void anyDrawingIsUsedWholeOrItIsSaidWhyNot(byte[] bytes) throws IOException {
    Path folder = folder();
    Path drawing = folder.resolve("line.geojson");
    Files.write(drawing, bytes);
    MissionReader.Reading reading = answered(folder, bytes);
    LineFile.Alone alone = LineFile.read(drawing);
    assertThat(alone.places().isEmpty()).isNotEqualTo(noError(alone.findings()));
    // A drawing that is wrong makes the mission unusable: it is not judged without it.
    assertThat(reading.find().isPresent() && alone.places().isEmpty()).isFalse();
    if (!alone.places().isEmpty()) {
      JsonNode known = new JsonMapper().readTree(bytes);
      assertThat(known.findValue("coordinates").toString())
          .contains(number(known, alone.places().getFirst()));
    }
  }

  @FuzzTest
  void everyRowOfMarkersIsAMarkerOrAFinding(byte[] bytes) throws IOException {
    Path folder = folder();
    byte[] head = (MarkerFile.HEADER + "\n").getBytes(UTF_8);
    byte[] file = java.util.Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, file, head.length, bytes.length);
    Path markers = folder.resolve("markers.csv");
    Files.write(markers, file);
    answered(folder, file);
    Findings findings = new Findings();
    List<Marker> read = MarkerFile.read(markers, "markers.csv", List.of(), findings);
    Set<Long> lines = new HashSet<>();
    findings.all().forEach(one -> lines.add(one.line()));
    if (lines.contains(0L)) {
      return; // The file as a whole was refused.
    }
    long line = 0;
    for (String row : Files.readAllLines(markers, UTF_8)) {
      // Without a version every marker names one that is not known.
      assertThat(++line == 1 || row.isBlank() || lines.contains(line)).as("line %d", line).isTrue();
    }
    assertThat(read.size()).isLessThan((int) line);
  }

  @FuzzTest
  void everyRowOfPostsIsAPostOrAFinding(byte[] bytes) throws IOException {
    Path posts = table("posts.csv", PostFile.HEADER, bytes);
    Findings findings = new Findings();
    List<Posts.Post> read = PostFile.read(posts, "posts.csv", List.of(), findings);
    assertThat(read.size() + findings.all().size()).isGreaterThanOrEqualTo(rows(posts, findings));
    answered(folder(), bytes);
  }

  @FuzzTest
  void everyRowOfLinksIsALinkOrAFinding(byte[] bytes) throws IOException {
    Path links = table("links.csv", LinkFile.HEADER, bytes);
    Findings findings = new Findings();
    List<Links.Link> read = LinkFile.read(links, "links.csv", findings);
    assertThat(read.size() + findings.all().size()).isGreaterThanOrEqualTo(rows(links, findings));
    for (Links.Link link : read) {
      // What is linked with nobody apart is one both ways, or contradicts itself.
      Links all = new Links(read);
      boolean one = all.bodyOf(link.trackA()).equals(all.bodyOf(link.trackB()));
      assertThat(one && !link.linked() && all.contradictions().isEmpty() && read.size() == 1)
          .isFalse();
    }
    answered(folder(), bytes);
  }

  @FuzzTest
  void anyAreaIsUsedOrItIsSaidWhyNot(byte[] bytes) throws IOException {
    Path area = Files.write(temporary.resolve("area.geojson"), bytes);
    Findings findings = new Findings();
    List<Place> corners = AreaFile.open(AreaFile.read(area, "area.geojson", findings));
    assertThat(corners.isEmpty() || findings.all().isEmpty()).isTrue();
    Path folder = folder();
    Files.writeString(folder.resolve("mission.yaml"), Small.DEFINITION + Small.ACTIVITY);
    MissionReader.Reading reading = answered(folder, bytes);
    assertThat(reading.find().isPresent())
        .isEqualTo(!corners.isEmpty() && AreaFile.flaw(corners).isEmpty());
  }

  private static Path table(String name, String header, byte[] bytes) throws IOException {
    byte[] head = (header + "\n").getBytes(UTF_8);
    byte[] file = java.util.Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, file, head.length, bytes.length);
    return Files.write(temporary.resolve(name), file);
  }

  /** Rows under the header that hold something; none where the file as a whole was refused. */
  private static int rows(Path table, Findings findings) throws IOException {
    boolean refused = findings.all().stream().anyMatch(one -> one.line() == 0);
    return refused
        ? 0
        : (int) Files.readAllLines(table, UTF_8).stream().filter(one -> !one.isBlank()).count() - 1;
  }

  private static String number(JsonNode known, Place first) {
    JsonNode lon = known.findValue("coordinates").path(0);
    while (lon.isArray()) {
      lon = lon.path(0);
    }
    return lon.isNumber() && lon.doubleValue() == first.lonDegrees() ? lon.toString() : "";
  }

  private static boolean noError(List<Finding> findings) {
    return findings.stream().noneMatch(one -> one.severity() == Finding.Severity.ERROR);
  }

  /** Reads the folder twice, and everything found in both languages. */
  private static MissionReader.Reading answered(Path folder, byte[] bytes) {
    MissionReader.Reading reading = MissionReader.read(folder);
    assertThat(MissionReader.read(folder).findings()).isEqualTo(reading.findings());
    assertThat(reading.find().isPresent()).isEqualTo(noError(reading.findings()));
    long lines = new String(bytes, UTF_8).lines().count() + 100;
    for (Finding finding : reading.findings()) {
      assertThat(finding.line()).isBetween(0L, lines);
      for (Words words : WORDS) {
        assertThat(words.say(finding.what())).isNotBlank().doesNotContain("\n");
      }
    }
    return reading;
  }

  /** A small mission that is in order, until one of its files is replaced. */
  private static Path folder() throws IOException {
    Files.writeString(temporary.resolve("mission.yaml"), Small.DEFINITION);
    Files.writeString(temporary.resolve("line.geojson"), Small.LINE);
    Files.writeString(temporary.resolve("markers.csv"), MarkerFile.HEADER + "\n");
    for (String name : List.of("posts.csv", "links.csv")) {
      if (!Files.exists(temporary.resolve(name))) {
        String header = name.equals("posts.csv") ? PostFile.HEADER : LinkFile.HEADER;
        Files.writeString(temporary.resolve(name), header + "\n");
      }
    }
    return temporary;
  }

  /** The files of a small mission. */
  private static final class Small {
    static final String LINE =
        "{\"type\":\"LineString\",\"coordinates\":[[1,50],[1.01,50.001],[1.02,50]]}";

    static final String DEFINITION =
        """
        format: truceline-mission-1
        id: small
        name: {en: Small}
        notice: {en: Invented and not authoritative.}
        languages: [en]
        timeZone: UTC
        parties:
          - {id: east, name: {en: Eastland}}
        sides:
          left: {name: {en: upper side}, party: east}
          right: {name: {en: lower side}}
        judging:
          past: right
          rules:
            - {rule: every-version, from: 2026-01-01, source: Invented.}
        versions:
          - id: only
            file: line.geojson
            title: {en: Only map}
            holder: {en: Eastland}
            purpose: legal
            use: judging
            validFrom: 2026-01-01
            accuracyMetres: 8
            accuracySource: Invented.
            stretches:
              - {fromMetres: 0, toMetres: 400, accuracyMetres: 5, source: Invented.}
            precedence: 1
            source: Invented.
            licence: Apache-2.0
            attribution: Truceline
            vertexCount: 3
            status: not authoritative
        markers: markers.csv
        posts: posts.csv
        links: links.csv
        """;

    static final String ACTIVITY =
        """
        activities:
          - id: work
            what: {en: Work}
            area: area.geojson
            from: 2026-01-01
            until: 2026-01-02
            source: Invented.
        """;
  }
}
