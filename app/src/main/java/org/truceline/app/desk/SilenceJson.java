package org.truceline.app.desk;

import java.util.List;
import org.truceline.watch.Standing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tracks that have fallen silent, as the body of an entry. */
final class SilenceJson {
  private SilenceJson() {}

  static String of(List<Standing> silent) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode list = node.putArray("silent");
    for (Standing one : silent) {
      list.addObject()
          .put("track", one.track())
          .put("heard", one.heard().toString())
          .put("grade", one.grade().word())
          .set("because", BecauseJson.of(one.because()));
    }
    return CanonicalJson.of(node);
  }
}
