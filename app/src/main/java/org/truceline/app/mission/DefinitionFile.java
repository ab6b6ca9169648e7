package org.truceline.app.mission;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.truceline.terms.Because;

/** Reads the definition of a mission as nodes of YAML that know where they stand. */
final class DefinitionFile {
  /** A definition is written by a person; a larger file is not one. */
  private static final long LARGEST_BYTES = 3L << 20;

  /** A definition nests six deep; composing calls itself for each level. */
  private static final int DEEPEST = 50;

  private DefinitionFile() {}

  /** The root node, or nothing where findings say why. */
  static Optional<Node> read(Path path, String file, Findings findings) {
    try {
      if (!Files.isRegularFile(path)) {
        findings.error(file, 0, "", "mission.file-missing", Because.text(file));
        return Optional.empty();
      }
      if (Files.size(path) > LARGEST_BYTES) {
        findings.error(file, 0, "", "mission.too-large", Because.count(LARGEST_BYTES >> 20));
        return Optional.empty();
      }
      return composed(Files.readString(path), file, findings);
    } catch (MarkedYamlEngineException broken) {
      long line = broken.getProblemMark().map(mark -> mark.getLine() + 1L).orElse(0L);
      findings.error(
          file, line, "", "mission.yaml-broken", Because.text(String.valueOf(broken.getProblem())));
    } catch (YamlEngineException broken) {
      String message = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
      findings.error(file, 0, "", "mission.yaml-broken", Because.text(message));
    } catch (CharacterCodingException notText) {
      findings.error(file, 0, "", "mission.not-utf8");
    } catch (IOException unreadable) {
      findings.error(
          file, 0, "", "mission.file-unreadable", Because.text(String.valueOf(unreadable)));
    }
    return Optional.empty();
  }

  private static Optional<Node> composed(String text, String file, Findings findings) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        long line = event.getStartMark().map(mark -> mark.getLine() + 1L).orElse(0L);
        findings.error(file, line, "", "mission.too-deep", Because.count(DEEPEST));
        return Optional.empty();
      }
    }
    Optional<Node> node = new Compose(settings).composeString(text);
    if (node.isEmpty()) {
      findings.error(file, 0, "", "mission.empty");
    }
    return node;
  }
}
