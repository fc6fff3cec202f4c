// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses belong to a place on the public internet. */
final class PublicAddress {

  private PublicAddress() {}

  /**
   * Whether it can be looked up: not private, local, shared or multicast, and no IPv4 address in
   * the clothes of an IPv6 one, which would make one place out of two spellings.
   */
  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    if (address instanceof Inet4Address) {
      return isPublic4(address.getAddress());
    }
    return address instanceof Inet6Address && isPublic6(address.getAddress());
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean shared = first == 100 && second >= 64 && second < 128;
    return first != 0 && first < 240 && !shared;
  }

  private static boolean isPublic6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
    boolean embedded = true;
    for (int i = 0; i < 10; i++) {
      embedded &= bytes[i] == 0;
    }
    return !uniqueLocal && !embedded;
  }
}
