package org.truceline.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truceline.app.mission.Finding;
import org.truceline.app.mission.MissionReader;
import org.truceline.terms.Because;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code truceline check}: everything that is wrong with a mission folder, in one run. */
@Command(name = "check")
final class CheckCommand extends Speaking implements Callable<Integer> {
  @Parameters(paramLabel = "MISSION", descriptionKey = "MISSION")
  Path mission = Path.of(".");

  @Option(names = "--json")
  boolean json;

  @Override
  public Integer call() {
    MissionReader.Reading reading = MissionReader.read(mission);
    long errors = count(reading, Finding.Severity.ERROR);
    if (json) {
      out().println(asJson(reading));
      return errors == 0 ? 0 : 1;
    }
    findings(reading.findings(), out(), Finding.Severity.NOTE);
    out()
        .println(
            words()
                .say(
                    errors == 0 ? "app.check.usable" : "app.check.unusable",
                    text(mission.toString()),
                    Because.count(errors),
                    Because.count(count(reading, Finding.Severity.WARNING))));
    return errors == 0 ? 0 : 1;
  }

  private static long count(MissionReader.Reading reading, Finding.Severity severity) {
    return reading.findings().stream().filter(one -> one.severity() == severity).count();
  }

  private String asJson(MissionReader.Reading reading) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("mission", mission.toString());
    root.put("usable", reading.find().isPresent());
    ArrayNode list = root.putArray("findings");
    for (Finding finding : reading.findings()) {
      list.addObject()
          .put("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT))
          .put("code", finding.what().message())
          .put("file", finding.file())
          .put("line", finding.line())
          .put("feature", finding.feature())
          .put("what", words().say(finding.what()));
    }
    return mapper.writeValueAsString(root);
  }
}
