package org.truceline.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be asked of a route, and what it may answer: one operation of the API's description.
 *
 * @param route the route
 * @param id its name for programs that are written from the description
 * @param summary what it is for
 * @param parameters in the address and in headers
 * @param bodies what may be sent: media type to the name of its shape
 * @param answers what may be answered
 */
public record Operation(
    Route route,
    String id,
    String summary,
    List<Parameter> parameters,
    Map<String, Shape> bodies,
    List<Answered> answers) {
  static final String JSON = "application/json";

  public Operation {
    parameters = List.copyOf(parameters);
    bodies = Collections.unmodifiableMap(new LinkedHashMap<>(bodies));
    answers = List.copyOf(answers);
  }

  /**
   * An operation that answers with nothing yet but what the door may say: also a page that is open
   * to all may be asked for too often, or under a foreign name.
   */
  static Operation of(Route route, String id, String summary) {
    Operation operation = new Operation(route, id, summary, List.of(), Map.of(), List.of());
    return operation.refuses(401, 403, 429);
  }

  Operation takes(Parameter parameter) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.add(parameter);
    return new Operation(route, id, summary, all, bodies, answers);
  }

  Operation takes(String type, Shape shape) {
    Map<String, Shape> all = new LinkedHashMap<>(bodies);
    all.put(type, shape);
    return new Operation(route, id, summary, parameters, all, answers);
  }

  Operation answers(int status, String type, Shape shape) {
    List<Answered> all = new ArrayList<>(answers);
    all.add(new Answered(status, type, shape));
    return new Operation(route, id, summary, parameters, bodies, all);
  }

  Operation refuses(int... statuses) {
    Operation operation = this;
    for (int status : statuses) {
      operation = operation.answers(status, JSON, new Shape.Of(Refusals.Refusal.class));
    }
    return operation;
  }

  /** Where a parameter stands. */
  public enum In {
    PATH,
    QUERY,
    HEADER
  }

  /**
   * A parameter.
   *
   * @param shape a JSON schema
   */
  public record Parameter(String name, In in, Map<String, Object> shape, String what) {}

  /**
   * What may be answered.
   *
   * @param type the media type, or the empty text where the answer has no body
   */
  public record Answered(int status, String type, Shape shape) {}

  /** What a body looks like. */
  public sealed interface Shape {
    /** As Java's values of this class are written. */
    record Of(Class<?> type) implements Shape {}

    /** As the schema of this name in {@code shapes.json} says. */
    record Named(String name) implements Shape {}

    /** Text or bytes of which nothing more is said. */
    record Opaque() implements Shape {}
  }
}
