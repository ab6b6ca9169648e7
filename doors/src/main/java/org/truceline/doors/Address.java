package org.truceline.doors;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Where a request came from, as the socket says it; no header is believed, and no name is looked
 * up.
 *
 * @param address the address, or loopback's stand-in 0.0.0.0 where the server gave none
 */
record Address(InetAddress address) {
  /** The address of a literal such as {@code 10.0.3.17} or {@code fe80::1%2}. */
  static Address of(String literal) {
    try {
      return new Address(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException none) {
      return new Address(InetAddress.ofLiteral("0.0.0.0"));
    }
  }

  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** What counts as one sender: an IPv4 address, or the /64 that one IPv6 household has. */
  String sender() {
    return address instanceof Inet4Address ? address.getHostAddress() : start(8);
  }

  /** What the record keeps of it: the /24 or /48, enough to tell places apart and no desk. */
  String block() {
    return start(address instanceof Inet4Address ? 3 : 6);
  }

  private String start(int bytes) {
    byte[] all = address.getAddress();
    Arrays.fill(all, bytes, all.length, (byte) 0);
    try {
      return InetAddress.getByAddress(all).getHostAddress() + "/" + bytes * 8;
    } catch (java.net.UnknownHostException never) {
      throw new IllegalStateException(all.length + " bytes of an address", never);
    }
  }
}
