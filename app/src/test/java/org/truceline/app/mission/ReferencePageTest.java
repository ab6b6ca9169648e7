package org.truceline.app.mission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.line.Rule;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.watch.Grade;

/** The pages that name every key say what the reader knows, no less and no more. */
class ReferencePageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String STRANGE = "not-a-key-of-anything";

  @TempDir Path folder = Path.of("never");

  @Test
  void everyKeyThatTheReaderKnowsIsInThePageAndEveryKeyOfThePageIsKnown() throws IOException {
    Map<String, Set<String>> page = new TreeMap<>();
    tables(DOCS.resolve("reference/mission-folder.md"))
        .forEach((section, keys) -> {
          if (!section.contains("/") && !section.endsWith(".csv") && !section.equals("basemap")) {
            page.put(section, new TreeSet<>(keys));
          }
        });
    assertThat(known(page)).isEqualTo(page);
  }

  /** What the reader knows: asked with a key that it does not, it says all that it does. */
  private Map<String, Set<String>> known(Map<String, Set<String>> page) throws IOException {
    Files.writeString(folder.resolve("mission.yaml"), flow("mission.yaml", page));
    Map<String, Set<String>> known = new TreeMap<>();
    for (Finding finding : MissionReader.read(folder).findings()) {
      if (finding.what().message().equals("mission.unknown-key")
          && finding.feature().endsWith(STRANGE)) {
        String keys = ((Because.Text) finding.what().values().get(2)).text();
        String path = finding.feature().replace("[0]", "[]");
        path = path.equals(STRANGE) ? "mission.yaml" : path.substring(0, path.lastIndexOf('.'));
        if (!keys.equals("en, ko")) {
          known.put(path, new TreeSet<>(List.of(keys.split(", ", -1))));
        }
      }
    }
    return known;
  }

  /** A definition with every section of the page, and in each of them one key too many. */
  private static String flow(String section, Map<String, Set<String>> page) {
    String prefix = section.equals("mission.yaml") ? "" : section + ".";
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : page.getOrDefault(section, new TreeSet<>())) {
      if (page.containsKey(prefix + key + "[]")) {
        values.put(key, "[" + flow(prefix + key + "[]", page) + "]");
      } else if (page.containsKey(prefix + key)) {
        values.put(key, flow(prefix + key, page));
      } else {
        values.put(key, key.equals("languages") ? "[en, ko]" : "x");
      }
    }
    values.put(STRANGE, "x");
    List<String> pairs = new ArrayList<>();
    values.forEach((key, value) -> pairs.add(key + ": " + value));
    return "{" + String.join(", ", pairs) + "}";
  }

  @Test
  void theColumnsOfTheTablesAreThoseOfThePage() throws IOException {
    Map<String, List<String>> page = tables(DOCS.resolve("reference/mission-folder.md"));
    assertThat(page.get("markers.csv")).isEqualTo(List.of(MarkerFile.HEADER.split(",", -1)));
    assertThat(page.get("posts.csv")).isEqualTo(List.of(PostFile.HEADER.split(",", -1)));
    assertThat(page.get("links.csv")).isEqualTo(List.of(LinkFile.HEADER.split(",", -1)));
    assertThat(page.get("history/*.csv")).isEqualTo(List.of(HistoryFile.HEADER.split(",", -1)));
  }

  @Test
  void theWordsNameEveryGradeAndEveryRule() throws IOException {
    String words = Files.readString(DOCS.resolve("inside/words.md"));
    for (Grade grade : Grade.values()) {
      assertThat(words).contains("`" + grade.word() + "`");
    }
    for (Rule rule :
        List.of(
            new Rule.MarkersFirst(),
            new Rule.EveryVersion(),
            new Rule.AnyVersion(),
            new Rule.OneVersion(new VersionId("ID")))) {
      assertThat(words).contains("`" + rule.name() + "`");
      assertThat(Rule.find(rule.name())).contains(rule);
    }
    assertThat(Rule.find("one-version:")).isEmpty();
    assertThat(Rule.find("nonsense")).isEmpty();
  }

  @Test
  void everyLinkBetweenPagesLeadsToAFile() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> all = Files.walk(DOCS)) {
      all.filter(one -> one.toString().endsWith(".md")).forEach(pages::add);
    }
    for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(Path.of("..", page));
    }
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages) {
      Matcher link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
      while (link.find()) {
        links++;
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(page + ": " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  /** The keys in the first column of every table of a page, by the names in the heading above. */
  private static Map<String, List<String>> tables(Path file) throws IOException {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    List<String> sections = List.of();
    Pattern code = Pattern.compile("`([^`]+)`");
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        sections = code.matcher(line).results().map(one -> one.group(1)).toList();
      }
      Matcher first = Pattern.compile("^\\| `([^`]+)` \\|.*").matcher(line);
      if (first.matches()) {
        for (String section : sections) {
          tables.computeIfAbsent(section, none -> new ArrayList<>()).add(first.group(1));
        }
      }
    }
    return tables;
  }
}
