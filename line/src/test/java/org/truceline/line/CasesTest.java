package org.truceline.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the questions of the files in src/test/cases; src/test/cases/README.md gives their form.
 * Those on the shelf known-wrong must still be answered wrongly: one that is answered rightly is to
 * be moved to another shelf.
 */
class CasesTest {
  private static final Path SHELVES = Path.of("src", "test", "cases");

  private static final Set<String> CASE_KEYS =
      Set.of(
          "title",
          "truth",
          "origin",
          "line",
          "versions",
          "markers",
          "markerReach",
          "rules",
          "questions");

  private static final Set<String> ASKING_KEYS =
      Set.of("at", "sigma", "ellipse", "lineSigma", "past", "on", "within");

  private static final Set<String> ANSWER_KEYS =
      Set.of(
          "offset",
          "station",
          "side",
          "end",
          "left",
          "right",
          "beyond",
          "verdict",
          "pastAll",
          "pastAny",
          "byRule",
          "decidedBy",
          "rule",
          "versionsThatHold",
          "flaws",
          "length",
          "closed",
          "stripHectares");

  @TestFactory
  Stream<DynamicTest> generalCasesAreAnsweredRightly() throws IOException {
    return questions("general", CasesTest::isRight);
  }

  @TestFactory
  Stream<DynamicTest> robustCasesAreAnsweredRightly() throws IOException {
    return questions("robust", CasesTest::isRight);
  }

  @TestFactory
  Stream<DynamicTest> knownWrongCasesAreStillWrong() throws IOException {
    return questions(
        "known-wrong",
        (sheet, question) ->
            assertThat(differences(sheet, question))
                .as("answered rightly now: move this question to general or robust")
                .isNotEmpty());
  }

  private interface Judge {
    void judge(JsonNode sheet, JsonNode question);
  }

  private static void isRight(JsonNode sheet, JsonNode question) {
    assertThat(differences(sheet, question)).isEmpty();
  }

