package org.truceline.doors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All routes of the console by method and pattern. What stands not here is open to nobody. */
public final class RouteTable {
  private final Map<String, Route> routes = new LinkedHashMap<>();

  private RouteTable(List<Route> all) {
    for (Route route : all) {
      if (routes.put(key(route.method(), route.pattern()), route) != null) {
        throw new IllegalArgumentException(
            "a route stands twice: " + route.method() + " " + route.pattern());
      }
    }
  }

  /** A table of routes, each of which stands once. */
  public static RouteTable of(List<Route> routes) {
    return new RouteTable(routes);
  }

  /** What a route asks for. HEAD asks for what GET does. */
  Optional<Permission> find(String method, String pattern) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return Optional.ofNullable(routes.get(key(asked, pattern))).map(Route::permission);
  }

  /** All routes in their order. */
  public List<Route> list() {
    return List.copyOf(routes.values());
  }

  private static String key(String method, String pattern) {
    return method + " " + pattern;
  }

  /**
   * The table as a page of Markdown: what may be done by role, then, where there are any, the
   * routes and what each asks for.
   */
  public String page() {
    List<String> lines = new ArrayList<>();
    lines.add("| permission | " + heads(Role.values()) + " | tokens |");
    lines.add("|---|" + ":-:|".repeat(Role.values().length + 1));
    for (Permission permission : Permission.values()) {
      StringBuilder row = new StringBuilder("| `" + permission.word() + "` |");
      for (Role role : Role.values()) {
        boolean given = permission.isGivenTo(java.util.Set.of(role));
        row.append(given ? " yes |" : " |");
      }
      boolean token = permission == Permission.OPEN || permission.forTokens();
      lines.add(row + (token ? " yes |" : " |"));
    }
    if (!routes.isEmpty()) {
      lines.add("");
      lines.add("| method | route | permission |");
      lines.add("|---|---|---|");
      for (Route route : routes.values()) {
        lines.add(
            "| %s | `%s` | `%s` |"
                .formatted(route.method(), route.pattern(), route.permission().word()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String heads(Role[] roles) {
    return java.util.Arrays.stream(roles)
        .map(role -> role.word().replace('-', ' '))
        .collect(Collectors.joining(" | "));
  }
}
