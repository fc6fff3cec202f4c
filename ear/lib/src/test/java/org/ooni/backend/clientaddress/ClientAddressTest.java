// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.clientaddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  private static final AddressHash HASH = new AddressHash("a key of a test, 32 bytes or longer");
  private final ClientAddress behindProxies =
      new ClientAddress(AddressRange.parseList("T", "10.0.0.0/8, 2001:db8::/32"), HASH);

  /** Hostile case G-01. */
  @Test
  void whatAnUntrustedPeerSaysMakesNoDifference() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String forged = "1.2." + i / 256 + "." + i % 256;
      InetAddress found =
          behindProxies.of(
              Requests.from(
                  "198.51.100.7",
                  Map.of("X-Forwarded-For", List.of(forged), "X-Real-IP", List.of(forged))));
      keys.add(behindProxies.key(found));
    }
    assertEquals(1, keys.size());
  }

  @Test
  void noProxyIsTrustedUnlessConfigured() {
    ClientAddress open = new ClientAddress(List.of(), HASH);
    assertEquals("127.0.0.1", text(open, "127.0.0.1", "1.2.3.4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "6.6.6.6, 192.0.2.1 | 192.0.2.1",
        "6.6.6.6, 192.0.2.1, 10.1.1.1 | 192.0.2.1",
        "10.2.2.2, 10.1.1.1 | 10.2.2.2",
        "192.0.2.1:4711 | 192.0.2.1",
        "[2001:db9::1]:443 | 2001:db9:0:0:0:0:0:1",
        "2001:db9::1, 2001:db8::5 | 2001:db9:0:0:0:0:0:1",
        "::ffff:192.0.2.1 | 192.0.2.1"
      })
  void theRightmostHopThatIsNoProxyIsTheClient(String forwarded, String client) {
    assertEquals(client, text(behindProxies, "10.9.9.9", forwarded));
  }

  /** Hostile case G-02: what cannot be read counts for nothing, and nothing left of it does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "192.0.2.1, \"",
        "192.0.2.1, a, b, c",
        "192.0.2.1, for=1.2.3.4",
        "192.0.2.1, ::1::2",
        "192.0.2.1, 01.2.3.4",
        "192.0.2.1, example.org",
        "192.0.2.1, 1.2.3.256"
      })
  void anUnreadableHopEndsTheWalk(String forwarded) {
    assertEquals("10.9.9.9", text(behindProxies, "10.9.9.9", forwarded));
  }

  @Test
  void aHeaderOfTenKilobytesIsNotLookedAt() {
    assertEquals("10.9.9.9", text(behindProxies, "10.9.9.9", "192.0.2.1,".repeat(1024)));
  }

  @Test
  void severalHeadersAreOneList() {
    Map<String, List<String>> headers =
        Map.of("X-Forwarded-For", List.of("6.6.6.6, 192.0.2.1", "10.1.1.1"));
    assertEquals(
        "192.0.2.1", behindProxies.of(Requests.from("10.9.9.9", headers)).getHostAddress());
  }

  @Test
  void theRealAddressCountsWithoutForwardedOnes() {
    Map<String, List<String>> headers = Map.of("X-Real-IP", List.of("192.0.2.1"));
    assertEquals(
        "192.0.2.1", behindProxies.of(Requests.from("10.9.9.9", headers)).getHostAddress());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "proxy.example", "10.0.0.0/-1", "10.0.0.0/8/8", "10/8"})
  void aListThatIsNotOneIsRefusedByName(String list) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> AddressRange.parseList("TRUSTED_PROXIES", list));
    assertEquals(true, refused.getMessage().startsWith("TRUSTED_PROXIES"));
  }

  @Test
  void rangesEndWithinBytes() throws Exception {
    AddressRange range = AddressRange.parseList("T", "172.16.0.0/12").get(0);
    assertEquals(true, range.contains(InetAddress.getByName("172.31.255.255")));
    assertEquals(false, range.contains(InetAddress.getByName("172.32.0.0")));
  }

  @Test
  void theHashNeedsTheKeyAndOneNetworkOfIpv6HasOne() throws Exception {
    InetAddress address = InetAddress.getByName("192.0.2.1");
    assertEquals(16, HASH.of(address).length());
    assertNotEquals(HASH.of(address), new AddressHash("another key").of(address));
    assertEquals(
        HASH.of(InetAddress.getByName("2001:db8::1")),
        HASH.of(InetAddress.getByName("2001:db8::ffff:2")));
    assertNotEquals(
        HASH.of(InetAddress.getByName("2001:db8::1")),
        HASH.of(InetAddress.getByName("2001:db8:0:1::1")));
  }

  private static String text(ClientAddress addresses, String peer, String forwarded) {
    return addresses
        .of(Requests.from(peer, Map.of("X-Forwarded-For", List.of(forwarded))))
        .getHostAddress();
  }
}
