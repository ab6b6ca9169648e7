package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages in real Chromium, over a desk with made-up news: src/test/browser/watch.mjs says what
 * is looked at. Without node, npm or Chromium these tests are left out, loudly; in CI that is a
 * failure.
 */
class BrowserTest {
  private static final Path HOME = Path.of("src/test/browser");
  private static final Path WORK = Path.of("target/browser");

  private static Optional<Path> find(String... names) {
    StringTokenizer folders =
        new StringTokenizer(
            Optional.ofNullable(System.getenv("PATH")).orElse(""), File.pathSeparator);
    while (folders.hasMoreTokens()) {
      String folder = folders.nextToken();
      for (String name : names) {
        Path path = Path.of(folder, name);
        if (Files.isExecutable(path)) {
          return Optional.of(path);
        }
      }
    }
    return Optional.empty();
  }

  private static Path needed(String... names) {
    Optional<Path> found = find(names);
    if (found.isEmpty()) {
      System.err.println("LEFT OUT: " + names[0] + " is not installed (tools/prepare installs it)");
      Assumptions.abort(names[0] + " is not installed");
    }
    return found.orElseThrow();
  }

  /** Installs what the lock file names, once. */
  private static void install() throws IOException, InterruptedException {
    needed("node");
    Path npm = needed("npm");
    Files.createDirectories(WORK);
    boolean same = Files.exists(WORK.resolve("installed"));
    for (String name : List.of("package.json", "package-lock.json", "watch.mjs", "tsconfig.json")) {
      Path to = WORK.resolve(name);
      same &=
          name.equals("watch.mjs")
              || (Files.exists(to) && Files.mismatch(HOME.resolve(name), to) < 0);
      Files.copy(HOME.resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!same) {
      Process install =
          new ProcessBuilder(
                  npm.toString(),
                  "ci",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "--loglevel=error")
              .directory(WORK.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (install.waitFor() != 0) {
        System.err.println("LEFT OUT: npm could not install what the browser tests need: " + said);
        Assumptions.abort("npm could not install what the browser tests need");
      }
      Files.writeString(WORK.resolve("installed"), "");
    }
  }

  @Test
  void scriptsHoldTheirTypes() throws IOException, InterruptedException {
    install();
    copy(Path.of("src/main/resources/org/truceline/console/pages"), WORK.resolve("pages"));
    copy(Path.of("src/main/types"), WORK.resolve("types"));
    Process check =
        new ProcessBuilder(needed("node").toString(), "node_modules/typescript/bin/tsc", "-p", ".")
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @TestFactory
  List<DynamicTest> thePagesInABrowser() throws Exception {
    install();
    Path chromium = needed("chromium", "chromium-browser", "google-chrome");
    List<DynamicTest> facts = new ArrayList<>();
    try (Asked asked = new Asked(50, Door.open(Asked.OFFICER), Console.IDLE_MS);
        CutLine line = new CutLine(asked.console.port())) {
      Process watch =
          new ProcessBuilder(
                  needed("node").toString(),
                  "watch.mjs",
                  "http://127.0.0.1:" + line.port(),
                  chromium.toString(),
                  "shots")
              .directory(WORK.toFile())
              .redirectError(WORK.resolve("errors.txt").toFile())
              .start();
      try (BufferedReader out =
              new BufferedReader(
                  new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8));
          PrintWriter in = new PrintWriter(watch.getOutputStream(), true, StandardCharsets.UTF_8)) {
        out.lines().forEach(said -> hear(said, asked, line, in, facts));
      }
      assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).as(Files.readString(WORK.resolve("errors.txt"))).isZero();
    }
    assertThat(facts).hasSizeGreaterThan(25);
    return facts;
  }

  private static void hear(
      String said, Asked asked, CutLine line, PrintWriter in, List<DynamicTest> facts) {
    System.out.println("browser: " + said);
    if (said.startsWith("DO ")) {
      in.println(happens(List.of(said.substring(3).split(" ", -1)), asked.desk, line));
    } else if (said.startsWith("OK ")) {
      facts.add(DynamicTest.dynamicTest(said.substring(3), () -> {}));
    } else if (said.startsWith("BAD ")) {
      facts.add(
          DynamicTest.dynamicTest(
              said.substring(4).replaceAll(": .*", ""),
              () -> {
                throw new AssertionError(said);
              }));
    }
  }

  private static String happens(List<String> what, MadeUpDesk desk, CutLine line) {
    switch (what.get(0)) {
      case "move" -> {
        return "moved "
            + desk.move(
                what.get(1), Double.parseDouble(what.get(2)), Double.parseDouble(what.get(3)));
      }
      case "cut" -> line.be(CutLine.State.CUT);
      case "swallow" -> line.be(CutLine.State.SWALLOWING);
      case "mend" -> line.be(CutLine.State.WHOLE);
      case "resumed" -> {
        return "resumed with " + line.lastEventId();
      }
      case "reports" -> {
        return Integer.toString(desk.reportsKept());
      }
      case "last" -> {
        return desk.lastReport();
      }
      case "forge" -> desk.log.forge(Integer.parseInt(what.get(1)));
      case "heal" -> desk.log.heal();
      default -> throw new IllegalArgumentException(what.get(0));
    }
    return "done";
  }
}
