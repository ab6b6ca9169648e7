package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.truceline.terms.Because;

class WordsTest {
  @Test
  void bothLanguagesSayTheSameThingsWithTheSameValues() {
    for (String catalogue : Words.CATALOGUES) {
      Map<String, String> english = Words.read(catalogue, Language.EN);
      Map<String, String> korean = Words.read(catalogue, Language.KO);
      assertThat(korean.keySet()).as(catalogue).isEqualTo(english.keySet());
      english.forEach((key, text) ->
          assertThat(places(korean.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }
  }

  private static java.util.Set<String> places(String text) {
    java.util.Set<String> places = new TreeSet<>();
    Pattern.compile("\\{\\d}").matcher(text).results().forEach(one -> places.add(one.group()));
    return places;
  }

  @Test
  void everyKeyInTheCodeIsInACatalogueAndEveryKeyOfACatalogueIsInTheCode() throws IOException {
    Map<String, String> known = new TreeMap<>();
    for (String catalogue : Words.CATALOGUES) {
      known.putAll(Words.read(catalogue, Language.EN));
    }
    String code = code();
    var keys =
        Pattern.compile(
            "\"((?:line|watch|sources|record|doors|mission|compare|app)\\.[a-z][a-zA-Z.-]*[a-z])\"");
    List<String> missing = new ArrayList<>();
    keys.matcher(code)
        .results()
        .map(one -> one.group(1))
        .filter(
            key -> !known.containsKey(key) && !key.endsWith(".yaml") && !key.endsWith(".ndjson"))
        .forEach(missing::add);
    assertThat(missing).as("in the code and in no catalogue").isEmpty();
    List<String> unused = new ArrayList<>();
    for (String key : known.keySet()) {
      boolean built =
          key.startsWith("watch.grade.")
              || key.startsWith("app.grade.")
              || key.startsWith("app.radio.grade.")
              || key.startsWith("watch.episode.")
              || key.startsWith("app.severity.")
              || key.startsWith("app.console.grade.")
              || key.startsWith("app.console.marker.")
              || key.startsWith("app.people.state.")
              || key.startsWith("help.");
      if (!built && !code.contains("\"" + key + "\"")) {
        unused.add(key);
      }
    }
    assertThat(unused).as("in a catalogue and nowhere in the code").isEmpty();
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    for (String module : List.of("line", "watch", "sources", "record", "doors", "app")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          code.append(Files.readString(file));
        }
      }
    }
    return code.toString();
  }

  @Test
  void oneIsNotSaidAsMany() {
    Words words = Words.in(Language.EN);
    Because.Value none = Because.count(0);
    Because.Value one = Because.count(1);
    Because.Value many = Because.count(1_001);
    assertThat(words.say("app.judge.summary", one, one, one))
        .isEqualTo("1 fix read, 1 episode, 1 row set aside");
    assertThat(words.say("app.judge.summary", none, many, many))
        .isEqualTo("0 fixes read, 1,001 episodes, 1,001 rows set aside");
    assertThat(words.say("app.judge.ahead", one))
        .isEqualTo("1 report has a time ahead of now and was set aside.");
    assertThat(words.say("app.judge.repeated", many))
        .isEqualTo("1,001 reports had come before and were not counted twice.");
    assertThat(Words.in(Language.KO).say("app.judge.summary", one, one, one)).contains("1");
    // What a value holds is never taken for a place.
    assertThat(words.say("app.judge.no-file", Because.text("{0:a|b} $1 \\\\ {0}")))
        .isEqualTo("There is no file {0:a|b} $1 \\\\ {0}.");
  }

  /** No English message says a bare plural after what it counts. */
  @Test
  void everyMessageThatCountsHasAWordForOne() {
    Pattern plural =
        Pattern.compile(
            "\\{\\d} (?:bad |more |identified )?(?:fixes|reports|rows|episodes|warnings|errors|tracks"
                + "|sightings|stations|salients|markers|seconds|remarks|fields|corners|pages)");
    for (String catalogue : Words.CATALOGUES) {
      Words.read(catalogue, Language.EN)
          .forEach((key, text) -> {
            // Of so many out of so many, or of too many, there are always several.
            if (!List.of(
                    "app.page.fixes-some",
                    "app.compare.too-many",
                    "mission.area.many",
                    "sources.drop.too-many")
                .contains(key)) {
              assertThat(text).as(key).doesNotContainPattern(plural);
            }
          });
    }
  }

  @Test
  void valuesAreSaidForReading() {
    Words words = Words.in(Language.EN);
    assertThat(Words.metres(3.456)).isEqualTo("3.46 m");
    assertThat(Words.metres(1_234)).isEqualTo("1,234 m");
    assertThat(Words.metres(12_345)).isEqualTo("12.35 km");
    assertThat(Words.percent(0.00001)).isEqualTo("< 0.1 %");
    assertThat(Words.percent(0.99999)).isEqualTo("> 99.9 %");
    assertThat(Words.percent(1)).isEqualTo("100.0 %");
    assertThat(words.say("watch.grade.near-certain", Because.percent(1)))
        .isEqualTo("Near certainly past the line: > 99.9 %.");
    assertThat(words.say("watch.grade.clear", Because.percent(0)))
        .isEqualTo("Clear: past the line with < 0.1 %.");
    assertThat(words.say("watch.grade.near", Because.percent(0.25)))
        .isEqualTo("Near the line: past it with 25.0 %.");
  }
}
