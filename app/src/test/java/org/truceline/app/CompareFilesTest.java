package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class CompareFilesTest {
  private static final Path EXAMPLE = Path.of("..", "missions", "example-line");

  @TempDir Path temporary = Path.of("never");

  private Path written(Path mission, String format) {
    Path file = temporary.resolve("compared." + format);
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(
            Main.run(
                nowhere, nowhere, "compare", mission.toString(), "--" + format, file.toString()))
        .isZero();
    return file;
  }

  @ParameterizedTest
  @CsvSource({"gpx, tracks, 2", "kml, Example line (invented), 6", "gpkg, versions, 2"})
  void filesOpenInGdal(String format, String layer, int features)
      throws IOException, InterruptedException {
    String said = ogrinfo(written(EXAMPLE, format));
    assertThat(said)
        .doesNotContain("ERROR")
        .doesNotContain("Warning")
        .contains("Layer name: " + layer)
        .contains("Feature Count: " + features);
  }

  /** Runs GDAL's ogrinfo; without it the test is left out, loudly, and in CI that is a failure. */
  private static String ogrinfo(Path file) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("ogrinfo", "-al", "-so", file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException missing) {
      if (System.getenv("TRUCELINE_CI") != null) {
        throw missing;
      }
      System.err.println("LEFT OUT: ogrinfo is not installed (tools/prepare installs it)");
      Assumptions.abort("ogrinfo is not installed");
      throw missing;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void csvHasARowForEachStation() throws IOException {
    List<String> rows = Files.readAllLines(written(EXAMPLE, "csv"));
    assertThat(rows.getFirst()).isEqualTo("a,b,station_m,lon,lat,offset_m,sigma_m,agrees");
    assertThat(rows).hasSizeGreaterThan(120);
    assertThat(rows.get(1)).startsWith("charter,survey,");
  }

  @Test
  void thePageRunsNoScriptAndAsksForNothingFromOutside() throws IOException {
    String page = Files.readString(written(EXAMPLE, "html"));
    assertThat(page)
        .contains("<html lang=\"en\">")
        .contains("default-src 'none'")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContain("url(")
        .doesNotContain("href=");
  }

  @Test
  void hostileNamesStayWords() throws IOException, ParserConfigurationException, SAXException {
    Path mission = temporary.resolve("hostile");
    List<Path> files = new ArrayList<>();
    try (var walk = Files.walk(EXAMPLE)) {
      files.addAll(walk.toList());
    }
    for (Path file : files) {
      Path copy = mission.resolve(EXAMPLE.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy);
      }
    }
    Path definition = mission.resolve("mission.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains("Charter map");
    Files.writeString(
        definition, text.replace("Charter map", "<script>alert('&')</script> ]]>\\u0001"));
    assertThat(Files.readString(written(mission, "html")))
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)");
    for (String format : List.of("gpx", "kml")) {
      var document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(written(mission, format).toFile());
      assertThat(document.getDocumentElement().getTextContent())
          .contains("<script>alert('&')</script>");
    }
  }
}
