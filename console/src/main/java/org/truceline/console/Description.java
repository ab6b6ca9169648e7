package org.truceline.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truceline.console.Operation.Answered;
import org.truceline.console.Operation.In;
import org.truceline.console.Operation.Parameter;

/**
 * The API's description for programs: an OpenAPI 3.1 document, made of the list of routes and of
 * what each may be asked and may answer.
 */
final class Description {
  private final Shapes shapes = new Shapes();

  private Description() {}

  /**
   * The document.
   *
   * @param version the program's version
   * @param operations one for each route that is served
   */
  static byte[] of(String version, List<Operation> operations) {
    return Json.bytes(new Description().document(version, operations));
  }

  private Map<String, Object> document(String version, List<Operation> operations) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Object path = paths.computeIfAbsent(path(operation.route()), _ -> new LinkedHashMap<>());
      if (path instanceof Map<?, ?> methods) {
        add(methods, operation);
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "Truceline", "version", version));
    document.put("servers", List.of(Map.of("url", "/")));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            shapes.components(),
            "securitySchemes",
            Map.of(
                "token",
                Map.of("type", "http", "scheme", "bearer"),
                "session",
                Map.of(
                    "type",
                    "apiKey",
                    "in",
                    "cookie",
                    "name",
                    "truceline",
                    "description",
                    "Over TLS its name is __Host-truceline."))));
    return document;
  }

  @SuppressWarnings("unchecked")
  private void add(Map<?, ?> methods, Operation operation) {
    String method = operation.route().method().name().toLowerCase(Locale.ROOT);
    ((Map<String, Object>) methods).put(method, described(operation));
  }

  /** A route's path as OpenAPI writes it. */
  static String path(Route route) {
    return route.path().replace('<', '{').replace('>', '}');
  }

  private Map<String, Object> described(Operation operation) {
    Right right = operation.route().right();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("operationId", operation.id());
    described.put("summary", operation.summary());
    described.put("x-right", right.name().toLowerCase(Locale.ROOT));
    described.put(
        "security",
        right == Right.NOTHING
            ? List.of()
            : List.of(Map.of("token", List.of()), Map.of("session", List.of())));
    if (!operation.parameters().isEmpty()) {
      described.put(
          "parameters", operation.parameters().stream().map(Description::parameter).toList());
    }
    if (!operation.bodies().isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      operation
          .bodies()
          .forEach((type, shape) -> content.put(type, Map.of("schema", shapes.of(shape))));
      described.put("requestBody", Map.of("required", true, "content", content));
    }
    described.put("responses", responses(operation.answers()));
    return described;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", parameter.name());
    one.put("in", parameter.in().name().toLowerCase(Locale.ROOT));
    one.put("required", parameter.in() == In.PATH);
    one.put("description", parameter.what());
    one.put("schema", parameter.shape());
    return one;
  }

  private Map<String, Object> responses(List<Answered> answers) {
    Map<String, Object> responses = new LinkedHashMap<>();
    for (int status : answers.stream().mapToInt(Answered::status).sorted().distinct().toArray()) {
      Map<String, Object> content = new LinkedHashMap<>();
      List<Answered> alike = new ArrayList<>(answers);
      alike.removeIf(one -> one.status() != status || one.type().isEmpty());
      alike.forEach(one -> content.put(one.type(), Map.of("schema", shapes.of(one.shape()))));
      Map<String, Object> response = new LinkedHashMap<>();
      response.put("description", status < 400 ? "Done." : "Why not.");
      if (!content.isEmpty()) {
        response.put("content", content);
      }
      responses.put(Integer.toString(status), response);
    }
    return responses;
  }
}
