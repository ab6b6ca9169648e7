package org.truceline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the launcher promises. It runs as it is, under sh, in a made-up house with made-up JDKs and
 * a made-up Maven; only the places where systems keep their JDKs are moved below a folder of the
 * test.
 */
class LauncherTest {
  /** Where systems keep JDKs, as the launcher writes it. */
  private static final List<String> SYSTEM =
      List.of(
          "/usr/lib/jvm/",
          "/usr/java/",
          "/opt/java/",
          "/usr/libexec/java_home",
          "/Library/Java/",
          "/opt/homebrew/",
          "/usr/local/opt/");

  /** Programs that the launcher may use; on the made-up PATH nothing else is found. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "sed",
          "head",
          "find",
          "cat",
          "mkdir",
          "touch",
          "rm",
          "mv",
          "grep",
          "readlink",
          "sleep");

  @TempDir Path temporary = Path.of("never");
  private Path root = Path.of("never");
  private Path user = Path.of("never");
  private Path house = Path.of("never");
  private Path bin = Path.of("never");
  private Path calls = Path.of("never");
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** What a start printed and ended with. */
  record Run(int status, String out, String err) {}

  @BeforeEach
  void aHouse() throws IOException {
    root = Files.createDirectories(temporary.resolve("system"));
    user = Files.createDirectories(temporary.resolve("home of a user"));
    house = Files.createDirectories(temporary.resolve("a house with spaces"));
    bin = Files.createDirectories(temporary.resolve("bin"));
    calls = temporary.resolve("calls");
    String script = Files.readString(Path.of("..", "truceline"));
    for (String place : SYSTEM) {
      assertThat(script).contains(" " + place);
      script =
          script.replace(" " + place, " " + root + place).replace("(" + place, "(" + root + place);
    }
    Files.writeString(house.resolve("truceline"), script);
    Files.writeString(house.resolve("pom.xml"), "<project/>");
    for (String module : List.of("terms", "line", "watch", "sources", "app")) {
      Files.createDirectories(house.resolve(module).resolve("src/main"));
      Files.writeString(house.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(house.resolve(module).resolve("src/main/One.java"), "class One {}");
    }
    for (String tool : TOOLS) {
      String real = Files.isExecutable(Path.of("/usr/bin", tool)) ? "/usr/bin/" : "/bin/";
      executable(bin.resolve(tool), "#!/bin/sh\nexec " + real + tool + " \"$@\"\n");
    }
    environment.put("PATH", bin.toString());
    environment.put("HOME", user.toString());
  }

  private void maven(String work) throws IOException {
    executable(
        bin.resolve("mvn"),
        "#!/bin/sh\necho \"mvn $JAVA_HOME $*\" >>'"
            + calls
            + "'\nlib='"
            + house
            + "/app/target/lib'\n"
            + work
            + "\n");
  }

  private void maven() throws IOException {
    maven("mkdir -p \"$lib\"; echo jar >\"$lib/app.jar\"");
  }

  private static Path jdk(Path at, String version) throws IOException {
    Files.createDirectories(at.resolve("bin"));
    executable(
        at.resolve("bin/java"),
        """
        #!/bin/sh
        for word; do
          case "$word" in -XX:AOTCacheOutput=*) echo cache >"${word#*=}"; exit ;; esac
        done
        printf '%s\\n' "$0" "$@"
        """);
    executable(at.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(at.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return at;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", house.resolve("truceline").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Run end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  private Run run(String... args) throws IOException, InterruptedException {
    return end(start(args));
  }

  private long builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system/usr/lib/jvm/temurin-25-jdk-amd64",
        "system/usr/java/jdk-25",
        "system/opt/java/openjdk",
        "system/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
        "system/usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home",
        "home of a user/.sdkman/candidates/java/25.0.1-tem",
        "home of a user/.jdks/openjdk-25",
        "home of a user/Library/Java/JavaVirtualMachines/openjdk-25/Contents/Home"
      })
  void anOldJavaHomeIsPassedOverAndEachUsualPlaceIsFound(String place) throws Exception {
    environment.put("JAVA_HOME", jdk(temporary.resolve("old"), "17.0.15").toString());
    Path fitting = jdk(temporary.resolve(place), "25.0.1");
    Run run = run("jdk");
    assertThat(run.out().strip()).isEqualTo(fitting.toString());
    assertThat(run.status()).isZero();
  }

  @Test
  void theJdkOfAJavacOnThePathAndThatOfMacOsToolAreFound() throws Exception {
    Path elsewhere = jdk(temporary.resolve("else where/jdk"), "25");
    Path tool = Files.createDirectories(root.resolve("usr/libexec")).resolve("java_home");
    executable(tool, "#!/bin/sh\necho '" + elsewhere + "'\n");
    assertThat(run("jdk").out().strip()).isEqualTo(elsewhere.toString());
    Path onPath = jdk(temporary.resolve("path jdk"), "26");
    Files.createSymbolicLink(bin.resolve("javac"), onPath.resolve("bin/javac"));
    assertThat(run("jdk").out().strip()).isEqualTo(onPath.toString());
  }

  @Test
  void theLowestThatFitsIsTaken() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a-27"), "27");
    Path lowest = jdk(root.resolve("usr/lib/jvm/b-25"), "25.0.2");
    jdk(root.resolve("usr/lib/jvm/c-17"), "17");
    jdk(user.resolve(".sdkman/candidates/java/26-tem"), "26-ea");
    assertThat(run("jdk").out().strip()).isEqualTo(lowest.toString());
  }

