// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.ooni.backend.geoip.PublicAddress;

/**
 * Keeps fetches away from addresses inside. Names are judged by the addresses that are then
 * connected to, so a name that changes its address in between gains nothing.
 */
final class AddressGuard implements Dns {

  /** An address that must not be connected to. */
  static final class Blocked extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Blocked() {
      super("address is not allowed");
    }
  }

  private final Set<String> schemes;
  private final boolean privateAddresses;

  AddressGuard(FetchRules rules) {
    this.schemes = rules.schemes;
    this.privateAddresses = rules.privateAddresses;
  }

  /** Refuses schemes that are not allowed. */
  void check(String scheme) throws Blocked {
    if (!schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw new Blocked();
    }
  }

  /**
   * Refuses schemes and addresses. Those written as numbers, in whatever way, the client connects
   * to without asking {@link #lookup}.
   */
  void check(HttpUrl url) throws UnknownHostException {
    check(url.scheme());
    lookup(url.host());
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
    for (InetAddress address : addresses) {
      check(address);
    }
    return addresses;
  }

  private void check(InetAddress address) throws Blocked {
    if (!privateAddresses && !PublicAddress.is(address)) {
      throw new Blocked();
    }
  }
}
