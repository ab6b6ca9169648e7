package org.truceline.doors;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the door stands.
 *
 * @param entrance who may come in at all
 * @param origins how browsers write the console's own address, such as {@code
 *     https://desk.lan:8443}; all with TLS or all without
 * @param sessions when sessions end by themselves
 * @param limits how often one sender may ask
 */
public record DoorSettings(
    Entrance entrance, Set<String> origins, SessionRules sessions, Limits limits) {
  /** Who may come in at all. */
  public enum Entrance {
    /** Whoever has an account or a token. */
    ACCOUNTS,
    /** Whoever sits at the machine itself; nobody needs an account, and nothing is asked. */
    LOOPBACK_ONLY
  }

  public DoorSettings {
    origins = java.util.Collections.unmodifiableSet(new TreeSet<>(origins));
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("a door has an address");
    }
    for (String origin : origins) {
      if (!origin.matches("https?://[^/@?#\\s]+")
          || !origin.equals(origin.toLowerCase(java.util.Locale.ROOT))) {
        throw new IllegalArgumentException("not an origin: " + origin);
      }
    }
    if (origins.stream().map(one -> one.startsWith("https:")).distinct().count() != 1) {
      throw new IllegalArgumentException("with TLS and without: " + origins);
    }
  }

  /** Whether people come over TLS. */
  public boolean secure() {
    return origins.iterator().next().startsWith("https:");
  }

  /**
   * The host that passkeys are bound to: the first that is a name, for a passkey cannot belong to
   * an address (WebAuthn level 2, 5.1.2). None where there is no name.
   */
  public Optional<String> findPasskeyHost() {
    return origins.stream()
        .map(one -> String.valueOf(URI.create(one).getHost()))
        .filter(host -> !isAddress(host) && !host.equals("null"))
        .findFirst();
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
      return true;
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
