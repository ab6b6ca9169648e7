package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HttpReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/reference/http-api.md");

  @Test
  void theReferenceListsTheRoutesThatThereAreAndNoOthers() throws IOException {
    List<String> said = new ArrayList<>();
    for (String line : Files.readAllLines(REFERENCE)) {
      if (line.startsWith("| `GET` ") || line.startsWith("| `POST` ")) {
        String[] cells = line.split("\\|", -1);
        said.add(
            cells[1].replace("`", "").strip()
                + " "
                + cells[2].replace("`", "").strip()
                + " "
                + cells[3].replace("`", "").strip());
      }
    }
    List<String> routes = new ArrayList<>();
    for (Route route : Routes.all()) {
      routes.add(
          route.method()
              + " "
              + route.path()
              + " "
              + route.right().name().toLowerCase(Locale.ROOT));
    }
    assertThat(said).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void theReferenceNamesTheLimits() throws IOException {
    assertThat(Files.readString(REFERENCE))
        .contains(
            ReportBodies.MOST_BYTES + " bytes",
            "1,000 consoles",
            "the " + Features.MOST_EPISODES + " latest episodes",
            "from 1; " + FeatureQuery.USUAL + " where it is not said, and " + FeatureQuery.MOST,
            "at most " + FeatureQuery.FURTHEST,
            NewsStream.HEARTBEAT.toSeconds() + " s");
    assertThat(NewsStream.MOST_CONSOLES).isEqualTo(1_000);
  }
}
