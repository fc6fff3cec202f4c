// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the nettests of the first years were called, and what they are called now. */
final class LegacyNames {

  /** Nettests whose old form is not kept. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "chinatrigger",
          "keyword_filtering",
          "parasitic_traceroute",
          "multi_protocol_traceroute",
          "dns_spoof",
          "captive_portal",
          "tls_handshake",
          "tcp_connect",
          "bridge_reachability",
          "lantern",
          "psiphon");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("HTTP Host", "http_host"),
          Map.entry("http_requests_test", "http_requests"),
          Map.entry("HTTP Requests Test", "http_requests"),
          Map.entry("TCP Connect", "tcp_connect"),
          Map.entry("DNS tamper", "dns_consistency"),
          Map.entry("dnstamper", "dns_consistency"),
          Map.entry("test_get_random_capitalization", "http_header_field_manipulation"),
          Map.entry("test_put_random_capitalization", "http_header_field_manipulation"),
          Map.entry("test_post_random_capitalization", "http_header_field_manipulation"),
          Map.entry("test_random_big_request_method", "http_invalid_request_line"),
          Map.entry("test_random_invalid_field_count", "http_invalid_request_line"),
          Map.entry("traceroute", "multi_protocol_traceroute"),
          Map.entry("bridgereachability", "bridge_reachability"),
          Map.entry("summary", "invalid"),
          Map.entry("test_get", "invalid"),
          Map.entry("test_post", "invalid"),
          Map.entry("test_put", "invalid"),
          Map.entry("test_send_host_header", "invalid"),
          Map.entry("captivep", "captive_portal"),
          Map.entry("captiveportal", "captive_portal"),
          Map.entry("tls-handshake", "tls_handshake"));

  private LegacyNames() {}

  static String today(String name) {
    return NAMES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
  }

  static boolean isSupported(String name) {
    return !UNSUPPORTED.contains(name);
  }
}
