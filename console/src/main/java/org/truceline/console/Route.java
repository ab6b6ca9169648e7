package org.truceline.console;

/**
 * One thing that the console answers to.
 *
 * @param method GET or POST
 * @param path the path, with what varies in braces or, across slashes, in angle brackets
 * @param right what one must be allowed to do
 */
public record Route(Method method, String path, Right right) {
  /** The method of a request. */
  public enum Method {
    GET,
    POST
  }
}
