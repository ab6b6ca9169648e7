package org.truceline.doors;

import java.util.regex.Pattern;

/**
 * A route of the console and what it asks for.
 *
 * @param method the HTTP method in capitals, or {@code WS} for a web socket
 * @param pattern the path as the server matches it, such as {@code /episodes/{id}}
 * @param permission what whoever takes it must be permitted
 */
public record Route(String method, String pattern, Permission permission) {
  private static final Pattern METHOD = Pattern.compile("[A-Z]{2,10}");

  public Route {
    if (!METHOD.matcher(method).matches() || !pattern.startsWith("/")) {
      throw new IllegalArgumentException("not a route: " + method + " " + pattern);
    }
  }
}
