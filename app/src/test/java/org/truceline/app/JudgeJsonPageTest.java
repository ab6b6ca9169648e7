package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages of the JSON of judge and what-if name the keys that a run writes, no less and no more.
 */
class JudgeJsonPageTest {
  private static final Path PAGES = Path.of("..", "docs", "reference");

  @ParameterizedTest
  @CsvSource({"episode, ''", "fix, --every-fix"})
  void theKeysOfThePageAreThoseThatARunWrites(String section, String option) throws IOException {
    Set<String> written = new TreeSet<>();
    for (String name : new String[] {"korea-mdl", "example-line", "blue-line"}) {
      Path mission = Path.of("..", "missions", name);
      String tracks = mission.resolve("tracks/made-up.csv").toString();
      for (String row :
          run("judge", mission.toString(), tracks, "--json", option).split("\n", -1)) {
        keys(new JsonMapper().readTree(row), "", written);
      }
    }
    assertThat(written).isEqualTo(ofPage("judge-json.md", section));
  }

  @Test
  void theKeysOfThePageOfWhatIfAreThoseThatARunWrites() throws IOException {
    Path mission = Path.of("..", "missions", "example-line");
    String tracks = mission.resolve("tracks/made-up.csv").toString();
    String line = mission.resolve("proposals/talks.geojson").toString();
    Set<String> changes = new TreeSet<>();
    Set<String> sums = new TreeSet<>();
    for (String rule : new String[] {"any-version", "every-version"}) {
      String[] rows =
          run(
                  "what-if",
                  mission.toString(),
                  tracks,
                  "--json",
                  "--line",
                  line,
                  "--beside",
                  "--rule",
                  rule,
                  "--tolerance",
                  "nearMetres=400")
              .split("\n", -1);
      for (int i = 0; i < rows.length; i++) {
        keys(new JsonMapper().readTree(rows[i]), "", i + 1 < rows.length ? changes : sums);
      }
    }
    assertThat(changes).isEqualTo(ofPage("what-if-json.md", "change"));
    assertThat(sums).isEqualTo(ofPage("what-if-json.md", "sum"));
  }

  private static String run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true);
    String[] given =
        java.util.Arrays.stream(args).filter(arg -> !arg.isEmpty()).toArray(String[]::new);
    assertThat(Main.run(new PrintStream(out, true), nowhere, given)).isZero();
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private static void keys(JsonNode node, String before, Set<String> keys) {
    for (var entry : node.properties()) {
      boolean byVersion = Set.of("offsetMetres.", "stationMetres.", "pPast.").contains(before);
      String key = before + (byVersion ? "VERSION" : entry.getKey());
      keys.add(key);
      if (entry.getValue().isArray()) {
        entry.getValue().forEach(member -> keys(member, key + "[].", keys));
      } else {
        keys(entry.getValue(), key + ".", keys);
      }
    }
  }

  /** The keys in the first column of the table below a heading. */
  private static Set<String> ofPage(String page, String section) throws IOException {
    Set<String> keys = new TreeSet<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGES.resolve(page))) {
      if (line.startsWith("#")) {
        inside = line.endsWith("`" + section + "`");
      }
      Matcher row = Pattern.compile("^\\| `([^`]+)` \\|.*").matcher(line);
      if (inside && row.matches()) {
        keys.add(row.group(1));
      }
    }
    return keys;
  }
}
