package org.truceline.app.desk;

import java.util.TreeMap;
import org.truceline.terms.Because;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A reason as data, in no language: its message, its values, and the reasons below it. */
final class BecauseJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private BecauseJson() {}

  /** A reason with all below it. */
  static ObjectNode of(Because because) {
    ObjectNode node = NODES.objectNode();
    node.put("message", because.message());
    if (!because.values().isEmpty()) {
      ArrayNode values = node.putArray("values");
      because.values().forEach(value -> value(values, value));
    }
    if (!because.parts().isEmpty()) {
      ArrayNode parts = node.putArray("parts");
      because.parts().forEach(part -> parts.add(of(part)));
    }
    return node;
  }

  private static void value(ArrayNode values, Because.Value value) {
    switch (value) {
      case Because.Text(var text) -> values.add(text);
      case Because.InLanguages(var texts) -> {
        ObjectNode node = values.addObject();
        new TreeMap<>(texts).forEach(node::put);
      }
      case Because.Metres(var metres) -> figure(values.addObject(), "metres", metres);
      case Because.Percent(var probability) ->
          figure(values.addObject(), "probability", probability);
      case Because.Count(var count) -> values.add(count);
      case Because.Figure(var figure) -> figure(values.addObject(), "figure", figure);
      case Because.Time(var time) -> values.addObject().put("time", time.toString());
      case Because.Clock(var time, var day) ->
          values.addObject().put(day ? "day" : "clock", time.toString());
      case Because.Rough(var metres, var toMetres) -> {
        ObjectNode node = values.addObject();
        figure(node, "metres", metres);
        figure(node, "to", toMetres);
      }
      case Because.Phrase(var phrase) -> values.add(of(phrase));
    }
  }

  /** A figure; JSON has no word for what is not finite. */
  private static void figure(ObjectNode node, String name, double figure) {
    if (Double.isFinite(figure)) {
      node.put(name, figure);
    } else {
      node.put(name, Double.toString(figure));
    }
  }
}
