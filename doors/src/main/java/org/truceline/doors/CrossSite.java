package org.truceline.doors;

import java.util.Optional;
import java.util.Set;
import org.truceline.terms.Because;

/**
 * Whether a request was made by a page of this console. Browsers say so themselves (Sec-Fetch-Site
 * of the Fetch Metadata draft, Origin of RFC 6454); where one says nothing, the page must show a
 * token that only a page of this session has.
 */
final class CrossSite {
  private CrossSite() {}

  /**
   * Why a request is not from a page of this console, if so.
   *
   * @param origins the console's own, such as {@code https://desk.lan:8443}
   * @param expectedToken the page token of the session; nothing if there is no session
   */
  static Optional<Because> find(Request asked, Set<String> origins, String expectedToken) {
    boolean own = origins.contains(asked.origin());
    if (!asked.origin().isEmpty() && !own) {
      // Also when it only reads: a foreign page must not open a web socket or a stream either.
      return Optional.of(Because.of("doors.cross-origin"));
    }
    if (asked.onlyReads()) {
      return Optional.empty();
    }
    if (!asked.fetchSite().isEmpty() && !asked.fetchSite().equals("same-origin")) {
      return Optional.of(Because.of("doors.cross-site"));
    }
    if (own || asked.fetchSite().equals("same-origin")) {
      return Optional.empty();
    }
    boolean shown =
        !expectedToken.isEmpty() && Digest.of(expectedToken).matches(Digest.of(asked.pageToken()));
    return shown ? Optional.empty() : Optional.of(Because.of("doors.no-origin"));
  }

  /**
   * Why a request is not meant for this console, if so: names of others may point to its address.
   */
  static Optional<Because> findForeignHost(Request asked, Set<String> origins) {
    boolean own =
        origins.stream()
            .anyMatch(one -> one.substring(one.indexOf("//") + 2).equalsIgnoreCase(asked.host()));
    return own ? Optional.empty() : Optional.of(Because.of("doors.foreign-host"));
  }
}