  @Test
  void theJdkNamedForTrucelineWins() throws Exception {
    environment.put("JAVA_HOME", jdk(temporary.resolve("usual"), "25").toString());
    Path named = jdk(temporary.resolve("named"), "27");
    environment.put("TRUCELINE_JAVA_HOME", named.toString());
    assertThat(run("jdk").out().strip()).isEqualTo(named.toString());
  }

  @Test
  void whereNothingFitsItSaysWhatWasFoundAndWhatToInstall() throws Exception {
    Run none = run("--help");
    assertThat(none.status()).isEqualTo(69);
    assertThat(none.err()).contains("needs a JDK 25 or newer").contains("found none.");
    Path old = jdk(root.resolve("usr/lib/jvm/java-17"), "17.0.15");
    Files.createSymbolicLink(root.resolve("usr/lib/jvm/java-1.17"), old);
    jdk(root.resolve("usr/lib/jvm/java-8"), "1.8.0_402");
    Path runtime = jdk(root.resolve("usr/lib/jvm/jre-25"), "25");
    Files.delete(runtime.resolve("bin/javac"));
    Run run = run("--help");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err())
        .containsOnlyOnce("Java 17 in " + old.toRealPath())
        .contains("Java 1 in")
        .doesNotContain("jre-25")
        .contains("openjdk-25-jdk", "sdk install java", "brew install openjdk@25");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutAHomeItStillSearches() throws Exception {
    environment.remove("HOME");
    Path fitting = jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    assertThat(run("jdk").out().strip()).isEqualTo(fitting.toString());
  }

  @Test
  void withoutMavenItSaysSo() throws Exception {
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    for (String word : List.of("--help", "test")) {
      Run run = run(word);
      assertThat(run.status()).isEqualTo(69);
      assertThat(run.err()).contains("Maven is missing. Install it (Debian: apt install maven");
    }
    assertThat(house.resolve("app/target/build.lock")).doesNotExist();
  }