  private static Stream<DynamicTest> questions(String shelf, Judge judge) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(SHELVES.resolve(shelf))) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).as("case files on the shelf %s", shelf).isNotEmpty();
    for (Path file : files) {
      JsonNode sheet = JsonMapper.shared().readTree(file);
      assertThat(CASE_KEYS).as("keys of %s", file).containsAll(sheet.propertyNames());
      assertThat(sheet.path("title").asString("")).as("title of %s", file).isNotBlank();
      assertThat(sheet.path("truth").asString("")).as("truth of %s", file).isNotBlank();
      int number = 0;
      for (JsonNode question : sheet.path("questions")) {
        number++;
        checkKeys(file, question);
        String name = shelf + "/" + file.getFileName() + " " + number + ": " + question;
        tests.add(DynamicTest.dynamicTest(name, () -> judge.judge(sheet, question)));
      }
      assertThat(number).as("questions of %s", file).isPositive();
    }
    return tests.stream();
  }

  private static void checkKeys(Path file, JsonNode question) {
    boolean answered = false;
    for (String key : question.propertyNames()) {
      answered |= ANSWER_KEYS.contains(key);
      assertThat(ANSWER_KEYS.contains(key) || ASKING_KEYS.contains(key))
          .as("key %s in %s", key, file)
          .isTrue();
    }
    assertThat(answered).as("an expected answer in %s: %s", file, question).isTrue();
  }

  /** What the product answers differently, in words; empty where it is right. */
  private static List<String> differences(JsonNode sheet, JsonNode question) {
    List<String> wrong = new ArrayList<>();
    aboutTheLine(sheet, question, wrong);
    if (question.has("at")) {
      aboutThePlace(sheet, question, wrong);
    }
    if (question.has("left") || question.has("right")) {
      aboutTheShares(sheet, question, wrong);
    }
    if (question.has("on") || question.has("past")) {
      aboutTheBelief(sheet, question, wrong);
    }
    return wrong;
  }

  private static void aboutTheLine(JsonNode sheet, JsonNode question, List<String> wrong) {
    if (question.has("length")) {
      near(question, "length", line(sheet).lengthMetres(), wrong);
    }
    if (question.has("closed")) {
      same(question, "closed", Boolean.toString(line(sheet).closed()), wrong);
    }
    if (question.has("flaws")) {
      List<String> flaws = new ArrayList<>();
      for (Inspection.Flaw flaw : Inspection.of(places(sheet, sheet.path("line")))) {
        flaws.add(word(flaw.kind()) + " at " + flaw.vertex());
      }
      same(question, "flaws", String.join(", ", flaws), wrong);
    }
    if (question.has("stripHectares")) {
      List<Version> versions = versions(sheet);
      Comparison comparison = Comparer.compare(versions.get(0), versions.get(1), 50);
      near(question, "stripHectares", comparison.stripHectares(), wrong);
    }
  }

  private static void aboutThePlace(JsonNode sheet, JsonNode question, List<String> wrong) {
    if (!sheet.has("line")) {
      return;
    }
    switch (line(sheet).offset(place(sheet, question.path("at")))) {
      case Offset.Beside beside -> {
        near(question, "offset", beside.metres(), wrong);
        near(question, "station", beside.stationMetres(), wrong);
        same(question, "side", word(beside.side()), wrong);
        same(question, "end", "none", wrong);
      }
      case Offset.Beyond beyond -> {
        near(question, "offset", beyond.metres(), wrong);
        near(question, "station", beyond.stationMetres(), wrong);
        same(question, "side", "none", wrong);
        same(question, "end", word(beyond.end()), wrong);
      }
    }
  }

  private static void aboutTheShares(JsonNode sheet, JsonNode question, List<String> wrong) {
    Place at = place(sheet, question.path("at"));
    SideShares shares =
        new Doubt(line(sheet))
            .shares(
                at.lonDegrees(),
                at.latDegrees(),
                error(question),
                question.path("lineSigma").asDouble(0));
    near(question, "left", shares.left(), wrong);
    near(question, "right", shares.right(), wrong);
    near(question, "beyond", shares.beyond(), wrong);
  }

  private static void aboutTheBelief(JsonNode sheet, JsonNode question, List<String> wrong) {
    List<Marker> markers = new ArrayList<>();
    for (JsonNode marker : sheet.path("markers")) {
      markers.add(
          new Marker(
              marker.path("number").asString(),
              new VersionId(marker.path("version").asString()),
              place(sheet, marker.path("at")),
              marker.path("sigma").asDouble(),
              Marker.Status.valueOf(constant(marker.path("status").asString()))));
    }
    List<DatedRule> rules = new ArrayList<>();
    for (JsonNode rule : sheet.path("rules")) {
      rules.add(
          new DatedRule(
              rule(rule.path("rule").asString()),
              day(rule.path("from"), LocalDate.MIN),
              day(rule.path("until"), LocalDate.MAX)));
    }
    var book = new LineBook(versions(sheet), markers, rules, sheet.path("markerReach").asDouble(0));
    LineBook.Page page = book.on(day(question.path("on"), LocalDate.of(2026, 1, 1)));
    same(
        question,
        "versionsThatHold",
        String.join(" ", page.versions().stream().map(version -> version.id().text()).toList()),
        wrong);
    same(question, "rule", page.ruled() ? page.rule().name() : "none", wrong);
    if (!question.has("at")) {
      return;
    }
    Place at = place(sheet, question.path("at"));
    SideBelief belief =
        new Believer(page)
            .believe(
                at.lonDegrees(),
                at.latDegrees(),
                error(question),
                Side.valueOf(constant(question.path("past").asString("left"))));
    same(question, "verdict", word(belief.verdict()), wrong);
    same(question, "decidedBy", belief.decidedBy(), wrong);
    near(question, "pastAll", belief.pastAll(), wrong);
    near(question, "pastAny", belief.pastAny(), wrong);
    near(question, "byRule", belief.pastByRule(), wrong);
  }

  private static void near(JsonNode question, String key, double answer, List<String> wrong) {
    if (question.has(key)) {
      double expected = question.path(key).asDouble();
      double within = question.path("within").asDouble(0.01);
      if (!(Math.abs(answer - expected) <= within)) {
        wrong.add(key + " is " + answer + ", not " + expected);
      }
    }
  }

  private static void same(JsonNode question, String key, String answer, List<String> wrong) {
    if (question.has(key) && !question.path(key).asString().equals(answer)) {
      wrong.add(key + " is " + answer + ", not " + question.path(key).asString());
    }
  }

  private static Line line(JsonNode sheet) {
    return Line.of(places(sheet, sheet.path("line")));
  }

  private static List<Version> versions(JsonNode sheet) {
    List<Version> versions = new ArrayList<>();
    for (JsonNode version : sheet.path("versions")) {
      versions.add(
          new Version(
              new VersionId(version.path("id").asString()),
              Line.of(places(sheet, version.path("line"))),
              Purpose.OPERATING,
              day(version.path("from"), LocalDate.MIN),
              day(version.path("until"), LocalDate.MAX),
              version.path("sigma").asDouble(0),
              List.of(),
              versions.size() + 1));
    }
    return versions;
  }

  private static List<Place> places(JsonNode sheet, JsonNode vertices) {
    List<Place> places = new ArrayList<>();
    for (JsonNode vertex : vertices) {
      places.add(place(sheet, vertex));
    }
    return places;
  }

  /** Longitude and latitude, or, where the sheet has an origin, metres east and north of it. */
  private static Place place(JsonNode sheet, JsonNode pair) {
    double x = pair.path(0).asDouble();
    double y = pair.path(1).asDouble();
    if (!sheet.has("origin")) {
      return Place.lonLat(x, y);
    }
    JsonNode origin = sheet.path("origin");
    return Chance.from(
        Place.lonLat(origin.path(0).asDouble(), origin.path(1).asDouble()),
        Math.toDegrees(Math.atan2(x, y)),
        Math.hypot(x, y));
  }

  private static ErrorEllipse error(JsonNode question) {
    JsonNode ellipse = question.path("ellipse");
    return ellipse.isArray()
        ? new ErrorEllipse(
            ellipse.path(0).asDouble(), ellipse.path(1).asDouble(), ellipse.path(2).asDouble())
        : ErrorEllipse.circle(question.path("sigma").asDouble(0));
  }

  private static Rule rule(String name) {
    return switch (name) {
      case "markers-first" -> new Rule.MarkersFirst();
      case "every-version" -> new Rule.EveryVersion();
      case "any-version" -> new Rule.AnyVersion();
      default -> new Rule.OneVersion(new VersionId(name.replace("one-version: ", "")));
    };
  }

  private static LocalDate day(JsonNode text, LocalDate otherwise) {
    return text.isString() ? LocalDate.parse(text.asString()) : otherwise;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
