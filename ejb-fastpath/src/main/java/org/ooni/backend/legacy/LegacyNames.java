// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
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

  private static final Map<String, List<String>> FORMER_NAMES =
      Map.ofEntries(
          entry("bridge_reachability", List.of("bridgereachability")),
          entry("captive_portal", List.of("captivep", "captiveportal")),
          entry("dns_consistency", List.of("DNS tamper", "dnstamper")),
          entry("http_filtering_bypass", List.of("HTTPFilteringBypass", "httpfilteringbypass")),
          entry(
              "http_header_field_manipulation",
              List.of(
                  "HTTP Header Field Manipulation",
                  "test_get_random_capitalization",
                  "test_post_random_capitalization",
                  "test_put_random_capitalization")),
          entry("http_host", List.of("HTTP Host")),
          entry(
              "http_invalid_request_line",
              List.of(
                  "HTTP Invalid Request Line",
                  "test_random_big_request_method",
                  "test_random_invalid_field_count")),
          entry("http_requests", List.of("HTTP Requests Test", "http_requests_test")),
          entry("http_trix", List.of("HTTPTrix", "httptrix")),
          entry(
              "invalid",
              List.of("summary", "test_get", "test_post", "test_put", "test_send_host_header")),
          entry(
              "multi_protocol_traceroute",
              List.of(
                  "Multi Protocol Traceroute Test",
                  "multi_protocol_traceroute_test",
                  "traceroute")),
          entry("netalyzr_wrapper", List.of("netalyzrwrapper")),
          entry(
              "parasitic_traceroute",
              List.of("parasitic_tcp_traceroute_test", "parasitic_traceroute_test")),
          entry("tcp_connect", List.of("TCP Connect")),
          entry("tls_handshake", List.of("tls-handshake")));

  private static final Map<String, String> TODAY = byFormerName();

  private LegacyNames() {}

  private static Map<String, String> byFormerName() {
    Map<String, String> names = new HashMap<>();
    FORMER_NAMES.forEach((today, former) -> former.forEach(name -> names.put(name, today)));
    return Map.copyOf(names);
  }

  /** Today's name; a name that was never changed is only written small. */
  static String today(String name) {
    return TODAY.getOrDefault(name, name.toLowerCase(Locale.ROOT));
  }

  static boolean isSupported(String name) {
    return !UNSUPPORTED.contains(name);
  }
}