  @Test
  void whatHasNotChangedIsNotBuiltAgainAndWhatHasIs() throws Exception {
    maven();
    Path jdk = jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Run first = run("judge", "a b", "", "*");
    assertThat(first.err()).contains("building");
    assertThat(first.status()).isZero();
    assertThat(first.out().lines().toList())
        .startsWith(jdk + "/bin/java")
        .contains("-XX:AOTCache=" + house.toRealPath() + "/app/target/truceline.aot")
        .endsWith("org.truceline.app.Main", "judge", "a b", "", "*");
    assertThat(run("--help").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    Files.writeString(house.resolve("line/src/main/One.java"), "class One { int two; }");
    assertThat(run("--help").err()).contains("building");
    Files.delete(house.resolve("watch/src/main/One.java"));
    assertThat(run("--help").err()).contains("building");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
    assertThat(run("--help").err()).contains("building");
    assertThat(builds()).isEqualTo(4);
    assertThat(run("--help").err()).isEmpty();
    assertThat(builds()).isEqualTo(4);
  }

  @Test
  void librariesOfAnOlderBuildDoNotStay() throws Exception {
    maven();
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Path older = Files.createDirectories(house.resolve("app/target/lib")).resolve("old-1.jar");
    Files.writeString(older, "jar");
    run("--help");
    assertThat(older).doesNotExist();
    assertThat(house.resolve("app/target/lib/app.jar")).exists();
  }

  @Test
  void aCacheOlderThanItsJarsIsMadeAgainWithoutABuild() throws Exception {
    maven();
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    run("--help");
    Path cache = house.resolve("app/target/truceline.aot");
    Files.writeString(cache, "older");
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(60)));
    Files.writeString(house.resolve("app/target/lib/app.jar"), "made by the tests");
    assertThat(run("--help").err()).isEmpty();
    assertThat(cache).hasContent("cache\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
    maven(
        """
        echo '[INFO] much'
        echo '[ERROR] /a/One.java:[3,4] cannot find symbol'
        echo '[ERROR] '
        echo '[ERROR] -> [Help 1]'
        echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
        exit 1\
        """);
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    for (int i = 1; i <= 2; i++) {
      Run run = run("--help");
      assertThat(run.status()).isEqualTo(70);
      assertThat(run.err().lines().skip(1).toList())
          .containsExactly(
              "[ERROR] /a/One.java:[3,4] cannot find symbol",
              "truceline: the build failed; the whole log is in "
                  + house.toRealPath()
                  + "/app/target/build.log");
      assertThat(builds()).isEqualTo(i);
    }
    maven();
    assertThat(run("--help").status()).isZero();
  }

  @Test
  void aBuildWithoutANetworkSaysThatItNeedsOne() throws Exception {
    maven("echo '[ERROR] Could not transfer artifact a:b:pom:1 from/to central'; exit 1");
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Run run = run("--help");
    assertThat(run.status()).isEqualTo(70);
    assertThat(run.err()).contains("libraries could not be fetched").contains("needs a network");
  }

  @Test
  void aBuildThatIsInterruptedLeavesNothingByHalf() throws Exception {
    // A terminal sends Ctrl-C to the launcher and to Maven; the made-up one passes it on.
    maven("mkdir -p \"$lib\"; echo half >\"$lib/app.jar\"; kill -INT $PPID; exit 130");
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    assertThat(run("--help").status()).isEqualTo(130);
    assertThat(house.resolve("app/target/built")).doesNotExist();
    assertThat(house.resolve("app/target/build.lock")).doesNotExist();
    maven();
    assertThat(run("--help").status()).isZero();
    assertThat(house.resolve("app/target/lib/app.jar")).hasContent("jar\n");
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    maven("sleep 1; mkdir -p \"$lib\"; echo jar >\"$lib/app.jar\"");
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Process one = start("--help");
    Process other = start("--help");
    assertThat(end(one).status()).isZero();
    assertThat(end(other).status()).isZero();
    assertThat(builds()).isEqualTo(1);
    assertThat(house.resolve("app/target/build.lock")).doesNotExist();
  }

  @Test
  void theLockOfABuildThatWasKilledIsTakenOver() throws Exception {
    maven();
    jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Process gone = new ProcessBuilder("sh", "-c", "exit 0").start();
    gone.waitFor();
    Path lock = Files.createDirectories(house.resolve("app/target/build.lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
    assertThat(run("--help").status()).isZero();
    assertThat(builds()).isEqualTo(1);
    assertThat(lock).doesNotExist();
  }
}
