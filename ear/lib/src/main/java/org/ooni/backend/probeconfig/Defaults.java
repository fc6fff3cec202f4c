// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What probes are told when no file says otherwise (probe services 3.1, 3.2 and 3.4). */
final class Defaults {

  static final Map<String, Boolean> FEATURES =
      Map.of(
          "torsf_enabled", false,
          "vanilla_tor_enabled", false,
          "openvpn_enabled", false,
          "webconnectivity_0.5", true);

  static final Map<String, List<TestHelper>> TEST_HELPERS = testHelpers();

  static final List<TestHelper> COLLECTORS =
      twice(
          new TestHelper("httpo://guegdifjy7bjpequ.onion", "onion", ""),
          https("https://ams-pg.ooni.org:443"),
          cloudfront("dkyhjv0wpi2dk.cloudfront.net"));

  static final List<String> TESTS =
      List.of(
          "bridge_reachability",
          "dash",
          "dns_consistency",
          "dnscheck",
          "facebook_messenger",
          "http_header_field_manipulation",
          "http_host",
          "http_invalid_request_line",
          "http_requests",
          "meek_fronted_requests_test",
          "multi_protocol_traceroute",
          "ndt",
          "psiphon",
          "riseupvpn",
          "tcp_connect",
          "telegram",
          "tor",
          "urlgetter",
          "vanilla_tor",
          "web_connectivity",
          "whatsapp");

  private Defaults() {}

  private static Map<String, List<TestHelper>> testHelpers() {
    Map<String, List<TestHelper>> kinds = new LinkedHashMap<>();
    kinds.put("dns", twice(legacy("37.218.241.93:57004")));
    kinds.put("http-return-json-headers", twice(legacy("http://206.81.31.205:80")));
    kinds.put("ssl", twice(legacy("https://37.218.241.93")));
    kinds.put("tcp-echo", twice(legacy("134.209.237.204")));
    kinds.put("traceroute", twice(legacy("37.218.241.93")));
    kinds.put(
        "web-connectivity",
        List.of(
            https("https://wcth0.fra1.ooni.org"),
            https("https://wcth1.fra1.ooni.org"),
            https("https://wcth2.fra1.ooni.org"),
            https("https://wcth0.fra1.prod.ooni.io"),
            https("https://wcth1.fra1.prod.ooni.io"),
            https("https://wcth2.fra1.prod.ooni.io"),
            cloudfront("d33d1gs9kpq1c5.cloudfront.net")));
    return Collections.unmodifiableMap(kinds);
  }

  private static List<TestHelper> twice(TestHelper... helpers) {
    List<TestHelper> once = List.of(helpers);
    return Collections.nCopies(2, once).stream().flatMap(List::stream).toList();
  }

  private static TestHelper legacy(String address) {
    return new TestHelper(address, "legacy", "");
  }

  private static TestHelper https(String address) {
    return new TestHelper(address, "https", "");
  }

  private static TestHelper cloudfront(String host) {
    return new TestHelper("https://" + host, "cloudfront", host);
  }
}
