package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageFilesTest {
  private static final Path VENDOR = Path.of("vendor");
  private static final Path PAGES = Path.of("src/main/resources/org/truceline/console/pages");
  private static final Pattern KEY = Pattern.compile("\"(console\\.[a-z.-]+)\"");
  private static final Pattern HOLE = Pattern.compile("\\{\\d}");

  @Test
  void everyFileOfOthersIsTheOneThatTheLockNames() throws IOException {
    TreeMap<String, String> locked = new TreeMap<>();
    for (String line : Files.readAllLines(VENDOR.resolve("vendor.lock"))) {
      String[] fields = line.split(" ", -1);
      assertThat(fields).as(line).hasSize(5);
      assertThat(fields[2]).isIn("BSD-3-Clause", "OFL-1.1");
      locked.put(fields[4], fields[3]);
    }
    TreeMap<String, String> there = new TreeMap<>();
    try (Stream<Path> files = Files.walk(VENDOR)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (VENDOR.relativize(file).getNameCount() > 1) {
          there.put(
              VENDOR.relativize(file).toString().replace('\\', '/'),
              Digests.hex(Files.readAllBytes(file)));
        }
      }
    }
    assertThat(there).isEqualTo(locked);
  }

  @Test
  void theNoticeNamesEverythingOfOthersWithItsVersion() throws IOException {
    String notice = Files.readString(VENDOR.resolve("NOTICE.txt"));
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(VENDOR.resolve("vendor.lock"))) {
      String[] fields = line.split(" ", -1);
      named.add(fields[0] + " " + fields[1]);
    }
    assertThat(named).isNotEmpty().allSatisfy(one -> assertThat(notice).contains(one));
    assertThat(new PageFiles().find("vendor/NOTICE.txt")).isPresent();
  }

  @Test
  void thePagesNameNoOtherPlace() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
            .as(file.toString())
            .doesNotContain("http:", "https:", "innerHTML", "eval(", "style=");
      }
    }
  }

  @Test
  void theServiceWorkerKeepsEveryScriptAndNoLetters() {
    PageFiles pages = new PageFiles();
    String worker = pages.serviceWorker().text();
    assertThat(worker)
        .startsWith("const RELEASE=\"")
        .contains("\"/files/console.js\"", "\"/files/vendor/maplibre-gl/maplibre-gl.mjs\"")
        .doesNotContain("woff2");
  }

  @Test
  void everySentenceIsSaidInBothLanguagesWithTheSameHoles() throws IOException {
    Catalogue catalogue = new Catalogue();
    Map<String, String> english = catalogue.find("en").orElseThrow();
    Map<String, String> korean = catalogue.find("ko").orElseThrow();
    assertThat(korean.keySet()).isEqualTo(english.keySet());
    english.forEach((key, text) ->
        assertThat(holes(korean.getOrDefault(key, ""))).as(key).isEqualTo(holes(text)));
  }

  private static Set<String> holes(String text) {
    Set<String> holes = new TreeSet<>();
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      holes.add(hole.group());
    }
    return holes;
  }

  @Test
  void everySentenceIsSaidSomewhereAndNoneIsMissing() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path home : List.of(PAGES, Path.of("src/main/java/org/truceline/console"))) {
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher key = KEY.matcher(Files.readString(file));
          while (key.find()) {
            used.add(key.group(1));
          }
        }
      }
    }
    Set<String> there = new TreeSet<>(new Catalogue().find("en").orElseThrow().keySet());
    // What the door says stands in its own module, and is held by its tests.
    there.removeIf(key -> !key.startsWith("console."));
    Set<String> begun = new TreeSet<>(used);
    begun.removeIf(key -> !key.endsWith("."));
    used.removeAll(begun);
    there.stream().filter(key -> begun.stream().anyMatch(key::startsWith)).forEach(used::add);
    assertThat(used).isEqualTo(there);
  }

  @Test
  void catalogueFilesStandInOrder() throws IOException {
    for (String language : Catalogue.LANGUAGES) {
      String name = String.format(Locale.ROOT, "words_%s.properties", language);
      List<String> keys = new ArrayList<>();
      for (String line :
          Files.readAllLines(PAGES.resolve("..").resolve(name), StandardCharsets.UTF_8)) {
        keys.add(line.replaceAll("=.*", ""));
      }
      assertThat(keys).as(name).isSorted().doesNotHaveDuplicates();
    }
  }
}
