package org.truceline.doors;

/**
 * What a request says of whoever sent it. A header that was not there is an empty text; one that
 * came several times is joined with commas, as HTTP has it.
 *
 * @param method the method in capitals; {@code WS} for the start of a web socket
 * @param route the pattern of the route that the server matched
 * @param host the Host header
 * @param cookie the Cookie header
 * @param authorization the Authorization header
 * @param origin the Origin header
 * @param fetchSite the Sec-Fetch-Site header
 * @param pageToken the form's field or header by which a page shows that it is ours
 * @param address the address of the socket, never of a header
 */
public record Request(
    String method,
    String route,
    String host,
    String cookie,
    String authorization,
    String origin,
    String fetchSite,
    String pageToken,
    String address) {
  /** Longer headers are nobody's: browsers keep cookies of one host below it. */
  static final int MOST_HEADER_CHARACTERS = 8_192;

  /** Whether it only asks and changes nothing. A web socket may change things later. */
  boolean onlyReads() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** Never the secrets in it. */
  @Override
  public String toString() {
    return "Request[" + method + " " + route + "]";
  }
}
