package org.truceline.doors;

import java.util.ArrayList;
import java.util.List;

/**
 * The cookie of a session, as the server is to set it: read by no script, sent to this console
 * only, and gone when the browser closes.
 *
 * @param value what it holds; nothing to take it away
 * @param secure whether it goes over TLS only
 */
public record SessionCookie(String value, boolean secure) {
  static SessionCookie of(Secret secret, boolean secure) {
    return new SessionCookie(secret.text(), secure);
  }

  /** The cookie that takes it away. */
  public static SessionCookie gone(boolean secure) {
    return new SessionCookie("", secure);
  }

  /** Its name. The prefix makes browsers refuse one that came without TLS or from another host. */
  public String name() {
    return name(secure);
  }

  static String name(boolean secure) {
    return secure ? "__Host-truceline" : "truceline";
  }

  /** The text of the Set-Cookie header (RFC 6265bis). */
  public String header() {
    return name()
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "")
        + (value.isEmpty() ? "; Max-Age=0" : "");
  }

  /** All values that a Cookie header gives to a name; more than one is somebody's doing. */
  static List<String> values(String header, String name) {
    List<String> values = new ArrayList<>();
    if (header.length() > Request.MOST_HEADER_CHARACTERS) {
      return values;
    }
    for (String pair : header.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        values.add(pair.substring(equals + 1).strip());
      }
    }
    return values;
  }

  /** Never what it holds. */
  @Override
  public String toString() {
    return "SessionCookie[" + name() + "]";
  }
}
